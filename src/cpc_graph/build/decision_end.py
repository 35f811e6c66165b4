"""What an act that suspends, ends or refuses does to its measure: one impact for each day on which something ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from pyoxigraph import NamedNode

from cpc_graph.build.decision_act import Act
from cpc_graph.build.decision_core import operands
from cpc_graph.build.decision_indications import Linked, linked, say_concept
from cpc_graph.rdf.terms import iri

_Begin = Callable[[NamedNode], None]


def say_endings(act: Act, root: str, begin: _Begin, say_effect: _Begin) -> None:
    """Say each impact: `begin` says whose and on what, `say_effect` the day where no indication has one of its own.

    The first is named by the day of the act, the others by that day and the one on which they end something.
    """
    groups = _by_end(list(linked(act)))
    for number, (day, group) in enumerate(groups, 1):
        impact = iri(f"{root}/impact/{act.stamp}" + (f"/{day or 'sans-date'}" if number > 1 else ""))
        begin(impact)
        end = group[0].told.end if group else None
        if day and end:
            act.say_day(impact, "cpc:impactDate", end, "indication_end")
        elif len(groups) > 1:
            quotes = tuple(quote for one in group for quote in one.told.quotes)
            act.unknown(impact, "cpc:impactDate", "indication_end", quotes)
        else:
            say_effect(impact)
        _say_until(act, impact)
        for one in group:
            say_concept(act, impact, "cpc:concernsIndication", one)


def _say_until(act: Act, impact: NamedNode) -> None:
    """Say until when the act suspends, where it tells that the suspension has an end."""
    if act.decision.action.text != "suspend" or act.validity is None:
        return
    end = act.validity.end
    if end.value or end.quotes or act.validity.duration:
        begun = [
            name
            for name, one in act.draft.statements.items()
            if (one.subject, one.predicate) == (impact, iri("cpc:impactDate"))
        ]
        counted = end.rule == "start-plus-duration"
        act.say_day(impact, "cpc:suspendedUntil", end, "end", tuple(begun) if counted else operands(act, end.rule))


def _by_end(all_linked: list[Linked]) -> list[tuple[dt.date | None, list[Linked]]]:
    """Group the indications by the day on which they end, those without one last; one empty group for none."""
    groups: dict[dt.date | None, list[Linked]] = {}
    for one in all_linked:
        groups.setdefault(one.told.end.value if one.told.end else None, []).append(one)
    return sorted(groups.items(), key=lambda pair: pair[0] or dt.date.max) or [(None, [])]
