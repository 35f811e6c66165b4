"""What was inferred, reported or unknown about an act steps back when its text arrives.

The dossier of a measure tells of an act that the corpus only knew from others: a start that was worked out, a date that
the press gives. Once the text is held, what it says stands. What was inferred or unknown goes; what another source says
stays in the evidence, in a conflict with the text. Where the text is silent, what was known stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from cpc_graph.link.said import Assertion, assertions, conflicts
from cpc_graph.names import BASE, CPC, digest
from cpc_graph.rdf.terms import Term, iri, text
from cpc_graph.text.links import Bilingual

# One value each: for these another value is a contradiction, not an addition.
_SINGLE = frozenset(
    iri(name)
    for name in (
        *(f"cpc:{one}" for one in ("regime", "duration", "periodStart", "periodEnd", "signedAt", "notifiedOn", "nor")),
        *(f"cpc:{one}" for one in ("impactDate", "impactOn", "opensState", "stateOf", "underTerm")),
        *(f"eli:{one}" for one in ("date_document", "date_publication", "first_date_entry_in_force")),
    )
)
_SOURCED = ("reported", "stated")
_TYPE, _CONFLICT, _NOTE = iri("rdf:type"), iri("cpc:Conflict"), iri("cpc:conflictNote")
_CONFLICT_OF, _DERIVED = iri("cpc:conflictOf"), iri("prov:wasDerivedFrom")
_LABEL, _AVAILABILITY = iri("rdfs:label"), iri("cpc:availability")
_IMPACT_TYPE = iri("cpc:impactType")
_WHOLE = (
    iri("cpc:establish"),
    iri("cpc:renew"),
)  # such an act lists all that it covers; another one adds or takes away
_Key = tuple[NamedNode, NamedNode]
_Triples = dict[tuple[object, object, object], Quad]


@dataclass(frozen=True, slots=True)
class Change:
    """The quads of the act and those of the dossier after the step, and what changes in the dossier, to be shown.

    `stub`: what of the dossier names the act and calls it not held. It stays in the file, as a stub's names do in those
    of acts that cite it; the store lets it step back, and a judge of both files must.
    """

    act: tuple[Quad, ...]
    dossier: tuple[Quad, ...]
    lines: tuple[Bilingual, ...]
    stub: frozenset[Quad] = frozenset()


@dataclass(slots=True)
class _Step:
    """What is to be done to the dossier and the act's own graph."""

    gone: dict[NamedNode, NamedNode] = field(default_factory=dict)  # assertion: what stands in for it
    untold: set[Quad] = field(default_factory=set)  # facts of the dossier that the text contradicts
    silent: set[NamedNode] = field(default_factory=set)  # unknowns of the text
    added: list[Quad] = field(default_factory=list)
    lines: list[Bilingual] = field(default_factory=list)


def step_back(path: str, act: Iterable[Quad], dossier: Iterable[Quad]) -> Change | None:
    """Let the dossier of a measure step back before the text of the act called `path`; None when nothing changes."""
    ours, theirs = tuple(act), tuple(dossier)
    new, old = _about(path, ours), _about(path, theirs)
    step, facts = _Step(), _facts(theirs)
    known = conflicts(theirs)
    adds = not any(quad.predicate == _IMPACT_TYPE and quad.object in _WHOLE for quad in ours)
    for key in sorted(new.keys() & old.keys(), key=str):
        told = [one for one in new[key] if one.value is not None]
        if told:
            for one in old[key]:
                _yield(one, told, step, facts, known, adds=adds)
        elif any(one.value is not None for one in old[key]):
            step.silent.update(one.iri for one in new[key])
        else:
            step.gone.update({one.iri: new[key][0].iri for one in old[key]})
    if not (step.gone or step.untold or step.silent or step.added):
        return None
    after = _after(theirs, step, facts)
    return Change(_without(ours, step.silent), after, tuple(step.lines), frozenset(_named_anew(ours, theirs)))


def _about(path: str, quads: tuple[Quad, ...]) -> dict[_Key, list[Assertion]]:
    """Group what is said of the act, of what hangs on it, and of the impacts and states that are its own."""
    act = iri(path)
    impacts = {quad.subject for quad in quads if quad.predicate == iri("cpc:impactBy") and quad.object == act}
    states = {quad.object for quad in quads if quad.predicate == iri("cpc:opensState") and quad.subject in impacts}
    found: dict[_Key, list[Assertion]] = {}
    for one in assertions(quads):
        name = one.subject.value
        if name == act.value or name.startswith(f"{act.value}/") or one.subject in impacts or one.subject in states:
            found.setdefault((one.subject, one.predicate), []).append(one)
    return found


def _yield(
    one: Assertion,
    told: list[Assertion],
    step: _Step,
    facts: _Triples,
    known: dict[NamedNode, Quad],
    *,
    adds: bool,
) -> None:
    """Settle one assertion of the dossier before what the text says of the same thing."""
    if one.value in [new.value for new in told]:
        return
    single = one.predicate in _SINGLE
    if one.value is None or (one.status not in _SOURCED and (single or not adds)):
        step.gone[one.iri] = told[0].iri
        _untell(one, step, facts)
        step.lines.append(_line(one, told))
    elif single and one.iri in known:
        conflict = known[one.iri]
        step.added.append(Quad(conflict.subject, _CONFLICT_OF, told[0].iri, conflict.graph_name))
    elif single:
        _untell(one, step, facts)
        step.added += _conflict(one, told[0])
        step.lines.append(_line(one, told))


def _untell(one: Assertion, step: _Step, facts: _Triples) -> None:
    fact = facts.get((one.subject, one.predicate, one.value)) if one.value is not None else None
    if fact is not None:
        step.untold.add(fact)


def _named_anew(ours: tuple[Quad, ...], theirs: tuple[Quad, ...]) -> set[Quad]:
    """Return the names and the "not held" of the dossier for what the text's own graph names and calls held."""
    given = {(quad.subject, quad.predicate, _language(quad)): quad.object for quad in ours if _is_name(quad)}
    names = [quad for quad in theirs if _is_name(quad)]
    return {
        quad for quad in names if given.get((quad.subject, quad.predicate, _language(quad)), quad.object) != quad.object
    }


def _is_name(quad: Quad) -> bool:
    return quad.predicate in (_LABEL, _AVAILABILITY)


def _language(quad: Quad) -> str:
    return (quad.object.language or "") if isinstance(quad.object, Literal) else ""


def _conflict(old: Assertion, new: Assertion) -> list[Quad]:
    node = NamedNode(f"{BASE}id/conflict/{digest(f'{old.iri.value} {new.iri.value}', 16)}")
    fr = "Le texte de l'acte, reçu depuis, dit autre chose que la source qui le rapportait ; le texte fait foi."
    en = "The text of the act, received since, says otherwise than the source that reported it; the text prevails."
    said: list[tuple[NamedNode, Term]] = [(_TYPE, _CONFLICT), (_NOTE, text(fr, "fr")), (_NOTE, text(en, "en"))]
    said += [(_CONFLICT_OF, old.iri), (_CONFLICT_OF, new.iri)]
    return [Quad(node, predicate, value, old.graph) for predicate, value in said]


def _facts(quads: tuple[Quad, ...]) -> _Triples:
    return {
        (quad.subject, quad.predicate, quad.object): quad
        for quad in quads
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.endswith("/facts")
    }


def _without(quads: tuple[Quad, ...], assertions_: set[NamedNode]) -> tuple[Quad, ...]:
    return tuple(quad for quad in quads if quad.subject not in assertions_ and quad.object not in assertions_)


def _after(quads: tuple[Quad, ...], step: _Step, facts: _Triples) -> tuple[Quad, ...]:
    """Return the dossier without what goes; what was worked out from it rests on what stands in for it."""
    left = [one for one in assertions(quads) if one.iri not in step.gone and one.predicate not in _SINGLE]
    told = {(one.subject, one.predicate, one.value) for one in left}  # another assertion goes on saying the fact
    untold = {fact for triple, fact in facts.items() if fact in step.untold and triple not in told}
    kept: dict[Quad, None] = {}
    for quad in quads:
        if quad.subject in step.gone or quad in untold:
            continue
        other = step.gone.get(quad.object) if isinstance(quad.object, NamedNode) else None
        rests = Quad(quad.subject, _DERIVED, other, quad.graph_name) if other and quad.predicate == _DERIVED else quad
        kept[rests] = None
    return (*kept, *step.added)


def _line(old: Assertion, new: list[Assertion]) -> Bilingual:
    where, what = old.subject.value.removeprefix(BASE), old.predicate.value.rpartition("#")[2]
    before, after = _shown(old.value), ", ".join(_shown(one.value) for one in new)
    fr = {"unknown": "inconnu", "reported": "rapporté", "stated": "dit par un autre document"}.get(old.status, "inféré")
    en = {"unknown": "unknown", "reported": "reported", "stated": "told by another document"}.get(
        old.status, "inferred"
    )
    return Bilingual(
        f"{where}, {what} : {before} ({fr}) cède la place à {after}, que donne le texte",
        f"{where}, {what}: {before} ({en}) gives way to {after}, given by the text",
    )


def _shown(value: Term | None) -> str:
    return "?" if value is None else value.value.replace(CPC, "cpc:").removeprefix(BASE)
