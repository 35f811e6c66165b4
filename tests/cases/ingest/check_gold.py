"""Check the gold facts of the ingest cases against their documents: `python tests/cases/ingest/check_gold.py`.

Prints one line per mistake and the counts per kind; the exit status is 1 when there is a mistake.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from case_text import contains, days_in, fold, text_of
from dateutil.relativedelta import relativedelta

HERE = Path(__file__).resolve().parent
SETS = ("dev", "heldout", "heldout2", "heldout3", "heldout4", "heldout5", "heldout6", "heldout7")
MAX_PDF = 60_000
KEYS = {"case", "document", "decision", "products", "indications", "citations", "cited_acts", "parts"} | {
    "obligations",
    "warnings",
}
ACTIONS = {"establish", "renew", "modify", "suspend", "abrogate", "refuse", "other"}
REGIMES = {"RTU", "CPC", "ATU", "AAC", "AAP", "other", None}
GROUNDS = {"public-health", "follow-up", "conditions-not-met", "authorised"}
NOTES = {
    "encoding-guessed",
    "invisible-characters",
    "reading-order",
    "article-order",
    "anaphora-open",
    "cited-act-regime",
}
REVIEW = {
    "date-conflict",
    "two-candidates",
    "impossible-date",
    "ambiguous-date",
    "no-signature-date",
    "regime-conflict",
    "no-indication",
    "no-product",
    "no-visas",
    "no-articles",
    "article-gap",
    "not-a-decision",
    "language",
    "hidden-date",
}
PROVISION = re.compile(
    r"(?:CSP|CSS|CRPA):[LRD]\d+(?:-\d+)*(?:/(?:[IVX]+|[A-Z]|[a-z]|\d+°|al\d+))*"
    r"|(?:LOI|ORDONNANCE|DECRET):\d{4}-\d+(?:/\d+(?:/(?:[IVX]+|[A-Z]|\d+°|al\d+))*)?"
    r"|ARRETE:\d{4}-\d\d-\d\d|UE:\d{4}/\d+(?:/\d+)*|CE:\d+"
)
SHIFTS = {"day-after-publication": 1, "on-publication": 0, "on-signature": 0, "on-entry-into-force": 0}
DURATION = re.compile(r"P(\d+)([YMWD])")
Json = dict[str, Any]


def mistakes(gold_file: Path, document: Path) -> Iterator[str]:
    """Yield what is wrong with one case."""
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    if set(gold) != KEYS:
        yield f"keys {sorted(set(gold) ^ KEYS)}"
        return
    if document.suffix == ".pdf" and document.stat().st_size > MAX_PDF:
        yield "the PDF is too large"
    text = text_of(document)
    yield from (f"not in the text: {quote!r}" for quote in _quotes(gold) if not contains(text, quote))
    yield from _shape(gold, text)
    yield from _decision(gold["decision"])
    for indication in gold["indications"]:
        yield from _indication(indication)
    for citation in gold["citations"]:
        yield from _citation(citation, text)


def _quotes(value: Any) -> Iterator[str]:
    """Yield every `exact` under a JSON value."""
    if isinstance(value, list):
        for item in value:
            yield from _quotes(item)
    elif isinstance(value, dict):
        if "exact" in value:
            yield value["exact"]
        for item in value.values():
            yield from _quotes(item)


def _shape(gold: Json, text: str) -> Iterator[str]:
    kind, title = gold["document"]["kind"], gold["document"]["title"]
    if (kind == "decision") != (gold["decision"] is not None):
        yield f"kind {kind} does not fit the decision"
    if title and not contains(text, title):
        yield f"title not in the text: {title!r}"
    codes = {warning["code"] for warning in gold["warnings"]}
    if unknown := codes - NOTES - REVIEW:
        yield f"unknown warning {unknown}"
    if gold["case"]["exit_status"] != int(bool(codes & REVIEW)):
        yield "exit status does not fit the warnings"
    numbers = [article["number"] for article in gold["parts"]["articles"]]
    if (numbers != sorted(numbers)) != ("article-order" in codes):
        yield f"articles {numbers} and article-order do not fit"
    if (sorted(numbers) != list(range(1, len(numbers) + 1))) != ("article-gap" in codes):
        yield f"articles {numbers} and article-gap do not fit"
    for day in (gold["document"]["page_updated"], gold["document"]["printed"]):
        dt.date.fromisoformat(day or "2000-01-01")
    for act in gold["cited_acts"]:
        if act["date"] not in {day for quote in act["quotes"] for day in days_in(quote["exact"])}:
            yield f"the quotes of a cited act do not give {act['date']}"


def _decision(decision: Json | None) -> Iterator[str]:
    if decision is None:
        return
    if decision["action"] not in ACTIONS or decision["regime"] not in REGIMES:
        yield "action or regime outside the lists"
    if any(ground["code"] not in GROUNDS for ground in decision.get("grounds", [])):
        yield "ground outside the list"
    validity = decision["validity"]
    for name in ("signed", "published", "entry_into_force"):
        yield from _day(name, decision[name], decision)
    yield from _day("start", validity["start"], decision)
    yield from _day("end", validity["end"], decision)
    signed = decision["signed"]["value"]
    if signed and (decision["authority"] == "AFSSAPS") != (signed < "2012-05-01"):
        yield "authority does not fit the day"


def _day(name: str, day: Json, decision: Json) -> Iterator[str]:
    value, status = day["value"], day["status"]
    if (value is None) != (status == "unknown"):
        yield f"{name}: {status} with value {value}"
    if value is None:
        return
    dt.date.fromisoformat(value)
    # A day in letters is not read here: this check must not share a rule with the reader.
    if status == "stated" and "deux mille" not in day["quote"]["exact"] and value not in days_in(day["quote"]["exact"]):
        yield f"{name}: the quote does not give {value}"
    if status == "computed" and value not in (expected := _expected(day, decision)):
        yield f"{name}: {day['rule']} gives {expected}, not {value}"


def _expected(day: Json, decision: Json) -> set[str]:
    """Apply a date rule to the other gold values, or to the days of the quotes."""
    rule, validity = day["rule"], decision["validity"]
    operands = {"day-after-publication": "published", "on-publication": "published", "on-signature": "signed"}
    if rule in SHIFTS:
        operand = decision[operands.get(rule, "entry_into_force")]["value"]
        return {_add(operand, days=SHIFTS[rule])} if operand else set()
    if rule == "start-plus-duration":
        duration = DURATION.fullmatch(validity["duration"])
        if duration is None:
            return set()
        amount, unit = duration.groups()
        names = {"Y": "years", "M": "months", "W": "weeks", "D": "days"}
        return {_add(validity["start"]["value"], **{names[unit]: int(amount)})}
    stated = {found for quote in day["quotes"] for found in days_in(quote["exact"])}
    after = {"on-notification": 0, "day-after-stated-last-day": 1}[rule]
    return {_add(found, days=after) for found in stated}


def _add(day: str, **step: int) -> str:
    return str(dt.date.fromisoformat(day) + relativedelta(**step))  # type: ignore[arg-type]


def _indication(indication: Json) -> Iterator[str]:
    text = indication["text"]
    if fold(indication["quote"]["exact"]).strip("«»;. ") != fold(text) or re.search(r"^[-•«\d]|[;.»]$", text):
        yield f"indication not folded: {text!r}"
    for bound in _bounds(indication["age"]):
        if bound["operator"] not in {">", ">=", "<", "<="} or len(bound) != 2:
            yield f"age {bound}"
        if str(bound.get("years", bound.get("months"))) not in text:
            yield f"age {bound} not in {text!r}"
    prior = indication["prior_therapy"] or {"items": [], "combinator": None}
    for words in (*prior["items"], *indication["includes"]):
        if fold(words) not in fold(text):
            yield f"{words!r} not in the indication"
    if (len(prior["items"]) > 1) != (prior["combinator"] is not None):
        yield f"combinator of {prior}"


def _bounds(age: Json | None) -> list[Json]:
    if age is None:
        return []
    return [age["min"], age["max"]] if "min" in age else [age]


def _citation(citation: Json, text: str) -> Iterator[str]:
    if not contains(text, citation["as_written"]):
        yield f"as_written not in the text: {citation['as_written']!r}"
    for provision in citation["provisions"]:
        if not PROVISION.fullmatch(provision):
            yield f"provision {provision}"
    span = re.fullmatch(r".*?(\d+)\s*à\s*(?:.*\D)?(\d+)", fold(citation["as_written"]))
    if span and len(citation["provisions"]) != int(span[2]) - int(span[1]) + 1:
        yield f"range {citation['as_written']!r} has {len(citation['provisions'])} provisions"
    if "suivants" in citation["as_written"] and not citation.get("open_ended"):
        yield f"{citation['as_written']!r} is open-ended"


def _cases(folder: Path) -> Iterator[tuple[Path, Path]]:
    for gold in sorted(folder.glob("*.json")):
        documents = [gold.with_suffix(end) for end in (".txt", ".html", ".pdf") if gold.with_suffix(end).exists()]
        if len(documents) != 1:
            raise SystemExit(f"{gold.name}: {len(documents)} documents")
        yield gold, documents[0]


def main() -> int:
    """Check both sets; print mistakes and counts."""
    found = 0
    for name in SETS:
        kinds: Counter[str] = Counter()
        for gold, document in _cases(HERE / name):
            for line in mistakes(gold, document):
                found += 1
                print(f"{name}/{gold.stem}: {line}")
            decision = json.loads(gold.read_text(encoding="utf-8"))
            act = decision["decision"]
            kinds[f"{act['regime']} {act['action']}" if act else decision["document"]["kind"]] += 1
            kinds[document.suffix] += 1
        print(f"{name}: {len(list((HERE / name).glob('*.json')))} documents;", dict(sorted(kinds.items())))
    print(f"{found} mistakes")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
