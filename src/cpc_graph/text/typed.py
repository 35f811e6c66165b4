"""Words as if typed on one keyboard: marks that only typography tells apart, case and accents make no other word."""

from __future__ import annotations

from collections.abc import Iterator

from cpc_graph.names import slug
from cpc_graph.text.folding import visible

_TYPED = str.maketrans(dict.fromkeys("’‘ʼ′`´", "'") | dict.fromkeys("«»“”„″", '"') | dict.fromkeys("‐‑−–—", "-"))


def typed(text: str) -> str:
    """Return a text with the plain form of its apostrophes, quotation marks and dashes, and nothing invisible.

    >>> typed("l’eﬃcacité «\u00a06\u00a0»")
    "l'efficacité \\"\\xa06\\xa0\\""
    """
    return visible(text).translate(_TYPED)


def plain_words(text: str) -> Iterator[str]:
    """Yield the words of a text in plain form, one for each stretch without white space.

    >>> list(plain_words("L’adulte, de 6 ans"))
    ['l-adulte', 'de', '6', 'ans']
    """
    return (found for part in text.split() if (found := slug(typed(part))))
