"""A process that is killed in the middle of a commit leaves all of it or nothing, and the ledger whole."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from arrivals import PDF, TEXT, snapshot
from cpc_graph.errors import SurroundingsError
from cpc_graph.store import accept
from cpc_graph.store.accept import JOURNAL, PENDING, Accepted, accepting, commit, recover
from cpc_graph.store.ledger import LEDGER, Head, append, head, problems, read_ledger
from cpc_graph.workspace import Workspace

# Commits two files, and kills itself at the n-th of the steps that reach the disk.
DIES = """
import os, pathlib, signal, sys
sys.path.insert(0, sys.argv[3])
from test_add_crash import accepted
from cpc_graph.store import accept, ledger
left = int(sys.argv[2])
def dying(step):
    def run(*words, **named):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return step(*words, **named)
    return run
for where, name in ((os, "fsync"), (pathlib.Path, "replace"), (pathlib.Path, "mkdir"), (accept.shutil, "rmtree"),
                    (accept, "append"), (accept, "sync_folder")):
    setattr(where, name, dying(getattr(where, name)))
accept.commit(pathlib.Path(sys.argv[1]), [accepted("b"), accepted("c")], by="x", version="y")
print(left)
"""


def accepted(name: str, content: bytes = b"facts") -> Accepted:
    content = content + name.encode()
    digest = hashlib.sha256(content).hexdigest()
    return Accepted(name, f"graph/{name}.trig", content, digest, digest, None, ((f"{name}.txt", b"text"),))


def before(data: Path) -> dict[str, str]:
    commit(data, [accepted("a")], by="x", version="y")
    return snapshot(data)


def steps(tmp_path: Path) -> int:
    """Count the steps of a commit that nothing disturbs."""
    before(tmp_path / "count")
    done = run(tmp_path / "count", 10_000)
    assert done.returncode == 0, done.stderr
    return 10_000 - int(done.stdout)


def run(data: Path, at: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", DIES, str(data), str(at), str(Path(__file__).parent)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_killed_at_every_step_of_a_commit(tmp_path):
    after = {"graph/a.trig", "graph/b.trig", "graph/c.trig", "sources/a.txt", "sources/b.txt", "sources/c.txt", LEDGER}
    outcomes = []
    for at in range(1, steps(tmp_path) + 1):
        data = tmp_path / str(at)
        old = before(data)
        assert run(data, at).returncode == -signal.SIGKILL
        recover(data)
        now = snapshot(data)
        assert now == old or set(now) == after, at
        assert problems(data) == []
        assert [entry.sequence for entry in read_ledger(data)] == list(range(1, 2 if now == old else 4))
        assert not (data / PENDING).exists()
        outcomes.append(now == old)
    assert outcomes == sorted(outcomes, reverse=True)  # nothing up to a point, all of it from there on
    assert len(set(outcomes)) == 2


def test_killed_while_it_finishes_what_was_killed(tmp_path):
    data = tmp_path / "data"
    before(data)
    for at in (18, 3, 1, 2):
        run(data, at)
        recover(data)
        assert problems(data) == []
        read_ledger(data)


def test_the_command_killed_at_any_time_then_run_again(tmp_path):
    root, temporary = tmp_path / "ws", tmp_path / "tmp"
    root.mkdir()
    temporary.mkdir()
    command = [sys.executable, "-m", "cpc_graph", "--workspace", str(root), "add", str(TEXT), str(PDF)]
    environment = os.environ | {"TMPDIR": str(temporary)}
    for seconds in (0.3, 0.8, 1.2, 1.6, 2.0):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        time.sleep(seconds)
        child.kill()
        child.wait()
        recover(root / "data")
        assert len(read_ledger(root / "data")) in (0, 2)
        assert problems(root / "data") == []
    assert subprocess.run(command, capture_output=True, check=False, timeout=120).returncode == 0
    assert len(read_ledger(root / "data")) == 2
    assert len(list((root / "data" / "graph").glob("*.trig"))) == 2
    assert list(temporary.iterdir()) == []
    assert not (root / "store" / "adding").exists()


def test_a_torn_line_is_taken_away_and_written_again(tmp_path):
    data = tmp_path / "data"
    before(data)
    whole = (data / LEDGER).read_bytes()
    (data / LEDGER).write_bytes(whole + b'{"sequence": 2, "half')
    assert head(data) == Head(1, hashlib.sha256(whole).hexdigest())
    commit(data, [accepted("b")], by="x", version="y")
    assert [entry.id for entry in read_ledger(data)] == ["a", "b"]
    append(data, read_ledger(data))  # again: nothing
    assert len(read_ledger(data)) == 2


def test_a_line_taken_out_put_in_or_changed_is_seen(tmp_path):
    data = tmp_path / "data"
    commit(data, [accepted("a"), accepted("b"), accepted("c")], by="x", version="y")
    one, two, three = (data / LEDGER).read_bytes().splitlines(keepends=True)
    for lines in ([one, three], [two, three], [one, one, two, three], [one, two.replace(b'"x"', b'"z"'), three]):
        (data / LEDGER).write_bytes(b"".join(lines))
        with pytest.raises(SurroundingsError, match=r"ledger\.jsonl, ligne \d"):
            read_ledger(data)


def test_a_file_that_changed_or_went_is_seen(tmp_path):
    data = tmp_path / "data"
    commit(data, [accepted("a"), accepted("b")], by="x", version="y")
    (data / "graph" / "a.trig").write_bytes(b"changed")
    (data / "graph" / "b.trig").unlink()
    assert problems(data) == ["graph/a.trig", "graph/b.trig"]


def test_a_long_ledger_is_read_from_its_end(tmp_path):
    data = tmp_path / "data"
    commit(data, [accepted(f"{number:04d}") for number in range(400)], by="x" * 400, version="y")
    assert (data / LEDGER).stat().st_size > 1 << 17
    assert head(data).sequence == len(read_ledger(data)) == 400


def test_nothing_changes_when_the_disk_refuses_before_the_journal(tmp_path, monkeypatch):
    data = tmp_path / "data"
    old = before(data)

    def full(path, content):
        if path.name == JOURNAL:
            raise OSError(28, "No space left on device")
        path.write_bytes(content)

    monkeypatch.setattr(accept, "write_atomically", full)
    with pytest.raises(SurroundingsError, match="rien n'a été ajouté"):
        commit(data, [accepted("b")], by="x", version="y")
    assert snapshot(data) == old
    with pytest.raises(SurroundingsError):
        commit(tmp_path / "new", [accepted("b")], by="x", version="y")
    assert not (tmp_path / "new").exists()


def test_what_the_disk_refuses_after_the_journal_is_finished_by_the_next(tmp_path, monkeypatch):
    data = tmp_path / "data"
    before(data)
    with monkeypatch.context() as patch:
        patch.setattr(accept, "append", lambda *words: (_ for _ in ()).throw(OSError(5, "I/O error")))
        with pytest.raises(SurroundingsError, match="accepté"):
            commit(data, [accepted("b")], by="x", version="y")
    with accepting(Workspace(tmp_path, data, tmp_path / "store")):
        assert [entry.id for entry in read_ledger(data)] == ["a", "b"]
    assert problems(data) == []


def test_ctrl_c_in_the_middle_waits_for_the_end_of_the_step(tmp_path, monkeypatch):
    data, real = tmp_path / "data", accept.write_atomically

    def interrupted(path, content):
        os.kill(os.getpid(), signal.SIGINT)
        real(path, content)

    monkeypatch.setattr(accept, "write_atomically", interrupted)
    with pytest.raises(KeyboardInterrupt):
        commit(data, [accepted("b")], by="x", version="y")
    assert [entry.id for entry in read_ledger(data)] == ["b"]
    assert problems(data) == []


def test_one_process_accepts_at_a_time(tmp_path, monkeypatch):
    monkeypatch.setattr(accept, "_WAIT", 0.1)
    place = Workspace(tmp_path, None, tmp_path / "store")
    with accepting(place), pytest.raises(SurroundingsError, match="un autre processus"), accepting(place):
        pass
