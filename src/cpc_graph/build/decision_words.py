"""Words for what the builder of decisions names, from the table of labels: kinds of acts, regimes, parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cpc_graph.build.statements import Said
from cpc_graph.resources import data_dir
from cpc_graph.text.links import Bilingual
from cpc_graph.text.yaml_file import load


@dataclass(frozen=True, slots=True)
class Labels:
    """The table: for each kind its class, its slug and its names; templates of labels in both languages."""

    table: Mapping[str, Mapping[str, Mapping[str, str]]]
    honorifics: tuple[str, ...]

    def class_of(self, group: str, name: str) -> str:
        """Return the class of an action or a part."""
        return self.table[group][name]["class"]

    def slug(self, group: str, name: str) -> str:
        """Return the word for an action or a part in an IRI."""
        return self.table[group][name]["slug"]

    def names(self, group: str, name: str) -> Said:
        """Return the words for an action, a regime or a part; none when the table does not know it."""
        entry = self.table[group].get(name, {})
        return Said(entry.get("fr", ""), entry.get("en", ""))

    def label(self, template: str, **values: Any) -> Said:
        """Fill a template: a day is written as each language writes it, a pair of words in its language."""
        entry = self.table["templates"][template]
        return fill(Said(entry["fr"], entry["en"]), **values)

    def authority_on(self, authority: str, day: dt.date) -> str:
        """Return the slug of the authority that acted on a day: an agency did not sign before it was there."""
        entry = self.table["authorities"].get(authority)
        return entry["before"] if entry and day.isoformat() < entry["since"] else authority

    def bare_name(self, name: str) -> str:
        """Return a person's name without the titles before it ("Dr Dominique MARTIN")."""
        words = name.split()
        while len(words) > 1 and words[0].rstrip(".").casefold() in self.honorifics:
            del words[0]
        return " ".join(words)


def fill(template: Said | Bilingual, **values: Any) -> Said:
    """Fill the blanks of a pair of sentences, each value as its language writes it."""
    return Said(_fill(template.fr, "fr", values), _fill(template.en, "en", values))


def _fill(template: str, lang: str, values: Mapping[str, Any]) -> str:
    return template.format(**{key: _word(value, lang) for key, value in values.items()})


def _word(value: Any, lang: str) -> str:
    if isinstance(value, Said | Bilingual):
        return value.fr if lang == "fr" else value.en
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}" if lang == "fr" else f"{value.day} {value:%B %Y}"
    return str(value)


@lru_cache(maxsize=1)
def load_labels() -> Labels:
    """Read the table that ships with the data."""
    table = load(data_dir() / "readings" / "tables" / "labels.yaml")
    return Labels(table, tuple(table.pop("honorifics")))
