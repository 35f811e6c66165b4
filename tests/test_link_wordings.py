"""A wording keeps its indication: typed otherwise, or put in the place of another by the text itself."""

import pytest

from arriving import incoming, only, proposed, text, written
from cpc_graph.link.decide import choose
from cpc_graph.link.indications import even
from cpc_graph.link.replaced import replaced_by
from cpc_graph.text.wording import wording_id

VITILIGO = "id/indication/vitiligo"


def test_typographic_marks_do_not_make_another_wording():
    found = proposed("thalidomide-2022-08").of("indication", 1)
    assert found[0].target == "id/indication/erytheme-noueux-lepreux"
    assert found[0].score == 1.0
    assert found[0].ground.fr.startswith("même libellé, mot pour mot (apostrophes")
    assert found[0] in choose(proposed("thalidomide-2022-08"), ("indication",))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("l’érythème", "l'érythème"),
        ("en cas d’échec\u00a0;", "en cas d'échec ;"),
        ("eﬃcace", "efficace"),
        ("dite « humide »", 'dite "humide"'),
        ("dite “humide”", "dite «\u202fhumide\u202f»"),
        ("Jessner‑Kanof", "Jessner-Kanof"),
        ("6\u202fans", "6 ans"),
        ("e\u0301chec", "échec"),
    ],
)
def test_two_ways_of_typing_are_one(ours, theirs):
    assert even(ours) == even(theirs)


@pytest.mark.parametrize(("ours", "theirs"), [("6 ans", "12 ans"), ("et", "ou"), ("Crohn", "crohn"), ("a. b", "a b")])
def test_other_words_stay_other_words(ours, theirs):
    assert even(ours) != even(theirs)


def test_the_name_of_a_wording_is_still_made_of_its_letters():
    assert wording_id("l’érythème") != wording_id("l'érythème")  # a name that was given is never given anew


def test_a_wording_that_replaces_another_keeps_its_indication():
    candidate = only(proposed("protopic-reworded"), "indication")
    assert candidate.target == VITILIGO
    assert candidate.ground.fr.startswith("le texte remplace par celui-ci le libellé « Traitement du vitiligo chez")
    assert [one.target for one in choose(proposed("protopic-reworded"), ("indication",))] == [VITILIGO]


def test_without_the_sentence_that_replaces_it_is_only_near(tmp_path):
    words = text("protopic-reworded").replace("est remplacée par l'indication", "est complétée par l'indication")
    one = written(words, tmp_path)
    assert not [c for c in choose(proposed(one), ("indication",)) if c.target == VITILIGO and c.score < 1.0]


def test_the_replaced_wording_is_the_one_before_the_words():
    facts = incoming("protopic-reworded").facts
    before = replaced_by(facts.indications[0], facts)
    assert before == "Traitement du vitiligo chez l’adulte et l’enfant à partir de l’âge de 2 ans"
    assert replaced_by(facts.indications[0], incoming("protopic-0-03").facts) is None
