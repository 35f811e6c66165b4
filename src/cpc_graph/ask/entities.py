"""Find the thing that a name means: by IRI, by notation, by label; case and accents do not count."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from cpc_graph.ask.bind import bind, bind_rows
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
_OTHER_NAMES = _HEAD + "SELECT DISTINCT ?same WHERE { VALUES ?thing { UNDEF } ?thing cpc:identifiedAs ?same }"

_LONGEST = 300  # no name of anything is longer; a longer text is not looked up
_SHORTEST_PART = 4  # a part of a name ("thalidomide", "Dumarcet") must be this long to stand for the whole


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with the names that it goes by, the first one being the one to show."""

    thing: NamedNode
    names: tuple[str, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The names, folded."""
        return frozenset(slug(name) for name in self.names)

    @property
    def path(self) -> str:
        """The IRI relative to the base."""
        return self.thing.value.removeprefix(BASE)

    def is_called(self, text: str) -> bool:
        """Tell whether `text` is a name, or the last part of the IRI."""
        local = self.path.rpartition("/")[2].rpartition("#")[2]
        return slug(text) in self.keys - {""} or text.casefold() == local.casefold()

    def has_in_a_name(self, key: str) -> bool:
        """Tell whether the words of `key` (a slug) follow each other in a name or in the path."""
        return any(f"-{key}-" in f"-{name}-" for name in (*self.keys, slug(self.path)))


def find_entity(source: Source, text: str, classes: Sequence[str], what: str) -> NamedNode:
    """Return the one thing of these classes that `text` names.

    Raises UsageError, naming `what` was asked and the names that come near, when none or several match.
    """
    wanted = text.strip()
    known = _by_iri(source, wanted, classes) if len(wanted) <= _LONGEST else None
    if known is not None:
        return known
    everything = entities(source, classes)
    key = slug(wanted[:_LONGEST])
    matches = [named for named in everything if named.is_called(wanted[:_LONGEST])]
    if not matches and len(key) >= _SHORTEST_PART and len(wanted) <= _LONGEST:
        matches = [named for named in everything if named.has_in_a_name(key)]
    if len(matches) > 1:
        matches = _without_twins(source, matches)
    if len(matches) == 1:
        return matches[0].thing
    raise _refusal(what, wanted, matches, everything)


def entities(source: Source, classes: Sequence[str]) -> list[Named]:
    """Return every thing of these classes with its names, in order of IRI."""
    query = bind_rows(_NAMES, ["class"], [[iri(name)] for name in classes])
    found: dict[NamedNode, list[str]] = {}
    for row in rows(source, query):
        thing, name = row["thing"], row["name"]
        if isinstance(thing, NamedNode) and name is not None:
            found.setdefault(thing, []).append(name.value)
    return [Named(thing, tuple(names)) for thing, names in found.items()]


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
    """Leave out the identifications of a name that matches too: questions follow `cpc:identifiedAs` from the name."""
    twins = {row["same"] for named in matches for row in rows(source, bind(_OTHER_NAMES, {"thing": named.thing}))}
    return [named for named in matches if named.thing not in twins]


def _refusal(what: str, text: str, matches: list[Named], everything: list[Named]) -> UsageError:
    shown = text[:60] + ("…" if len(text) > 60 else "")
    if matches:
        listed = _listed(matches)
        return UsageError(
            fr=f"{what} : « {shown} » peut désigner {listed} ; donnez l'un de ces noms",
            en=f"{what}: '{shown}' may mean {listed}; give one of these names",
        )
    hint = ", ".join(_near(text, everything))
    return UsageError(
        fr=f"{what} : « {shown} » est inconnu" + (f" ; proches : {hint}" if hint else ""),
        en=f"{what}: '{shown}' is unknown" + (f"; near: {hint}" if hint else ""),
    )


def _near(text: str, everything: list[Named]) -> list[str]:
    """Return the names that come nearest to the text, one per thing."""
    by_key = {slug(name): (named.thing, name) for named in everything for name in named.names}
    for key, owner in list(by_key.items()):  # a word of a long name may be what was misspelt
        for word in key.split("-"):
            if len(word) >= _SHORTEST_PART:
                by_key.setdefault(word, owner)
    near = difflib.get_close_matches(slug(text[:_LONGEST]), list(by_key), n=6, cutoff=0.5)
    return list(dict(reversed([by_key[key] for key in near])).values())[::-1][:4]


def _listed(choice: Iterable[Named]) -> str:
    """Write each thing by its shortest name and its path."""
    return ", ".join(f"{min(named.names, key=len)} ({named.path})" for named in list(choice)[:6])
