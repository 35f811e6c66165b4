"""Where the shipped files are: beside `src/` in a checkout, inside the package in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped() -> Path:
    wheel = _PACKAGE / "_shipped"
    return wheel if wheel.is_dir() else _PACKAGE.parents[1]


def ontology_dir() -> Path:
    """Return the folder of the ontology modules."""
    return _shipped() / "ontology"


def shapes_dir() -> Path:
    """Return the folder of the shape files."""
    return _shipped() / "shapes"


def queries_dir() -> Path:
    """Return the folder of the questions."""
    return _shipped() / "queries"


def data_dir() -> Path:
    """Return the folder of the reference corpus."""
    return _shipped() / "data"
