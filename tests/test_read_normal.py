"""The text made even for reading, and the way back to the text as extracted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpc_graph.read.furniture import find_furniture
from cpc_graph.read.normal import normalise, suspects
from cpc_graph.read.unfold import unfold

_ODD = "a1é '’-–\n\r\t \u00a0\u202f\u00ad\u200b\u202e\ufb03\uf0b7e\u0301.;L"


@pytest.mark.parametrize(
    ("source", "even"),
    [
        ("l’eﬃcacité  de\u00a0la", "l'efficacité de la"),
        ("R. 5121-76-\n11 ;", "R. 5121-76-11 ;"),
        ("R. 5121- 76-9", "R. 5121-76-9"),
        ("médi\u00adcament", "médicament"),
        ("ju\u200bin", "juin"),
        ("\uf0b7 traitement", "• traitement"),
        ("post-\nherpétiques", "post-herpétiques"),
        ("vas-\nculaires et vasculaires", "vasculaires et vasculaires"),
        ("a\r\n\r\n\r\nb", "a\n\nb"),
        ("e\u0301tabli", "établi"),
    ],
)
def test_it_is_made_even(source: str, even: str) -> None:
    assert normalise(source).text == even


def test_a_word_of_the_grammar_loses_its_hyphen_at_the_end_of_a_line() -> None:
    assert normalise("5 fé-\nvrier 2020", (), {"fevrier"}).text == "5 février 2020"


def test_what_is_left_out_splits_a_quote_in_two() -> None:
    source = "atteinte neuro-\nANSM - Page 1 sur 2 - 14.05.2020 17:41\nlogique sévère"
    text = normalise(source, find_furniture(source).left_out)
    assert text.text == "atteinte neuro-logique sévère"
    assert [quote.exact for quote in text.quotes(0, len(text.text))] == ["atteinte neuro-", "logique sévère"]


@given(st.text(_ODD, max_size=80), st.data())
def test_every_quote_is_the_slice_that_it_says(source: str, data: st.DataObject) -> None:
    text = unfold(normalise(source))
    assert len(text.text) == len(text.plain) == len(text.starts) == len(text.ends)
    start = data.draw(st.integers(0, len(text.text)))
    for quote in text.quotes(start, data.draw(st.integers(start, len(text.text)))):
        assert source[quote.start : quote.end] == quote.exact


def test_marks_that_nobody_sees_are_named() -> None:
    assert [quote.exact for quote in suspects("le \u202e2202 sram 51\u202c, 1\u200b5 ; médi\u00adcament")] == [
        "\u202e",
        "\u202c",
        "\u200b",
    ]


def test_an_act_on_one_line_gets_its_lines_back() -> None:
    words = "Considérant que le besoin thérapeutique des patients n'est pas couvert à ce jour ; " * 5
    line = f"Vu le code de la santé publique ; {words}Décide : Article 1er La RTU est établie. Article 2 Fin."
    assert unfold(normalise(line)).text.count("\n") == 8
