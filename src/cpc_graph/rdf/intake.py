"""Bytes from outside: a regular file or standard input, no larger than a limit, in UTF-8.

Everything that a user hands over (RDF, shapes, queries) comes through here before any parser sees it.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

from cpc_graph.errors import InputError

STDIN = "-"
_BINARY: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"%PDF", "PDF"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)


def shown(path: Path | str) -> str:
    """Return a file's name as it may be printed: `-` is standard input, control characters are escaped."""
    if str(path) == STDIN:
        return "(stdin)"
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in str(path))


def at(name: str, fr: str, en: str, *, line: int | None = None, column: int | None = None) -> InputError:
    """Make the one-line error of a place in a file; lines and columns count from 1."""
    if line is None:
        return InputError(fr=f"{name} : {fr}", en=f"{name}: {en}")
    if column is None:
        return InputError(fr=f"{name}, ligne {line} : {fr}", en=f"{name}, line {line}: {en}")
    return InputError(
        fr=f"{name}, ligne {line}, colonne {column} : {fr}", en=f"{name}, line {line}, column {column}: {en}"
    )


def read_bytes(path: Path | str, max_bytes: int) -> bytes:
    """Read a regular file, or standard input for `-`, at once and whole.

    Raises InputError for a folder, a device, a loop of links, a file that is missing, unreadable or too large.
    """
    if str(path) == STDIN:
        return _within(sys.stdin.buffer.read(max_bytes + 1), shown(path), max_bytes)
    try:
        # O_NONBLOCK: opening a named pipe must not wait for a writer; the kind is checked on what was opened
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise _unopened(shown(path), error) from None
    try:
        _regular(shown(path), os.fstat(handle), max_bytes)
        with os.fdopen(handle, "rb", closefd=False) as file:
            return _within(file.read(max_bytes + 1), shown(path), max_bytes)
    except OSError as error:
        raise _unopened(shown(path), error) from None
    finally:
        os.close(handle)


def _regular(name: str, status: os.stat_result, max_bytes: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise at(name, "c'est un dossier, pas un fichier", "it is a directory, not a file")
    if not stat.S_ISREG(status.st_mode):
        raise at(
            name,
            "ce n'est pas un fichier ordinaire (regular file) mais un périphérique, un tube ou une prise",
            "it is not a regular file but a device, a pipe or a socket",
        )
    if status.st_size > max_bytes:
        raise _too_large(name, max_bytes)


def _within(data: bytes, name: str, max_bytes: int) -> bytes:
    if len(data) > max_bytes:
        raise _too_large(name, max_bytes)
    return data


def _too_large(name: str, max_bytes: int) -> InputError:
    limit = f"{max_bytes / 2**20:g}"
    return at(name, f"trop grand : la limite est de {limit} Mio", f"too large: the size limit is {limit} MiB")


def _unopened(name: str, error: OSError | ValueError) -> InputError:
    reasons = {
        errno.ENOENT: ("le fichier n'existe pas", "the file does not exist"),
        errno.ENOTDIR: ("le chemin passe par un fichier", "the path goes through a file"),
        errno.EACCES: ("non lisible : permission refusée", "not readable: permission denied"),
        errno.EPERM: ("non lisible : permission refusée", "not readable: permission denied"),
        errno.ELOOP: ("boucle de liens symboliques (symlink loop)", "loop of symbolic links"),
        errno.EISDIR: ("c'est un dossier, pas un fichier", "it is a directory, not a file"),
        errno.ENAMETOOLONG: ("nom de fichier trop long", "file name too long"),
        errno.ENXIO: ("ce n'est pas un fichier ordinaire (regular file)", "it is not a regular file"),
    }
    fr, en = reasons.get(getattr(error, "errno", None) or 0, (f"non lisible : {error}", f"not readable: {error}"))
    return at(name, fr, en)


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8, dropping a byte order mark. Raises InputError that names what the bytes look like instead."""
    refuse_binary(data, name)
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        fr, en = _guess(error)
        raise at(name, f"{fr} (decoder: line {line}: {error.reason})", en, line=line, column=column) from None


def refuse_binary(data: bytes, name: str) -> None:
    """Raise InputError when the first bytes are those of an archive, a PDF or UTF-16."""
    for magic, kind in _BINARY:
        if data.startswith(magic):
            raise at(
                name,
                f"contenu {kind} : décompressez ou donnez le fichier lui-même (line 1: {kind} signature)",
                f"{kind} content: unpack it, or give the file itself",
                line=1,
            )
    if _utf16(data):
        raise at(
            name,
            "encodé en UTF-16 ; enregistrez en UTF-8 (line 1: UTF-16 text)",
            "encoded in UTF-16; save it as UTF-8",
            line=1,
        )


def _utf16(data: bytes) -> bool:
    head = data[:64]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return len(head) >= 4 and max(head[0::2].count(0), head[1::2].count(0)) > len(head) // 3


def _guess(error: UnicodeDecodeError) -> tuple[str, str]:
    if "unexpected end" in error.reason:
        return "fichier tronqué au milieu d'un caractère UTF-8", "cut in the middle of a UTF-8 character"
    try:
        sample = error.object.decode("cp1252")
    except UnicodeDecodeError:
        sample = "\x00"
    readable = sum(char.isprintable() or char in "\r\n\t" for char in sample)
    if readable > 0.99 * len(sample) and error.object[error.start] >= 0xC2:
        return (
            "n'est pas en UTF-8, sans doute en Windows-1252 (cp1252) ; enregistrez en UTF-8",
            "not UTF-8, probably Windows-1252 (cp1252); save it as UTF-8",
        )
    return "n'est pas en UTF-8 : octet non valide", "not UTF-8: invalid byte"
