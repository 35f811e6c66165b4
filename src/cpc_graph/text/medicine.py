"""The name of a medicine as French texts write it: words, strength, pharmaceutical form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cpc_graph.names import slug
from cpc_graph.text.folding import fold_space

_AMOUNT = r"\d+(?:[  .]\d{3})*(?:[.,]\d+)?"
_UNIT = r"(?:mg|g|kg|µg|μg|mcg|microgrammes?|ml|mL|l|M?UI|U|%|MBq|mmol|doses?)"
_STRENGTH = re.compile(
    rf"(?<![\w,.]){_AMOUNT}\s*(?:millions\s+d['’]\s*)?{_UNIT}"
    rf"(?:\s*(?:/|pour|par)\s*(?:{_AMOUNT}\s*)?{_UNIT})?(?!\w)",
)


@dataclass(frozen=True, slots=True)
class MedicineName:
    """The parts of a name; a part that the name does not have is empty.

    >>> parse_name("Thalidomide BMS 50 mg, gélule")
    MedicineName(words='Thalidomide BMS', strength='50 mg', form='gélule')
    >>> parse_name("tacrolimus 0,1%, pommade").strength
    '0,1%'
    """

    words: str
    strength: str
    form: str

    def same_strength(self, other: str) -> bool:
        """Tell whether a strength is written alike, white space and the decimal sign apart."""
        return bool(self.strength) and _plain(self.strength) == _plain(other)

    def same_form(self, other: str) -> bool:
        """Tell whether a form is the same word or words, accents and case apart."""
        return bool(self.form) and slug(self.form) == slug(other)


def parse_name(name: str) -> MedicineName:
    """Cut a name at its strength; the form is what follows the comma after it."""
    folded = fold_space(name)
    found = _STRENGTH.search(folded)
    if found is None:
        words, _, form = folded.partition(",")
        return MedicineName(words.strip(), "", form.strip())
    after = folded[found.end() :]
    form = after.partition(",")[2] if "," in after else ""
    return MedicineName(folded[: found.start()].strip(" ,"), found.group(), form.strip(" ,."))


def _plain(strength: str) -> str:
    return re.sub(r"\s", "", strength).replace(",", ".").casefold()
