"""Find the thing that a name means: by IRI, by notation, by label; case and accents do not count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pyoxigraph import NamedNode

from cpc_graph.ask.bind import bind
from cpc_graph.ask.called import INDICATION, MEASURE, called, indicated
from cpc_graph.ask.days import read_day
from cpc_graph.ask.exact import bearers, of_class
from cpc_graph.ask.named import APOSTROPHES, Named, entities, names_of
from cpc_graph.ask.roster import Roster, roster
from cpc_graph.ask.source import Source, rows
from cpc_graph.ask.spans import read_span
from cpc_graph.errors import UsageError
from cpc_graph.names import BASE, PREFIXES, slug

__all__ = ["Named", "entities", "find_entity"]

_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
# What another name that matches stands for: its identification, or the group of the product.
_TWINS = (
    _HEAD
    + """
SELECT DISTINCT ?same WHERE { VALUES ?thing { UNDEF }
  { ?thing cpc:identifiedAs ?same } UNION { ?same cpc:groupOf ?thing } } ORDER BY ?same"""
)

_PERSON = "foaf:Person"
_LONGEST = 300  # no name of anything is longer; a longer text is not looked up
_SHORTEST_PART = 4  # a part of a name ("thalidomide", "Dumarcet") must be this long to stand for the whole
_MOST_TWINS = 50  # a word that more things bear means none of them, twins or not
_DATED = frozenset({"cpc:Decision", "cpc:LegalAct"})  # what a day may name: their IRIs hold their day
# What may stand before the day of an act, and before the name of a person.
_ACT_OF = re.compile(r"^(?:la |l')?(?:d[eé]cision|acte|act)(?: de l'ansm| of)?(?: du | de | d'| )", re.IGNORECASE)
_TITLE = re.compile(r"^(?:mme|mlle|madame|monsieur|mr|m|dr|docteur|pr|professeur|mrs|ms)\.? +", re.IGNORECASE)


def find_entity(source: Source, text: str, classes: Sequence[str], what: str) -> NamedNode:
    """Return the one thing of these classes that `text` names.

    Raises UsageError, naming `what` was asked and the names that come near, when none or several match.
    """
    wanted = APOSTROPHES.sub("'", text.strip())
    known = _by_iri(source, wanted, classes) if len(wanted) <= _LONGEST else None
    if known is not None:
        return known
    written = _written(source, wanted, classes) if len(wanted) <= _LONGEST else []
    if len(written) == 1:
        return written[0].thing
    everything = roster(source, classes)  # for a part of a name, or one in other letters
    matches = _found(source, wanted, everything, classes)
    if not matches and MEASURE in classes:
        matches = called(source, wanted, lambda name: _found(source, name, everything, classes))
    if not matches and _PERSON in classes and _TITLE.match(wanted):
        matches = _found(source, _TITLE.sub("", wanted), everything, classes)
    if not matches and INDICATION in classes:
        matches = indicated(source, wanted)
    if len(matches) == 1:
        return matches[0].thing
    from cpc_graph.ask.refusal import refusal  # late: only for a refusal

    raise refusal(source, what, wanted, matches, everything)


def _found(source: Source, text: str, everything: Roster, classes: Sequence[str]) -> list[Named]:
    matches = _matches(text, everything, classes)
    return _without_twins(source, matches) if 1 < len(matches) <= _MOST_TWINS else matches


def _written(source: Source, text: str, classes: Sequence[str]) -> list[Named]:
    """Return what is called so, letter for letter, found without reading the names of everything."""
    things = bearers(source, text, classes)
    if not things:
        return []
    called = [named for named in names_of(source, things) if named.is_called(text)]
    return _without_twins(source, called) if len(called) > 1 else called


def _matches(text: str, everything: Roster, classes: Sequence[str]) -> list[Named]:
    """Return what the text names, by the strictest way that finds anything: a name, a day, a part, words."""
    key = slug(text[:_LONGEST])
    near = everything.holding(f"-{key}-") if key else []
    matches = [named for named in near if named.is_called(text[:_LONGEST])]
    if matches or len(text) > _LONGEST or len(key) < _SHORTEST_PART:
        return matches
    if _DATED & set(classes) and (signed := _signed_on(text, everything)):
        return signed  # of an act that only mentions the day in its name, the day is not the name
    matches = [named for named in near if named.has_in_a_name(key)]
    # Figures are never matched out of their order: "1 %" is not "0,1 %".
    if not matches and not any(sign.isdigit() for sign in key):
        longest = max(key.split("-"), key=len)
        matches = [named for named in everything.holding(longest) if named.has_words_of(key)]
    return matches


def _signed_on(text: str, everything: Roster) -> list[Named]:
    """Return the acts of a day, "décision du 26 août 2019", or of a month or a year, "août 2022"."""
    dated = _ACT_OF.sub("", text)
    span = read_span(dated)
    try:
        day = span.path() if span is not None else f"/{read_day(dated, ''):%Y/%m/%d}/"
    except UsageError:
        return []
    return [named for named in everything.holding(day) if day in named.path]


def _by_iri(source: Source, text: str, classes: Sequence[str]) -> NamedNode | None:
    """Return the thing when the text is its IRI, absolute or relative to the base."""
    written = text.removeprefix("<").removesuffix(">")
    if "/" not in written and ":" not in written:
        return None
    for candidate in (written, BASE + written):
        try:
            node = NamedNode(candidate)
        except ValueError:
            continue
        if of_class(source, [node], classes):
            return node
    return None


def _without_twins(source: Source, matches: list[Named]) -> list[Named]:
    """Leave out what questions reach from another match: its identification, the generic group named after it."""
    twins = {row["same"] for named in matches for row in rows(source, bind(_TWINS, {"thing": named.thing}))}
    return [named for named in matches if named.thing not in twins]
