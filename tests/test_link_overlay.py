"""The shipped graphs of S0, S1, S3 are what the reader makes of their sources, and what a person says over it."""

import shutil
from dataclasses import replace

import pytest

from cpc_graph.build.data import overlay_files, read_drafts
from cpc_graph.build.overlaid import overlaid
from cpc_graph.errors import InputError
from cpc_graph.extract.open import extract
from cpc_graph.link.quoted import stands_in
from cpc_graph.read.reader import read
from cpc_graph.text.overlay import FOLDER, read_overlay
from decisions import ACTS, DATA, draft

OVERLAYS = DATA / "readings" / FOLDER
NAMES = ("S0", "S1", "S3")


def overlay(name):
    return read_overlay(OVERLAYS / f"{name}.yaml", DATA / "sources")


def as_read(name):
    source = overlay(name).source
    return read(extract(DATA / "sources" / source), source)


def test_every_decision_that_is_held_has_an_overlay_and_no_other_reading():
    assert [path.stem for path in overlay_files(DATA)] == list(NAMES)
    assert [path.name for path in (DATA / "readings").glob("S[013]*")] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_graph_is_made_of_the_reader_and_the_overlay(name):
    made = read_drafts(DATA).by_graph[ACTS[name]]
    assert set(made.statements) == set(draft(name).statements)
    assert made.plain == draft(name).plain


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_stands_in_the_source(name):
    facts, _ = overlaid(OVERLAYS / f"{name}.yaml")
    text = (DATA / "sources" / facts.document.file).read_bytes().decode("utf-8-sig")
    assert stands_in(text, facts)


@pytest.mark.parametrize("name", NAMES)
def test_an_overlay_changes_nothing_but_what_it_names(name):
    over, facts = overlay(name), as_read(name)
    changed = over.over(facts)
    assert replace(changed, obligations=facts.obligations, cited_documents=facts.cited_documents) == facts
    numbers = {change.at for change in over.changes}
    same = [one == two for one, two in zip(facts.obligations, changed.obligations, strict=True)]
    assert [at for at, kept in enumerate(same, 1) if not kept] == sorted(numbers)


@pytest.mark.parametrize("name", NAMES)
def test_an_overlay_holds_only_what_the_reader_does_not_say(name):
    """An entry that the reader has come to say as the person does must go."""
    over, facts = overlay(name), as_read(name)
    assert not over.cited_documents or over.cited_documents != facts.cited_documents
    for change in over.changes:
        duty = facts.obligations[change.at - 1]
        assert change.action != duty.action.text, change
        assert change.bearer is None or duty.bearer is None or change.bearer != duty.bearer.text, change
        assert change.recipients != tuple(one.text for one in duty.recipients) or not change.recipients, change


@pytest.mark.parametrize("name", NAMES)
def test_an_overlay_has_an_author_and_a_reason_for_each_section(name):
    over = overlay(name)
    sections = {"cited_documents": over.cited_documents, "obligations": over.changes}
    assert set(over.reasons) == {section for section, entries in sections.items() if entries}
    assert over.links.author
    assert all(reason.fr and reason.en for reason in over.reasons.values())


def workspace(folder, name="S1"):
    (folder / "readings" / FOLDER).mkdir(parents=True)
    for part in ("sources", "readings/tables"):
        (folder / part).symlink_to(DATA / part)
    return folder / "readings" / FOLDER / f"{name}.yaml"


WRONG = {
    "a key that does not exist": ("links:", "linked:"),
    "a section that does not exist": ("obligations:\n  - at", "warnings: []\nobligations:\n  - at"),
    "a section without a reason": ("\n  obligations:\n    fr", "\n  duties:\n    fr"),
    "a source that is not there": ("source: S1", "source: S9"),
    "a quote that is not in the source": ("to: 31 octobre 2018}", "to: 31 octobre 2081}"),
    "a change of nothing": ('    recipients: ["l\'intéressé"]', "    quote: La présente décision"),
    "a part that does not exist": ("    bearer: CELGENE", "    bearers: CELGENE"),
    "a duty that was not read": ("  - at: 6", "  - at: 7"),
    "recipients that were not read": ('["l\'intéressé"]', '["l\'intéressé", ANSM]'),
    "an indication that nobody knows": ("[aphtose-severe,", "[aphtose-grave,"),
    "an indication too few": ("[aphtose-severe, ", "["),
}


@pytest.mark.parametrize("given", WRONG)
def test_an_overlay_that_is_wrong_is_one_line_that_names_it(tmp_path, given):
    path, (right, wrong) = workspace(tmp_path), WRONG[given]
    text = (OVERLAYS / "S1.yaml").read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), "utf-8")
    with pytest.raises(InputError, match="S1") as caught:
        overlaid(path)
    assert "\n" not in caught.value.fr


def test_a_source_other_than_the_one_described_is_refused(tmp_path):
    path = workspace(tmp_path)
    (tmp_path / "sources").unlink()
    shutil.copytree(DATA / "sources", tmp_path / "sources")
    path.write_bytes((OVERLAYS / "S1.yaml").read_bytes())
    source = next((tmp_path / "sources").glob("S1_*"))
    source.write_bytes(source.read_bytes() + b"\n")
    with pytest.raises(InputError, match=r"S1_.*SHA-256"):
        read_drafts(tmp_path)
