"""What a finding of the reader says, in both languages: the reader writes French, the table has the same in English."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from cpc_graph.resources import data_dir
from cpc_graph.text.facts import Warn
from cpc_graph.text.links import Bilingual
from cpc_graph.text.yaml_file import load

_BLANK = re.compile(r"\\\{(\w+)\\\}")
_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the table: the pattern of the French one, the English one with its blanks."""

    pattern: re.Pattern[str]
    en: str


def in_both(finding: Warn) -> Bilingual:
    """Return the sentence of a finding in French, as the reader wrote it, and in English.

    A sentence that the table does not list is said in English by what its code means, an unknown code in French.
    """
    sentences = _table().get(finding.code, ())
    for one in sentences:
        if match := one.pattern.fullmatch(finding.message):
            said = {key: _word(value) for key, value in match.groupdict().items()}
            return Bilingual(finding.message, one.en.format(**said))
    return Bilingual(finding.message, sentences[0].en if sentences else finding.message)


def is_listed(finding: Warn) -> bool:
    """Tell whether the table has the very sentence of a finding."""
    return any(one.pattern.fullmatch(finding.message) for one in _table().get(finding.code, ()))


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[_Sentence, ...]]:
    table = load(data_dir() / "readings" / "tables" / "findings.yaml")
    return {code: tuple(_Sentence(_pattern(one["fr"]), one["en"]) for one in listed) for code, listed in table.items()}


def _pattern(fr: str) -> re.Pattern[str]:
    return re.compile(_BLANK.sub(r"(?P<\1>.+?)", re.escape(fr)), re.DOTALL)


def _word(said: str) -> str:
    """Write a day, or names joined by "et", as English does.

    >>> _word("05/08/2025"), _word("RTU et CPC")
    ('5 August 2025', 'RTU and CPC')
    """
    if match := _DAY.fullmatch(said):
        day = dt.date(int(match[3]), int(match[2]), int(match[1]))
        return f"{day.day} {day:%B %Y}"
    return re.sub(r"(?<=\b[A-Z]{3}) et (?=[A-Z]{3}\b)", " and ", said)
