"""What `ingest` and `add` share: read each file, say what was found and what not, let a person take links."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cpc_graph.cli.messages import Said, note
from cpc_graph.errors import UsageError
from cpc_graph.text.shown import shown as visible

if TYPE_CHECKING:
    from cpc_graph.extract.pdf_process import Progress
    from cpc_graph.link.candidate import Candidate, Kind, Proposals
    from cpc_graph.link.decide import Choice
    from cpc_graph.link.incoming import Incoming
    from cpc_graph.text.links import Bilingual
    from cpc_graph.text.values import Quote

ALL, NOTHING, ASK = "all", "none", "ask"
AUTHOR = "CPC_GRAPH_AUTHOR"
_LONG = 20  # pages: a bar for fewer would only flash
_MOST_QUOTED = 160
_POSSIBLE = Said("possible", "possible")
_KINDS = {
    "act": Said("l'acte lui-même", "the act itself"),
    "cited": Said("acte cité", "cited act"),
    "measure": Said("mesure", "measure"),
    "indication": Said("indication", "indication"),
    "predecessor": Said("acte précédent", "earlier act"),
}


def said(pair: Bilingual) -> Said:
    """Turn a pair of sentences of the core into one of ours."""
    return Said(pair.fr, pair.en)


@contextmanager
def progress(path: Path) -> Iterator[Progress]:
    """Show a bar on a terminal while the pages of a long PDF are read."""
    bars: list[Any] = []

    def show(page: int, pages: int) -> None:
        if pages < _LONG or not sys.stderr.isatty():
            return
        if not bars:
            bars.append(click.progressbar(length=pages, label=visible(path.name)[:40], file=sys.stderr))
        bars[0].update(page - bars[0].pos)

    try:
        yield show
    finally:
        for bar in bars:
            bar.render_finish()


def tell(incoming: Incoming) -> tuple[str, ...]:
    """Say on standard error how the text was got, what is odd, how much is covered; return the codes for review."""
    from cpc_graph.link.quoted import coverage
    from cpc_graph.text.finding_words import in_both

    name = visible(incoming.name)
    for notice in incoming.extracted.notices:
        _line(name, notice.code, Said(notice.fr, notice.en))
    told = {notice.code for notice in incoming.extracted.notices}
    for warning in incoming.facts.warnings:
        if warning.code not in told:
            _line(name, warning.code, said(in_both(warning)), warning.quotes)
    share = coverage(incoming.extracted.text, incoming.facts)
    facts, aside = _percent(share.facts), _percent(share.unmodelled)
    note(
        Said(
            f"{name} : {facts} du texte couvert par les faits et les parties, {aside} non modélisé",
            f"{name}: {facts} of the text covered by facts and parts, {aside} unmodelled",
        )
    )
    codes = incoming.review
    if codes:
        listed = ", ".join(codes)
        note(Said(f"{name} : gardé pour relecture ({listed})", f"{name}: kept for review ({listed})"))
    return codes


def _line(name: str, code: str, text: Said, quotes: Sequence[Quote] = ()) -> None:
    said = [visible(quote.exact)[:_MOST_QUOTED] for quote in quotes[:3]]
    fr, en = " / ".join(f"« {one} »" for one in said), " / ".join(f"“{one}”" for one in said)
    after = Said(f" : {fr}", f": {en}") if said else Said("", "")
    note(Said(f"{name} : [{code}] {visible(text.fr)}{after.fr}", f"{name}: [{code}] {visible(text.en)}{after.en}"))


def _percent(share: float) -> str:
    return Said(f"{share * 100:.0f} %", f"{share * 100:.0f}%").here()


def kinds_of(accept: Sequence[str]) -> tuple[Kind, ...]:
    """Read the values of `--accept`. Raises UsageError for a kind that does not exist."""
    from cpc_graph.link.candidate import KINDS

    wanted = [word.strip() for value in accept for word in value.split(",") if word.strip()]
    if ALL in wanted:
        return KINDS
    for word in wanted:
        if word not in (*KINDS, NOTHING, ASK):
            listed = ", ".join((ALL, NOTHING, ASK, *KINDS))
            raise UsageError(
                fr=f"--accept {word} : ce rapprochement n'existe pas ; possibles : {listed}",
                en=f"--accept {word}: there is no such link; possible: {listed}",
            )
    return tuple(kind for kind in KINDS if kind in wanted)


def asks(accept: Sequence[str]) -> bool:
    """Tell whether links are to be asked for one by one. Raises UsageError where nobody can answer."""
    if ASK not in [word.strip() for value in accept for word in value.split(",")]:
        return False
    if not can_answer():
        raise UsageError(
            fr="--accept ask : il faut un terminal pour répondre", en="--accept ask: a terminal is needed to answer"
        )
    return True


def can_answer() -> bool:
    """Tell whether a person can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def take_links(
    incoming: Incoming, proposals: Proposals, accept: Sequence[str], author: str, *, ask: bool, second: bool = False
) -> Choice:
    """Take the links that were accepted, ask for the others, and say which stay open."""
    from cpc_graph.link.decide import Choice, choose, undecided, with_measure

    name = visible(incoming.name)
    for one in proposals.recognised:
        if not (second and one.kind == "act"):
            _say(name, about(one), Said("reconnu", "recognised"))
    kinds = kinds_of(accept)
    taken = choose(proposals, kinds, named=() if ALL in ",".join(accept).split(",") else kinds)
    if ask:
        taken += tuple(_asked(name, proposals, {(one.kind, one.place) for one in taken}))
    choice = with_measure(proposals, Choice(author, taken, is_second=second))
    for one in choice.taken:
        _say(name, about(one), Said(f"accepté par {author}", f"accepted by {author}"))
    _tell_second(name, incoming, proposals, choice)
    waits = undecided(proposals, choice)
    for one in open_links(proposals, choice):
        state = Said("ATTENTION, peut-être déjà là", "CAUTION, perhaps there already") if one in waits else _POSSIBLE
        _say(name, about(one), Said(f"{state.fr} (--accept {one.kind})", f"{state.en} (--accept {one.kind})"))
    return choice


def _tell_second(name: str, incoming: Incoming, proposals: Proposals, choice: Choice) -> None:
    """Say that the act is one more of its day and object, and how it is named."""
    from cpc_graph.link.decide import own_path

    path = own_path(incoming.facts, proposals, choice)
    if path and path not in [one.target for one in (*proposals.recognised, *choice.taken)]:
        others = ", ".join(f"<{one.path}>" for one in proposals.beside)
        fr = f"autre acte du même jour et du même objet que {others} : <{path}>"
        en = f"another act of the same day and object as {others}: <{path}>"
        note(Said(f"{name} : {visible(fr)}", f"{name}: {visible(en)}"))


def open_links(proposals: Proposals, choice: Choice) -> list[Candidate]:
    """Return the candidates for the places where nothing was taken, in the order of the places."""
    done = {(one.kind, one.place) for one in choice.taken}
    return [one for place in proposals.places() if place not in done for one in proposals.of(*place)]


def _asked(name: str, proposals: Proposals, done: set[tuple[Kind, int]]) -> Iterator[Candidate]:
    for kind, place in proposals.places():
        if (kind, place) in done:
            continue
        found = proposals.of(kind, place)
        for number, one in enumerate(found, 1):
            _say(name, about(one), Said(f"n° {number}", f"no. {number}"))
        question = Said("Lequel ? (Entrée : aucun)", "Which one? (Enter: none)").here()
        numbers = click.Choice(["", *(str(number) for number in range(1, len(found) + 1))])
        answer = click.prompt(question, default="", show_default=False, show_choices=False, type=numbers, err=True)
        if answer:
            yield found[int(answer) - 1]


def about(one: Candidate) -> Said:
    """Write a candidate: what it would link, to what, on what ground."""
    place = f" {one.place}" if one.place else ""
    kind, label, ground = _KINDS[one.kind], one.label, one.ground
    return Said(
        f"{kind.fr}{place} : {label.fr} <{one.target}> ; {ground.fr}",
        f"{kind.en}{place}: {label.en} <{one.target}>; {ground.en}",
    )


def _say(name: str, text: Said, state: Said) -> None:
    note(Said(f"{name} : {state.fr}, {visible(text.fr)}", f"{name}: {state.en}, {visible(text.en)}"))


def author_of(option: str | None) -> str:
    """Return who takes links: the option, the environment, the user's name."""
    import getpass
    import os

    named = option or os.environ.get(AUTHOR)
    if named:
        return " ".join(named.split())
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return Said("une personne", "a person").here()
