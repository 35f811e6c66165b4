"""The facts of a decision as a reader finds them in its text: the plan's values, each with its quote."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any, Literal

from cpc_graph.generate.document import Written
from cpc_graph.generate.parts import citations, duties, other_documents, parts, steps
from cpc_graph.generate.plan import ActPlan, TermPlan, Use
from cpc_graph.text.facts import (
    Age,
    Bound,
    CitedAct,
    Decision,
    Document,
    Facts,
    Indication,
    Notification,
    Operator,
    PriorTherapy,
    Product,
    Signatory,
    Validity,
)
from cpc_graph.text.values import UNKNOWN, Day, Quotes, Words
from cpc_graph.text.wording import fold, running


def read_off(act: ActPlan, written: Written, file: str) -> Facts:
    """Return the facts of an act, each with its quote in the text."""
    return Facts(
        document=_document(act, written, file),
        decision=_decision(act, written),
        products=(_product(act, written),),
        indications=tuple(_indication(number, use, written) for number, use in enumerate(act.uses, 1)),
        citations=tuple(citations(act, written)),
        cited_acts=tuple(_cited_acts(act, written)),
        cited_documents=tuple(other_documents(written)),
        parts=tuple(parts(written)),
        obligations=tuple(duties(written)),
        steps=tuple(steps(act, written)),
    )


def _document(act: ActPlan, written: Written, file: str) -> Document:
    marked = written.marked
    updated = marked.quotes("updated")
    return Document(
        kind="decision",
        file=file,
        sha256=hashlib.sha256(marked.text.encode()).hexdigest(),
        title=Words(running(marked.first("title")), marked.quotes("title")),
        page_updated=Day(_digits(marked.first("updated")), "stated", quotes=updated) if updated else None,
    )


def _digits(words: str) -> dt.date:
    day, month, year = words.split()[-1].split("/")
    return dt.date(int(year), int(month), int(day))


def _decision(act: ActPlan, written: Written) -> Decision:
    marked = written.marked
    action = marked.quotes("action")
    entry = _entry(act, written)
    return Decision(
        action=Words(act.action, action),
        regime=Words(act.regime, action + marked.quotes("title")),
        authority=Words(act.authority, marked.quotes("authority")),
        signed=_stated(act.signed, marked.quotes("signed")),
        published=_stated(act.published, marked.quotes("published")),
        entry_into_force=entry,
        validity=_validity(act, written, entry),
        signatory=_signatory(act, written),
        notification=Notification(Words("à l'intéressé", marked.quotes("addressee")))
        if marked.has("addressee")
        else None,
        departments=tuple(Words(running(one.exact), (one,)) for one in marked.quotes("department")),
        follow_up=Words(f"CRPV de {written.values['town']}", marked.quotes("follow")) if marked.has("follow") else None,
    )


def _stated(day: dt.date | None, quotes: Quotes) -> Day:
    return Day(day, "stated", quotes=quotes) if day and quotes else UNKNOWN


def _entry(act: ActPlan, written: Written) -> Day:
    quotes = written.marked.quotes("entry")
    if act.entry is None or act.rule == "notified":
        return UNKNOWN
    return _stated(act.entry, quotes) if act.rule == "stated" else Day(act.entry, "computed", act.rule, quotes)


def _validity(act: ActPlan, written: Written, entry: Day) -> Validity | None:
    marked, term = written.marked, act.term
    if term is None:
        return Validity(None, UNKNOWN, _stated(act.ends_on, marked.quotes("end"))) if act.ends_on else None
    duration = Words(term.iso, marked.quotes("duration")) if term.iso else None
    if term.told == "entry":
        start = Day(entry.value, "computed", "on-entry-into-force", marked.quotes("start")) if entry.value else UNKNOWN
    else:
        start = _stated(term.start, marked.quotes("start"))
    return Validity(duration, start, _term_end(term, start, marked.quotes("end")))


def _term_end(term: TermPlan, start: Day, stated: Quotes) -> Day:
    if stated:
        return Day(term.end, "computed", "day-after-stated-last-day", stated)
    return Day(term.end, "computed", "start-plus-duration") if start.value else UNKNOWN


def _signatory(act: ActPlan, written: Written) -> Signatory | None:
    marked, office = written.marked, act.office
    if office is None:
        return None
    place = Words(marked.first("place"), marked.quotes("place")) if marked.has("place") else None
    return Signatory(
        Words(office.name, marked.quotes("name")), Words(office.function, marked.quotes("function")), place
    )


def _product(act: ActPlan, written: Written) -> Product:
    group = written.marked.quotes("group")
    kind: Literal["generic"] | None = "generic" if group else None
    return Product(act.medicine.name, written.marked.quotes("product") or written.marked.quotes("action"), group, kind)


def _indication(number: int, use: Use, written: Written) -> Indication:
    marked, name = written.marked, f"i{number}"
    return Indication(
        text=fold(marked.first(name)),
        quotes=marked.quotes(name),
        lead=marked.quotes("lead"),
        age=_age(use, written, f"{name}.age"),
        prior_therapy=_prior(use, written, name),
        includes=tuple(
            Words(running(one.exact).removeprefix("y compris "), (one,)) for one in marked.quotes(f"{name}.include")
        ),
    )


def _age(use: Use, written: Written, name: str) -> Age | None:
    if not (use.lower or use.upper) or not written.marked.has(name):
        return None
    words = Words(running(written.marked.first(name)), written.marked.quotes(name))
    return Age(words, _bound(use.lower), _bound(use.upper))


def _bound(bound: tuple[Operator, int] | None) -> Bound | None:
    return Bound(*bound) if bound else None


def _prior(use: Use, written: Written, name: str) -> PriorTherapy | None:
    marked = written.marked
    if not marked.has(f"{name}.prior"):
        return None
    items = tuple(Words(running(one.exact), (one,)) for one in marked.quotes(f"{name}.item"))
    words = Words(running(marked.first(f"{name}.prior")), marked.quotes(f"{name}.prior"))
    return PriorTherapy(words, items, use.connector)


def _cited_acts(act: ActPlan, written: Written) -> list[CitedAct]:
    marked, found = written.marked, []
    if act.origin and act.origin is not act.previous and marked.has("origin"):
        found.append(_cited(act.origin, marked.quotes("origin")))
    if act.previous and marked.has("previous"):
        quotes = marked.quotes("previous") + (marked.quotes("origin") if act.origin is act.previous else ())
        acted_on: Any = act.action if act.action in ("renew", "modify", "abrogate") else None
        found.append(_cited(act.previous, quotes, Words(acted_on, marked.quotes("action")) if acted_on else None))
    return found


def _cited(act: ActPlan, quotes: Quotes, acted_on: Words | None = None) -> CitedAct:
    return CitedAct(act.action, Words(act.regime, quotes), Day(act.signed, "stated", quotes=quotes), quotes, acted_on)
