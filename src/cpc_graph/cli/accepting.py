"""What `add` would write, file by file, against what is there: already there, new, or in the place of another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from cpc_graph.cli.arrival import said
from cpc_graph.cli.messages import Said
from cpc_graph.cli.output import emit
from cpc_graph.cli.refusing import refuse, say
from cpc_graph.text.shown import shown as visible

if TYPE_CHECKING:
    from cpc_graph.link.arrived import Arrived
    from cpc_graph.link.placing import Placed
    from cpc_graph.store.accept import Accepted
    from cpc_graph.workspace import Workspace


def is_there(arrived: Arrived, place: Workspace) -> bool:
    """Tell whether every graph of a file is already there, byte for byte, and say so."""
    from cpc_graph.link.arrived import content_of

    if not all(_present(placed.file, place) == content_of(placed) for placed in arrived.placed):
        return False
    say(arrived.name, Said("déjà ajouté", "already added"))
    return True


def accepted(arrived: Arrived, place: Workspace, *, replaces: bool) -> list[Accepted]:
    """Sum up what a file adds. Raises Refused where it would take the place of what is there."""
    from hashlib import sha256

    from cpc_graph.link.arrived import content_of
    from cpc_graph.store.accept import Accepted
    from cpc_graph.store.ledger import canonical_hash

    found: list[Accepted] = []
    for placed in arrived.placed:
        content, before = content_of(placed), _present(placed.file, place)
        if before is not None and not replaces:
            _refuse_place(arrived.name, placed.file)
        _sum_up(placed)
        found.append(
            Accepted(
                id=placed.iri,
                file=placed.file,
                content=content,
                sha256=sha256(content).hexdigest(),
                rdfc10=canonical_hash(placed.quads),
                source=arrived.source,
                sources=() if found else arrived.sources,
                replaces=sha256(before).hexdigest() if before is not None else None,
                beside=() if found else arrived.kept,
            )
        )
    return found


def _sum_up(placed: Placed) -> None:
    from cpc_graph.link.summary import summary

    first, *rest = (visible(said(line).here()) for line in summary(placed))
    emit("\n  ".join([first, *rest]))


def _refuse_place(name: str, file: str) -> NoReturn:
    refuse(
        name,
        Said(
            f"data/{file} est déjà là et dit autre chose ; le même acte : --replace le remplace ; un autre acte du "
            "même jour et du même objet : --second",
            f"data/{file} is there already and says something else; the same act: --replace takes its place; another "
            "act of the same day and object: --second",
        ),
    )


def _present(file: str, place: Workspace) -> bytes | None:
    """Return the bytes of a canonical file as the workspace, else the shipped corpus, has it."""
    from cpc_graph.resources import data_dir

    for data in (place.data, data_dir()):
        if data is not None and (data / file).is_file():
            return (data / file).read_bytes()
    return None


def refuse_twice(arrived: Sequence[Arrived]) -> None:
    """Refuse two files that describe one act, before they are judged as one. Raises Refused."""
    seen: set[str] = set()
    for one in arrived:
        for file in {placed.file for placed in one.placed}:
            if file in seen:
                refuse(one.name, Said("décrit par deux des fichiers donnés", "described by two of the files given"))
            seen.add(file)
