"""What the columns of an answer hold: by their values; where there is none, by what the question asks of the graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from pyoxigraph import NamedNode

from cpc_graph.ask.bind import bind_rows
from cpc_graph.ask.header import Question
from cpc_graph.ask.source import Row, Source, rows
from cpc_graph.names import PREFIXES
from cpc_graph.rdf.terms import Term

TEXT, IRI = "text", "iri"
_XSD = PREFIXES["xsd"]
_KINDS = {"date": "date", "integer": "integer", "boolean": "boolean"}
_PLAIN = {"text": TEXT, "date": "date", "integer": "integer"}  # parameters that are no things
_PREFIXES = "|".join(map(re.escape, PREFIXES))
_OBJECT = re.compile(rf"({_PREFIXES}):(\w+)[)?*+]*\s+\?(\w+)")  # a property, and the variable of its value
_SUBJECT = re.compile(rf"[{{}}.)]\s*\?(\w+)\s+(?:a\b|\^|\(|(?:{_PREFIXES}):)")
_SHIFTED = re.compile(r"BIND\(\s*\?\w+\s*[-+]\s*\"-?P\d+[YMD]\"\^\^xsd:\w+\s+AS\s+\?(\w+)")  # a day, some days off
# A variable that is one of others; the condition of an IF is none of them, nor is what it compares with a word.
_ONE_OF = re.compile(r"BIND\((?:COALESCE\(|IF\([^,\n]*,)([^\"\n]*)\)\s+AS\s+\?(\w+)\)")
_VARIABLE = re.compile(r"\?(\w+)")
_COUNTED = re.compile(r"COUNT\([^()]*\)\s+AS\s+\?(\w+)")
_RANGES = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcam: <http://purl.org/dc/dcam/>
SELECT DISTINCT ?property ?range WHERE {
  VALUES (?property) { (UNDEF) }
  { ?property a owl:ObjectProperty BIND(owl:Thing AS ?range) } UNION { ?property rdfs:range|dcam:rangeIncludes ?range }
}"""


def column_types(source: Source, question: Question, names: Sequence[str], table: Sequence[Row]) -> dict[str, str]:
    """Return the type of each column: date, integer, boolean, iri or text; text where its values differ in type.

    A column without any value has the type of what the question asks for there, as the ontology in the store says it.
    """
    found: dict[str, set[str]] = {}
    for row in table:
        for name, term in row.items():
            if term is not None:
                found.setdefault(name, set()).add(_kind(term))
    untold = [name for name in names if name not in found]
    declared = _declared(source, question, untold) if untold else {}
    return {
        name: next(iter(found[name])) if len(found.get(name, ())) == 1 else declared.get(name, TEXT) for name in names
    }


def _kind(term: Term) -> str:
    datatype = getattr(term, "datatype", None)
    return IRI if datatype is None else _KINDS.get(datatype.value.removeprefix(_XSD), TEXT)


def _declared(source: Source, question: Question, names: Iterable[str]) -> dict[str, str]:
    shape = _shape(question.sparql)
    ranges = _ranges(source, {prop for name in names for prop in shape.get(name, ()) if not isinstance(prop, str)})
    types: dict[str, str] = {}
    for name in names:
        parameter = question.parameter(name)
        if parameter is not None:
            types[name] = _PLAIN.get(parameter.type, IRI)
            continue
        kinds = {prop if isinstance(prop, str) else ranges.get(prop, TEXT) for prop in shape.get(name, ())}
        types[name] = IRI if IRI in kinds else next(iter(kinds)) if len(kinds) == 1 else TEXT
    return types


@lru_cache(maxsize=256)
def _shape(query: str) -> Mapping[str, frozenset[NamedNode | str]]:
    """Return, by variable, the properties whose value it is, or the type that its place in the query says."""
    found: dict[str, set[NamedNode | str]] = {}
    text = "\n".join(line for line in query.splitlines() if not line.lstrip().startswith("#"))
    for prefix, name, variable in _OBJECT.findall(text):
        found.setdefault(variable, set()).add(NamedNode(PREFIXES[prefix] + name))
    for pattern, kind in ((_SUBJECT, IRI), (_SHIFTED, "date"), (_COUNTED, "integer")):
        for variable in pattern.findall(text):
            found.setdefault(variable, set()).add(kind)
    for _ in range(2):  # one of them may be such a variable itself
        for others, variable in _ONE_OF.findall(text):
            for other in _VARIABLE.findall(others):
                found.setdefault(variable, set()).update(found.get(other, ()))
    return {variable: frozenset(kinds) for variable, kinds in found.items()}


def _ranges(source: Source, properties: Iterable[NamedNode]) -> dict[NamedNode, str]:
    wanted = sorted(properties, key=lambda prop: prop.value)
    found: dict[NamedNode, set[str]] = {}
    if wanted:
        for row in rows(source, bind_rows(_RANGES, ["property"], [[prop] for prop in wanted])):
            prop, end = row["property"], row["range"]
            if isinstance(prop, NamedNode) and isinstance(end, NamedNode):
                kind = _KINDS.get(end.value.removeprefix(_XSD), TEXT)
                found.setdefault(prop, set()).add(IRI if end.value.endswith("owl#Thing") else kind)
    return {prop: _one(kinds) for prop, kinds in found.items()}


def _one(kinds: set[str]) -> str:
    """A date property ranges over rdfs:Literal too (dates are no datatype of OWL 2): the narrower one tells."""
    told = kinds - {TEXT}
    return IRI if IRI in told else next(iter(told)) if len(told) == 1 else TEXT
