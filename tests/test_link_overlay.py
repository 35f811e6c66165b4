"""The shipped graphs of S0, S1, S3 are what the reader makes of their sources, and what a person says over it."""

import pytest

from cpc_graph.build.overlaid import overlaid, overlaid_draft
from cpc_graph.build.statements import Draft
from cpc_graph.errors import InputError
from cpc_graph.extract.open import extract
from cpc_graph.read.reader import read
from cpc_graph.text.overlay import FOLDER, read_overlay
from decisions import DATA, draft, law, reading

OVERLAYS = DATA / "readings" / FOLDER
NAMES = ("S0", "S1", "S3")


def statements(made: Draft) -> set[tuple[str, str, str, str]]:
    """What is said and how it is known; a person wrote "à l'intéressé" with a straight apostrophe."""
    return {
        (str(st.subject), str(st.predicate), str(st.object).replace("’", "'"), st.evidence.status)
        for st in made.statements.values()
    }


@pytest.mark.parametrize("name", NAMES)
def test_reader_and_overlay_say_what_the_committed_graph_says(name):
    made, committed = overlaid_draft(OVERLAYS / f"{name}.yaml", law()), draft(name)
    assert made.path == committed.path
    assert statements(made) == statements(committed)
    assert made.plain == committed.plain


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_of_the_reader_stands_in_the_source(name):
    facts, _ = overlaid(OVERLAYS / f"{name}.yaml")
    text = (DATA / "sources" / facts.document.file).read_bytes().decode("utf-8-sig")
    from cpc_graph.link.quoted import stands_in

    assert stands_in(text, facts)


@pytest.mark.parametrize("name", NAMES)
def test_an_overlay_holds_only_what_the_reader_does_not_say(name):
    """A section that the reader has come to say as the person does must go."""
    overlay = read_overlay(OVERLAYS / f"{name}.yaml", DATA / "sources")
    facts = read(extract(DATA / "sources" / overlay.source), overlay.source)
    for section, entries in overlay.sections.items():
        assert getattr(facts, section) != entries, section


@pytest.mark.parametrize("name", NAMES)
def test_links_are_those_of_the_persons_reading(name):
    assert read_overlay(OVERLAYS / f"{name}.yaml", DATA / "sources").links == reading(name)[1]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("links:", "linked:"),
        lambda text: text + "\nwarnings: []\n",
        lambda text: text + "\nsteps: []\n",
        lambda text: text.replace("source: S0", "source: S9"),
    ],
)
def test_a_malformed_overlay_is_refused(tmp_path, change):
    (tmp_path / FOLDER).mkdir()
    (tmp_path / "tables").symlink_to(DATA / "readings" / "tables")
    path = tmp_path / FOLDER / "S0.yaml"
    path.write_text(change((OVERLAYS / "S0.yaml").read_text("utf-8")))
    with pytest.raises(InputError, match=r"S0\.yaml"):
        read_overlay(path, DATA / "sources")
