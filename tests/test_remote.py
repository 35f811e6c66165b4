"""A real server from its wheel on loopback, and servers that do everything wrong."""

import gc
import http.server
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cpc_graph.cli.main import main
from cpc_graph.errors import SurroundingsError, UsageError
from cpc_graph.export.select import Selection, store_quads
from cpc_graph.export.write import write
from cpc_graph.store.reader import Store
from cpc_graph.store.remote import RemoteStore, ask_endpoint

DATA = (
    b"@prefix cpc: <https://w3id.org/cpc-graph/ontology#> . "
    b'<http://example.org/a> a cpc:Decision ; cpc:text "d\xc3\xa9cision"@fr ; cpc:duration "P3Y" .'
)


def oxigraph() -> str | None:
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.is_file() else shutil.which("oxigraph")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Run an Oxigraph server on loopback."""
    if oxigraph() is None:
        pytest.skip("the oxigraph server is not installed (pip install oxigraph)")
    address = f"http://127.0.0.1:{free_port()}"
    command = [oxigraph(), "serve", "--location", str(folder), "--bind", address.removeprefix("http://")]
    server = subprocess.Popen([*command, "--union-default-graph"], stderr=subprocess.DEVNULL)
    try:
        yield address
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory) -> Iterator[str]:
    """A server with three triples."""
    with served(tmp_path_factory.mktemp("server")) as address:
        load(address)
        yield address + "/query"


def load(
    address: str, data: bytes = DATA, kind: str = "text/turtle", graph: str = "?graph=http://example.org/g"
) -> None:
    """Put data on the server, waiting for it to be ready."""
    request = urllib.request.Request(f"{address}/store{graph}", data=data, headers={"Content-Type": kind}, method="PUT")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(100):
        try:
            opener.open(request, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")


def test_a_real_server_answers_every_form(endpoint):
    remote = RemoteStore(endpoint)
    rows = remote.select("SELECT ?o { ?s <https://w3id.org/cpc-graph/ontology#text> ?o }")
    assert [(row["o"].value, row["o"].language) for row in rows] == [("décision", "fr")]
    assert remote.ask("ASK { ?s ?p 'P3Y' }")
    assert not remote.ask("ASK { ?s ?p 'P4Y' }")
    assert len(remote.construct("CONSTRUCT WHERE { ?s ?p ?o }")) == 3
    assert remote.construct("CONSTRUCT WHERE { ?s ?p 99 }") == []
    with pytest.raises(UsageError, match="est attendue"):
        remote.query("CONSTRUCT WHERE { ?s ?p ?o }")


def test_the_command_line_asks_the_server(endpoint, capsys):
    assert main(["query", "--endpoint", endpoint, "-e", "SELECT ?d { ?d a cpc:Decision }", "--format", "csv"]) == 0
    assert capsys.readouterr().out.split() == ["d", "http://example.org/a"]
    assert main(["--store", endpoint, "query", "-e", "ASK { ?s ?p 'nothing' }"]) == 1


def test_a_question_has_the_same_answer_from_a_server(tmp_path, capsys):
    assert main(["--workspace", str(tmp_path), "build"]) == 0
    with Store(tmp_path / "store") as store:
        everything = write(store_quads(store, Selection(evidence=True, ontology=True)), "nq")
    with served(tmp_path / "server") as address:
        load(address, everything, "application/n-quads", "")
        for row in ("CQ04", "CQ34", "CQ35"):
            capsys.readouterr()
            status = main(["--workspace", str(tmp_path), "ask", row, "--format", "json"])
            here = json.loads(capsys.readouterr().out)
            assert main(["--store", address + "/query", "ask", row, "--format", "json"]) == status
            assert json.loads(capsys.readouterr().out) == here


def test_a_refused_query_is_bad_usage(endpoint, capsys):
    assert main(["query", "--endpoint", endpoint, "-e", "SELECT * { ?s ?p }"]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "refuse la requête" in error


def test_an_update_is_not_sent(endpoint):
    with pytest.raises(UsageError, match="ne modifie pas"):
        ask_endpoint(endpoint, "INSERT DATA { <http://a> <http://b> 1 }")
    assert RemoteStore(endpoint).select("SELECT * { ?s ?p ?o }").values.__len__() == 3


def test_no_server_is_status_3(capsys):
    assert main(["query", "--endpoint", f"http://127.0.0.1:{free_port()}/sparql", "-e", "ASK {}"]) == 3
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "injoignable" in error


def test_a_wrong_path_is_status_3(endpoint, capsys):
    assert main(["--lang", "en", "query", "--endpoint", endpoint + "/nope", "-e", "ASK {}"]) == 3
    assert "HTTP error 404" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("address", "mention"),
    [
        ("http://example.org/sparql", "https est exigé"),
        ("https://user:secret@example.org/", "identifiants"),
        ("ftp://example.org/", "point d'accès"),
        ("file:///etc/passwd", "point d'accès"),
        ("http://[::1", "point d'accès"),
        ("https://", "point d'accès"),
        ("http://127.0.0.1:99999/", "point d'accès"),
        ("localhost/sparql", "point d'accès"),
    ],
)
def test_an_address_that_is_not_allowed_is_bad_usage(address, mention, capsys):
    assert main(["query", "--endpoint", address, "-e", "ASK {}"]) == 2
    error = capsys.readouterr().err
    assert mention in error
    assert "secret" not in error


class Wrong(http.server.BaseHTTPRequestHandler):
    """A server that misbehaves as its path says; it notes what it was asked and told."""

    seen: list[tuple[str, str | None]] = []  # noqa: RUF012

    def do_POST(self) -> None:
        """Misbehave."""
        self.seen.append((self.path, self.headers.get("Authorization")))
        self.rfile.read(int(self.headers["Content-Length"]))
        getattr(self, "do_" + self.path.strip("/"))()

    def say(self, body: bytes, kind: str = "application/sparql-results+json", length: int | None = None) -> None:
        """Send a body."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def do_redirect(self) -> None:
        """Send the client elsewhere."""
        self.send_response(302)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def do_html(self) -> None:
        """Answer as a web page does."""
        self.say(b"<html>hello</html>", "text/html")

    def do_cut(self) -> None:
        """Promise more than is sent."""
        self.say(b'{"head":{"vars":["s"]},"results":{"bindings":[', length=1000)

    def do_error_inside(self) -> None:
        """Break off with an error text inside the result, with status 200."""
        self.say(b'{"head":{"vars":["s"]},"results":{"bindings":[error: timeout')

    def do_deep(self) -> None:
        """Nest."""
        self.say(b'{"head":' + b"[" * 100_000)

    def do_big(self) -> None:
        """Never end."""
        self.say(b" " * 3 * 2**20)

    def do_slow(self) -> None:
        """Say nothing for a while."""
        time.sleep(1.5)

    def do_drip(self) -> None:
        """Send a byte now and then."""
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        for _ in range(15):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.1)

    def do_down(self) -> None:
        """Fail with a page full of escapes."""
        self.send_response(503)
        self.end_headers()
        self.wfile.write(b"down\x1b[31m\nfor\ttoday")

    def do_doctype(self) -> None:
        """Answer a CONSTRUCT with entities."""
        self.say(b'<!DOCTYPE r [<!ENTITY a "a">]><r/>', "application/rdf+xml")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(autouse=True)
def _collect_here() -> Iterator[None]:
    """Collect garbage in this thread only: pyoxigraph's results may not be dropped in a server's thread."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(scope="module")
def wrong() -> Iterator[str]:
    """The address of the server that misbehaves."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Wrong)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "mention"),
    [
        ("redirect", "erreur HTTP 302"),
        ("html", "n'a pas répondu en SPARQL"),
        ("cut", "réponse incomplète|injoignable"),
        ("error_inside", "réponse incomplète"),
        ("deep", "réponse incomplète"),
        ("big", "réponse de plus de 1 Mio"),
        ("slow", r"pas de réponse en 0\.5 s"),
        ("drip", r"pas de réponse en 0\.5 s"),
        ("down", "erreur HTTP 503 down.31m for today"),
    ],
)
def test_a_server_that_misbehaves_is_one_line(wrong, path, mention):
    started = time.perf_counter()
    with pytest.raises(SurroundingsError, match=mention) as failure:
        ask_endpoint(f"{wrong}/{path}", "SELECT * { ?s ?p ?o }", timeout=0.5, max_bytes=2**20)
    assert failure.value.fr.isprintable()
    assert time.perf_counter() - started < 2
    assert ("/elsewhere", None) not in Wrong.seen


def test_an_answer_is_read_through_the_gate(wrong):
    with pytest.raises(SurroundingsError, match="réponse incomplète ou mal formée"):
        ask_endpoint(f"{wrong}/doctype", "CONSTRUCT WHERE { ?s ?p ?o }")


def test_credentials_come_from_the_environment(wrong, monkeypatch):
    monkeypatch.setitem(os.environ, "CPC_GRAPH_ENDPOINT_USER", "u")
    monkeypatch.setitem(os.environ, "CPC_GRAPH_ENDPOINT_PASSWORD", "p")
    with pytest.raises(SurroundingsError):
        ask_endpoint(f"{wrong}/html", "ASK {}")
    assert Wrong.seen[-1] == ("/html", "Basic dTpw")
