"""What `add` does about acts that the graph may know: it waits for a person, and lets what was known step back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cpc_graph.cli.messages import Said, note
from cpc_graph.text.shown import shown as visible

if TYPE_CHECKING:
    from cpc_graph.link.arrived import Arrived
    from cpc_graph.link.candidate import Candidate
    from cpc_graph.link.dossiers import Dossiers
    from cpc_graph.store.reader import Store


def why_undecided(waiting: Sequence[Candidate], *, reviewed: bool) -> Said | None:
    """Say why a document waits: an act that it is, or cites, may be there already; None when it need not wait."""
    kinds = {one.kind for one in waiting}
    if "act" in kinds:
        return Said(
            "cet acte est peut-être déjà là : --accept act si c'est le même, --second si c'en est un autre",
            "this act may be there already: --accept act if it is the same, --second if it is another one",
        )
    if kinds and not reviewed:
        return Said(
            "un acte cité est peut-être déjà là : --accept cited si c'est lui ; sinon --reviewed",
            "an act that is cited may be there already: --accept cited if it is that one; otherwise --reviewed",
        )
    return None


def why_kept(path: str, store: Store) -> Said | None:
    """Say why no other text of an act may come: the one held is described with others, which quote it by its places."""
    from cpc_graph.link.look import Look
    from cpc_graph.names import BASE
    from cpc_graph.rdf.terms import iri

    graphs = Look(store.raw).graphs(iri(f"{path}/fr/txt"), "cpc:SourceDocument")
    if all(graph.value.startswith(f"{BASE}graph/{path}/") for graph in graphs):
        return None
    return Said(
        f"le texte de <{path}> est une source du corpus, que d'autres graphes citent passage par passage : il ne se "
        "remplace pas ; un autre acte du même jour et du même objet : --second",
        f"the text of <{path}> is a source of the corpus, which other graphs quote passage by passage: it is not "
        "replaced; another act of the same day and object: --second",
    )


def named_twice(arrived: Sequence[Arrived], store: Store) -> tuple[str, Said] | None:
    """Return the file, and why, in which an act seems to be one that another file or the graph names otherwise."""
    from cpc_graph.link.look import Look
    from cpc_graph.link.twins import twins

    for one in twins(arrived, Look(store.raw)):
        fr, en = one.like.ground.fr, one.like.ground.en
        return one.name, Said(
            f"<{one.path}> est peut-être l'acte <{one.other}> ({fr}) : donnez-lui le même IRI, ou --second si c'en est "
            "un autre",
            f"<{one.path}> may be the act <{one.other}> ({en}): give it the same IRI, or --second if it is another one",
        )
    return None


def stepped(arrived: Sequence[Arrived], dossiers: Dossiers, store: Store) -> list[Arrived]:
    """Let what the dossiers of measures tell of these acts step back before their texts, and say what changes."""
    from cpc_graph.link.look import Look

    found: list[Arrived] = []
    for one in arrived:
        after, lines = dossiers.before(one, Look(store.raw))
        for line in lines:
            name = visible(one.name)
            note(Said(f"{name} : {visible(line.fr)}", f"{name}: {visible(line.en)}"))
        found.append(after)
    return found
