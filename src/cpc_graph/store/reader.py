"""The store as readers see it: read only, and one graph, the union of all named graphs."""

from __future__ import annotations

import re
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import pyoxigraph
from pyoxigraph import Quad, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Triple

from cpc_graph.errors import SurroundingsError, UsageError
from cpc_graph.names import BASE, PREFIXES
from cpc_graph.store.rows import Rows, rows_of

Answer = QuerySolutions | QueryBoolean | QueryTriples
POINTER = "CURRENT"
DATABASE = "db"


class Queryable(Protocol):
    """Anything that answers SPARQL over the union of its graphs: an embedded store or a remote endpoint."""

    def query(self, query: str, /) -> Answer:
        """Evaluate a query."""
        ...


class Asking:
    """The plain-value methods over `query`, for an embedded store and a remote endpoint alike."""

    def query(self, query: str, /) -> Answer:
        """Evaluate a query; what comes back is pyoxigraph's."""
        raise NotImplementedError

    def select(self, sparql: str) -> Rows:
        """Evaluate a SELECT. Raises UsageError for another form or a syntax error."""
        result = self.query(sparql)
        if not isinstance(result, QuerySolutions):
            raise _other_form("SELECT")
        return rows_of(result)

    def ask(self, sparql: str) -> bool:
        """Evaluate an ASK. Raises UsageError for another form or a syntax error."""
        result = self.query(sparql)
        if not isinstance(result, QueryBoolean):
            raise _other_form("ASK")
        return bool(result)

    def construct(self, sparql: str) -> list[Triple]:
        """Evaluate a CONSTRUCT or DESCRIBE. Raises UsageError for another form or a syntax error."""
        result = self.query(sparql)
        if not isinstance(result, QueryTriples):
            raise _other_form("CONSTRUCT")
        return list(result)


class Store(Asking):
    """A store on disk, opened read only, or the quads that are given, in memory.

    For trusted queries: they run in this process and nothing stops them. `store.worker` runs the others.
    """

    def __init__(self, path: Path | str | None = None, *, quads: list[Quad] | None = None) -> None:
        """Open the store at `path`; without one, an in-memory store of `quads`. Raises SurroundingsError."""
        self.folder: Path | None = database(Path(path)) if path is not None else None  # where it was opened
        self._store: pyoxigraph.Store | None = open_store(Path(path)) if path is not None else pyoxigraph.Store()
        if quads:
            self.raw.bulk_extend(quads)

    @property
    def raw(self) -> pyoxigraph.Store:
        """The pyoxigraph store. Raises SurroundingsError once closed."""
        if self._store is None:
            raise SurroundingsError(fr="le store est fermé", en="the store is closed")
        return self._store

    def query(self, query: str, /) -> Answer:
        """Evaluate a query over the union of the graphs. Raises UsageError.

        The usual prefixes are declared, and `<id/agency/ansm>` is an IRI of ours.
        """
        try:
            return self.raw.query(query, use_default_graph_as_union=True, prefixes=PREFIXES, base_iri=BASE)
        except SyntaxError as error:
            raise not_sparql(error) from None

    def close(self) -> None:
        """Let go of the store."""
        self._store = None

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Close the store."""
        self.close()

    def __len__(self) -> int:
        """Count the quads."""
        return len(self.raw)

    def dump(self, graph: pyoxigraph.NamedNode) -> bytes:
        """Return one named graph as N-Triples."""
        return self.raw.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""


def database(path: Path) -> Path:
    """Return the database folder of a store: its current generation, a generation, or a bare Oxigraph folder.

    Raises SurroundingsError when the path holds no store; nothing is ever created.
    """
    pointer = path / POINTER
    try:
        current = pointer.read_text(encoding="utf-8", errors="replace").strip() if path.is_dir() else ""
    except OSError:
        current = ""
    for folder in (path / current / DATABASE if current else None, path / DATABASE, path):
        if folder is not None and (folder / "IDENTITY").is_file() and (folder / "CURRENT").is_file():
            return folder
    raise _no_store(path)


def open_store(path: Path) -> pyoxigraph.Store:
    """Open a store read only. Raises SurroundingsError when it is not a store or cannot be opened."""
    folder = database(path)
    try:
        return pyoxigraph.Store.read_only(str(folder))
    except (OSError, ValueError) as error:
        raise SurroundingsError(
            fr=f"{path} : le store ne s'ouvre pas ({error}) ; « cpc-graph build --force » le reconstruit",
            en=f"{path}: the store does not open ({error}); 'cpc-graph build --force' rebuilds it",
        ) from None


def _no_store(path: Path) -> SurroundingsError:
    if not path.exists():
        return SurroundingsError(
            fr=f"{path} : il n'y a pas de store à cet endroit ; « cpc-graph build » en construit un",
            en=f"{path}: there is no store there; 'cpc-graph build' makes one",
        )
    return SurroundingsError(
        fr=f"{path} : ce n'est pas un store ; « cpc-graph build » en construit un",
        en=f"{path}: this is not a store; 'cpc-graph build' makes one",
    )


def not_sparql(error: SyntaxError) -> UsageError:
    """Turn the engine's syntax error ("error at 1:24: expected …") into one line with the place."""
    words = " ".join(str(error).split())
    found = re.search(r"error at (\d+):(\d+): (?:expected )?(.*)", words)
    if not found:
        return UsageError(fr=f"SPARQL non valide : {words[:200]}", en=f"invalid SPARQL: {words[:200]}")
    line, column, expected = found[1], found[2], found[3][:120]
    return UsageError(
        fr=f"ligne {line}, colonne {column} : ce n'est pas du SPARQL (line {line}, expected: {expected})",
        en=f"line {line}, column {column}: this is not SPARQL (expected: {expected})",
    )


def _other_form(wanted: str) -> UsageError:
    return UsageError(fr=f"une requête {wanted} est attendue", en=f"a {wanted} query is expected")
