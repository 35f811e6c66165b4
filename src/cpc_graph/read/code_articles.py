"""Articles of codes: enumerations, ranges, subdivisions, "du même code", "du même article"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cpc_graph.errors import InputError
from cpc_graph.read.draft import Draft
from cpc_graph.read.layout import Block
from cpc_graph.read.normal import plain
from cpc_graph.read.references import AFTER, ARTICLE_WORD, BEFORE_ARTICLE, NUMBER, Reference, after, before, patterns
from cpc_graph.text.citations import expand_range
from cpc_graph.text.prefixes import load_prefixes

_RANGE = re.compile(
    r"\s?(?:à|a|-)\s(?:l'article\s)?(?P<letter>[LRDA])?\s?\*?\s?\.?\s?(?P<number>-?\d{1,4}(?:-\d{1,4}){0,5})(?![\d])"
)
_FOLLOWING = re.compile(r"\s(?:et\ssuivants?|et\ss\.|sqq\.?)")
_JOIN = re.compile(
    r"\s?(?:,\s?(?:et\s|ou\s|ainsi\sque\s)?(?:de\sl'article\s|des\sarticles\s|l'article\s|"
    r"les\sarticles\s)?|et\s(?:à\sl'article\s|aux\sarticles\s|de\sl'article\s)?(?:notamment\s)?|"
    r"ou\s)\s?"
)
_SAME_ARTICLE = re.compile(r"\b(?:du|le|au)\smême\sarticle\b|\bde\scet\sarticle\b|\bdudit\sarticle\b")
_DECISION = re.compile(
    r"^\s(?:de|du|des)\s(?:la\s|l')?(?:présente\s|même\s)?(?:décision|recommandation|"
    r"convention|arrêt\b|protocole|projet)"
)


@dataclass
class State:
    """What "même code" and "même article" mean so far."""

    code: str | None = None
    article: str | None = None


def code_articles(draft: Draft, block: Block, state: State) -> Iterator[Reference]:
    codes = _codes(draft, block)
    _set_aside(draft, block, codes)
    group_end = -1
    for match in _heads(draft, block):
        if match.re is _SAME_ARTICLE:
            yield from _same_article(draft, match, state)
            continue
        # The members of one enumeration share its end: it is walked once.
        if match.start() >= group_end:
            group_end = _group_end(draft, match, block)
        owner = _owner(draft, codes, match, group_end, state)
        if owner is None:
            continue
        state.code = owner
        reference = _article(draft, match, block, owner)
        if reference and _DECISION.match(draft.text.text[reference.end : reference.end + 40]) is None:
            state.article = reference.provisions[-1].split("/")[0]
            yield _with_code(draft, reference, codes)


_OTHER_CODE = re.compile(r"\bcode\s(?:de\s|des\s|du\s|d'|general\s|civil\b|penal\b|monetaire\b)")


@lru_cache(maxsize=1)
def _number() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.]){NUMBER}")


def _heads(draft: Draft, block: Block) -> list[re.Match[str]]:
    """Return numbers of articles and "du même article", in order; the second end of a range is no head."""
    numbers: list[re.Match[str]] = []
    covered = 0
    for match in _number().finditer(draft.text.text, block.start, block.end):
        if match.start() < covered or _of_a_name(draft.text.text, match):
            continue
        numbers.append(match)
        follows = _RANGE.match(draft.text.text, match.end(), block.end)
        covered = follows.end() if follows else match.end()
    same = list(_SAME_ARTICLE.finditer(draft.text.text, block.start, block.end))
    return sorted([*numbers, *same], key=lambda match: match.start())


_NAMED = re.compile(r"[A-ZÀ-Ý][\wÀ-ÿ-]+\s$")


def _of_a_name(text: str, match: re.Match[str]) -> bool:
    """See "UVESTEROL D 5 000 UI/ml": a letter and a bare number behind a name are no article."""
    return re.fullmatch(r"[LRDA]\s?\d+", match.group()) is not None and bool(
        _NAMED.search(text, max(0, match.start() - 40), match.start())
    )


def _codes(draft: Draft, block: Block) -> list[tuple[int, int, str | None]]:
    """Return the codes named in a block: "du même code" as None, a code that the table does not know as ""."""
    prefixes = load_prefixes()
    names = {plain(name): prefix for name, prefix in prefixes.codes()}
    found: list[tuple[int, int, str | None]] = []
    for match in patterns()["code"].finditer(draft.text.plain, block.start, block.end):
        found.append((match.start(), match.end(), names[" ".join(match.group().split())]))
    known = {start for start, *_ in found}
    for match in _OTHER_CODE.finditer(draft.text.plain, block.start, block.end):
        if match.start() not in known:
            found.append((match.start(), match.end(), ""))
    for match in patterns()["same"].finditer(draft.text.plain, block.start, block.end):
        found.append((match.start(), match.end(), None))
    return sorted(found, key=lambda one: one[:2])


_NUMBERED = re.compile(r"\barticles?\s(?:[lrda]\s?\*?\.?\s?)?\d")


def _set_aside(draft: Draft, block: Block, codes: list[tuple[int, int, str | None]]) -> None:
    """Say that articles of a code stand there which the table of prefixes does not know."""
    text = draft.text
    done = block.start
    for start, end, prefix in codes:
        if prefix != "" or start < done:
            continue
        low = max(text.text.rfind(";", block.start, start) + 1, block.start)
        high = text.text.find(";", end, block.end)
        done = block.end if high < 0 else high
        if _NUMBERED.search(text.plain, low, done):
            why = "code que la table des préfixes ne connaît pas : ses articles ne sont pas cités"
            low, high = text.trim(low, done)
            draft.aside.append((low, high, why))
            draft.warn("unknown-code", why, text.quotes(low, high))


def _group_end(draft: Draft, match: re.Match[str], block: Block) -> int:
    """Return where the enumeration of articles ends that begins with this one: its code is named behind it."""
    text, end = draft.text.text, match.end()
    while True:
        if follows := _RANGE.match(text, end, block.end):
            end = follows.end()
        if units := AFTER.match(text, end, block.end):
            end = units.end()
        if more := _FOLLOWING.match(text, end, block.end):
            end = more.end()
        joined = _JOIN.match(text, end, block.end)
        following = _number().match(text, joined.end(), block.end) if joined else None
        if following is None and joined:
            units_before = re.compile(rf"(?:au\s|du\s)?{_unit_lead()}").match(text, joined.end(), block.end)
            following = _number().match(text, units_before.end(), block.end) if units_before else None
        if following is None:
            return end
        end = following.end()


@lru_cache(maxsize=1)
def _unit_lead() -> str:
    return r"(?:[\w°]{1,12}\s(?:alinéa\s)?(?:du\s[IVX]{1,4}\s)?de\sl'article\s)"


_BETWEEN = re.compile(r"\s?,?\s?(?:précitée?s?\s)?(?:du|de\sce|dudit|de\sla|)\s?")
_NEAR = 40  # characters between an article and the code named behind it
_BACK = 50  # "du même code" in a row, before which no further code is looked for


def _owner(
    draft: Draft, codes: list[tuple[int, int, str | None]], match: re.Match[str], end: int, state: State
) -> str | None:
    """Find the code: named right behind the enumeration, or last before it in the part, or last of all."""
    for start, _, prefix in codes[bisect_left(codes, (end,)) : bisect_left(codes, (end + _NEAR + 1,))]:
        if _BETWEEN.fullmatch(draft.text.text, end, start):
            return (state.code if prefix is None else prefix) or None
    at = bisect_left(codes, (match.start(),))
    before_it = next((prefix for _, _, prefix in reversed(codes[max(0, at - _BACK) : at]) if prefix is not None), None)
    return (state.code if before_it is None else before_it) or None


def _with_code(draft: Draft, reference: Reference, codes: list[tuple[int, int, str | None]]) -> Reference:
    """Quote the name of the code with its last article."""
    at = reference.end
    for start, end, _ in codes[bisect_left(codes, (at,)) : bisect_left(codes, (at + 9,))]:
        if re.fullmatch(r"\s(?:du|de\sla|de\sce|dudit)?\s?", draft.text.text[at:start] or " "):
            return Reference(reference.start, end, reference.provisions, reference.is_range, reference.open_ended)
    return reference


def _article(draft: Draft, match: re.Match[str], block: Block, owner: str) -> Reference | None:
    text = draft.text.text
    start, end = match.span()
    number = f"{owner}:{match['letter']}{match['number']}"
    if follows := _RANGE.match(text, end, block.end):
        last = f"{owner}:{follows['letter'] or match['letter']}{_last_number(match['number'], follows['number'])}"
        try:
            return Reference(_article_word(text, start), follows.end(), expand_range(number, last), is_range=True)
        except InputError:
            return None
    lead = _lead(text, start)
    paths = before(lead["units"]).paths if lead else ("",)
    begin = lead.start() if lead else _article_word(text, start)
    units = AFTER.match(text, end, block.end)
    if units and paths == ("",) and _is_subdivision(text, units):
        paths, end = after(units["units"]).paths, units.end()
    following = _FOLLOWING.match(text, end, block.end)
    provisions = tuple(number + path for path in paths)
    return Reference(begin, following.end() if following else end, provisions, open_ended=bool(following))


def _last_number(first: str, last: str) -> str:
    """Complete the end of a range that only gives its last part: "R. 5121-76-1 à -11"."""
    return first.rpartition("-")[0] + last if last.startswith("-") else last


def _is_subdivision(text: str, units: re.Match[str]) -> bool:
    """See that a letter or numeral behind the number is a subdivision and not the next word ("L. 5121-1 A défaut")."""
    return not re.match(r"\s[a-zà-ÿ]{3,}ment\b", text[units.end() : units.end() + 20])


def _lead(text: str, start: int) -> re.Match[str] | None:
    """Read "2e alinéa du III de l'article " before the number."""
    window = text[max(0, start - 90) : start]
    word = re.search(r"\barticles?\s$|\bart\.\s$", window)
    if word is None:
        return None
    found = BEFORE_ARTICLE.search(window[: word.start()])
    if found is None:
        return None
    offset = max(0, start - 90)
    return re.compile(BEFORE_ARTICLE.pattern).search(text, offset + found.start(), offset + word.start())


def _article_word(text: str, start: int) -> int:
    word = ARTICLE_WORD.search(text[max(0, start - 10) : start])
    # "les articles L. 1 et L. 2": the plural opens an enumeration, each number stands for itself.
    if word is None or word.group().rstrip().endswith("s"):
        return start
    return start - len(word.group())


def _same_article(draft: Draft, match: re.Match[str], state: State) -> Iterator[Reference]:
    if state.article is None:
        return
    window = draft.text.text[max(0, match.start() - 80) : match.start()] + "du "
    lead = re.search(
        BEFORE_ARTICLE.pattern.replace(
            r"\s(?:de\sl'|des\s|du\smême\s|de\scet\s|du\sdit\s|dudit\s|de\sson\s|de\sses\s)", r"\sdu\s"
        ),
        window,
    )
    if lead:
        start = max(0, match.start() - 80) + lead.start()
        yield Reference(start, match.end(), tuple(state.article + path for path in before(lead["units"]).paths))
