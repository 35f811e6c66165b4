"""Find the assertions that others name: the operands of a value, the sides of a conflict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from cpc_graph.build.place import Place
from cpc_graph.build.statements import Draft, Statement
from cpc_graph.build.values import listed
from cpc_graph.errors import InputError
from cpc_graph.rdf.terms import Term, iri

_NAMED = re.compile(r"^(<[^<>\s]+>) (\S+)( =)?$")


@dataclass(frozen=True, slots=True)
class Pending:
    """An assertion whose operands are named.

    A name is `<subject> predicate`, the same with ` =` (only those that say the value of the assertion itself), or the
    id of an entry of its dossier.
    """

    draft: Draft
    assertion: NamedNode
    operands: tuple[str, ...]
    place: Place


class Assertions:
    """All assertions of several drafts, by subject and predicate."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._by_triple: dict[tuple[NamedNode, NamedNode], list[Statement]] = {}
        for draft in drafts:
            for statement in draft.statements.values():
                self._by_triple.setdefault((statement.subject, statement.predicate), []).append(statement)

    def matching(
        self, operand: str, names: Mapping[str, list[NamedNode]], place: Place, value: Term | None = None
    ) -> list[Statement | NamedNode]:
        """Return what an operand of an assertion of `value` names; never nothing: raises InputError instead."""
        if operand in names:
            return list(names[operand])
        match = _NAMED.match(operand)
        found = self._by_triple.get((iri(match[1]), iri(match[2])), []) if match else []
        if match and match[3]:
            found = [statement for statement in found if statement.object == value]
        if not found:
            raise place.error(f"aucune assertion ne correspond à « {operand} »", f"no assertion matches “{operand}”")
        return list(found)


def operand_names(value: object) -> tuple[str, ...]:
    """Return the operands that a `from:` or an `of:` names."""
    return tuple(str(operand) for operand in listed(value))


def resolve(pending: Iterable[Pending], assertions: Assertions, names: Mapping[str, list[NamedNode]]) -> None:
    """Give each pending assertion its operands. Raises InputError when one names nothing.

    Of the assertions of a triple, an operand is the one under the reading that the pending assertion holds under;
    else those under no reading.
    """
    for item in pending:
        statement = item.draft.statements[item.assertion]
        found: list[NamedNode] = list(statement.evidence.derived_from)
        for operand in item.operands:
            candidates = assertions.matching(operand, names, item.place, statement.object)
            found += _chosen(statement, candidates, operand, item.place)
        evidence = replace(statement.evidence, derived_from=tuple(dict.fromkeys(found)))
        item.draft.statements[item.assertion] = replace(statement, evidence=evidence)


def _chosen(
    statement: Statement, candidates: list[Statement | NamedNode], operand: str, place: Place
) -> list[NamedNode]:
    named = [candidate for candidate in candidates if isinstance(candidate, NamedNode)]
    others = [st for st in candidates if isinstance(st, Statement) and st.iri != statement.iri]
    wanted = {reading for reading in (statement.evidence.reading, *statement.evidence.holds_under) if reading}
    under = [st.iri for st in others if st.evidence.reading in wanted]
    plain = [st.iri for st in others if st.evidence.reading is None]
    chosen = named or under or plain
    if not chosen:
        raise place.error(
            f"« {operand} » n'est connu que sous une autre lecture", f"“{operand}” is known only under another reading"
        )
    return chosen


def sides(
    of: Iterable[str], assertions: Assertions, names: Mapping[str, list[NamedNode]], place: Place
) -> list[NamedNode]:
    """Return the assertions of a conflict: at least two."""
    found = [
        side if isinstance(side, NamedNode) else side.iri
        for name in of
        for side in assertions.matching(name, names, place)
    ]
    if len(set(found)) < 2:
        raise place.error("un conflit oppose au moins deux assertions", "a conflict opposes at least two assertions")
    return list(dict.fromkeys(found))


def refuse_cycles(drafts: Iterable[Draft]) -> None:
    """Raise InputError when an assertion rests, in the end, on itself."""
    operands = {
        statement.iri: statement.evidence.derived_from for draft in drafts for statement in draft.statements.values()
    }
    finished: set[NamedNode] = set()
    for start in operands:
        trail: list[NamedNode] = []
        stack: list[tuple[NamedNode, bool]] = [(start, False)]
        while stack:
            current, leaving = stack.pop()
            if leaving:
                finished.add(trail.pop())
            elif current in trail:
                raise InputError(
                    fr=f"une assertion se fonde sur elle-même : {current.value}",
                    en=f"an assertion rests on itself: {current.value}",
                )
            elif current not in finished:
                trail.append(current)
                stack.append((current, True))
                stack += [(operand, False) for operand in operands.get(current, ())]
