"""Write the French text of a decision, in the manner of the real ones, with the place of every fact in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from cpc_graph.generate.markup import Marked, read_marks, set_in_lines
from cpc_graph.generate.plan import ActPlan
from cpc_graph.generate.tables import long_day, slash_day, table

_WIDTHS = (0, 88, 96, 118)  # characters a line; 0: one line a paragraph
_KINDS = (("visas", "visa"), ("recitals", "recital"), ("articles", "article"))


@dataclass(frozen=True, slots=True)
class Written:
    """A decision as written: its text with marks, the sentences that it is made of by place, the values in them."""

    marked: Marked
    parts: dict[tuple[str, int], Any]
    values: dict[str, str]
    flags: frozenset[str]


def write(act: ActPlan) -> Written:
    """Write an act. The same plan gives the same text."""
    rng = Random(f"{act.path}/{act.number}")  # noqa: S311  (nothing secret)
    flags, values = _flags(act), _values(act, rng)
    parts = _parts(act, flags)
    texts = {place: _part(place, part, act, values, flags) for place, part in parts.items()}
    blocks = _web(act, texts, values, rng) if act.regime == "CPC" else _letter(act, texts, values)
    marked = read_marks("\n\n".join(blocks) + "\n", flags)
    text = marked.text.replace("'", "’") if rng.random() < 0.4 else marked.text
    marked = Marked(text, marked.places)
    width = rng.choice(_WIDTHS)
    return Written(set_in_lines(marked, width) if width else marked, parts, values, flags)


def _flags(act: ActPlan) -> frozenset[str]:
    """Name what the sentences depend on."""
    told = {
        "cpc": act.regime == "CPC",
        "group": act.medicine.grouped and act.regime == "CPC",
        "previous": act.previous is not None,
        "origin": act.origin is not None,
        "term": act.term is not None,
        "named": act.action in ("modify", "suspend", "abrogate"),
        "next-day": act.rule == "day-after-publication" and not _entry_in_term(act),
        "entry_here": _entry_in_term(act),
        "same-day": act.rule == "on-publication" and not _entry_in_term(act),
        "dated": act.rule == "stated",
        "notified": act.rule == "notified",
    }
    return act.flags | {name for name, holds in told.items() if holds}


def _entry_in_term(act: ActPlan) -> bool:
    """Tell whether the clause of validity says when the act enters into force, as S3 does."""
    return act.term is not None and act.term.told == "entry" and act.rule == "day-after-publication"


def _values(act: ActPlan, rng: Random) -> dict[str, str]:
    """Fill the blanks: days, medicine, people, places."""
    names, medicine, term = table("names"), act.medicine, act.term
    values = _days(act, rng) | _earlier_days(act, rng)
    every = rng.choice(table("calendar")["every"])
    return values | {
        "product": medicine.name,
        "PRODUCT": medicine.name.upper(),
        "substance": medicine.substance,
        "strength": medicine.strength,
        "form": medicine.form,
        "COMPANY": medicine.company,
        **names["agencies"][act.authority],
        **_people(act),
        "town": rng.choice(names["towns"]),
        "signaler": rng.choice(names["signalers"]),
        "place": "Saint-Denis",
        "duration_words": (term and term.words) or "",
        "every_words": every["words"],
        "every_iso": every["iso"],
        "previous": _named(act.previous) if act.previous else "",
        "department": "\n".join(rng.choice(names["departments"])),
    }


def _days(act: ActPlan, rng: Random) -> dict[str, str]:
    """Write the days of the act that it has, in words and in digits."""
    term = act.term
    days = {
        "signed": act.signed,
        "published": act.published,
        "updated": act.published and act.published + dt.timedelta(days=rng.randrange(20, 300)),
        "entry": act.entry,
        "start": term and term.start,
        "last_day": term and term.end - dt.timedelta(days=1),
        "end": act.ends_on,
        "origin": act.origin and act.origin.signed,
        "previous": act.previous and act.previous.signed,
    }
    known = {name: day for name, day in days.items() if day}
    values = {f"{name}_long": long_day(day) for name, day in known.items()}
    values |= {f"{name}_slash": slash_day(day) for name, day in known.items()}
    return values | {f"{name}_day": long_day(known[name]) for name in ("origin", "previous") if name in known}


def _people(act: ActPlan) -> dict[str, str]:
    """Write who signs; an act that nobody signs is still by the head of the agency."""
    title = table("names")["titles"]["f"]
    if act.office is None:
        return {"author": title["author"], "AUTHOR": title["AUTHOR"], "name": "", "function": ""}
    office = act.office
    return {
        "author": office.author,
        "AUTHOR": office.author_caps,
        "name": office.name,
        "function": office.function,
    }


def _earlier_days(act: ActPlan, rng: Random) -> dict[str, str]:
    """Draw the days of what came before the act: letters, opinions, signals. A broken step comes after it."""
    ago = sorted((rng.randrange(20, 400) for _ in range(3)), reverse=True)
    late = -12 if "late-step" in act.flags else 0
    mails = {
        f"mail{n}": act.signed - dt.timedelta(days=days if n != 1 or not late else late)
        for n, days in enumerate(ago, 1)
    }
    others = {"signal_day": ago[0] + 30, "opinion_day": ago[1]}
    return {name: long_day(day) for name, day in mails.items()} | {
        name: long_day(act.signed - dt.timedelta(days=days)) for name, days in others.items()
    }


def _named(act: ActPlan) -> str:
    kind = act.action if act.action in table("texts")["acts"] else "establish"
    return str(table("texts")["acts"][kind][act.regime].format(day=long_day(act.signed)))


def _parts(act: ActPlan, flags: frozenset[str]) -> dict[tuple[str, int], Any]:
    """Choose the sentences of an act, by kind of part and number from 1."""
    texts = table("texts")
    name = f"{act.action}-{act.regime}"
    recipe = texts["recipes"].get(name) or texts["recipes"][act.action]
    chosen: dict[tuple[str, int], Any] = {}
    for group, kind in _KINDS:
        if group == "recitals" and "no-grounds" in flags:
            continue
        entries = [entry if isinstance(entry, dict) else {"part": entry} for entry in recipe[group]]
        kept = [one for one in entries if one.get("when", "") in flags | {""} and one.get("unless") not in flags]
        for number, one in enumerate(kept, 1):
            chosen[kind, number] = texts[group][_instead(one["part"], flags)]
    return chosen


def _instead(part: str, flags: frozenset[str]) -> str:
    """Return the sentence that stands for a part; a broken act may have another basis."""
    if part.startswith("code-"):
        return next((f"code-{kind}" for kind in ("none", "other") if f"basis-{kind}" in flags), part)
    return part


def _part(place: tuple[str, int], part: Any, act: ActPlan, values: dict[str, str], flags: frozenset[str]) -> str:
    kind, number = place
    body = part["text"].format(**values, **_clauses(act, values), indications=_indications(act))
    shown = number + 1 if "gap" in flags and kind == "article" and number > 1 else number
    title = f"Article {shown}{'er' if number == 1 and act.regime == 'RTU' else ''} : " if kind == "article" else ""
    return f"<{kind}.{number}>{title}{body}</{kind}.{number}>"


def _clauses(act: ActPlan, values: dict[str, str]) -> dict[str, str]:
    """Write how long, from when and until when the act is valid."""
    clauses, term = table("texts")["clauses"], act.term
    end = clauses["from_end"].format(**values) if act.ends_on else ""
    if term is None:
        return {"for_duration": "", "from_start": "", "from_end": end}
    duration = clauses["for_duration"].format(**values) if term.words else ""
    if term.words is None:
        start = clauses["until"].format(**values)
    else:
        start = "" if term.told == "untold" else clauses[term.told].format(**values)
        start += clauses["upto"].format(**values) if term.last_day else ""
    return {"for_duration": duration, "from_start": start, "from_end": end}


def _indications(act: ActPlan) -> str:
    """Write the list, each item with its marks numbered."""
    items = [_use(number, use.markup) for number, use in enumerate(act.uses, 1)]
    return "\n\n" + " ;\n\n".join(items) + "." if items else ""


def _use(number: int, markup: str) -> str:
    marked = markup.replace("</", "</\0").replace("<", f"<i{number}.").replace(f"<i{number}./\0", f"</i{number}.")
    return f"<i{number}>{marked}</i{number}>"


def _web(act: ActPlan, parts: dict[tuple[str, int], str], values: dict[str, str], rng: Random) -> list[str]:
    """Lay out a decision as the agency's site shows it: the head of the page on top, or after the signature (S0)."""
    head = table("texts")["headings"]
    subject = table("texts")["subjects"][act.action]
    title = head["web"].format(subject=subject, **values).format(group_title="", **values)
    title = title.replace("</product></title>", f"</product>{_group_title(act)}</title>")
    top = [title, *([head["published"].format(**values)] if act.published else []), head["rubric"]]
    body = list(_body(act, parts, head, values, "author", "signed_cpc"))
    listed = _separate_list(act)
    if rng.random() < 0.4:
        return [*([head["indications"]] if listed else []), *body, *top, *listed]
    return [*top, *([head["indications"]] if listed else []), *listed, *body]


def _group_title(act: ActPlan) -> str:
    return f"<?group>{table('texts')['group_title']}</?group>" if act.action not in ("establish", "refuse") else ""


def _separate_list(act: ActPlan) -> list[str]:
    """Return the list of a renewal, which stands outside its articles (S0)."""
    return [_indications(act).strip()] if act.action == "renew" and act.uses else []


def _letter(act: ActPlan, parts: dict[tuple[str, int], str], values: dict[str, str]) -> list[str]:
    """Lay out a decision as the older ones are (S1): department, title and author in capitals."""
    texts = table("texts")
    head = texts["headings"]
    title = head["letter"].format(subject_caps=texts["subjects_caps"][act.action], **values)
    page = [head["published"].format(**values)] if act.published else []
    return [
        f"<department>{values['department']}</department>",
        title,
        *_body(act, parts, head, values, "author_caps", "signed_rtu"),
        *page,
    ]


def _body(
    act: ActPlan,
    parts: dict[tuple[str, int], str],
    head: dict[str, str],
    values: dict[str, str],
    author: str,
    signed: str,
) -> Iterator[str]:
    yield head[author].format(**values)
    for kind in ("visa", "recital"):
        yield from (text for (one, _), text in parts.items() if one == kind)
    yield head["decides"]
    yield from (text for (one, _), text in parts.items() if one == "article")
    signature = [head[signed], *([head["signatory"], head["function"]] if act.office else [])]
    yield signature[0].format(**values)
    if act.office:
        yield "\n".join(signature[1:]).format(**values)
