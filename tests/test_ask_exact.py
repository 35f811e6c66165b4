"""A name that is found by index is the one that reading all names would find."""

from __future__ import annotations

import pytest

from cpc_graph.ask import entities as lookup
from cpc_graph.ask.entities import entities, find_entity
from cpc_graph.ask.exact import bearers
from cpc_graph.ask.parameters import CLASSES
from cpc_graph.errors import UsageError

pytest_plugins = ["corpus_store"]


def found(store, text: str, kind: str) -> str:
    try:
        return find_entity(store, text, CLASSES[kind], kind).value
    except UsageError as refused:
        return refused.line("en")


@pytest.mark.parametrize("kind", sorted(CLASSES))
def test_every_name_means_what_it_meant(corpus, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {name for named in entities(corpus, CLASSES[kind]) for name in named.names}
    ends = {named.path.rpartition("/")[2] for named in entities(corpus, CLASSES[kind])}
    texts = sorted({form for name in names for form in (name, name.upper(), name.lower())} | ends)[:400]
    by_index = {text: found(corpus, text, kind) for text in texts}
    monkeypatch.setattr(lookup, "_written", lambda *_: [])
    assert by_index == {text: found(corpus, text, kind) for text in texts}


def test_what_everything_bears_is_no_name(corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpc_graph.ask.exact._MOST", 20)
    assert bearers(corpus, "1", CLASSES["provision"]) == []
    assert bearers(corpus, "S0", CLASSES["decision"])
    assert bearers(corpus, "", CLASSES["decision"]) == []
