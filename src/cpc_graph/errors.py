"""The error tree. Every error is one line in French and in English, and knows the exit status it stands for.

CpcGraphError
├── InputError          2  unreadable input: says which file, line, column or quote
├── UsageError          2  unknown question, parameter or name; impossible date
└── SurroundingsError   3  store, disk, endpoint, time limit
"""

from __future__ import annotations

from typing import ClassVar


class CpcGraphError(Exception):
    """Carry one line in each language; `str()` is the French one."""

    exit_code: ClassVar[int] = 3

    def __init__(self, *, fr: str, en: str) -> None:
        self.fr = " ".join(fr.split())
        self.en = " ".join(en.split())
        super().__init__(self.fr)

    def line(self, lang: str) -> str:
        """Return the line in `lang` ("fr" or "en")."""
        return self.en if lang == "en" else self.fr


class InputError(CpcGraphError):
    """An input cannot be read."""

    exit_code = 2


class UsageError(CpcGraphError):
    """The user asked for something that does not exist or is not well formed."""

    exit_code = 2


class SurroundingsError(CpcGraphError):
    """The store, the disk, an endpoint or the clock gave up."""

    exit_code = 3
