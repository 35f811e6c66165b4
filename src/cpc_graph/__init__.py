"""Knowledge graph of the French medicines agency's derogatory-access decisions.

`Graph`, `ingest`, `validate`, `ask`, `Store` and `Question` are imported when first used. `ask` and `validate` are
packages too: `cpc_graph.ask(…)` calls the function of that name in it. `__init__.pyi` tells type checkers.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

__version__ = "0.1.0"
__all__ = ["Graph", "Question", "Store", "__version__", "ask", "ingest", "validate"]

_VERBS = ("ask", "validate")
_NOUNS = {
    "Graph": "cpc_graph.graph",
    "Question": "cpc_graph.ask.header",
    "Store": "cpc_graph.store.reader",
    "ingest": "cpc_graph.link.incoming",
}


class _Verb(ModuleType):
    """A package that is also the function of its name."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function."""
        return getattr(self, self.__name__.rpartition(".")[2])(*args, **kwargs)


class _Face(ModuleType):
    """This package; the import system binds each subpackage here when it is loaded."""

    def __setattr__(self, name: str, value: Any) -> None:
        """Make the verbs callable."""
        if name in _VERBS and isinstance(value, ModuleType):
            value.__class__ = _Verb
        super().__setattr__(name, value)


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name in _VERBS:
        return import_module(f"{__name__}.{name}")
    if name in _NOUNS:
        return getattr(import_module(_NOUNS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)


sys.modules[__name__].__class__ = _Face
