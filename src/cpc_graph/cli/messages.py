"""The two languages of the command line, click's own words included."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

LANGS = ("fr", "en")
VARIABLE = "CPC_GRAPH_LANG"


class Said(NamedTuple):
    """A text of ours in French and English."""

    fr: str
    en: str

    def here(self) -> str:
        """Return the text in the language of this run."""
        return self.en if lang() == "en" else self.fr


_run = {"lang": "fr"}


def lang() -> str:
    """Return the language of this run, "fr" or "en"."""
    return _run["lang"]


def use(language: str | None) -> None:
    """Set the language of this run; anything unknown is left to click to refuse, in French."""
    _run["lang"] = language if language in LANGS else "fr"


def wanted_language(argv: Sequence[str]) -> str | None:
    """Find the language before click parses, so that help and errors speak it too."""
    found = os.environ.get(VARIABLE)
    for at, word in enumerate(argv):
        if word == "--":
            break
        if word == "--lang" and at + 1 < len(argv):
            found = argv[at + 1]
        elif word.startswith("--lang="):
            found = word.removeprefix("--lang=")
    return found


def counted(count: int, noun: Said) -> str:
    """Write a number with its noun: "1 ligne", "2 lignes"; zero is singular in French."""
    many = count != 1 if lang() == "en" else count > 1
    return f"{count} {noun.here()}{'s' if many else ''}"


def note(said: Said) -> None:
    """Write a message to standard error."""
    print(said.here(), file=sys.stderr)


def translate_click() -> None:
    """Let click speak French too: its modules look up `_` and `ngettext` when they say something.

    click translates through gettext, whose catalogues depend on the machine; ours do not.
    """
    import click

    for name in ("core", "decorators", "exceptions", "formatting", "parser", "types"):
        module = getattr(click, name)
        if hasattr(module, "_"):
            module._ = _word
        if hasattr(module, "ngettext"):
            module.ngettext = _words


def _word(message: str) -> str:
    return message if lang() == "en" else _FRENCH.get(message, message)


def _words(one: str, many: str, count: int) -> str:
    return _word(one if count == 1 else many)


_FRENCH = {
    "Usage:": "Usage :",
    "Options": "Options",
    "Commands": "Commandes",
    "Positional arguments": "Arguments",
    "Arguments": "Arguments",
    "Show this message and exit.": "Affiche cette aide.",
    "Show the version and exit.": "Affiche la version.",
    "%(prog)s, version %(version)s": "%(prog)s, version %(version)s",
    "Error: {message}": "Erreur : {message}",
    "Try '{command} {option}' for help.": "Voir « {command} {option} ».",
    "Did you mean {possibility}?": "Vouliez-vous dire {possibility} ?",
    "(Did you mean one of: {possibilities}?)": "Vouliez-vous dire : {possibilities} ?",
    "Invalid value: {message}": "Valeur non valide : {message}",
    "Invalid value for {param_hint}: {message}": "Valeur non valide pour {param_hint} : {message}",
    "Missing argument": "Il manque l'argument",
    "Missing option": "Il manque l'option",
    "Missing parameter": "Il manque le paramètre",
    "Missing {param_type}": "Il manque {param_type}",
    "Missing command.": "Il manque la commande.",
    "No such option {name!r}.": "Option inconnue : {name}.",
    "No such command {name!r}.": "Commande inconnue : {name}.",
    "Option {name!r} does not take a value.": "L'option {name} ne prend pas de valeur.",
    "Option {name!r} requires an argument.": "L'option {name} demande une valeur.",
    "Option {name!r} requires {nargs} arguments.": "L'option {name} demande {nargs} valeurs.",
    "Argument {name!r} takes {nargs} values.": "L'argument {name} prend {nargs} valeurs.",
    "Got unexpected extra argument ({args})": "Argument en trop : {args}",
    "Got unexpected extra arguments ({args})": "Arguments en trop : {args}",
    "{value!r} is not {choice}.": "« {value} » n'est pas {choice}.",
    "{value!r} is not one of {choices}.": "« {value} » n'est pas parmi {choices}.",
    "{value!r} is not a valid {number_type}.": "« {value} » n'est pas un nombre.",
    "{value} is not in the range {range}.": "{value} est hors de l'intervalle {range}.",
    "default: {default}": "par défaut : {default}",
    "env var: {var}": "variable : {var}",
    "required": "obligatoire",
    "deprecated": "obsolète",
    "(dynamic)": "(calculé)",
    "file": "fichier",
    "directory": "dossier",
}
