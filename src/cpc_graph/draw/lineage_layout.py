"""Lay a lineage out in time: a row per act from top to bottom, its states beside it, links back in time on the left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cpc_graph.draw.graph import MEASURE, STATE, Lineage, Link, Node
from cpc_graph.draw.key import placed
from cpc_graph.draw.scene import Entry
from cpc_graph.draw.story import STATUSES
from cpc_graph.draw.width import width
from cpc_graph.draw.words import Words
from cpc_graph.text.shown import shown

SIDE, TOP, ACT, GAP, STATE_WIDTH, LANE, LINE, ROOM = 14.0, 40.0, 410.0, 150.0, 310.0, 11.0, 15.0, 18.0
SIZE, HEAD, TEXT = 11.5, 12.6, 30.0  # a heading is of 12 pixels, and its bold type wider than most
_OPENS = ("opensState", "deems", "closesState")
_SHAPES = ("held", "citedOnly", "reportedOnly", "law")


@dataclass(frozen=True, slots=True)
class Box:
    """A node in its place; `told` is its text, `lines` the same as drawn, the first `heads` of them bold."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    told: tuple[str, ...]
    lines: tuple[str, ...]
    heads: int

    @property
    def middle(self) -> float:
        """The middle of its height."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Path:
    """A link in its place, with a label where there is room for one."""

    link: Link
    title: str
    d: str
    x: float = 0
    y: float = 0
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole picture of a lineage."""

    width: float
    height: float
    title: str
    boxes: tuple[Box, ...]
    paths: tuple[Path, ...]
    entries: tuple[Entry, ...]
    skins: Mapping[str, str]


def lay_out_lineage(lineage: Lineage, words: Words) -> Sheet:
    """Return the picture of a lineage; a circle of acts is drawn as any other link."""
    links = lineage.drawn()
    rows = _rows(lineage, links)
    order = {node.key: at for at, (nodes, _) in enumerate(rows) for node in nodes}
    left = [link for link in links if link.property not in (*_OPENS, "nextState")]
    lanes = _lanes([(order[link.source], order[link.target]) for link in left])
    x = SIDE + (max(lanes, default=-1) + 1) * LANE + 10
    boxes, bottom = _boxes(lineage, links, rows, x)
    paths = [*_arcs(lineage, left, lanes, boxes, x), *_across(lineage, links, boxes), *_next(lineage, links, boxes)]
    wide = x + ACT + GAP + STATE_WIDTH + SIDE
    entries, height = placed(_entries(lineage, links, words), wide - 2 * SIDE, SIDE, bottom + 12)
    skins = {one.notation: f"regime-{one.rank % 6}" for one in lineage.regimes}
    return Sheet(wide, height + 6, lineage.name, tuple(boxes.values()), tuple(paths), entries, skins)


Row = tuple[list[Node], list[Node]]  # at most one act, and the states beside it


def _rows(lineage: Lineage, links: Sequence[Link]) -> list[Row]:
    opener = {link.target: link.source for link in links if link.property in ("opensState", "deems")}
    linked = {key for link in links for key in (link.source, link.target)}
    rows: dict[str, Row] = {}
    for node in lineage.nodes:
        if node.kind == MEASURE and node.key not in linked:
            continue
        if node.kind != STATE:
            rows[node.key] = ([node], [])
        elif opener.get(node.key) in rows:
            rows[opener[node.key]][1].append(node)
        else:
            rows[node.key] = ([], [node])
    return list(rows.values())


def _lanes(spans: Sequence[tuple[int, int]]) -> list[int]:
    """Give each link between rows a lane of its own where it runs, the short ones nearest to the boxes."""
    found = [0] * len(spans)
    taken: list[list[tuple[int, int]]] = []
    for at in sorted(range(len(spans)), key=lambda at: (abs(spans[at][0] - spans[at][1]), spans[at], at)):
        low, high = sorted(spans[at])
        lane = next((n for n, used in enumerate(taken) if all(high < a or low > b for a, b in used)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        found[at] = lane
    return found


def _boxes(lineage: Lineage, links: Sequence[Link], rows: Sequence[Row], x: float) -> tuple[dict[str, Box], float]:
    y, found = TOP, dict[str, Box]()
    for acts, states in rows:
        tallest = 0.0
        for node in acts:
            arcs = sum(1 for link in links if node.key in (link.source, link.target))
            box = _box(node, x, y, ACT, [*_told(node), *_relations(lineage, links, node)], least=22 + 9 * arcs)
            found[node.key], tallest = box, box.height
        below = y
        for node in states:
            box = _box(node, x + ACT + GAP, below, STATE_WIDTH, [*_told(node)], least=0)
            found[node.key] = box
            below += box.height + ROOM / 2
        y = max(y + tallest, below - ROOM / 2 if states else y) + ROOM
    return found, y


def _box(node: Node, x: float, y: float, wide: float, told: Sequence[str], *, least: float) -> Box:
    head, *others = told
    heads = wrapped(head, wide - TEXT - 10, HEAD)
    lines = (*heads, *(line for text in others for line in wrapped(text, wide - TEXT - 10)))
    return Box(node, x, y, wide, max(len(lines) * LINE + 12, least), tuple(told), lines, len(heads))


def _told(node: Node) -> list[str]:
    if node.kind == STATE:
        return [" ".join(part for part in (node.number, node.regime) if part), *node.told]
    if node.kind == MEASURE:
        return [node.name, *node.told]
    head = " · ".join(part for part in (node.number, node.when, *node.told) if part)
    return [line for line in (head, node.name, node.availability_name) if line]


def _relations(lineage: Lineage, links: Sequence[Link], node: Node) -> list[str]:
    """Write the links that leave a box on the left, which have no room for a label."""
    said = []
    for link in links:
        if link.source == node.key and link.property not in (*_OPENS, "nextState"):
            target = lineage.node(link.target)
            what = target.number or target.name
            said.append(f"→ {link.name} {what}" + (f" ({link.status_name})" if link.status_name else ""))
    return said


def wrapped(text: str, room: float, size: float = SIZE) -> list[str]:
    """Break a text into lines of at most `room` pixels; a word that is too long gets a line of its own."""
    lines = [""]
    for word in shown(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, size, bold=True) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return [line for line in lines if line]


def _title(lineage: Lineage, link: Link) -> str:
    known = f" ({link.status_name})" if link.status_name else ""
    return f"{lineage.node(link.source).name} – {link.name} – {lineage.node(link.target).name}{known}"


def _arcs(
    lineage: Lineage, links: Sequence[Link], lanes: Sequence[int], boxes: dict[str, Box], x: float
) -> Iterable[Path]:
    """Yield the links on the left; on a box they arrive and leave one below the other, so that none hides another."""
    ports: dict[str, int] = {}
    for link, lane in sorted(zip(links, lanes, strict=True), key=lambda pair: pair[1]):
        ends = []
        for key in (link.source, link.target):
            box, at = boxes[key], ports.setdefault(key, 0)
            ports[key] += 1
            ends.append(box.y + 12 + min(9 * at, box.height - 20))
        turn = x - 10 - lane * LANE
        d = f"M{x:.1f},{ends[0]:.1f}H{turn:.1f}V{ends[1]:.1f}H{x - 2:.1f}"
        yield Path(link, _title(lineage, link), d)


def _across(lineage: Lineage, links: Sequence[Link], boxes: dict[str, Box]) -> Iterable[Path]:
    for link in links:
        if link.property not in _OPENS:
            continue
        source, target = boxes[link.source], boxes[link.target]
        start, end = source.x + source.width, target.x
        near = min(max(target.middle, source.y + 8), source.y + source.height - 8)
        bend = f"H{end - 16:.1f}V{target.middle:.1f}" if abs(near - target.middle) > 0.5 else ""
        d = f"M{start:.1f},{near:.1f}{bend}H{end - 2:.1f}"
        yield Path(link, _title(lineage, link), d, (start + end) / 2, near, labelled=True)


def _next(lineage: Lineage, links: Sequence[Link], boxes: dict[str, Box]) -> Iterable[Path]:
    for link in links:
        if link.property == "nextState":
            source, target = boxes[link.source], boxes[link.target]
            at, right = source.x + 60, source.x + source.width
            d = f"M{at:.1f},{source.y + source.height:.1f}V{target.y - 2:.1f}"
            if target.y <= source.y:  # the graph goes round in a circle
                d = f"M{right:.1f},{source.middle:.1f}h7V{target.middle:.1f}H{right + 2:.1f}"
            yield Path(link, _title(lineage, link), d)


def _entries(lineage: Lineage, links: Sequence[Link], words: Words) -> list[Entry]:
    shapes = {node.availability for node in lineage.nodes}
    found = [Entry("act", shape, words[f"a {shape}"]) for shape in _SHAPES if shape in shapes]
    used = {node.regime for node in lineage.nodes}
    found += [
        Entry("regime", f"regime-{one.rank % 6}", words.titled(one.notation, one.name))
        for one in lineage.regimes
        if one.notation in used
    ]
    names = {link.status: link.status_name for link in links}
    told = [Entry("link", status, words.say("link", status=names[status])) for status in STATUSES if names.get(status)]
    return found + told
