"""A question of the library: a SPARQL query whose `#+` comment lines are a YAML header."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TYPES = frozenset(
    {"act", "decision", "measure", "date", "provision", "person", "product", "indication"}
    | {"company", "meeting", "document", "regime", "integer", "age", "text"}
)
_KEYS = frozenset(
    {"question", "parameters", "covers", "proof", "told", "note", "verdict", "established", "about", "examples"}
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question; `type` is one of TYPES, `label` says what it is, by language."""

    name: str
    type: str
    label: Mapping[str, str]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A statement that a row rests on; each place is `?variable`, `prefix:name` or `<IRI>`."""

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class Example:
    """A question as people ask it, what is given for it, and what must come out: the question's own test."""

    row: str | None
    given: Mapping[str, str]
    ask: str
    verdict: str
    answer: tuple[Mapping[str, Any], ...] = ()
    only: bool = False
    because: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its query. `name` is the file's stem; every text is by language ("fr", "en").

    told: what was looked for, said when there is no row (verdict `not-told`); note: what must be known of any answer
    (an interpretation, a limit), or of the answers whose verdict is its `when`; verdict: the variable that holds "yes",
    "no" or "unknown" per row; established: the variable that says per row whether it is established; about: "facts" or
    "evidence", what the query reads.
    """

    name: str
    family: str
    text: Mapping[str, str]
    sparql: str
    parameters: tuple[Parameter, ...] = ()
    covers: tuple[str, ...] = ()
    proof: tuple[Pattern, ...] = ()
    told: Mapping[str, str] | None = None
    note: Mapping[str, str] | None = None
    verdict: str | None = None
    established: str | None = None
    about: str = "facts"
    examples: tuple[Example, ...] = ()

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter of this name."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)


def header_text(source: str) -> str:
    """Return the YAML of the `#+` lines that stand at the head of a query file."""
    lines = []
    for line in source.splitlines():
        if not line.startswith("#+"):
            break
        lines.append(line[2:].removeprefix(" "))
    return "\n".join(lines)


def read_question(path: Path) -> Question:
    """Read a question file. Raises ValueError, naming the file and the key, when its header is not well formed."""
    source = path.read_text(encoding="utf-8")
    try:
        return _question(path, source, _load(header_text(source)))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{path.parent.name}/{path.name}: header: {error!r}") from error


def _load(text: str) -> dict[str, Any]:
    import yaml  # late: only questions need it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        loaded = yaml.load(text, Loader=loader)  # noqa: S506 (a safe loader, the fast one where there is one)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    return loaded if isinstance(loaded, dict) else {}


def _question(path: Path, source: str, header: dict[str, Any]) -> Question:
    if odd := sorted(set(header) - _KEYS):
        raise ValueError(f"unknown key {odd[0]}")
    return Question(
        name=path.stem,
        family=path.parent.name,
        text=_both(header["question"]),
        sparql=source,
        parameters=tuple(_parameter(entry) for entry in header.get("parameters", ())),
        covers=tuple(header.get("covers", ())),
        proof=tuple(Pattern(*entry.split()) for entry in header.get("proof", ())),
        told=_both(header["told"]) if "told" in header else None,
        note=_note(header["note"]) if "note" in header else None,
        verdict=header.get("verdict"),
        established=header.get("established"),
        about=header.get("about", "facts"),
        examples=tuple(_example(entry) for entry in header.get("examples", ())),
    )


def _both(entry: dict[str, str]) -> dict[str, str]:
    return {"fr": str(entry["fr"]), "en": str(entry["en"])}


def _note(entry: dict[str, str]) -> dict[str, str]:
    return _both(entry) | ({"when": str(entry["when"])} if "when" in entry else {})


def _parameter(entry: dict[str, Any]) -> Parameter:
    if entry["type"] not in TYPES:
        raise ValueError(f"unknown parameter type {entry['type']}")
    return Parameter(entry["name"], entry["type"], _both(entry), bool(entry.get("required", False)))


def _example(entry: dict[str, Any]) -> Example:
    return Example(
        row=entry.get("row"),
        given={name: str(value) for name, value in entry.get("given", {}).items()},
        ask=entry["ask"],
        verdict=entry["verdict"],
        answer=tuple(entry.get("answer", ())),
        only=bool(entry.get("only", False)),
        because=tuple(entry.get("because", ())),
        quotes=tuple(entry.get("quotes", ())),
    )
