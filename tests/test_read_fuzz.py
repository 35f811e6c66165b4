"""Cut, shuffled and spoilt documents: the reader never raises, and every quote is where it says."""

from __future__ import annotations

import json
from typing import Literal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpc_graph.extract.document import Extracted
from cpc_graph.extract.open import extract
from cpc_graph.read.contract import contract
from cpc_graph.read.reader import read
from cpc_graph.read.rest import quotes_in
from cpc_graph.resources import data_dir

_SOURCES = [extract(path).text for path in sorted((data_dir() / "sources").glob("S*.txt"))]
_SIGNS = "\n \u200b\u202e\u00ad.,;:«»()-°/0123456789IVXLRDAéàÉ’'\ue000\ufb03\u0301%\x0c\r\u2028"


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """Draw a source with a stretch cut out or put elsewhere and odd signs strewn in."""
    text = draw(st.sampled_from(_SOURCES))
    low, high = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    way = draw(st.sampled_from(["keep", "cut", "take", "move", "lines"]))
    if way == "cut":
        text = text[:low] + text[high:]
    elif way == "take":
        text = text[low:high]
    elif way == "move":
        text = text[high:] + text[low:high] + text[:low]
    elif way == "lines":
        text = "".join(draw(st.permutations(text.splitlines(keepends=True)[:40])))
    for at, sign in draw(
        st.lists(st.tuples(st.integers(0, 6000), st.text(_SIGNS, min_size=1, max_size=3)), max_size=8)
    ):
        text = text[:at] + sign + text[at + 1 :]
    return text


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(spoilt(), st.sampled_from(["text", "html", "pdf"]))
def test_nothing_makes_it_raise(text: str, form: Literal["text", "html", "pdf"]) -> None:
    facts = read(Extracted(form, "0" * 64, text), "x")
    assert json.dumps(contract(facts))
    assert all(text[quote.start : quote.end] == quote.exact for quote in quotes_in(facts))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_at_all(text: str) -> None:
    facts = read(Extracted("text", "0" * 64, text), "x")
    assert all(text[quote.start : quote.end] == quote.exact for quote in quotes_in(facts))
