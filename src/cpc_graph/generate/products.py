"""The public database as the archive invents it: specialities by code, their holder and substance, generic groups."""

from __future__ import annotations

import datetime as dt
from random import Random

from pyoxigraph import NamedNode

from cpc_graph.build.statements import Draft, Evidence, Source
from cpc_graph.generate.plan import MeasurePlan, Medicine
from cpc_graph.generate.tables import table
from cpc_graph.names import slug
from cpc_graph.rdf.terms import Term, date, iri, text

# Real CIS codes begin with 6, real groups have at most four digits: the invented ones meet neither.
_CIS, _GROUP = 90_000_000, 900_000
_PER_MEASURE = 5


def products_draft(measure: MeasurePlan, seed: int) -> Draft:
    """Make the draft of what the invented public database says of the products of a measure."""
    rng = Random(f"{seed}/products/{measure.number}")  # noqa: S311  (nothing secret)
    medicine = measure.medicine
    draft = Draft(f"products/{medicine.measure}")
    first = measure.acts[0].signed
    others = rng.sample(table("names")["companies"], rng.randrange(_PER_MEASURE - 1)) if medicine.grouped else []
    code = _CIS + measure.number * _PER_MEASURE
    names = [(medicine.name, medicine.company), *((_generic(medicine, one), one) for one in others)]
    nodes = [
        _speciality(draft, code + at, name, company, medicine, first - dt.timedelta(days=rng.randrange(400, 6000)))
        for at, (name, company) in enumerate(names)
    ]
    named = iri(f"id/speciality/name/{slug(medicine.name)}")
    _say(draft, named, "cpc:identifiedAs", nodes[0], first)
    if medicine.grouped:
        _group(draft, measure, nodes, first)
    return draft


def _generic(medicine: Medicine, company: str) -> str:
    return f"{medicine.substance.upper()} {company} {medicine.strength}, {medicine.form}"


def _speciality(draft: Draft, code: int, name: str, company: str, medicine: Medicine, day: dt.date) -> NamedNode:
    node, substance = iri(f"id/speciality/cis/{code}"), iri(f"id/substance/{slug(medicine.substance)}")
    draft.add(node, "rdf:type", iri("cpc:Speciality"))
    draft.add(node, "rdfs:label", text(name))
    holder = iri(f"id/company/{slug(company)}")
    draft.add(holder, "rdf:type", iri("cpc:Company"))
    for lang in ("fr", "en"):
        draft.add(holder, "rdfs:label", text(company, lang))
    values: tuple[tuple[str, Term], ...] = (
        ("cpc:cis", text(str(code))),
        ("cpc:denomination", text(name)),
        ("cpc:holder", holder),
        ("cpc:onSubstance", substance),
        ("cpc:authorisedOn", date(day)),
    )
    for predicate, value in values:
        _say(draft, node, predicate, value, day)
    return node


def _group(draft: Draft, measure: MeasurePlan, members: list[NamedNode], day: dt.date) -> None:
    group = iri(f"id/generic-group/{_GROUP + measure.number}")
    draft.add(group, "rdf:type", iri("cpc:GenericGroup"))
    for lang, label in table("words")["labels"]["group"].items():
        draft.add(group, "rdfs:label", text(label.format(number=_GROUP + measure.number), lang))
    _say(draft, iri(f"id/generic-group/name/{slug(measure.medicine.name)}"), "cpc:identifiedAs", group, day)
    for at, member in enumerate(members):
        node = NamedNode(f"{group.value}/member/{member.value.rpartition('/')[2]}")
        draft.add(node, "rdf:type", iri("cpc:GroupMembership"))
        _say(draft, node, "cpc:inGroup", group, day)
        _say(draft, node, "cpc:member", member, day)
        _say(draft, node, "cpc:memberKind", text("0" if at == 0 else "1"), day)


def _say(draft: Draft, subject: NamedNode, predicate: str, value: Term, day: dt.date) -> None:
    source = Source(**table("words")["source"])
    draft.say(subject, predicate, value, Evidence("reported", source=source, confidence="high", observed_on=day))
