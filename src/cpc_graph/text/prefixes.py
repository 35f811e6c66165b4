"""The table of names of texts in citations: from words to the prefix of an id, from an id to a path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cpc_graph.resources import data_dir
from cpc_graph.text.folding import fold_space
from cpc_graph.text.yaml_file import load


@dataclass(frozen=True, slots=True)
class Named:
    """A text with a usual name: its id and its names."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefixes:
    """Names of codes and kinds of acts, each with its prefix; paths by prefix."""

    code_names: Mapping[str, str]
    act_kinds: Mapping[str, str]
    usual: tuple[Named, ...]
    union: str
    paths: Mapping[str, str]
    courts: frozenset[str] = frozenset()

    @property
    def code_prefixes(self) -> frozenset[str]:
        """The prefixes of codes."""
        return frozenset(self.code_names.values())

    def codes(self) -> Iterator[tuple[str, str]]:
        """Yield the names of codes with their prefix."""
        yield from self.code_names.items()

    def act_names(self) -> tuple[str, ...]:
        """Return the words for a kind of act."""
        return tuple(self.act_kinds)

    def act(self, kind: str) -> str:
        """Return the prefix of a kind of act."""
        return self.act_kinds[kind.casefold()]

    def named(self, text: str) -> str | None:
        """Return the id of the text with this usual name, if any."""
        key = _key(text)
        return next((one.id for one in self.usual if key in map(_key, one.names)), None)


@lru_cache(maxsize=1)
def load_prefixes() -> Prefixes:
    """Read the table that ships with the data."""
    table = load(data_dir() / "readings" / "tables" / "prefixes.yaml")
    kinds = table["codes"] | table["acts"] | table["union"] | table["courts"]
    return Prefixes(
        code_names={name: prefix for prefix, code in table["codes"].items() for name in code["names"]},
        act_kinds={name: prefix for prefix, act in table["acts"].items() for name in act["names"]},
        usual=tuple(Named(key, tuple(one["names"])) for key, one in table["named"].items()),
        union=next(iter(table["union"])),
        paths={prefix: entry["path"] for prefix, entry in kinds.items()},
        courts=frozenset(table["courts"]),
    )


def _key(text: str) -> str:
    return re.sub(r"^(?:le|la|du|au) ", "", fold_space(text).replace("’", "'").casefold())
