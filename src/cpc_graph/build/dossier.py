"""Read a dossier: what a person read about the law, a product, a measure, a meeting or a page, in YAML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import NamedNode

from cpc_graph.build.documents import Documents
from cpc_graph.build.entry import Entry, Known, read_entry
from cpc_graph.build.operands import Pending, operand_names
from cpc_graph.build.place import Place
from cpc_graph.build.statements import Draft, Evidence, Source, Statement
from cpc_graph.build.values import listed, node, said, terms
from cpc_graph.rdf.terms import iri, text
from cpc_graph.text.yaml_file import load

_TOP = {"graph", "file", "sources", "nodes", "assertions", "readings", "conflicts"}
_NODE = {"id", "a", "label", "plain", "said"}
_ASSERTION = ("s", "p")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict between assertions that are named but not yet found."""

    node: NamedNode
    of: tuple[str, ...]
    place: Place


@dataclass(slots=True)
class Dossier:
    """What a dossier file says. `file` is the canonical file it makes, under `data/`.

    `pending` and `conflicts` name assertions, perhaps of other graphs: `build.operands` finds them.
    """

    draft: Draft
    file: str
    pending: list[Pending] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    names: dict[str, list[NamedNode]] = field(default_factory=dict)


def read_dossier(path: Path, documents: Documents, draft_of: Callable[[str], Draft] = Draft) -> Dossier:
    """Read a dossier file; `draft_of` gives the draft of a graph, which several files may share.

    Raises InputError with the file and the node and property, or the line and column.
    """
    content, place = load(path), Place(path.name)
    if not isinstance(content, dict) or not {"graph", "file"} <= set(content) <= _TOP:
        raise place.error(
            f"un dossier est un ensemble de clés parmi {', '.join(sorted(_TOP))}, dont graph et file",
            f"a dossier is a mapping with keys among {', '.join(sorted(_TOP))}, graph and file included",
        )
    dossier = Dossier(draft_of(str(content["graph"])), str(content["file"]))
    known = Known(documents, _outside(content.get("sources"), place))
    for item in listed(content.get("nodes")):
        _node(dossier, _mapping(item, place), known, place)
    for item in listed(content.get("assertions")):
        _assertion(dossier, _mapping(item, place), known, place)
    for item in listed(content.get("readings")):
        _reading(dossier, _mapping(item, place), place)
    for item in listed(content.get("conflicts")):
        _conflict(dossier, _mapping(item, place), place)
    return dossier


def _mapping(item: object, place: Place) -> dict[str, object]:
    if not isinstance(item, dict):
        raise place.error(f"un ensemble de clés est attendu, pas {item!r}", f"a mapping is expected, not {item!r}")
    return item


def _outside(items: object, place: Place) -> dict[str, Source]:
    sources = {}
    for name, item in _mapping(items or {}, place).items():
        if not isinstance(item, dict) or set(item) != {"iri", "label"}:
            raise place.error(f"source {name} : {{iri, label}} attendus", f"source {name}: {{iri, label}} expected")
        sources[name] = Source(node(item["iri"], place), str(item["label"]))
    return sources


def _node(dossier: Dossier, item: dict[str, object], known: Known, place: Place) -> None:
    place = place.at(node=str(item.get("id", "?")))
    if "id" not in item or set(item) - _NODE:
        raise place.error("nœud sans id, ou clé inconnue", "node without id, or unknown key")
    subject = NamedNode(node(item["id"], place))
    for kind in listed(item.get("a")):
        dossier.draft.add(subject, "rdf:type", NamedNode(node(kind, place)))
    plain = _mapping(item.get("plain") or {}, place)
    for predicate, values in [("rdfs:label", item.get("label")), *plain.items()]:
        for value in listed(values):
            for term in terms(value, place.at(property=predicate)):
                dossier.draft.add(subject, predicate, term)
    for predicate, entries in _mapping(item.get("said") or {}, place).items():
        spot = place.at(property=predicate)
        if not listed(entries):
            raise spot.error("rien n'est dit", "nothing is said")
        for entry in listed(entries):
            _say(dossier, subject, predicate, read_entry(entry, spot, known), spot)


def _say(
    dossier: Dossier, subject: NamedNode, predicate: str, entry: Entry, place: Place, *, in_facts: bool = True
) -> None:
    if in_facts and entry.evidence.reading:
        raise place.error(
            "une valeur sous une lecture va dans assertions:, pas dans les faits",
            "a value under a reading goes in assertions:, not in the facts",
        )
    for value in entry.values:
        statement = Statement(dossier.draft.path, subject, iri(predicate), value, entry.evidence)
        _refuse_other_grounds(dossier.draft, statement, place)
        assertion = dossier.draft.say(subject, predicate, value, entry.evidence, in_facts=in_facts)
        if entry.operands:
            dossier.pending.append(Pending(dossier.draft, assertion, entry.operands, place))
        if entry.name:
            dossier.names.setdefault(entry.name, []).append(assertion)


def _refuse_other_grounds(draft: Draft, statement: Statement, place: Place) -> None:
    """One assertion stands for a value, status and reading: quotes and operands join in it, other grounds cannot."""
    known = draft.statements.get(statement.iri)
    if known and known.evidence != _with_joins_of(known.evidence, statement.evidence):
        raise place.error(
            "cette valeur est déjà dite, avec le même statut et d'autres fondements",
            "this value is said already, with the same status and other grounds",
        )


def _with_joins_of(known: Evidence, new: Evidence) -> Evidence:
    return replace(new, quotes=known.quotes, derived_from=known.derived_from, searched=known.searched)


def _assertion(dossier: Dossier, item: dict[str, object], known: Known, place: Place) -> None:
    if not all(isinstance(item.get(key), str) for key in _ASSERTION):
        raise place.error("une assertion a besoin de s et p", "an assertion needs s and p")
    subject, predicate = str(item["s"]), str(item["p"])
    place = place.at(node=subject, property=predicate)
    entry = read_entry({key: value for key, value in item.items() if key not in _ASSERTION}, place, known)
    _say(dossier, NamedNode(node(subject, place)), predicate, entry, place, in_facts=False)


def _reading(dossier: Dossier, item: dict[str, object], place: Place) -> None:
    place = place.at(node=str(item.get("id", "?")))
    if not {"id", "of", "label"} <= set(item) <= {"id", "of", "label", "note"}:
        raise place.error("une lecture a id, of, label et au besoin note", "a reading has id, of, label, perhaps note")
    subject, draft = NamedNode(node(item["id"], place)), dossier.draft
    draft.note(subject, "rdf:type", iri("cpc:Reading"))
    draft.note(subject, "cpc:readingOf", NamedNode(node(item["of"], place)))
    _sentence(dossier, subject, "rdfs:label", item["label"], place)
    if "note" in item:
        _sentence(dossier, subject, "cpc:note", item["note"], place)


def _conflict(dossier: Dossier, item: dict[str, object], place: Place) -> None:
    place = place.at(node=str(item.get("id", "?")))
    if not {"id", "of", "note"} <= set(item) <= {"id", "of", "note", "label"}:
        raise place.error("un conflit a id, of et note", "a conflict has id, of and note")
    subject = NamedNode(node(item["id"], place))
    dossier.draft.note(subject, "rdf:type", iri("cpc:Conflict"))
    _sentence(dossier, subject, "cpc:conflictNote", item["note"], place)
    if "label" in item:
        _sentence(dossier, subject, "rdfs:label", item["label"], place)
    dossier.conflicts.append(Conflict(subject, operand_names(item["of"]), place))


def _sentence(dossier: Dossier, subject: NamedNode, predicate: str, value: object, place: Place) -> None:
    both = said(value, place.at(property=predicate))
    dossier.draft.note(subject, predicate, text(both.fr, "fr"))
    dossier.draft.note(subject, predicate, text(both.en, "en"))
