"""An act that names no medicine is about a substance: by its words, or as a person says in the words of the text."""

import pytest

from arriving import incoming, proposed, text, written
from cpc_graph.errors import UsageError
from cpc_graph.link.graph import why_no_graph
from cpc_graph.link.quoted import stands_in

STUB = "eli/fr/ansm/decision/2017/07/24/baclofene/modification"


def test_an_act_on_a_substance_is_known_by_it():
    one = incoming("baclofene-2017")
    assert one.facts.products == ()
    assert one.facts.about.text == "baclofène"
    assert stands_in(one.extracted.text, one.facts)
    assert why_no_graph(one.facts) is None
    assert [(c.kind, c.target) for c in proposed(one).recognised if c.kind == "act"] == [("act", STUB)]
    assert proposed(one).best("measure").target == "id/measure/baclofene"


def unnamed(tmp_path):
    return written(text("baclofene-2017").replace("à base de baclofène", "en cause"), tmp_path)


def test_where_the_text_does_not_say_it_so_a_person_does(tmp_path):
    one = unnamed(tmp_path)
    assert one.facts.about is None
    assert "--object" in why_no_graph(one.facts).fr
    named = one.about("Baclofène")
    assert named.facts.about.quotes[0].exact == "baclofène"
    assert [c.target for c in proposed(named).recognised if c.kind == "act"] == [STUB]


def test_a_name_that_the_text_does_not_hold_is_refused(tmp_path):
    for name in ("paracétamol", "", "baclo"):
        with pytest.raises(UsageError):
            unnamed(tmp_path).about(name)


def test_two_substances_are_no_object(tmp_path):
    words = text("baclofene-2017").replace("en date", "à base de paracétamol en date", 1)
    words = words.replace("Vu l'étude", "Vu la spécialité à base de paracétamol et l'étude")
    assert written(words, tmp_path).facts.about is None


def test_an_act_that_names_a_medicine_is_about_it():
    one = incoming("avastin-2015")
    assert one.facts.about is None
    assert one.about("AVASTIN").facts == one.facts
