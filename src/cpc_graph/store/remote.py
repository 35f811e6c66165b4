"""Ask a SPARQL endpoint that the user named, through SPARQLWrapper, and trust nothing that it sends.

Credentials come from CPC_GRAPH_ENDPOINT_USER and CPC_GRAPH_ENDPOINT_PASSWORD, never from the address.
"""

from __future__ import annotations

import ipaddress
import os
import time
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPException, HTTPResponse
from typing import IO, Any

from pyoxigraph import QueryResultsFormat, Triple, parse_query_results
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

from cpc_graph.errors import InputError, SurroundingsError, UsageError
from cpc_graph.rdf.gate import parse_any
from cpc_graph.rdf.intake import decode
from cpc_graph.rdf.precheck import check_json_depth
from cpc_graph.store.guard import check_query, query_form
from cpc_graph.store.reader import Answer, Asking
from cpc_graph.store.result import TRIPLES, FullError, Result, bounded
from cpc_graph.store.worker import MAX_BYTES, TIMEOUT

_RESULTS = ("application/sparql-results+json", "application/json")
_GRAPHS = {"text/turtle": ".ttl", "application/n-triples": ".nt", "application/rdf+xml": ".rdf"}


class RemoteStore(Asking):
    """An endpoint seen as a store: the same methods as `Store`."""

    def __init__(self, endpoint: str, *, timeout: float = TIMEOUT, max_bytes: int = MAX_BYTES) -> None:
        """Name the endpoint; nothing is sent yet. Raises UsageError for an address that is not allowed."""
        check_endpoint(endpoint)
        self.endpoint, self._timeout, self._max_bytes = endpoint, timeout, max_bytes

    def result(self, sparql: str) -> Result:
        """Send a query. Raises UsageError when it is refused, SurroundingsError when the endpoint fails."""
        return ask_endpoint(self.endpoint, sparql, timeout=self._timeout, max_bytes=self._max_bytes)

    def query(self, query: str, /) -> Answer:
        """Send a SELECT or ASK; what comes back is pyoxigraph's."""
        result = self.result(query)
        if result.kind == TRIPLES:
            raise UsageError(fr="une requête SELECT ou ASK est attendue", en="a SELECT or ASK query is expected")
        return result.answer()

    def construct(self, sparql: str) -> list[Triple]:
        """Send a CONSTRUCT or DESCRIBE."""
        return self.result(sparql).triples()


def check_endpoint(endpoint: str) -> None:
    """Raise UsageError unless the address is https, or http to this machine, and carries no password."""
    try:
        parts = urllib.parse.urlsplit(endpoint)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        parts, host = urllib.parse.urlsplit(""), ""
    if parts.scheme not in ("http", "https") or not host:
        shown = endpoint[:80]
        raise UsageError(
            fr=f"« {shown} » n'est pas l'adresse d'un point d'accès SPARQL (https://…)",
            en=f"'{shown}' is not the address of a SPARQL endpoint (https://…)",
        )
    if parts.username is not None:
        raise UsageError(
            fr="pas d'identifiants dans l'adresse : CPC_GRAPH_ENDPOINT_USER et CPC_GRAPH_ENDPOINT_PASSWORD",
            en="no credentials in the address: use CPC_GRAPH_ENDPOINT_USER and CPC_GRAPH_ENDPOINT_PASSWORD",
        )
    if parts.scheme == "http" and not _loopback(host):
        raise UsageError(
            fr=f"{host} : https est exigé, sauf vers cette machine",
            en=f"{host}: https is required, except to this machine",
        )


def ask_endpoint(endpoint: str, sparql: str, *, timeout: float = TIMEOUT, max_bytes: int = MAX_BYTES) -> Result:
    """Send one query by POST and read the whole answer within `timeout` seconds and `max_bytes`.

    Raises UsageError for a refused query or address, SurroundingsError for all that an endpoint can do wrong.
    """
    check_endpoint(endpoint)
    check_query(sparql)
    form, deadline = query_form(sparql), time.monotonic() + timeout
    try:
        with _client(endpoint, sparql, form, timeout).query().response as response:
            kind = response.headers.get_content_type()
            body = _body(response, max_bytes, deadline)
    except urllib.error.HTTPError as error:
        raise _refused(endpoint, error) from None
    except (OSError, HTTPException) as error:
        if isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError):
            raise _failed(endpoint, f"pas de réponse en {timeout:g} s", f"no answer within {timeout:g} s") from None
        reason = _words(str(getattr(error, "reason", error)))
        raise _failed(endpoint, f"injoignable ({reason})", f"cannot be reached ({reason})") from None
    return _checked(endpoint, form, kind, body, max_bytes)


class _Client(SPARQLWrapper):
    """SPARQLWrapper without its guesses: no redirect, no proxy to this machine, the form of the query as we read it."""

    opener: urllib.request.OpenerDirector
    seconds: float

    def _query(self) -> tuple[Any, str]:
        return self.opener.open(self._createRequest(), timeout=self.seconds), self.returnFormat


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow nothing: the user named one address."""


def _client(endpoint: str, sparql: str, form: str, timeout: float) -> _Client:
    client = _Client(endpoint)
    client.setMethod(POST)
    client.setReturnFormat(JSON if form in ("SELECT", "ASK") else TURTLE)
    client.queryString, client.queryType, client.seconds = sparql, form, timeout
    handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
    if _loopback(urllib.parse.urlsplit(endpoint).hostname or ""):
        handlers.append(urllib.request.ProxyHandler({}))
    client.opener = urllib.request.build_opener(*handlers)
    user, password = (os.environ.get(f"CPC_GRAPH_ENDPOINT_{name}") for name in ("USER", "PASSWORD"))
    if user and password:
        client.setCredentials(user, password)
    return client


def _body(response: HTTPResponse, max_bytes: int, deadline: float) -> bytes:
    parts, size = list[bytes](), 0
    while part := response.read1(65_536):
        size += len(part)
        if size > max_bytes:
            limit = f"{max_bytes / 2**20:g}"
            raise SurroundingsError(fr=f"réponse de plus de {limit} Mio", en=f"an answer of more than {limit} MiB")
        if time.monotonic() > deadline:
            raise TimeoutError
        parts.append(part)
    return b"".join(parts)


def _checked(endpoint: str, form: str, kind: str, body: bytes, max_bytes: int) -> Result:
    """Read the whole answer, so that a cut or broken one is never taken for an answer."""
    try:
        if form in ("SELECT", "ASK") and kind in _RESULTS:
            check_json_depth(decode(body, endpoint), endpoint)
            return bounded(parse_query_results(body, QueryResultsFormat.JSON), max_bytes)
        if form in ("CONSTRUCT", "DESCRIBE") and kind in _GRAPHS:
            quads = parse_any(body, endpoint, suffix=_GRAPHS[kind])
            return Result(TRIPLES, "".join(f"{quad.triple} .\n" for quad in quads).encode())
    except (InputError, SyntaxError, ValueError, FullError):
        raise _failed(endpoint, "réponse incomplète ou mal formée", "an incomplete or malformed answer") from None
    shown = _words(kind)
    raise _failed(endpoint, f"n'a pas répondu en SPARQL ({shown})", f"did not answer in SPARQL ({shown})")


def _refused(endpoint: str, error: urllib.error.HTTPError) -> UsageError | SurroundingsError:
    with error:
        said = _words(_start(error).decode("utf-8", "replace"))
    if error.code == 400:
        return UsageError(fr=f"{endpoint} refuse la requête : {said}", en=f"{endpoint} refuses the query: {said}")
    return _failed(endpoint, f"erreur HTTP {error.code} {said}", f"HTTP error {error.code} {said}")


def _start(stream: IO[bytes]) -> bytes:
    try:
        return stream.read(1000)
    except (OSError, HTTPException):
        return b""


def _words(text: str) -> str:
    """Fold what an endpoint says to one short printable line."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())[:200]


def _failed(endpoint: str, fr: str, en: str) -> SurroundingsError:
    return SurroundingsError(fr=f"{endpoint} : {fr}", en=f"{endpoint}: {en}")


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
