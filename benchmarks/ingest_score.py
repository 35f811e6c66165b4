"""Compare what was read of a document with its gold facts: each value counts once, as found, wrong or missed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ingest_tally import Score, Tally

Json = Mapping[str, Any]

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SIGNS = str.maketrans(dict.fromkeys("’‘ʼ′", "'") | dict.fromkeys("‐‑‒–—―−", "-"))
_STAMP = re.compile(r"^\s*(?:ANSM - Page \d+ sur \d+ - \d\d\.\d\d\.\d{4} \d\d:\d\d|er)\s*$", re.MULTILINE)
_ARTICLE = re.compile(r"^(?:(?:l|d)'|(?:les?|la|des|du|une?|aux?|de la|de l'|de|d') )+")
_LOOSE_SHARE = 0.6  # of the words of the gold's object of a duty must be in what was read
_SMALL = frozenset(
    [
        "ce",
        "cet",
        "cette",
        "ces",
        "le",
        "la",
        "les",
        "l",
        "de",
        "du",
        "des",
        "d",
        "un",
        "une",
        "a",
        "au",
        "aux",
        "et",
        "en",
        "sur",
        "par",
        "pour",
        "que",
    ]
)


def fold(text: str) -> str:
    """Fold white space, signs, ligatures, invisible marks and stamps away."""
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", _STAMP.sub("", text))).translate(_SIGNS)
    return " ".join(re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "-", text).split())


def loose(text: str) -> str:
    """Fold further: case, hyphens inside words, white space."""
    return re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_])", "", fold(text).casefold()).replace(" ", "")


def score(got: Json, gold: Json, name: str, tallies: Score) -> None:
    """Add one document to the tallies."""
    optional = set(gold["case"].get("optional", ()))

    def tally(key: str) -> Tally:
        return tallies.setdefault(key, Tally())

    def one(key: str, have: Any, want: Any) -> None:
        _scalar(tally(key), name, key, have, want)

    is_act = gold["decision"] is not None
    for key in ("kind", "page_updated", "printed", *(["title"] if is_act else [])):
        one(f"document.{key}", _even(got["document"].get(key)), _even(gold["document"].get(key)))
    _decision(got.get("decision") or {}, gold["decision"] or {}, one, tally, name)
    for key, keyed in _LISTS.items():
        if key not in optional:
            _multiset(tally(key), name, [keyed(x) for x in got[key]], [keyed(x) for x in gold[key]])
    if "indications" not in optional:
        _indications(got["indications"], gold["indications"], one)
    if "citations" not in optional:
        _citations(got["citations"], gold["citations"], tally("citations"), name)
    if "parts" not in optional:
        for key in ("visas", "recitals", "articles", "annexes"):
            _parts(got["parts"][key], gold["parts"][key], tally(f"parts.{key}"), name)
    if "obligations" not in optional:
        _obligations(got["obligations"], gold["obligations"], tally, name)
    _warnings(got["warnings"], gold["warnings"], tally("warnings"), name)


def _even(value: Any) -> Any:
    return fold(value).casefold() if isinstance(value, str) else value


def _scalar(tally: Tally, name: str, key: str, have: Any, want: Any) -> None:
    if have == want:
        tally.right += int(have is not None)
        return
    if have is not None:
        tally.wrong.append(f"{name}: {key} {have!r} (gold {want!r})")
    if want is not None:
        tally.missed.append(f"{name}: {key} {want!r} (read {have!r})")


def _multiset(tally: Tally, name: str, have: Sequence[Any], want: Sequence[Any]) -> None:
    left = list(want)
    for value in have:
        if value in left:
            left.remove(value)
            tally.right += 1
        else:
            tally.wrong.append(f"{name}: {value!r}")
    tally.missed += [f"{name}: {value!r}" for value in left]


def _day(day: Json | None) -> Any:
    if not day or day.get("value") is None:
        return None
    return (day["value"], day["status"], day.get("rule"))


def _decision(
    have: Json, want: Json, one: Callable[[str, Any, Any], None], tally: Callable[[str], Tally], name: str
) -> None:
    for key in ("action", "regime", "authority"):
        one(f"decision.{key}", have.get(key), want.get(key))
    for key in ("signed", "published", "entry_into_force"):
        one(f"decision.{key}", _day(have.get(key)), _day(want.get(key)))
    mine, theirs = have.get("validity") or {}, want.get("validity") or {}
    one("validity.duration", mine.get("duration"), theirs.get("duration"))
    for key in ("start", "end"):
        one(f"validity.{key}", _day(mine.get(key)), _day(theirs.get(key)))
    mine, theirs = have.get("signatory") or {}, want.get("signatory") or {}
    for key in ("name", "function", "place"):
        one(f"signatory.{key}", _even(mine.get(key)), _even(theirs.get(key)))
    _multiset(tally("decision.also"), name, have.get("also", []), want.get("also", []))
    codes = [[entry["code"] for entry in side.get("grounds", [])] for side in (have, want)]
    _multiset(tally("decision.grounds"), name, *codes)


def _product(product: Json) -> Any:
    name = _even(product["name"]).replace("\u00a0", " ")
    return (name, bool(product.get("generic_group")), product.get("group_kind"))


_LISTS: dict[str, Callable[[Json], Any]] = {
    "products": _product,
    "indications": lambda one: fold(one["text"]),
    "cited_acts": lambda one: (one["action"], one["regime"], one["date"]),
}


def _bare(text: str) -> str:
    return _ARTICLE.sub("", _even(text))


def _prior(prior: Json | None) -> Any:
    return (prior["combinator"], [_bare(item) for item in prior["items"]]) if prior else None


def _indications(have: Sequence[Json], want: Sequence[Json], one: Callable[[str, Any, Any], None]) -> None:
    mine = {fold(entry["text"]): entry for entry in have}
    for gold in want:
        read = mine.get(fold(gold["text"]), {})
        one("indications.age", read.get("age"), gold.get("age"))
        one("indications.prior_therapy", _prior(read.get("prior_therapy")), _prior(gold.get("prior_therapy")))
        lists = [sorted(_bare(x) for x in side.get("includes", [])) or None for side in (read, gold)]
        one("indications.includes", *lists)
        one("indications.end", _day(read.get("end")), _day(gold.get("end")))


def _citations(have: Sequence[Json], want: Sequence[Json], tally: Tally, name: str) -> None:
    left = list(want)

    def key(one: Json) -> Any:
        return (tuple(one["provisions"]), one["in"], one["as_in_force_on"], bool(one.get("open_ended")))

    for read in have:
        written = loose(read["as_written"])
        match = next((g for g in left if key(g) == key(read) and _holds(written, loose(g["as_written"]))), None)
        if match is None:
            tally.wrong.append(f"{name}: {read['as_written']!r} {key(read)}")
        else:
            left.remove(match)
            tally.right += 1
    tally.missed += [f"{name}: {gold['as_written']!r} {key(gold)}" for gold in left]


def _holds(one: str, other: str) -> bool:
    return one in other or other in one


def _parts(have: Sequence[Json], want: Sequence[Json], tally: Tally, name: str) -> None:
    left = list(want)
    for read in have:
        begins = _start(read["quote"]["exact"])
        match = next(
            (
                g
                for g in left
                if begins.startswith(_start(g["quote"]["exact"])[:30]) and read.get("number") == g.get("number")
            ),
            None,
        )
        if match is None:
            tally.wrong.append(f"{name}: {read.get('number', '')} {begins[:60]!r}")
        else:
            left.remove(match)
            tally.right += 1
    tally.missed += [f"{name}: {gold.get('number', '')} {gold['quote']['exact']!r}" for gold in left]


def _start(text: str) -> str:
    """Fold the beginning of a part; a displaced superscript ("Article 1 er", "Article 1") does not count."""
    return re.sub(r"^(art(?:icle|\.))1er", r"\g<1>1", loose(text))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", _even(text))) - _SMALL


def _obligations(have: Sequence[Json], want: Sequence[Json], tally: Callable[[str], Tally], name: str) -> None:
    left = list(want)
    for read in sorted(have, key=lambda one: one["article"]):
        match = max(
            (gold for gold in left if gold["article"] == read["article"]),
            key=lambda gold: _likeness(read, gold),
            default=None,
        )
        if match is None or not _same_action(read, match):
            tally("obligations").wrong.append(f"{name}: art. {read['article']} {read['action']!r}")
            continue
        left.remove(match)
        if match.get("optional"):
            continue
        tally("obligations").right += 1
        for key, value in _duty_fields(match).items():
            _scalar(tally(f"obligations.{key}"), name, key, _duty_fields(read)[key], value)
    tally("obligations").missed += [
        f"{name}: art. {gold['article']} {gold['action']!r}" for gold in left if not gold.get("optional")
    ]


def _duty_fields(duty: Json) -> dict[str, Any]:
    return {
        "bearer": _bare(duty["bearer"]) if duty["bearer"] else None,
        "recipient": sorted(_bare(one) for one in duty["recipient"]) or None,
        "periodicity": duty["periodicity"],
        "deadline": tuple(sorted(duty["deadline"].items())) if duty["deadline"] else None,
    }


def _same_action(read: Json, gold: Json) -> bool:
    want = _words(gold["action"])
    return len(want & _words(read["action"])) >= _LOOSE_SHARE * len(want)


def _likeness(read: Json, gold: Json) -> tuple[float, int]:
    want = _words(gold["action"]) or {""}
    same = sum(_duty_fields(read)[key] == value for key, value in _duty_fields(gold).items())
    return len(want & _words(read["action"])) / len(want), same


def _warnings(have: Sequence[Json], want: Sequence[Json], tally: Tally, name: str) -> None:
    optional = {one["code"] for one in want if one.get("optional")} | {"reading-order"}
    mine, theirs = ({one["code"] for one in side} - optional for side in (have, want))
    tally.right += len(mine & theirs)
    tally.wrong += [f"{name}: {code}" for code in sorted(mine - theirs)]
    tally.missed += [f"{name}: {code}" for code in sorted(theirs - mine)]
