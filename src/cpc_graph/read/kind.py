"""Tell a decision of the agency from minutes, from a page of its site and from everything else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cpc_graph.read.draft import Draft
from cpc_graph.read.normal import Span
from cpc_graph.read.offices import agency_alike
from cpc_graph.read.tables import listed, regime_names, table
from cpc_graph.text.facts import DocumentKind
from cpc_graph.text.values import Words

_HEAD = 2500
_FEWEST_WORDS = 8
_FEWEST_OWN = 3


@dataclass(frozen=True, slots=True)
class Kind:
    """What the document is; `authority` for a decision, `project` for the draft of one."""

    kind: DocumentKind
    authority: Words | None = None
    foreign: bool = False
    project: bool = False


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    names = {key: listed("places", "agencies", key) for key in ("ANSM", "AFSSAPS")}
    words = {
        key: listed("places", key) for key in ("minutes", "meeting", "committees", "site", "letters", "press", "others")
    }
    return {
        **{key: re.compile(rf"\b{name}\b") for key, name in names.items()},
        **{key: re.compile(rf"(?<!\w){name}(?!\w)") for key, name in words.items()},
        "site": re.compile(rf"(?<!\w){words['site']}"),
        "letters": re.compile(rf"(?m)(?:^|(?<=\n)){words['letters']}"),
    }


def tell_kind(draft: Draft) -> Kind:
    """Tell the kind. The line of the author tells a decision, not its words."""
    if is_foreign(draft.text.plain):
        return Kind("other", foreign=True)
    if _is_project(draft):
        return Kind("other", project=True)
    layout = draft.layout
    authority = None if _is_news(draft) else _author(draft)
    if authority and (layout.of("enacts") or layout.of("article", "operative")) and not _is_minutes(draft):
        return Kind("decision", authority)
    patterns = _patterns()
    named = patterns["ANSM"].search(draft.text.plain) or patterns["AFSSAPS"].search(draft.text.plain)
    if _patterns()["committees"].search(draft.text.plain[:_HEAD]) and _is_minutes(draft):
        return Kind("minutes")
    # A page of the site whose frame was left behind: its stamp in capitals and its words on measures are there.
    if not named and not (_stamped(draft) and re.search(regime_names(), draft.text.plain)):
        return Kind("other")
    if _is_minutes(draft):
        return Kind("minutes")
    return Kind("page") if _is_page(draft) else Kind("other")


def is_foreign(even: str) -> bool:
    """Tell a text whose small words are of another language."""
    words = re.findall(r"[a-zà-ÿ]+", even[:20000])
    if len(words) < _FEWEST_WORDS:
        return False
    french, *others = (frozenset(small) for small in table("languages").values())
    # Words that both languages have speak for neither: only a language's own small words are compared.
    for other in others:
        own = sum(word in other - french for word in words)
        if own >= _FEWEST_OWN and own > sum(word in french - other for word in words):
            return True
    return False


# News tell what the agency did: "La directrice générale de l'ANSM a décidé, le 4 août, de renouveler …".
_TOLD = re.compile(r"\s(?:a|avait|vient\sde|annonce|informe)\s")
_PROJECT = re.compile(r"(?m)^\W{0,3}projet\sde\sdecisions?\b(?!\s(?:du|de\sl)\s)[^\n]{0,300}$")


def _is_news(draft: Draft) -> bool:
    """See prose on what the agency did where its line stands in an act."""
    if draft.layout.of("enacts"):
        return False
    blocks = draft.layout.of("author")
    return any(_TOLD.search(draft.text.plain, block.end - 2, block.end + 12) for block in blocks)


def _is_project(draft: Draft) -> bool:
    """See a line of its own before the act that says "PROJET DE DÉCISION"."""
    ends = [block.start for block in draft.layout.of("author", "visa", "enacts", "article")]
    match = _PROJECT.search(draft.text.plain, 0, min(ends, default=_HEAD))
    return match is not None


def _author(draft: Draft) -> Words | None:
    patterns = _patterns()
    for block in draft.layout.of("author"):
        for key in ("ANSM", "AFSSAPS"):
            if patterns[key].search(draft.plain(block.start, block.end)):
                end = block.end - (draft.text.text[block.end - 1] in ",;:")
                return Words(key, draft.text.quotes(block.start, end))
        if alike := agency_alike(draft.plain(block.start, block.end)):
            return Words(alike, draft.text.quotes(block.start, block.end))
    return _heading(draft)


def _heading(draft: Draft) -> Words | None:
    """Without a line of the author: the agency alone at the head, or the office of the agency that signs."""
    layout = draft.layout
    if layout.of("operative") and layout.title:
        return _named(draft, [(0, layout.title.start)])
    if not layout.of("article") or not (layout.of("enacts") or layout.of("visa")):
        return None
    head = min(block.start for block in layout.of("article", "visa", "enacts"))
    places = [(block.start, block.end) for block in layout.of("loose") if block.start < head]
    if any(_patterns()["others"].search(draft.plain(*place)) for place in places):
        return None
    places += [(block.start, block.end) for block in layout.of("signature")]
    return _named(draft, places)


def _named(draft: Draft, places: list[Span]) -> Words | None:
    for start, end in places:
        for key in ("ANSM", "AFSSAPS"):
            if match := _patterns()[key].search(draft.plain(start, end)):
                return Words(key, draft.text.quotes(start + match.start(), start + match.end()))
    return None


def _is_minutes(draft: Draft) -> bool:
    head = draft.text.plain[:_HEAD]
    patterns = _patterns()
    if draft.layout.of("enacts"):
        return False
    meeting = {match.group() for match in patterns["meeting"].finditer(head)}
    return bool(patterns["minutes"].search(head) and meeting) or len(meeting) >= 3


def _is_page(draft: Draft) -> bool:
    patterns = _patterns()
    even = draft.text.plain
    # "Lire aussi" stands on pages of the agency too: its own stamp tells whose page it is.
    if patterns["letters"].search(even) or draft.layout.of("visa"):
        return False
    if patterns["press"].search(even) and not _stamped(draft):
        return False
    cues = {match.group() for match in patterns["site"].finditer(even)}
    # "ANSM - Foire aux questions": the agency names itself where its page begins.
    cues |= {"agency"} if patterns["ANSM"].match(even.lstrip("\n -•")) else set()
    stamped = int(_stamped(draft)) + int(bool(draft.furniture.published and draft.furniture.updated))
    printed = int(bool(draft.furniture.printed)) + int(bool(draft.furniture.frame))
    return len(cues) + stamped + printed >= 2


def _stamped(draft: Draft) -> bool:
    """See the stamp in capitals that the agency's site puts at the head of its pages."""
    stamps = [*draft.furniture.published, *draft.furniture.updated]
    return any(stamp.quotes[0].exact.isupper() for stamp in stamps[:1])
