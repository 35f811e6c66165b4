"""Repeated fragments: the time of the reader grows with the text, never with its square."""

import time

import pytest

from cpc_graph.extract.document import Extracted
from cpc_graph.read.contract import contract
from cpc_graph.read.reader import read
from cpc_graph.read.spans import Taken

HEAD = """Décision du 4 août 2025 portant établissement d'un cadre de prescription compassionnelle

La directrice générale de l'Agence nationale de sécurité du médicament et des produits de santé,

Vu le code de la santé publique, notamment son article L. 5121-12-1 ;
"""
ARTICLE = """
Décide :

Article 1er : Le CPC de la spécialité Abcd 50 mg, gélule est renouvelé dans l'indication suivante : """
FOOT = "\nFait à Saint-Denis, le 4 août 2025\n"
# Each of these once took time by the square of its length, or worse.
FRAGMENTS = [
    "code de la ", "du code ", "du même code ", "L. 5121-12-1 ", "article L. 5121-12-1, ", "échec ", "X-", "1-",
    "médi-\n", "quatre-vingt-", "é", "i", "9", "_", "ﬃ\n", "\u200b\n", "\ufeff\n", ".", "1.", "00/", "est publiée ",
    "le 4 août 2025 ", "ABC 50 mg ", "traitement du X ; ", "Vu le ", "Fait à ", "« ", "Article 1\n",
    "alors en vigueur ", "; \n", ".\n",
]  # fmt: skip
SIZE = 20_000
MOST = 3.0  # seconds on a busy machine; a third of a second on a quiet one


def seconds(text: str) -> float:
    start = time.process_time()
    contract(read(Extracted("text", "0" * 64, text), "x"))
    return time.process_time() - start


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=ascii)
@pytest.mark.parametrize("place", ["bare", "visa", "recital", "article", "foot"])
def test_time_is_bounded(fragment, place):
    many = fragment * (SIZE // len(fragment))
    parts = {"visa": f"Vu {many} ;\n", "recital": f"Considérant que {many} ;\n"}
    whole = HEAD + parts.get(place, "") + ARTICLE + (many if place == "article" else "traitement de X") + "." + FOOT
    assert seconds(many if place == "bare" else whole + (many if place == "foot" else "")) < MOST


def test_a_sentence_too_long_to_be_one_is_set_aside_and_told():
    text = HEAD + ARTICLE + "traitement de X, " * 1000 + ". Le laboratoire ARGO adresse un rapport à l'ANSM." + FOOT
    facts = read(Extracted("text", "0" * 64, text), "x")
    assert any("plus de" in one.why and "caractères" in one.why for one in facts.unmodelled)
    assert facts.indications == ()
    assert [one.bearer.text for one in facts.obligations] == ["ARGO"]


def test_places_that_are_taken():
    taken = Taken([(10, 20), (15, 25), (40, 41)])
    assert [taken.overlaps(*span) for span in [(0, 10), (9, 11), (24, 30), (25, 40), (40, 41), (41, 50)]] == [
        False, True, True, False, True, False,
    ]  # fmt: skip
    taken.add(26, 30)
    assert taken.overlaps(29, 33)
    assert not Taken().overlaps(0, 5)
