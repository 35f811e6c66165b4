"""From what people write to RDF terms, per type of parameter."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping

from pyoxigraph import Literal

from cpc_graph.ask.ages import read_age
from cpc_graph.ask.days import read_day
from cpc_graph.ask.entities import find_entity
from cpc_graph.ask.header import Parameter, Question
from cpc_graph.ask.phrases import phrase
from cpc_graph.ask.provisions import find_provision, subdivision
from cpc_graph.ask.source import Source
from cpc_graph.ask.spans import read_span
from cpc_graph.errors import UsageError
from cpc_graph.rdf.terms import Term, date, typed

AS_OF = "asOf"

# The classes that an entity type stands for. A superclass is written on every instance, so none is inferred here.
CLASSES: dict[str, tuple[str, ...]] = {
    "act": ("cpc:LegalAct",),
    "decision": ("cpc:Decision",),
    "measure": ("cpc:Measure",),
    "provision": ("cpc:Provision",),
    "person": ("foaf:Person",),
    "product": ("cpc:Speciality", "cpc:GenericGroup", "cpc:ActiveSubstance"),
    "indication": ("cpc:Indication",),
    "company": ("cpc:Company", "cpc:Agency", "org:Organization", "org:Role"),
    "meeting": ("cpc:Meeting",),
    "document": ("cpc:SourceDocument",),
    "regime": ("cpc:Regime",),
}
_INTEGER = re.compile(r"^[+-]?[0-9]{1,9}$")
_LONGEST = 2000


def terms(source: Source, question: Question, given: Mapping[str, str], as_of: dt.date | None) -> dict[str, Term]:
    """Read every parameter of a question. `as_of` is the value of the parameter `asOf`.

    Raises UsageError for a parameter that does not exist, a required one that is missing, a value that names nothing.
    """
    values = _as_days(question, given)
    if as_of is not None:
        values[AS_OF] = _one_day(question, values.get(AS_OF), as_of)
    for name in values:
        if question.parameter(name) is None:
            raise _unknown(question, name)
    for parameter in question.parameters:
        if parameter.required and parameter.name not in values:
            raise _missing(question, parameter)
    read = {
        parameter.name: read_value(source, parameter, values[parameter.name])
        for parameter in question.parameters
        if parameter.name in values
    }
    _check_order(question, read)
    return read


def _as_days(question: Question, given: Mapping[str, str]) -> dict[str, str]:
    """Write a month or a year given for `from` as its first day, for `to` as its last."""
    values = dict(given)
    if not (_is_date(question, "from") and _is_date(question, "to")):
        return values
    if "from" in values and "to" not in values and read_span(values["from"]):
        values["to"] = values["from"]
    for name in ("from", "to"):
        span = read_span(values[name]) if name in values else None
        if span is not None:
            values[name] = (span.first if name == "from" else span.last).isoformat()
    return values


def readings(question: Question, given: Mapping[str, str], read: Mapping[str, Term], lang: str) -> tuple[str, ...]:
    """Return one line for each value that was read as something other than what it says: a month, a subdivision."""
    lines = []
    for name in read:
        text = given.get(name, given.get("from", "") if name == "to" else "")
        if name in ("from", "to") and _is_date(question, name) and read_span(text):
            lines.append(phrase("periodAsDays", lang, name=name, text=text.strip(), day=read[name].value))
        elif (parameter := question.parameter(name)) and parameter.type == "provision" and (part := subdivision(text)):
            lines.append(phrase("wholeArticle", lang, name=name, article=part[0], part=part[1]))
    return tuple(lines)


def _is_date(question: Question, name: str) -> bool:
    parameter = question.parameter(name)
    return parameter is not None and parameter.type == "date"


def read_value(source: Source, parameter: Parameter, text: str) -> Term:
    """Turn the text given for a parameter into a term. Raises UsageError, naming the parameter and the text."""
    what = parameter.name
    _check_readable(what, text)
    if parameter.type == "date":
        return date(read_day(text, what))
    if parameter.type == "age":
        return read_age(text, what)
    if parameter.type == "integer":
        return _integer(text, what)
    if parameter.type == "text":
        return Literal(text.strip())
    if parameter.type == "provision":
        return find_provision(source, text, what)
    return find_entity(source, text, CLASSES[parameter.type], what)


def _integer(text: str, what: str) -> Literal:
    if not _INTEGER.match(text.strip()):
        shown = text[:40]
        raise UsageError(
            fr=f"{what} : « {shown} » n'est pas un nombre entier", en=f"{what}: '{shown}' is not a whole number"
        )
    return typed(str(int(text)), "integer")


def _check_readable(what: str, text: str) -> None:
    """Refuse what no name contains: nothing at all, control characters, halves of a character, endless text."""
    if not text.strip():
        raise UsageError(fr=f"{what} : la valeur est vide", en=f"{what}: the value is empty")
    if len(text) > _LONGEST:
        raise UsageError(
            fr=f"{what} : plus de {_LONGEST} caractères, ce n'est pas un nom",
            en=f"{what}: more than {_LONGEST} characters, that is not a name",
        )
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\t\n\r" for sign in text):
        raise UsageError(
            fr=f"{what} : la valeur contient des caractères de commande",
            en=f"{what}: the value contains control characters",
        )


def _one_day(question: Question, given: str | None, as_of: dt.date) -> str:
    if question.parameter(AS_OF) is None:
        raise UsageError(
            fr=f"{question.name} : cette question ne dépend pas d'une date",
            en=f"{question.name}: this question does not depend on a date",
        )
    if given is not None and read_day(given, AS_OF) != as_of:
        raise UsageError(
            fr=f"deux dates pour une question : {given} et {as_of}", en=f"two dates for one question: {given}, {as_of}"
        )
    return as_of.isoformat()


def _check_order(question: Question, read: Mapping[str, Term]) -> None:
    """Refuse a span of days that ends before it starts: its answer would say the contrary of what happened."""
    days = [read[one.name].value for one in question.parameters if one.type == "date" and one.name in ("from", "to")]
    if len(days) == 2 and read["from"].value > read["to"].value:
        raise UsageError(
            fr=f"{question.name} : from ({read['from'].value}) est après to ({read['to'].value})",
            en=f"{question.name}: from ({read['from'].value}) is after to ({read['to'].value})",
        )


def _unknown(question: Question, name: str) -> UsageError:
    names = ", ".join(parameter.name for parameter in question.parameters)
    shown = name[:40]
    return UsageError(
        fr=f"{question.name} : paramètre inconnu : {shown} ; "
        + (f"attendus : {names}" if names else "cette question n'en a pas"),
        en=f"{question.name}: unknown parameter: {shown}; " + (f"expected: {names}" if names else "it has none"),
    )


def _missing(question: Question, parameter: Parameter) -> UsageError:
    return UsageError(
        fr=f"{question.name} : il manque le paramètre {parameter.name} ({parameter.label['fr']})",
        en=f"{question.name}: parameter {parameter.name} is missing ({parameter.label['en']})",
    )
