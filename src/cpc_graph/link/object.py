"""What an act is about where it names no medicine: a substance ("spécialités à base de baclofène")."""

from __future__ import annotations

import re
from dataclasses import replace

from cpc_graph.errors import UsageError
from cpc_graph.names import slug
from cpc_graph.text.facts import Facts
from cpc_graph.text.values import Quote, Words

# "à base d'acide valproïque": the second word belongs to the name; otherwise a substance is one word.
_SUBSTANCE = re.compile(
    r"\b(?:à\s+base\s+(?:de\s+|du\s+|d['’]\s*)|contenant\s+(?:du\s+|de\s+la\s+|de\s+l['’]\s*|de\s+|d['’]\s*))"
    r"(?P<name>(?:acide\s+)?[^\W\d_][\w-]{3,})",
    re.IGNORECASE,
)


def with_object(facts: Facts, text: str, name: str | None = None) -> Facts:
    """Say what a decision without a medicine is about: the one substance that its text names so, or `name`.

    Quotes count in `text`. A name that a person gives must stand in the text: UsageError. Facts that name a medicine,
    or of no decision, stay as they are; so do those of a text that names two substances, without a name.
    """
    if facts.decision is None or facts.products:
        return facts
    if name is not None:
        return replace(facts, about=_standing(name, text))
    found = list(_SUBSTANCE.finditer(text))
    if len({slug(match["name"]) for match in found}) != 1:
        return facts
    quotes = tuple(Quote(match["name"], *match.span("name")) for match in found)
    return replace(facts, about=Words(quotes[0].exact, quotes))


def _standing(name: str, text: str) -> Words:
    words = r"\s+".join(re.escape(word).replace("'", "['’]") for word in name.replace("’", "'").split())
    found = re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE) if words and slug(name) else None
    if found is None:
        raise UsageError(
            fr=f"--object {name} : ces mots ne sont pas dans le texte",
            en=f"--object {name}: these words do not stand in the text",
        )
    return Words(" ".join(found.group().split()), (Quote(found.group(), *found.span()),))
