"""References to law as French acts write them, read into provision ids such as `CSP:L5121-12-1/III/al2`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NoReturn

from cpc_graph.errors import InputError
from cpc_graph.text.dates import parse_day
from cpc_graph.text.prefixes import Prefixes, load_prefixes
from cpc_graph.text.wording import running

_DATE = r"\d{1,2}(?:er)?\s\w+\s\d{4}|\d{1,2}/\d{1,2}/\d{4}"
_ARTICLE = re.compile(r"(?P<letter>[LRDA])\*?\.?\s?\*?\s?(?P<number>\d+(?:-\d+)*)(?![\d-])")
_ITEM_ARTICLE = re.compile(r"(?<![\w-])(?P<number>\d+(?:-\d+)*)(?![\w°-])(?!\s?e(?:r)?\s)")
_ORDINALS: Final = {
    "premier": 1,
    "deuxième": 2,
    "second": 2,
    "troisième": 3,
    "quatrième": 4,
    "cinquième": 5,
    "dernier": 0,
}
_STEP = re.compile(
    r"(?P<ordinal>\d+)\s?(?:ère|er|ème|e)\salinéa|(?P<word>premier|deuxième|second|troisième|quatrième|cinquième)\salinéa"
    r"|alinéas?\s(?P<alinea>\d+)|(?P<item>\d+°)|(?P<small>[a-z])\)|(?P<roman>[IVX]+)(?!\w)|(?P<capital>[A-Z])(?!\w)"
)
_FILLER = re.compile(r"(?:\b(?:du|de|des|la|le|les|au|aux|articles?|précités?|précitées?|susvisés?)\b|\bl'|[\s,()])+")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a citation points at; `text_day` is the day that it gives for the act it names."""

    provisions: tuple[str, ...]
    is_range: bool = False
    open_ended: bool = False
    text_day: dt.date | None = None


def parse_reference(written: str, code: str | None = None) -> Reference:
    """Read one citation. `code` is the prefix of the code meant where the citation names none.

    Raises InputError for what cannot be read for certain.

    >>> parse_reference("R. 5121-76-1 à R. 5121-76-3", "CSP").provisions
    ('CSP:R5121-76-1', 'CSP:R5121-76-2', 'CSP:R5121-76-3')
    >>> parse_reference("2e alinéa du III de l'article L. 5121-12-1", "CSP").provisions
    ('CSP:L5121-12-1/III/al2',)
    >>> parse_reference("l'article 78 IV D de la loi n° 2020-1576 du 14 décembre 2020").provisions
    ('LOI:2020-1576/78/IV/D',)
    """
    text = running(written).replace("’", "'").strip(" ;.")
    prefixes = load_prefixes()
    if named := prefixes.named(text):
        return Reference((named,))
    head, owner, day = _owner(text, prefixes, code)
    if owner is None:
        _refuse(written)
    if not _FILLER.sub("", head):
        if owner.endswith(":"):
            _refuse(written)
        return Reference((owner,), text_day=day)
    return _articles(written, head, owner, day)


def expand_range(first: str, last: str) -> tuple[str, ...]:
    """List the ids from `first` to `last`, which differ in their last number only. Raises InputError otherwise."""
    stem, _, low = first.rpartition("-")
    other, _, high = last.rpartition("-")
    if not (stem and stem == other and low.isdigit() and high.isdigit() and int(low) < int(high)):
        _refuse(f"{first} à {last}")
    return tuple(f"{stem}-{number}" for number in range(int(low), int(high) + 1))


def _owner(text: str, prefixes: Prefixes, code: str | None) -> tuple[str, str | None, dt.date | None]:
    """Cut the name of the text off the end: the rest, the id of the text (`CSP:`, `LOI:2020-1576`), its day."""
    if union := re.fullmatch(r"règlement\s\(UE\)\s(?:n°\s?)?(\d+/\d+)(?:\sdu\s.+)?", text, re.IGNORECASE):
        return "", f"{prefixes.union}:{union[1]}", None
    if act := _act_pattern().search(text):
        prefix = prefixes.act(act["kind"])
        day = parse_day(act["day"]) if act["day"] else None
        number = act["number"] or (day and day.isoformat())
        return text[: act.start()], f"{prefix}:{number}" if number else None, day
    for name, prefix in prefixes.codes():
        head, found, rest = text.partition(name)
        if found and not rest.strip(" ,"):
            return head, f"{prefix}:", None
    return text, f"{code}:" if code else None, None


@lru_cache(maxsize=1)
def _act_pattern() -> re.Pattern[str]:
    kinds = "|".join(re.escape(name) for name in load_prefixes().act_names())
    return re.compile(
        rf"(?:\b(?:de|du|la|le)\s|\bl')*\b(?P<kind>{kinds})\b(?:\sn°\s?(?P<number>[\d-]+))?(?:\sdu\s(?P<day>{_DATE}))?"
        r"(?:\s(?:de|relatif|relative|portant|modifiant|modifiée?)\b.*)?$",
        re.IGNORECASE,
    )


def _articles(written: str, head: str, owner: str, day: dt.date | None) -> Reference:
    first, to, last = head.partition(" à ")
    if to:
        ends = (_one(written, first, owner), _one(written, last, owner))
        return Reference(expand_range(*ends), is_range=True, text_day=day)
    single, following, _ = head.partition(" et suivants")
    return Reference((_one(written, single, owner),), open_ended=bool(following), text_day=day)


def _one(written: str, text: str, owner: str) -> str:
    """Read an article with its subdivisions: named from the root when they follow it, from the leaf before it."""
    article = (_ARTICLE if owner.endswith(":") else _ITEM_ARTICLE).search(text)
    if article is None:
        _refuse(written)
    before = _steps(written, text[: article.start()])
    after = _steps(written, text[article.end() :])
    if before and after:
        _refuse(written)
    groups = article.groupdict()
    number = f"{groups.get('letter') or ''}{groups['number']}"
    root = owner + number if owner.endswith(":") else f"{owner}/{number}"
    return "/".join((root, *reversed(before), *after))


def _steps(written: str, text: str) -> list[str]:
    steps: list[str] = []
    at = 0
    while at < len(text):
        if filler := _FILLER.match(text, at):
            at = filler.end()
            continue
        step = _STEP.match(text, at)
        if step is None:
            _refuse(written)
        steps.append(_step(step))
        at = step.end()
    return steps


def _step(match: re.Match[str]) -> str:
    if match["word"]:
        return f"al{_ORDINALS[match['word']]}"
    if alinea := match["ordinal"] or match["alinea"]:
        return f"al{alinea}"
    return match["item"] or match["small"] or match["roman"] or match["capital"]


def _refuse(written: str) -> NoReturn:
    raise InputError(
        fr=f"« {written} » : référence de droit illisible", en=f"“{written}”: reference to law that cannot be read"
    )
