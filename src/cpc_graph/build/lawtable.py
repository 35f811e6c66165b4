"""Which version of a provision was in force on a day, as the law dossier states it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from cpc_graph.build.statements import Statement
from cpc_graph.errors import InputError
from cpc_graph.rdf.terms import iri

_VERSION_OF, _START, _END = iri("cpc:versionOf"), iri("cpc:periodStart"), iri("cpc:periodEnd")


@dataclass(frozen=True, slots=True)
class LawVersion:
    """A version in force in `[start, end)`; no end: open. `assertions` say its provision and its bounds.

    An end that is known only to be later than a day is `known_until` that day: after it the version is not known.
    """

    iri: NamedNode
    start: dt.date
    end: dt.date | None
    assertions: tuple[NamedNode, ...]
    known_until: dt.date | None = None

    def holds_on(self, day: dt.date) -> bool:
        """Tell whether this version is known to be in force on a day."""
        return self.start <= day and all(bound is None or day < bound for bound in (self.end, self.known_until))


class LawTable:
    """The versions of each provision."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        said: dict[NamedNode, dict[NamedNode, Statement]] = {}
        for statement in statements:
            if statement.predicate in (_VERSION_OF, _START, _END) and statement.evidence.reading is None:
                said.setdefault(statement.subject, {})[statement.predicate] = statement
        self._versions: dict[NamedNode, list[LawVersion]] = {}
        for subject, facts in said.items():
            version = _version(subject, facts)
            provision = facts[_VERSION_OF].object if _VERSION_OF in facts else None
            if version and isinstance(provision, NamedNode):
                self._versions.setdefault(provision, []).append(version)
        for versions in self._versions.values():
            versions.sort(key=lambda version: version.start)

    def versions(self, provision: NamedNode | str) -> tuple[LawVersion, ...]:
        """Return the versions of a provision with a known start, in order; none when we hold none."""
        return tuple(self._versions.get(_named(provision), ()))

    def version_on(self, provision: NamedNode | str, day: dt.date) -> LawVersion | None:
        """Return the version known to be in force on a day, or None. Raises InputError when two claim the day."""
        found = [version for version in self.versions(provision) if version.holds_on(day)]
        if len(found) > 1:
            names = ", ".join(version.iri.value for version in found)
            raise InputError(
                fr=f"{_named(provision).value} : deux versions en vigueur le {day} : {names}",
                en=f"{_named(provision).value}: two versions in force on {day}: {names}",
            )
        return found[0] if found else None


def _named(provision: NamedNode | str) -> NamedNode:
    return provision if isinstance(provision, NamedNode) else iri(provision)


def _version(subject: NamedNode, facts: dict[NamedNode, Statement]) -> LawVersion | None:
    start = _day(facts.get(_START))
    if start is None or _VERSION_OF not in facts:
        return None
    end = facts.get(_END)
    unknown_end = end is not None and end.object is None
    return LawVersion(
        iri=subject,
        start=start,
        end=_day(end),
        assertions=tuple(facts[predicate].iri for predicate in (_VERSION_OF, _START, _END) if predicate in facts),
        known_until=(end.evidence.earliest or start) if end is not None and unknown_end else None,
    )


def _day(statement: Statement | None) -> dt.date | None:
    if statement is None or not isinstance(statement.object, Literal):
        return None
    return dt.date.fromisoformat(statement.object.value)
