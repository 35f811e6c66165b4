"""Names as people and sources write them, on the shipped corpus, and what is said of a name that fits nothing."""

import pytest

from cpc_graph.ask.header import Parameter
from cpc_graph.ask.library import load_questions
from cpc_graph.ask.parameters import read_value, terms
from cpc_graph.build.corpus import corpus_quads
from cpc_graph.errors import UsageError
from cpc_graph.names import BASE
from cpc_graph.resources import data_dir
from cpc_graph.store.reader import Store

RENEWAL = "eli/fr/ansm/decision/2022/08/16/thalidomide-50-mg-gelule/renouvellement"


@pytest.fixture(scope="module")
def corpus():
    return Store(quads=corpus_quads(data_dir()))


def read(corpus, kind, text):
    return read_value(corpus, Parameter("who", kind, {"fr": "qui", "en": "who"}), text).value


@pytest.mark.parametrize(
    ("kind", "text", "path"),
    [
        ("person", "SBIDIAN Emilie", "id/person/emilie-sbidian"),  # as S2 writes it
        ("person", "LE BONHEUR Nivéditha", "id/person/niveditha-le-bonheur"),
        ("person", "Dr Martin", "id/person/dominique-martin"),
        ("person", "Gaillard d\u2019Andel", "id/person/thierry-gaillard-d-andel"),
        ("decision", "16 août 2022", RENEWAL),
        ("decision", "2022-08-16", RENEWAL),
        ("act", "16/08/2022", RENEWAL),
        # A measure as people call it: after its regime, or by a product that it covers.
        ("measure", "RTU baclofène", "id/measure/baclofene"),
        ("measure", "la RTU d\u2019Avastin", "id/measure/bevacizumab"),
        ("measure", "CPC thalidomide", "id/measure/thalidomide-50-mg-gelule"),
        ("measure", "Thalidomide BMS", "id/measure/thalidomide-50-mg-gelule"),
        ("measure", "Protopic", "id/measure/tacrolimus-0-1-pommade"),
        # A product, not the generic group that is named after it.
        ("product", "Thalidomide Accord", "id/speciality/name/thalidomide-accord-50-mg-gelule"),
        ("product", "Thalidomide BMS", "id/speciality/name/thalidomide-bms-50-mg-gelule"),
    ],
)
def test_a_name_is_understood_as_it_is_written(corpus, kind, text, path):
    assert read(corpus, kind, text) == BASE + path


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("decision", "S2", ["désigne autre chose", "séance du 13 mai 2022"]),
        ("decision", "s4", ["désigne autre chose", "page de l'ANSM"]),
        ("measure", "isotrétinoïne", ["désigne autre chose", "substance active"]),
        ("measure", "CPC baclofène", ["inconnu"]),  # it never was one
        ("measure", "Remicade", ["peut désigner", "infliximab-100-mg-2"]),  # two measures cover it
        ("measure", "RTU", ["désigne autre chose"]),
        ("product", "Protopic 1 %", ["inconnu"]),  # figures count: 1 % is not 0,1 %
        ("person", "Nathalie", ["Nathalie Dumarcet", "Nathalie Massy Guillemant"]),
        ("decision", "renouvellement", ["S0", "S1", "Décision du 16/08/2022"]),
        ("decision", "17 août 2022", ["inconnu"]),
    ],
)
def test_what_fits_nothing_says_so_in_its_language(corpus, kind, text, said):
    with pytest.raises(UsageError) as refusal:
        read(corpus, kind, text)
    assert all(words in refusal.value.fr for words in said), refusal.value.fr
    assert "Decision of" not in refusal.value.fr
    assert "Décision du" not in refusal.value.en


def test_a_day_that_is_not_written_as_one_is_shown_how(corpus):
    with pytest.raises(UsageError, match="2022-08-16") as refusal:
        read(corpus, "date", "août 2022")
    assert "write for instance" in refusal.value.en
    with pytest.raises(UsageError) as impossible:
        read(corpus, "date", "31 février 2022")
    assert "écrivez" not in impossible.value.fr


def test_a_span_of_days_runs_forwards(corpus):
    question = load_questions()["measure-changes"]
    given = {"measure": "thalidomide-50-mg-gelule", "from": "2025-09-01", "to": "2022-09-01"}
    with pytest.raises(UsageError, match=r"from \(2025-09-01\) est après to \(2022-09-01\)"):
        terms(corpus, question, given, None)
