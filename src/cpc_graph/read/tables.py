"""The word tables of the reader, compiled once: what a lawyer could review stands in YAML, the grammar in Python."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from cpc_graph.read.normal import plain
from cpc_graph.resources import data_dir
from cpc_graph.text.yaml_file import load


@lru_cache(maxsize=16)
def table(name: str) -> Mapping[str, Any]:
    """Return a table of `data/readings/tables/reader`."""
    content: Mapping[str, Any] = load(data_dir() / "readings" / "tables" / "reader" / f"{name}.yaml")
    return content


def either(patterns: Iterable[str]) -> str:
    """Return one pattern for any of these, longest first; a space stands for any white space."""
    ordered = sorted(patterns, key=len, reverse=True)
    return "(?:" + "|".join(plain(one).replace(" ?", r"\s?").replace(" ", r"\s") for one in ordered) + ")"


def listed(name: str, *keys: str) -> str:
    """Return one pattern for any entry of a list in a table, found by its keys."""
    content: Any = table(name)
    for key in keys:
        content = content[key]
    return either(content)


@lru_cache(maxsize=1)
def regime_names() -> str:
    """Return a pattern for any name of a regime, whole words."""
    names = [name for names in table("acts")["regimes"].values() for name in names]
    return rf"\b{either(names)}\b"


@lru_cache(maxsize=1)
def _regimes() -> list[tuple[str, re.Pattern[str]]]:
    return [(key, re.compile(either(names))) for key, names in table("acts")["regimes"].items()]


@lru_cache(maxsize=256)
def regime_of(written: str) -> str:
    """Return the regime that a name (plain) stands for."""
    return next(key for key, pattern in _regimes() if pattern.fullmatch(written))
