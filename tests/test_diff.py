"""`diff`: indications as concepts, wordings word by word, what that means for the population, and what is not told."""

import json
import re

import pytest

from cpc_graph.build.statements import Draft, Evidence, Said, Span
from cpc_graph.compare import compare, population
from cpc_graph.compare.draw import page, text
from cpc_graph.compare.read import Wording
from cpc_graph.errors import UsageError
from cpc_graph.rdf.terms import iri, typed
from cpc_graph.text.word_diff import pieces

pytest_plugins = ["cli_workspace", "corpus_store"]


def by_name(comparison, aspect):
    return {change.name: change for change in comparison.of(aspect)}


def test_from_s1_to_s0(corpus):
    found = compare(corpus, "S1", "S0")
    changes = by_name(found, "indication")
    lupus, crohn = changes["lupus érythémateux cutané"], changes["maladie de Crohn de l'enfant"]
    assert [(piece.old, piece.new) for piece in lupus.pieces if piece.kind == "changed"] == [("et", "et/ou")]
    assert lupus.effect.effect == "notNarrower" and "consignée" in lupus.notes[0]
    assert crohn.kind == "changed" and crohn.effect.effect == "unclear"
    assert changes["aphtose sévère"].kind == "same" and changes["aphtose sévère"].effect.effect == "same"
    added = changes["érythème polymorphe majeur"]
    assert (added.kind, added.effect.effect) == ("added", "wider")
    assert [change.kind for change in found.of("regime")] == ["changed"]


def test_products_say_when_they_are_the_same_under_another_name(corpus):
    changes = by_name(compare(corpus, "S1", "S0"), "product")
    celgene = changes["THALIDOMIDE CELGENE 50 mg, gélule"]
    assert celgene.kind == "removed" and "63975542" in celgene.notes[0] and "1697" in celgene.notes[1]


def test_bases_by_article_and_version(corpus):
    kinds = {change.thing.rpartition("/")[2]: change.kind for change in compare(corpus, "S1", "S0").of("basis")}
    assert kinds["L5121-12-1"] == "changed" and kinds["R5121-76-10"] == "added"
    assert kinds["R5121-76-9"] == "not-told"  # no version of 2019 is known


def test_silence_on_duties_lifts_none(corpus):
    duties = compare(corpus, "S1", "S0").of("duty")
    assert duties and {change.kind for change in duties} == {"not-told"}


def test_a_text_that_is_not_held_does_not_tell_what_it_leaves_out(corpus):
    found = compare(corpus, "thalidomide@2022-06-01", "thalidomide@2025-09-01")
    assert any("pas détenu" in line for line in found.because)
    assert {change.kind for change in found.of("product")} <= {"removed", "not-told"}
    assert by_name(found, "indication")["lupus érythémateux cutané"].kind == "not-told"  # its wording of May 2022


@pytest.mark.parametrize(
    ("days", "regime"),
    [
        (("2016-01-01", "2021-06-30"), ("same", "RTU", "RTU")),
        (("2016-01-01", "2021-07-01"), ("not-told", "RTU", None)),
        (("2022-09-01", "2023-09-01"), ("not-told", None, None)),
    ],
)
def test_no_regime_is_told_once_the_law_may_have_changed_it(corpus, days, regime):
    found = compare(corpus, *(f"verapamil@{day}" for day in days))
    [change] = found.of("regime")
    assert (change.kind, change.old, change.new) == regime
    assert any("CPC réputé, ou rien" in line for line in found.because) == (change.kind == "not-told")


def test_two_measures_have_no_common_population(corpus):
    found = compare(corpus, "S0", "S3")
    assert not any(change.effect for change in found.changes)
    assert any("population" in line for line in found.because)


def test_nothing_changes_between_a_thing_and_itself(corpus):
    assert {change.kind for change in compare(corpus, "S3", "S3").changes} <= {"same", "not-told"}


@pytest.mark.parametrize(
    ("old", "new"),
    [("S1", "S9"), ("S1", "thalidomide@2010-01-01"), ("infliximab-100-mg-2@2020-06-01", "S0"), ("S1", "S0@2022-02-30")],
)
def test_a_side_that_is_no_single_state_is_refused(corpus, old, new):
    with pytest.raises(UsageError):
        compare(corpus, old, new)


# two wordings, the effect that the table gives
EFFECTS = [
    (Wording(min_age=(72, False)), Wording(min_age=(48, False)), "wider"),
    (Wording(min_age=(72, False)), Wording(min_age=(72, True)), "wider"),
    (Wording(min_age=(24, True)), Wording(min_age=(24, False)), "narrower"),
    (Wording(), Wording(min_age=(72, True)), "narrower"),
    (Wording(max_age=(216, True)), Wording(max_age=(144, True)), "narrower"),
    (Wording(prior="a"), Wording(), "wider"),
    (Wording(), Wording(prior="a"), "narrower"),
    (Wording(prior="a", connector="and"), Wording(prior="a", connector="andOr"), "notNarrower"),
    (Wording(prior="a", connector="andOr"), Wording(prior="a", connector="and"), "notWider"),
    (Wording(prior="a", connector="or"), Wording(prior="a", connector="andOr"), "unclear"),
    (
        Wording(prior="a", connector="and", items=frozenset({"x", "y"})),
        Wording(prior="a", connector="and", items=frozenset({"x", "y", "z"})),
        "narrower",
    ),
    (
        Wording(prior="a", connector="or", items=frozenset({"x", "y"})),
        Wording(prior="a", connector="or", items=frozenset({"x", "y", "z"})),
        "wider",
    ),
    (Wording(prior="a"), Wording(prior="a", only_when="cas b"), "wider"),
    (Wording(includes=frozenset({"a"})), Wording(), "notWider"),
    (Wording(min_age=(72, True), prior="a"), Wording(min_age=(48, True), prior="a", only_when="b"), "wider"),
    (Wording(min_age=(72, True)), Wording(min_age=(48, True), max_age=(216, True)), "unclear"),
]


@pytest.mark.parametrize(("old", "new", "effect"), EFFECTS)
def test_the_table_of_effects(old, new, effect):
    assert population.of_wording(old, new, (), "fr").effect == effect
    assert population.of_wording(old, new, (), "en").reasons


def test_words_that_no_rule_accounts_for_are_unclear():
    cut = pieces("enfants de plus de 6 ans, sévère", "enfants de plus de 4 ans, modérée")
    found = population.of_wording(Wording(min_age=(72, False)), Wording(min_age=(48, False)), cut, "fr")
    assert found.effect == "unclear" and any("modérée" in reason for reason in found.reasons)


def test_text_and_page_hold_the_same_changes(corpus):
    found = compare(corpus, "S1", "S0")
    assert "[-et-] [+et/ou+]" in text(found, "fr")
    html = page(found, "fr")
    assert "<del>et</del> <ins>et/ou</ins>" in html and not re.search(r"(src|href)=", html)
    assert html.count("<li") == len(found.changes) == html.count("</li>")


def test_the_command(cli):
    done = cli("diff", "S1", "S0")
    assert done.status == 0 and "interprétation" in done.out
    told = json.loads(cli("--lang", "en", "diff", "S1", "S0", "--format", "json").out)
    assert {"from", "to", "because", "changes"} == set(told)
    assert any(change["interpretation"] for change in told["changes"])
    assert cli("diff", "S1", "S9").status == 2
    assert cli("diff", "S1").status == 2


def notes_of(comparison, aspect, name):
    [change] = [one for one in comparison.of(aspect) if one.name.startswith(name)]
    return change, " / ".join(change.notes)


def test_what_is_only_inferred_or_reported_is_marked_on_its_line(corpus):
    found = compare(corpus, "S0", "eli/fr/ansm/decision/2022/08/16/thalidomide-50-mg-gelule/renouvellement")
    _, notes = notes_of(found, "indication", "lupus")
    assert "après : inféré" in notes and "avant :" not in notes
    _, notes = notes_of(found, "period", "début de l'état")
    assert "après : inféré" in notes and "avant :" not in notes
    english = compare(corpus, "thalidomide@2022-06-01", "thalidomide@2022-09-01", lang="en")
    _, notes = notes_of(english, "product", "THALIDOMIDE ACCORD")
    assert "before: reported" in notes


def test_two_held_acts_have_no_mark_but_what_is_reported_of_their_products(corpus):
    marks = [note for one in compare(corpus, "S1", "S0").of("indication") for note in one.notes if "non écrit" in note]
    assert marks == []


def test_one_group_under_two_identifiers_is_neither_added_nor_removed(corpus):
    found = compare(corpus, "S0", "eli/fr/ansm/decision/2022/08/16/thalidomide-50-mg-gelule/renouvellement")
    change, notes = notes_of(found, "product", "groupe générique 1697")
    assert change.kind == "same" and "même groupe sous un autre identifiant" in notes


def test_notes_stand_on_lines_of_their_own_without_any_style(corpus):
    shown = compare(corpus, "S1", "S0")._repr_html_()
    assert '<div class="effect">' in shown and '<div class="note">' in shown
    assert "</span> <strong>" in shown and "</span><strong>" not in shown


@pytest.mark.parametrize(
    ("until", "day", "told"),
    [
        ("2025-06-01", "2025-05-31", "la suspend à partir du 2025-02-01 jusqu'au 2025-06-01 (exclu)"),
        (None, "2026-01-01", "la suspend à partir du 2025-02-01, fin non établie"),
    ],
)
def test_a_day_in_a_suspension_is_refused_with_the_act_that_suspends(changed, until, day, told):
    measure, stop, act = iri("id/measure/tacrolimus-0-1-pommade"), iri("id/impact/stop"), iri("eli/fr/essai/stop")
    draft = Draft("essai")
    evidence = Evidence("stated", quotes=(Span("id/d/fr/txt", 0, 1, "x"),))
    untold = Evidence("unknown", reason=Said("rien", "nothing"), searched=("id/d/fr/txt",))
    draft.add(act, "rdf:type", iri("cpc:LegalAct"))
    draft.say(stop, "cpc:impactBy", act, evidence)
    draft.say(stop, "cpc:impactOn", measure, evidence)
    draft.say(stop, "cpc:impactType", iri("cpc:suspend"), evidence)
    draft.say(stop, "cpc:impactDate", typed("2025-02-01", "date"), evidence)
    draft.say(stop, "cpc:suspendedUntil", until and typed(until, "date"), evidence if until else untold)
    store = changed(lambda raw: raw.extend(draft.quads()))
    with pytest.raises(UsageError, match=re.escape(told)):
        compare(store, "tacrolimus@2024-05-01", f"tacrolimus@{day}")
    if until:
        assert compare(store, "tacrolimus@2024-05-01", f"tacrolimus@{until}").changes
