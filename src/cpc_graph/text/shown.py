"""Text of documents made safe to show: what is hidden in it is written out. The one place that says what is hidden."""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
_SOFT_HYPHEN = "\u00ad"
_LINE_ENDS = re.compile("[ \t\n\v\f\r\u0085\u2028\u2029]+")


def shown(text: str) -> str:
    """Show direction marks, zero-width and control characters as ⟨U+…⟩; line ends as spaces.

    >>> shown("a\\u202eb\\x00 \\n c")
    'a⟨U+202E⟩b⟨U+0000⟩ c'
    """
    folded = _LINE_ENDS.sub(" ", text).strip(" ")
    return "".join(f"⟨{code(sign)}⟩" if is_hidden(sign) else sign for sign in folded)


def is_hidden(sign: str) -> bool:
    """Tell whether a character has no shape of its own, or changes how its neighbours are shown."""
    return sign not in (_SOFT_HYPHEN, "\n") and unicodedata.category(sign) in _HIDDEN


def code(sign: str) -> str:
    """Name a character by its number.

    >>> code("\\u200b")
    'U+200B'
    """
    return f"U+{ord(sign):04X}"
