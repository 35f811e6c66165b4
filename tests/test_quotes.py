"""Quotes are found where a reader saw them, and nowhere else; folding changes what the layout did, nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cpc_graph.errors import InputError
from cpc_graph.resources import data_dir
from cpc_graph.text.folding import fold, fold_space
from cpc_graph.text.quotes import locate, occurrences, reads_like

SOURCES = {
    path.name[:2]: path.read_bytes().decode("utf-8-sig") for path in sorted((data_dir() / "sources").glob("S*.txt"))
}

FOUND = [
    ("S0", "à compter du 16 août 2025", "à compter du 16 août 2025"),
    ("S0", "R. 5121-76-1 à R. 5121-76-11", "R. 5121-76-1 à R. 5121-76-\n11"),
    ("S0", "R. 5121-76-1 à R. 5121-76- 11", "R. 5121-76-1 à R. 5121-76-\n11"),
    ("S0", "dans les cas post-herpétiques.", "dans les cas post-\nherpétiques."),
    ("S0", "Article 1 : Le CPC précité", "Article 1  : Le CPC précité"),
    ("S0", "La Directrice Générale de l’ANSM", "La Directrice Générale de l'ANSM"),
    ("S0", "l'article 78 IV D de la loi", "l’article 78 IV D de la loi"),
    ("S1", "R. 5121-76-1 à R. 5121-76-9", "R. 5121-76-1 à \nR. 5121-76-9"),
    ("S1", "Kanof, en 2ème ligne", "Kanof, en 2ème ligne"),
    ("S1", "l'AMM e de son intention", "l’AMM e de son intention"),
    ("S1", "renouvelée pour une durée de 3 ans dans dans les", "renouvelée pour une durée de 3 ans dans  \ndans les"),
    ("S2", "Celgene – Accord Healthcare", "Celgene - Accord Healthcare"),
    ("S2", "Leo Pharma - Pierre Fabre", "Leo Pharma – Pierre Fabre"),
    ("S2", "Protopic -Takrozem", "Protopic -Takrozem"),
    ("S3", "la mise en oeuvre du CPC", "la mise en\noeuvre du CPC"),
]


@pytest.mark.parametrize(("source", "quote", "exact"), FOUND)
def test_a_quote_gives_the_exact_slice(source: str, quote: str, exact: str) -> None:
    text = SOURCES[source]
    start, end = locate(text, quote, None if len(occurrences(text, quote)) == 1 else 1, name=source)
    assert text[start:end] == exact


def test_offsets_are_those_of_the_contract() -> None:
    assert locate(SOURCES["S0"], "à compter du 16 août 2025") == (1175, 1200)


def test_offsets_count_code_points_of_the_text_as_it_is() -> None:
    assert locate("\U0001f48a\r\n\r\nle 4\u00a0mars", "le 4 mars") == (5, 14)


def test_a_decomposed_accent_or_ligature_or_soft_hyphen_does_not_hide_a_quote() -> None:
    assert locate("la de\u0301cision pre\u0301cite\u0301e", "décision précitée") == (3, 23)
    assert locate("un bénéﬁce.", "bénéfice") == (3, 10)
    assert locate("pharma\u00adcovigilance", "pharmacovigilance") == (0, 18)


def test_a_word_cut_at_a_line_end_may_be_quoted_whole() -> None:
    text = "la pharmaco-\nvigilance nationale"
    assert text[slice(*locate(text, "pharmacovigilance nationale"))] == "pharmaco-\nvigilance nationale"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Article 12 : rien", "Article 1"),
        ("13 ans", "3 ans"),
        ("une RTU", "une CPC"),
        ("du 16 août 2022", "du 16 aout 2022"),
        ("Leo Pharma - Pierre Fabre", "Leo Pharma-Pierre Fabre"),
        ("rien", ""),
        ("rien", "  "),
    ],
)
def test_a_quote_that_is_not_there_is_refused_by_name(text: str, quote: str) -> None:
    with pytest.raises(InputError) as refused:
        locate(text, quote, name="S9.txt")
    assert refused.value.fr.startswith("S9.txt : citation introuvable")
    assert refused.value.en.startswith("S9.txt: quote not found")
    assert fold_space(quote) in refused.value.fr


def test_two_places_need_a_number() -> None:
    text = "le 16 août 2022, puis le 16\naoût 2022"
    with pytest.raises(InputError, match="2 fois"):
        locate(text, "16 août 2022")
    assert locate(text, "16 août 2022", 1) == (3, 15)
    assert locate(text, "16 août 2022", 2) == (25, 37)
    for nth in (0, 3, -1):
        with pytest.raises(InputError, match="occurrence"):
            locate(text, "16 août 2022", nth)


@st.composite
def slices(draw: st.DrawFn) -> tuple[str, int, int]:
    """Draw a source and a slice of it, from a word's first character to a word's last."""
    text = SOURCES[draw(st.sampled_from(sorted(SOURCES)))]
    words = [match.span() for match in re.finditer(r"\w+", text)]
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, min(first + 40, len(words) - 1)))
    return text, words[first][0], words[last][1]


@settings(deadline=None)
@given(slices())
def test_any_slice_of_a_source_is_found_again(drawn: tuple[str, int, int]) -> None:
    text, start, end = drawn
    places = occurrences(text, fold_space(text[start:end]))
    assert (start, end) in places
    assert all(reads_like(text[a:b], text[start:end]) for a, b in places)


@settings(deadline=None)
@given(slices())
def test_a_folded_wording_is_found_where_it_was_read(drawn: tuple[str, int, int]) -> None:
    text, start, end = drawn
    assume(not re.search(r"[\uf0b7•]|^o ", text[start:end]))
    folded = fold(text[start:end])
    places = occurrences(text, folded)
    assert (start, end) in places
    assert all(fold(text[a:b]) == folded for a, b in places if text[a:b] == text[start:end])


@settings(deadline=None)
@given(st.text(alphabet="ab1 -\n'’\u00ad;.", max_size=30), st.text(alphabet="ab1 -\n'’", min_size=1, max_size=6))
def test_what_is_found_reads_like_the_quote(text: str, quote: str) -> None:
    for start, end in occurrences(text, quote):
        assert 0 <= start < end <= len(text)
        assert reads_like(text[start:end], quote)


FOLDED = [
    ("\uf0b7 traitement des formes\ncutanées ;", "traitement des formes cutanées"),
    ("• la maladie de Jessner-\nKanof", "la maladie de Jessner-Kanof"),
    ("R. 5121-76-  \n 11 ;", "R. 5121-76-11"),
    ("« Traitement du vitiligo chez l’adulte.».", "Traitement du vitiligo chez l’adulte"),
    ("« A » et « B »", "« A » et « B »"),
    ("« A, dit « B » »", "A, dit « B »"),
    ("active, sévère", "active, sévère"),
    ("la vidéo - une - dure", "la vidéo - une - dure"),
    ("- une vidéo\n- la voix", "une vidéo - la voix"),
    ("o qu’environ 30%", "qu’environ 30%"),
    ("on répond ;", "on répond"),
    ("l’érythème\u00a0noueux\u202flépreux", "l’érythème noueux lépreux"),
    ("de\u0301cision", "décision"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_hyphen_at_a_line_end_goes_only_where_the_word_stands_without_it_elsewhere() -> None:
    assert fold("la pharmaco-\nvigilance", "Le suivi de pharmacovigilance") == "la pharmacovigilance"
    assert fold("la pharmaco-\nvigilance", "Le suivi") == "la pharmaco-vigilance"
    assert fold("cas post-\nherpétiques", SOURCES["S0"]) == "cas post-herpétiques"


@settings(deadline=None)
@given(st.text(alphabet="a -\n;.«»•\uf0b7o\u00ad", max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
