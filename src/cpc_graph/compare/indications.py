"""Compare indications as concepts: what is added or left out, how a wording changes, what that means."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from cpc_graph.ask.bind import bind, bind_rows
from cpc_graph.ask.names import Names
from cpc_graph.ask.source import Source, rows
from cpc_graph.compare import population
from cpc_graph.compare.changes import ADDED, CHANGED, NOT_TOLD, REMOVED, SAME, Change
from cpc_graph.compare.phrases import phrase
from cpc_graph.compare.read import Contents, Wording
from cpc_graph.compare.sides import Side
from cpc_graph.names import PREFIXES
from cpc_graph.text.word_diff import REPLACED, pieces

_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
# What a reader recorded of a change concerns the wordings of both sides, or one of them.
_RECORDED = (
    _HEAD
    + """
SELECT DISTINCT ?wording ?note WHERE {
  VALUES (?wording) { (UNDEF) }
  VALUES ?lang { UNDEF }
  ?interpretation cpc:interprets ?wording ; cpc:note ?note . FILTER(LANG(?note) = ?lang)
} ORDER BY ?wording ?note"""
)


def indications(
    source: Source, sides: tuple[Side, Side], contents: tuple[Contents, Contents], names: Names
) -> Iterator[Change]:
    """Yield one change for each concept that either side has, in the order of the earlier side, then the later."""
    (before, after), (old, new) = contents, (content.indications for content in contents)
    names.learn([*old, *new])
    recorded = _recorded(source, contents, names.lang)
    for concept in dict.fromkeys([*old, *new]):
        if concept in old and concept in new:
            yield _kept(concept, old[concept], new[concept], recorded, names)
        elif concept in new:
            yield _listed(concept, ADDED, None, new[concept], _absent(concept, sides[0], before, names), names)
        else:
            yield _listed(concept, REMOVED, old[concept], None, _absent(concept, sides[1], after, names), names)


def _absent(concept: NamedNode, side: Side, content: Contents, names: Names) -> tuple[str, ...]:
    """Say why a concept that a side does not list may be there all the same; nothing when it is known not to be."""
    if concept in content.ended:
        return ()
    if content.is_open:
        return (phrase("open list", names.lang),)
    if not content.indications:
        return (phrase("nothing known", names.lang),)
    return () if side.is_held else (phrase("not listed", names.lang),)


def _listed(
    concept: NamedNode, kind: str, old: Wording | None, new: Wording | None, unknown: tuple[str, ...], names: Names
) -> Change:
    effect = None if unknown else population.of_list(kind, names.lang)
    return Change(
        "indication",
        NOT_TOLD if unknown else kind,
        concept.value,
        names.of(concept),
        old.text if old else None,
        new.text if new else None,
        effect=effect,
        notes=unknown,
    )


def _kept(concept: NamedNode, old: Wording, new: Wording, recorded: dict[str, list[str]], names: Names) -> Change:
    name = names.of(concept)
    if old.text is None or new.text is None:
        untold = (phrase("no wording", names.lang),)
        return Change("indication", NOT_TOLD, concept.value, name, old.text, new.text, notes=untold)
    if old.text == new.text:
        return Change("indication", SAME, concept.value, name, old.text, new.text)
    cut = pieces(old.text, new.text)
    kind = CHANGED if any(piece.kind == REPLACED for piece in cut) else SAME
    effect = population.of_wording(old, new, cut, names.lang)
    notes = tuple(
        dict.fromkeys(
            phrase("recorded", names.lang, note=note)
            for wording in (old.node, new.node)
            for note in recorded.get(wording.value if wording else "", ())
        )
    )
    return Change("indication", kind, concept.value, name, old.text, new.text, cut, effect, notes)


def _recorded(source: Source, contents: tuple[Contents, Contents], lang: str) -> dict[str, list[str]]:
    wordings = {one.node for content in contents for one in content.indications.values() if one.node}
    if not wordings:
        return {}
    table = [[node] for node in sorted(wordings, key=lambda node: node.value)]
    found: dict[str, list[str]] = {}
    for row in rows(source, bind(bind_rows(_RECORDED, ["wording"], table), {"lang": Literal(lang)})):
        if row["wording"] is not None and row["note"] is not None:
            found.setdefault(row["wording"].value, []).append(row["note"].value)
    return found
