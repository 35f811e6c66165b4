"""What stands in the parts of a decision: citations of law, duties, steps, other documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from cpc_graph.generate.document import Written
from cpc_graph.generate.plan import ActPlan
from cpc_graph.text.citations import Reference, parse_reference
from cpc_graph.text.dates import parse_day
from cpc_graph.text.facts import Citation, CitedDocument, Deadline, Obligation, Part, Place, Role, Step
from cpc_graph.text.values import Day, Words
from cpc_graph.text.wording import running


def parts(written: Written) -> Iterator[Part]:
    """Yield the visas, recitals and articles with their whole text."""
    for kind, number in written.parts:
        name = f"{kind}.{number}"
        yield Part(kind, number, running(written.marked.first(name)), written.marked.quotes(name))  # type: ignore[arg-type]


def citations(act: ActPlan, written: Written) -> Iterator[Citation]:
    """Yield the citations of law, in the order of the text."""
    for (kind, number), part in written.parts.items():
        roles: tuple[tuple[str, Role], ...] = (("cites", "basis"), ("mentions", "mention"))
        for key, role in roles:
            for name in part.get(key, ()):
                yield _citation(act, written, name, Place(kind, number), role)  # type: ignore[arg-type]


def _citation(act: ActPlan, written: Written, name: str, place: Place, role: Role) -> Citation:
    marked = written.marked
    words = Words(running(marked.first(name)), marked.quotes(name))
    found = _reference(words.text.replace("’", "'"))
    condition = f"{name}.condition"
    then = name == "co" and act.origin is not None  # "alors en vigueur": the day of the act that the visa names
    return Citation(
        written=words,
        provisions=found.provisions,
        place=place,
        role=role,
        is_range=found.is_range,
        as_in_force_on=Day(act.origin.signed, "stated", quotes=marked.quotes("origin"))
        if then and act.origin
        else None,
        text_day=found.text_day,
        condition=Words(running(marked.first(condition)), marked.quotes(condition)) if marked.has(condition) else None,
    )


@cache
def _reference(written: str) -> Reference:
    return parse_reference(written, "CSP")


def duties(written: Written) -> Iterator[Obligation]:
    """Yield the duties of the articles."""
    for (_, number), part in written.parts.items():
        yield from (_duty(number, one, written) for one in part.get("duties", ()))


def _duty(article: int, entry: Mapping[str, Any], written: Written) -> Obligation:
    marked, values = written.marked, written.values
    name = f"d.{entry['span']}"
    every, elsewhere, deadline = f"{name}.every", f"{name}.elsewhere", f"{name}.deadline"
    bearer = entry.get("bearer")
    rhythm = entry.get("every", values["every_iso"])
    return Obligation(
        article=article,
        action=Words(entry["action"], marked.quotes(name)),
        bearer=Words(bearer.format(**values), marked.quotes(f"{name}.bearer")) if bearer else None,
        recipients=tuple(
            Words(one.format(**values), marked.quotes(f"{name}.to{at}"))
            for at, one in enumerate(entry.get("recipients", ()), 1)
        ),
        periodicity=Words(rhythm, marked.quotes(every)) if marked.has(every) else None,
        periodicity_elsewhere=marked.quotes(elsewhere),
        deadline=Deadline("end-of-measure", entry["deadline"], marked.quotes(deadline))
        if "deadline" in entry
        else None,
    )


def steps(act: ActPlan, written: Written) -> Iterator[Step]:
    """Yield the steps before the act that its visas tell."""
    for (kind, number), part in written.parts.items():
        for entry in part.get("steps", ()):
            name, marked = entry["span"], written.marked
            day = parse_day(written.values[entry["day"]])
            sender, recipient = entry.get("sender"), entry.get("recipient")
            yield Step(
                day=_stated(day, written, f"{name}.day"),
                action=Words(running(marked.first(name)), marked.quotes(name)),
                place=Place(kind, number),  # type: ignore[arg-type]
                sender=Words(sender, marked.quotes(f"{name}.sender")) if sender else None,
                recipient=Words(recipient, marked.quotes(f"{name}.recipient")) if recipient else None,
            )


def _stated(day: dt.date, written: Written, name: str) -> Day:
    return Day(day, "stated", quotes=written.marked.quotes(name))


def other_documents(written: Written) -> Iterator[CitedDocument]:
    """Yield the protocols and letters that the text names."""
    for part in written.parts.values():
        for entry in part.get("documents", ()):
            yield CitedDocument(entry["name"].format(**written.values), written.marked.quotes(entry["span"]))
