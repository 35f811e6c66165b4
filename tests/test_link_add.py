"""`add` and the acts that the corpus knows: held until a person decides, then one act, and the dossier steps back."""

import pytest

from arrivals import snapshot
from arriving import CASES
from cpc_graph.store.ledger import problems
from cpc_graph.store.reader import Store

pytest_plugins = ["cli_workspace"]


@pytest.fixture
def run(cli, tmp_path):
    """A command in a workspace of one's own; `run.root` is its folder."""

    def command(*words: str):
        return cli("--workspace", str(command.root), *words)

    command.root = tmp_path / "ws"
    command.root.mkdir()
    return command


def case(name: str) -> str:
    return str(CASES / f"{name}.txt")


def test_an_act_under_another_name_waits_and_nothing_changes(run):
    done = run("add", case("avastin-2015"), "--accept", "none")
    assert done.status == 1
    assert "ATTENTION, peut-être déjà là (--accept act)" in done.err
    assert "--accept act si c'est le même, --second si c'en est un autre" in done.err
    assert snapshot(run.root / "data") == {}
    told = run("ingest", case("avastin-2015"), "--accept", "none")
    assert "ATTENTION, peut-être déjà là (--accept act)" in told.err


def test_taken_it_is_one_act_one_measure_and_the_dossier_steps_back(run):
    done = run("add", case("avastin-2015"), "--accept", "act", "--author", "Marie Curie")
    assert done.status == 0, done.err
    assert "periodStart : ? (inconnu) cède la place à 2015-09-01, que donne le texte" in done.err
    data = run.root / "data"
    assert {path.name for path in data.rglob("*.trig")} == {
        "2015-06-24-bevacizumab-etablissement.trig",
        "bevacizumab.trig",
    }
    assert problems(data) == []
    decisions = run("ask", "decisions-between", "--from", "2015-06-01", "--to", "2015-07-01", "--format", "csv").out
    assert decisions.count("/decision/2015/06/24/") == 1
    with Store(run.root / "store") as store:
        assert store.ask("ASK { ?act cpc:availability cpc:held ; eli:date_document '2015-06-24'^^xsd:date }")
        assert not store.ask("ASK { <https://w3id.org/cpc-graph/id/measure/avastin-25-mg-ml> ?p ?o }")
    again = run("add", case("avastin-2015"))
    assert (again.status, "déjà ajouté" in again.err) == (0, True)


def test_another_act_is_added_beside(run):
    done = run("add", case("avastin-2015"), "--accept", "none", "--second")
    assert done.status == 0, done.err
    (graph,) = (run.root / "data").rglob("*.trig")
    assert graph.stem == "2015-06-24-avastin-25-mg-ml-solution-a-diluer-pour-perfusion-etablissement"


def test_the_texts_of_two_stubs_of_one_measure_are_added_together(run):
    files = [case("thalidomide-2022-05"), case("thalidomide-2022-08")]
    done = run("add", *files, "--accept", "all", "--author", "Marie Curie")
    assert done.status == 0, done.err
    dossier = run.root / "data" / "measures" / "thalidomide-50-mg-gelule.trig"
    assert done.out.count("data/measures/thalidomide-50-mg-gelule.trig") == 1
    assert run("validate", str(dossier)).status == 0
    states = run("ask", "measure-states", "--measure", "thalidomide", "--format", "csv").out
    assert "2022-05-10,2022-08-16" in states
    assert "2022-08-16,2025-08-16" in states


def test_a_cited_act_of_another_strength_is_not_named_a_second_time_in_silence(run):
    held = run("add", case("protopic-0-03"), "--accept", "none")
    assert held.status == 1
    assert "le dosage diffère : ici 0,03 %, là 0,1 %" in held.err
    assert "--accept cited si c'est lui ; sinon --reviewed" in held.err
    taken = run("add", case("protopic-0-03"), "--accept", "cited")
    assert (taken.status, "Lineage-sameMeasure" in taken.err) == (1, True)  # 0,1 % is not 0,03 %
    assert run("add", case("protopic-0-03"), "--accept", "none", "--reviewed", "--dry-run").status == 0


def test_an_act_on_a_substance_is_added_after_review(run):
    done = run("add", case("baclofene-2017"), "--accept", "all", "--reviewed", "--dry-run")
    assert done.status == 0, done.err
    assert "data/graph/2017-07-24-baclofene-modification.trig" in done.out


VELCADE = """Décision du 10/10/2022 - Établissement du cadre de prescription compassionnelle de {name}
PUBLIÉ LE 12/10/2022
La directrice générale de l'Agence nationale de sécurité du médicament et des produits de santé,
Vu le code de la santé publique, notamment l'article L. 5121-12-1 III ;
Décide :
Article 1er : Un cadre de prescription compassionnelle (CPC) est établi pour {name}, pour une durée de trois ans, dans
l'indication « Traitement de l'amylose AL ».
Article 2 : La présente décision entre en vigueur le lendemain de sa publication sur le site internet de l'ANSM.
Fait à Saint-Denis, le 10/10/2022
Christelle Ratignier-Carbonneil
Directrice générale de l'ANSM
"""


def test_one_act_in_two_of_the_files_or_again_as_rdf_is_not_two(run, tmp_path):
    full, short = tmp_path / "full.txt", tmp_path / "short.txt"
    full.write_text(VELCADE.format(name="Velcade 3,5 mg, poudre pour solution injectable"), "utf-8")
    short.write_text(VELCADE.format(name="VELCADE 3,5 mg"), "utf-8")
    both = run("add", str(full), str(short))
    assert both.status == 1
    assert "est peut-être l'acte" in both.err
    assert snapshot(run.root / "data") == {}
    assert run("add", str(full)).status == 0
    rdf = tmp_path / "short.trig"
    assert run("ingest", str(short), "-o", str(rdf)).status == 0
    again = run("add", str(rdf))
    assert again.status == 1
    assert "est peut-être l'acte" in again.err
    assert len(list((run.root / "data" / "graph").glob("*.trig"))) == 1
