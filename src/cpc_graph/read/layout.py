"""Cut a document into title, author, visas, recitals, articles, signature and annexes, in whatever order they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from cpc_graph.read.days import DAY
from cpc_graph.read.headings import find_titles
from cpc_graph.read.letters import find_letter
from cpc_graph.read.normal import Normal, Span
from cpc_graph.read.offices import author_line, signature_end, signature_line

Kind = Literal[
    "title", "author", "visa", "recital", "enacts", "article", "signature", "annex", "reason", "operative", "loose"
]

_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_ORDINALS: Final = {
    "unique": 1, "premier": 1, "second": 2, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "deuxieme": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5, "sixieme": 6,
    "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10,
}  # fmt: skip
_VISA = re.compile(
    (
        r"(?:^|(?<=[;.,:]\s))[-•]?\s?(?P<word>vus?|vues?)\s(?=(?:[ld]'|l[ae]s?\s|ensemble|"
        r"en\s|un[e]?\s|c[e]t*e?\s|ses\s|son\s))"
    ),
    re.M,
)
_RECITAL = re.compile(r"(?:^|(?<=[;.]\s))[-•]?\s?(?P<word>considerant)\b", re.M)
_ENACTS = re.compile(
    (
        r"(?:^|(?<=[;,]\s))(?P<word>d\s?e\s?c\s?i\s?d\s?e(?:nt)?(?:\sce\squi\ssuit)?|arrete(?:nt)?)"
        r"\s?[:.]?[^\S\n]*(?=\n|\Z|\sart)"
    ),
    re.M,
)
_ARTICLE = re.compile(
    r"(?P<before>^|(?<=[.;:»,])\s)[-•]?\s?(?P<word>a\s?r\s?t\s?i\s?c\s?l\s?e|art\.?)\s?(?:n°\s?)?"
    r"(?P<number>unique|premier|(?:deux|trois|quatr|cinqu|six|sept|huit|neuv|dix)ieme|second|deux|trois|quatre|cinq|six|"
    r"sept|huit|neuf|dix|\d{1,2}|[ivx]{1,4})(?:[^\S\n]?(?:e[^\S\n]?r|ere|°))?(?!\w)"
    r"(?P<after>[^\S\n]{0,3}(?:[:.\-)]{1,3}|\n|\Z|(?=\())|\s(?=[A-ZÀ-Ýa-z«]))",
    re.M,
)
_ANNEX = re.compile(r"^annexes?(?:\s(?:[ivx]{1,4}|\d{1,2}|unique|[a-d]))?\s?(?:[:.\-][^\n]{0,200})?$", re.M)
_MADE = re.compile(
    (
        r"^[-•]?\s?(?P<word>fait(?:\sen\s[\w ]{1,20}\sexemplaires?)?"
        r"(?:,?\s(?=le\s)|,?\s(?:a|en)\s(?=[^\n]{2,60}(?:,|\sle\s|$)"
        r"))|delivree?\sa\s(?=[^\n]{2,40},\sle\s))"
    ),
    re.M,
)
# "Saint-Denis, le 6 octobre 2023" on a line of its own.
_PLACE_AND_DAY = re.compile(
    (
        rf"^(?!fait\b)[a-z][\w']{{0,30}}(?:[ -][\w']{{1,30}}){{0,7}},\s?"
        rf"le\s(?:[-.]\s?)?{DAY}\.?[^\S\n]*$"
    ),
    re.M,
)
_BEFORE_VISAS = re.compile(r"^(?:apres\s(?:avis|consultation|avoir)|sur\s(?:proposition|le\srapport))\b", re.M)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the normal text and what it is; `body` is where its own words begin, after "Article 1er :"."""

    kind: Kind
    start: int
    end: int
    number: int = 0
    body: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """All blocks in the order of the file."""

    text: Normal
    blocks: tuple[Block, ...]

    def of(self, *kinds: Kind) -> tuple[Block, ...]:
        """Return the blocks of these kinds."""
        return tuple(block for block in self.blocks if block.kind in kinds)

    @property
    def title(self) -> Block | None:
        """The heading that names the act."""
        return next(iter(self.of("title")), None)


def lay_out(text: Normal, *, lines_are_blocks: bool = False) -> Layout:
    """Find the anchors and cut at them; in HTML a line is a block of its own."""
    anchors = [*_visas(text), *_recitals(text), *_enacting(text), *_articles(text), *_signatures(text)]
    body = min((start for start, *_ in anchors), default=len(text.text))
    letter = None if any(kind in ("article", "enacts", "visa") for _, kind, *_ in anchors) else find_letter(text)
    if letter is not None:
        return Layout(text, tuple(_cut(text, sorted(_letter(text, anchors, *letter)))))
    anchors += _annexes(text, anchors)
    anchors += [(start, "loose", 0, end) for start, end in _openings(text)]
    anchors += [(start, "author", 0, end) for start, end in author_line(text)]
    taken = sorted(start for start, *_ in anchors)
    for start, end in find_titles(text, taken, body, lines_are_blocks=lines_are_blocks):
        anchors.append((start, "title", 0, end))
    return Layout(text, tuple(_cut(text, sorted(set(anchors)))))


Anchor = tuple[int, Kind, int, int]

_ENDED: Final = frozenset({"title", "author", "signature", "enacts", "reason", "operative"})


def _cut(text: Normal, anchors: list[Anchor]) -> list[Block]:
    """Make a block from each anchor to the next one; titles, authors and signatures end where their lines end."""
    blocks: list[Block] = []
    at = 0
    for index, (start, kind, number, end) in enumerate(anchors):
        if start < at:
            continue
        _loose(text, blocks, at, start)
        following = anchors[index + 1][0] if index + 1 < len(anchors) else len(text.text)
        stop = min(end, following) if kind in _ENDED else following
        begin, close = text.trim(start, stop)
        if kind == "article":
            close = _article_end(text, begin, close)
        if close > begin:
            blocks.append(Block(kind, begin, close, number, min(end, close) if kind == "article" else begin))
        at = max(close, begin, at)
    _loose(text, blocks, at, len(text.text))
    return blocks


def _article_end(text: Normal, start: int, end: int) -> int:
    """End the article where an office or a name stands on its own at its foot ("La directrice générale,")."""
    found = signature_line(text, start, end)
    return text.trim(start, found)[1] if found is not None else end


def _letter(
    text: Normal, anchors: list[Anchor], title: Span, reasons: list[Span], operative: list[Span]
) -> set[Anchor]:
    """Anchor the parts of a letter; the place and day at its head stand above the addressee, who signs nothing."""
    signed: list[Anchor] = [
        (start, kind, 0, text.text.find("\n", start) if start < title[0] else end)
        for start, kind, _, end in anchors
        if kind == "signature"
    ]
    own: list[Anchor] = [(title[0], "title", 0, title[1])]
    own += [(start, "reason", 0, end) for start, end in reasons]
    return {*signed, *own, *((start, "operative", 0, end) for start, end in operative)}


def _loose(text: Normal, blocks: list[Block], start: int, end: int) -> None:
    begin, close = text.trim(start, end)
    if close > begin:
        blocks.append(Block("loose", begin, close, 0, begin))


def _capital(text: Normal, match: re.Match[str]) -> bool:
    return text.text[match.start("word")].isupper()


def _visas(text: Normal) -> list[Anchor]:
    return [(m.start("word"), "visa", 0, m.end()) for m in _VISA.finditer(text.plain) if _capital(text, m)]


def _recitals(text: Normal) -> list[Anchor]:
    return [(m.start("word"), "recital", 0, m.end()) for m in _RECITAL.finditer(text.plain) if _capital(text, m)]


def _enacting(text: Normal) -> list[Anchor]:
    return [(m.start("word"), "enacts", 0, m.end()) for m in _ENACTS.finditer(text.plain)]


def _articles(text: Normal) -> list[Anchor]:
    found: list[Anchor] = []
    for match in _ARTICLE.finditer(text.plain):
        if not _capital(text, match):
            continue
        after = match["after"]
        inline = match["before"] == " "
        # "Article 1er de la décision" in a wrapped sentence is no heading: what follows begins with a capital.
        if after.strip() == "" and "\n" not in after and not _opens(text, match.end()):
            continue
        if inline and after.strip() == "":
            continue
        number = match["number"]
        value = int(number) if number.isdigit() else _ORDINALS.get(number) or _ROMAN.get(number, 0)
        if value:
            found.append((match.start("word"), "article", value, match.end()))
    return found


def _opens(text: Normal, at: int) -> bool:
    following = text.text[at : at + 1]
    return not following or following.isupper() or following in "«•-"


def _signatures(text: Normal) -> list[Anchor]:
    return [(start, "signature", 0, signature_end(text, start)) for start in _signature_starts(text)]


def _signature_starts(text: Normal) -> list[int]:
    made = [m.start("word") for m in _MADE.finditer(text.plain) if _capital(text, m) and _is_place(text, m.end())]
    return made + [m.start() for m in _PLACE_AND_DAY.finditer(text.plain) if text.text[m.start()].isupper()]


def _is_place(text: Normal, at: int) -> bool:
    """See a place or "le" after "Fait": "Fait avec soin à Saint-Denis" signs nothing."""
    return text.text[at : at + 1].isupper() or text.plain.startswith("le ", at) or text.plain.startswith(",", at)


def _annexes(text: Normal, anchors: list[Anchor]) -> list[Anchor]:
    last = max((start for start, kind, *_ in anchors if kind in ("article", "signature")), default=None)
    if last is None:
        return []
    return [
        (match.start(), "annex", 0, match.end())
        for match in _ANNEX.finditer(text.plain, last)
        if text.text[match.start()].isupper() and text.text[match.end() :].strip()
    ]


def _openings(text: Normal) -> list[Span]:
    return [match.span() for match in _BEFORE_VISAS.finditer(text.plain) if text.text[match.start()].isupper()]
