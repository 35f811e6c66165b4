"""The days of a period on which the answer to a question may become another.

A question that does no more with its day than compare it with days of the graph has the same rows on two days between
which none of those days lies. They are the objects of the properties that its query names.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from pyoxigraph import NamedNode

from cpc_graph.ask.bind import Token, bind, bind_rows, tokens, written
from cpc_graph.ask.source import Source, rows
from cpc_graph.ask.spans import Span
from cpc_graph.names import PREFIXES
from cpc_graph.rdf.terms import Term, date, iri

_DAY = dt.timedelta(days=1)
_DAYS = (
    f"PREFIX xsd: <{PREFIXES['xsd']}>\n"
    "SELECT ?day WHERE { VALUES ?first { UNDEF } VALUES ?last { UNDEF } ?thing PROPERTY ?day "
    "FILTER(DATATYPE(?day) = xsd:date && ?first <= ?day && ?day <= ?last) }"
)
_THINGS = (
    "PREFIX owl: <http://www.w3.org/2002/07/owl#>\n"
    "SELECT DISTINCT ?property WHERE { VALUES (?property) { (UNDEF) } ?property a owl:ObjectProperty }"
)
_NO_DAYS = {iri(name) for name in ("rdf:type", "rdfs:label", "skos:notation", "skos:altLabel", "skos:prefLabel")}
_NAME = re.compile(r"(?<![\w?$:/])(" + "|".join(map(re.escape, PREFIXES)) + r"):(\w+)")
_WRITTEN = re.compile(r"\"(\d{4}-\d{2}-\d{2})\"")
_COMPARES = ("<", ">", "=")
_BEFORE_A_SUBJECT = ("{", "}", ".", ")")


def turning_days(
    source: Source, query: str, variable: str, span: Span, values: Iterable[Term] = ()
) -> Sequence[dt.date]:
    """Return the first day of a period and each later one on which the rows of a query may change, in order.

    `variable` holds the day, `values` are the other parameters. Every day, when the query does more with its day than
    compare it, or leaves open which properties it reads.
    """
    if not is_only_compared(query, variable) or has_open_property(query):
        return list(span.days())
    every = list(span.days())
    said = [*_WRITTEN.findall(query), *(value.value for value in values)]
    turned = {span.first}
    for day in chain((day for text in said if (day := _day(text))), _days(source, query, span)):
        turned.update(each for each in (day, day + _DAY) if span.first < each <= span.last)  # "until" it, "through" it
        if 2 * len(turned) > len(every):  # a large graph: to look for the others costs more than they save
            return every
    return sorted(turned)


def is_only_compared(query: str, variable: str) -> bool:
    """Tell whether a query does no more with a variable than bind it, compare it, or ask whether it is bound."""
    stream = list(tokens(query))
    places = [at for at, token in enumerate(stream) if token.kind == "variable" and token.text[1:] == variable]
    return all(_is_harmless(stream, at) for at in places)


def has_open_property(query: str) -> bool:
    """Tell whether a variable stands in the place of a property."""
    stream = list(tokens(query))
    for at in range(1, len(stream) - 1):
        before, one, after = stream[at - 1 : at + 2]
        if one.kind == "variable" and (
            before.text == ";" or (before.text in _BEFORE_A_SUBJECT and after.kind == "variable")
        ):
            return True
    return False


def _is_harmless(stream: Sequence[Token], at: int) -> bool:
    """Tell whether one place of the variable is `VALUES ?x`, `BOUND(?x)`, or one side of a comparison."""
    before, after = stream[at - 1], stream[at + 1]
    if before.reads("VALUES") or (before.text == "(" and stream[at - 2].reads("BOUND")):
        return True
    compared = before.text in _COMPARES or after.text in _COMPARES
    return compared and not {before.text, after.text} & {"+", "-", "*", "/"}


def _days(source: Source, query: str, span: Span) -> Iterator[dt.date]:
    bounds: dict[str, Term] = {"first": date(span.first - _DAY), "last": date(span.last)}
    for prop in _with_days(source, _named(query)):
        for row in rows(source, bind(_DAYS.replace("PROPERTY", written(prop)), bounds)):
            day = _day(row["day"].value) if row["day"] is not None else None
            if day is not None:
                yield day


def _with_days(source: Source, named: set[NamedNode]) -> list[NamedNode]:
    """Leave out what never has a day as its value; begin with what is sure to have many."""
    asked = sorted(named - _NO_DAYS, key=lambda prop: (not prop.value.endswith(("Start", "End")), prop.value))
    things = {row["property"] for row in rows(source, bind_rows(_THINGS, ["property"], [[prop] for prop in asked]))}
    return [prop for prop in asked if prop not in things]


def _named(query: str) -> set[NamedNode]:
    """Return all that a query names: its properties are among it."""
    whole = {NamedNode(token.text[1:-1]) for token in tokens(query) if token.kind == "iri" and len(token.text) > 2}
    spaces = {NamedNode(space) for space in PREFIXES.values()}
    return {NamedNode(PREFIXES[prefix] + name) for prefix, name in _NAME.findall(query)} | (whole - spaces)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
