"""Find the thing that a name means: by IRI, by notation, by label; case and accents do not count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from cpc_graph.ask.bind import bind, bind_rows
from cpc_graph.ask.days import read_day
from cpc_graph.ask.exact import bearers
from cpc_graph.ask.source import Source, rows
from cpc_graph.errors import UsageError
from cpc_graph.names import BASE, PREFIXES, slug
from cpc_graph.rdf.terms import iri

_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
_IS_A = _HEAD + "ASK { VALUES ?thing { UNDEF } VALUES (?class) { (UNDEF) } ?thing a ?class }"
_NAMES = (
    _HEAD
    + """
SELECT DISTINCT ?thing ?name WHERE {
  VALUES (?class) { (UNDEF) }
  ?thing a ?class .
  { ?thing rdfs:label|skos:prefLabel|skos:altLabel|skos:notation|eli:title|foaf:name|cpc:number|cpc:cis ?name }
  UNION
  { ?document cpc:documentOf ?thing ; skos:notation ?name }
} ORDER BY ?thing ?name"""
)
_NAMES_OF = _NAMES.replace("VALUES (?class)", "VALUES (?thing)").replace("?thing a ?class .", "")
# What another name that matches stands for: its identification, or the group of the product.
_TWINS = (
    _HEAD
    + """
SELECT DISTINCT ?same WHERE { VALUES ?thing { UNDEF }
  { ?thing cpc:identifiedAs ?same } UNION { ?same cpc:groupOf ?thing } } ORDER BY ?same"""
)

_LONGEST = 300  # no name of anything is longer; a longer text is not looked up
_SHORTEST_PART = 4  # a part of a name ("thalidomide", "Dumarcet") must be this long to stand for the whole
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc]")  # written for one another; a name has the plain one
_DATED = frozenset({"cpc:Decision", "cpc:LegalAct"})  # what a day may name: their IRIs hold their day


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with the names that it goes by; each name with its language, "" for none."""

    thing: NamedNode
    spoken: tuple[tuple[str, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names."""
        return tuple(name for name, _ in self.spoken)

    @property
    def keys(self) -> frozenset[str]:
        """The names, folded."""
        return frozenset(slug(_APOSTROPHES.sub("'", name)) for name in self.names)

    @property
    def path(self) -> str:
        """The IRI relative to the base."""
        return self.thing.value.removeprefix(BASE)

    def shown(self, lang: str) -> str:
        """Return the shortest name in a language, or without any."""
        names = [name for name, language in self.spoken if language in ("", lang)]
        return min(names or self.names, key=len)

    def is_called(self, text: str) -> bool:
        """Tell whether `text` is a name, or the last part of the IRI."""
        local = self.path.rpartition("/")[2].rpartition("#")[2]
        return slug(text) in self.keys - {""} or text.casefold() == local.casefold()

    def has_in_a_name(self, key: str) -> bool:
        """Tell whether the words of `key` (a slug) follow each other in a name or in the path."""
        return any(f"-{key}-" in f"-{name}-" for name in (*self.keys, slug(self.path)))

    def has_words_of(self, key: str) -> bool:
        """Tell whether a name holds every word of `key`, in any order: "SBIDIAN Emilie"."""
        wanted = set(key.split("-"))
        return any(wanted <= set(name.split("-")) for name in self.keys)


def find_entity(source: Source, text: str, classes: Sequence[str], what: str) -> NamedNode:
    """Return the one thing of these classes that `text` names.

    Raises UsageError, naming `what` was asked and the names that come near, when none or several match.
    """
    wanted = _APOSTROPHES.sub("'", text.strip())
    known = _by_iri(source, wanted, classes) if len(wanted) <= _LONGEST else None
    if known is not None:
        return known
    written = _written(source, wanted, classes) if len(wanted) <= _LONGEST else []
    if len(written) == 1:
        return written[0].thing
    everything = entities(source, classes)  # for a part of a name, or one in other letters: all names are read
    matches = _matches(wanted, everything, classes)
    if len(matches) > 1:
        matches = _without_twins(source, matches)
    if len(matches) == 1:
        return matches[0].thing
    from cpc_graph.ask.refusal import refusal  # late: only for a refusal

    raise refusal(source, what, wanted, matches, everything)


def entities(source: Source, classes: Sequence[str]) -> list[Named]:
    """Return every thing of these classes with its names, in order of IRI."""
    return _named(source, bind_rows(_NAMES, ["class"], [[iri(name)] for name in classes]))


def _named(source: Source, query: str) -> list[Named]:
    found: dict[NamedNode, list[tuple[str, str]]] = {}
    for row in rows(source, query):
        thing, name = row["thing"], row["name"]
        if isinstance(thing, NamedNode) and isinstance(name, Literal):
            found.setdefault(thing, []).append((name.value, name.language or ""))
    return [Named(thing, tuple(names)) for thing, names in found.items()]


def _written(source: Source, text: str, classes: Sequence[str]) -> list[Named]:
    """Return what is called so, letter for letter, found without reading the names of everything."""
    things = bearers(source, text, classes)
    if not things:
        return []
    query = bind_rows(_NAMES_OF, ["thing"], [[thing] for thing in things])
    called = [named for named in _named(source, query) if named.is_called(text)]
    return _without_twins(source, called) if len(called) > 1 else called


def _matches(text: str, everything: list[Named], classes: Sequence[str]) -> list[Named]:
    """Return what the text names, by the strictest way that finds anything: a name, a part of one, words, a day."""
    matches = [named for named in everything if named.is_called(text[:_LONGEST])]
    key = slug(text[:_LONGEST])
    if matches or len(text) > _LONGEST or len(key) < _SHORTEST_PART:
        return matches
    matches = [named for named in everything if named.has_in_a_name(key)]
    # Figures are never matched out of their order: "1 %" is not "0,1 %".
    if not matches and not any(sign.isdigit() for sign in key):
        matches = [named for named in everything if named.has_words_of(key)]
    if not matches and _DATED & set(classes):
        matches = _signed_on(text, everything)
    return matches


def _signed_on(text: str, everything: list[Named]) -> list[Named]:
    try:
        day = read_day(text, "")
    except UsageError:
        return []
    return [named for named in everything if f"/{day:%Y/%m/%d}/" in named.path]


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
        asked = bind_rows(bind(_IS_A, {"thing": node}), ["class"], [[iri(name)] for name in classes])
        if bool(source.query(asked)):
            return node
    return None


def _without_twins(source: Source, matches: list[Named]) -> list[Named]:
    """Leave out what questions reach from another match: its identification, the generic group named after it."""
    twins = {row["same"] for named in matches for row in rows(source, bind(_TWINS, {"thing": named.thing}))}
    return [named for named in matches if named.thing not in twins]
