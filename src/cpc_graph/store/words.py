"""Words to names: beside the store, in which wordings, medicines and substances a word stands, found without a scan.

A wording stands under each of its words, together with how many it has; a medicine, and a substance that a measure is
on, under the first word of each of its names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from math import ceil, floor
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from cpc_graph.names import BASE, slug
from cpc_graph.rdf.terms import iri
from cpc_graph.text.typed import plain_words

BESIDE = "said"  # the folder of the store beside, in that of a generation
WORDS = NamedNode(BASE + "store/words")
_WORDING, _MEDICINE, _SUBSTANCE = (
    NamedNode(f"{BASE}store/wordOf{name}") for name in ("Wording", "Medicine", "Substance")
)
_TEXT, _WORDING_OF, _LABEL = iri("cpc:text"), iri("cpc:wordingOf"), iri("rdfs:label")
_NAMES = (iri("cpc:nameAsWritten"), iri("cpc:denomination"))
_ON, _TYPE, _MEASURE = iri("cpc:onSubstance"), iri("rdf:type"), iri("cpc:Measure")
_MADE = Quad(WORDS, _WORDING, WORDS, WORDS)
_ROUND = 1e-9
_STEPS = (1, 4, 16, 64, 256, 1024, None)  # how many wordings of a word are read before rarer words have to do


def all_entries(store: Store) -> Iterator[Quad]:
    """Yield the entries of all that a store names, and a mark that they are all there."""
    yield _MADE
    wordings = {quad.subject for quad in store.quads_for_pattern(None, _WORDING_OF, None, None)}
    medicines = {quad.subject for name in _NAMES for quad in store.quads_for_pattern(None, name, None, None)}
    substances = {quad.object for quad in store.quads_for_pattern(None, _ON, None, None)}
    for node in wordings | medicines | substances:
        if isinstance(node, NamedNode):
            yield from entries(node, store)


def entries(node: NamedNode, store: Store) -> set[Quad]:
    """Return the entries of one node, as a store names it."""
    found = {(_MEDICINE, _first(name)) for predicate in _NAMES for name in _texts(node, predicate, store)}
    if any(store.quads_for_pattern(node, _WORDING_OF, None, None)):
        texts = [list(plain_words(text)) for text in _texts(node, _TEXT, store)]
        found |= {(_WORDING, _of_length(word, len(words))) for words in texts for word in words}
    if any(_is_measure(quad.subject, store) for quad in store.quads_for_pattern(None, _ON, node, None)):
        found |= {(_SUBSTANCE, _first(name)) for name in _texts(node, _LABEL, store)}
    return {Quad(node, kind, Literal(word), WORDS) for kind, word in found if word}


def touched(triples: Iterable[Triple], stores: tuple[Store, Store]) -> set[NamedNode]:
    """Return the nodes whose entries may be others since these triples changed; `stores`: before and after."""
    found: set[object] = set()
    for triple in triples:
        if triple.predicate in (_TEXT, _WORDING_OF, _LABEL, *_NAMES):
            found.add(triple.subject)
        elif triple.predicate == _ON:
            found.add(triple.object)
        elif (triple.predicate, triple.object) == (_TYPE, _MEASURE):
            found.update(
                quad.object for store in stores for quad in store.quads_for_pattern(triple.subject, _ON, None, None)
            )
    return {node for node in found if isinstance(node, NamedNode)}


class Words:
    """Looks words up in what is kept beside a store."""

    def __init__(self, beside: Store) -> None:
        """Take the open store beside."""
        self._beside = beside

    @classmethod
    def beside(cls, database: Path | None) -> Words | None:
        """Open what stands beside a database; None where there is nothing, nothing that can be read, or no words."""
        folder = database.parent / BESIDE if database is not None else None
        if folder is None or not (folder / "CURRENT").is_file():
            return None
        try:
            beside = Store.read_only(str(folder))
        except (OSError, ValueError):
            return None
        return cls(beside) if _MADE in beside else None

    def medicines(self, word: str) -> list[NamedNode]:
        """Return the specialities one of whose names begins with a word, in the order of their IRIs."""
        return _sorted(self._under(_MEDICINE, word))

    def substances(self, words: Iterable[str]) -> list[NamedNode]:
        """Return the substances of measures one of whose names begins with one of the words, in order of IRI."""
        return _sorted(chain.from_iterable(self._under(_SUBSTANCE, word) for word in dict.fromkeys(words)))

    def near(self, words: tuple[str, ...]) -> set[NamedNode]:
        """Return all wordings that may come near one with these words, and few others.

        Two texts, of a and b words, whose ratio (twice the words in common to a + b) is 0.6 or more have 0.3 (a + b)
        words in common. So b is between 3/7 and 7/3 of a; and of the words of the one, as many as leave fewer out than
        must be common hold one that stands in the other: the rarest are looked up, for each b.
        """
        length = len(words)
        shortest, longest = ceil(length * 3 / 7 - _ROUND), floor(length * 7 / 3 + _ROUND)
        return {node for other in range(max(shortest, 1), longest + 1) for node in self._of_length(words, other)}

    def _of_length(self, words: tuple[str, ...], length: int) -> set[NamedNode]:
        """Return the wordings of so many words that may come near."""
        needed = len(words) - ceil(0.3 * (len(words) + length) - _ROUND) + 1
        rows = {word: self._under(_WORDING, _of_length(word, length)) for word in dict.fromkeys(words)}
        found: dict[str, list[NamedNode]] = {word: [] for word in rows}
        whole: set[str] = set()
        for most in _STEPS:
            for word in rows.keys() - whole:
                new = list(islice(rows[word], most))
                found[word] += new
                if most is None or len(new) < most:
                    whole.add(word)
            if sum(word in whole for word in words) >= needed:
                break
        return set(_of_rarest({word: found[word] for word in whole}, words, needed))

    def _under(self, kind: NamedNode, word: str) -> Iterator[NamedNode]:
        for quad in self._beside.quads_for_pattern(None, kind, Literal(word), WORDS):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject


def _sorted(nodes: Iterable[NamedNode]) -> list[NamedNode]:
    return sorted(set(nodes), key=lambda node: node.value)


def _of_rarest(found: dict[str, list[NamedNode]], words: tuple[str, ...], needed: int) -> Iterator[NamedNode]:
    """Yield what stands under the rarest words, as many of those of a text as are needed."""
    taken = 0
    for word in sorted(found, key=lambda word: (len(found[word]), word)):
        if taken >= needed:
            return
        taken += words.count(word)
        yield from found[word]


def _of_length(word: str, length: int) -> str:
    return f"{length} {word}"


def _first(name: str) -> str:
    return slug(name).partition("-")[0]


def _texts(node: NamedNode, predicate: NamedNode, store: Store) -> set[str]:
    found = store.quads_for_pattern(node, predicate, None, None)
    return {quad.object.value for quad in found if isinstance(quad.object, Literal)}


def _is_measure(node: object, store: Store) -> bool:
    return isinstance(node, NamedNode) and any(store.quads_for_pattern(node, _TYPE, _MEASURE, None))
