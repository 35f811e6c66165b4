"""click's building blocks with every text in two languages, and the options that each command takes."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import click

from cpc_graph.cli.messages import LANGS, Said

_SETTINGS = "cpc_graph.settings"


@dataclass(slots=True)
class Settings:
    """The options that every command takes, given before or after its name."""

    workspace: str | None = None
    store: str | None = None
    lang: str | None = None


def settings() -> Settings:
    """Return the settings of the command that runs."""
    found: Settings = click.get_current_context().meta.setdefault(_SETTINGS, Settings())
    return found


class Option(click.Option):
    """An option with its help in two languages."""

    def __init__(self, *args: Any, said: Said, **kwargs: Any) -> None:
        """Take click's arguments and the help."""
        super().__init__(*args, **kwargs)
        self.said = said

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Write the help in the language of this run."""
        self.help = self.said.here()
        return super().get_help_record(ctx)


class Argument(click.Argument):
    """An argument whose name in the usage line has two languages."""

    def __init__(self, *args: Any, said: Said, **kwargs: Any) -> None:
        """Take click's arguments and the name."""
        super().__init__(*args, **kwargs)
        self.said = said

    def make_metavar(self, ctx: click.Context) -> str:
        """Write the name in the language of this run."""
        name = self.said.here()
        return name if self.required else f"[{name}]"

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """Name the argument in an error."""
        return self.said.here()


class _Bilingual(click.Command):
    """What commands and groups share: two languages, an example, the options of every command."""

    def __init__(self, *args: Any, said: Said, example: str | Said = "", **kwargs: Any) -> None:
        """Take click's arguments, the help (its first line is the summary) and an example."""
        kwargs.setdefault("context_settings", {}).setdefault("max_content_width", 100)
        super().__init__(*args, **kwargs)
        self.said, self.example = said, example
        self.params.extend(_shared_options())

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help`; click makes it once, in the language of the first run."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = Said("Affiche cette aide.", "Show this message and exit.").here()
        return found

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the language of this run."""
        self.help = self.said.here()
        super().format_help_text(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first line of the help."""
        return self.said.here().partition("\n")[0]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example."""
        example = self.example.here() if isinstance(self.example, Said) else self.example
        if example:
            formatter.write_paragraph()
            formatter.write(Said("Exemple :", "Example:").here() + "\n")
            formatter.write("".join(f"  {line}\n" for line in example.splitlines()))


class Command(_Bilingual):
    """A command in two languages."""


class Group(_Bilingual, click.Group):
    """A group of commands in two languages that knows what a misspelt command may have meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command. Raises click.UsageError with the names that come near."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            raise click.UsageError(unknown(name, self.list_commands(ctx)), ctx)
        return super().resolve_command(ctx, args)


def unknown(name: str, known: Sequence[str]) -> str:
    """Say that a command does not exist and which come near."""
    near = ", ".join(difflib.get_close_matches(name, known, n=3, cutoff=0.5))
    shown = name[:60]
    if near:
        return Said(
            f"commande inconnue : {shown} ; vouliez-vous dire : {near} ?",
            f"unknown command: {shown}; did you mean: {near}?",
        ).here()
    listed = ", ".join(known)
    return Said(
        f"commande inconnue : {shown} ; il y a : {listed}", f"unknown command: {shown}; there are: {listed}"
    ).here()


def option(*names: str, said: Said, **kwargs: Any) -> Callable[[Any], Any]:
    """Add an option in two languages to a command."""
    return click.option(*names, cls=Option, said=said, **kwargs)


def argument(name: str, *, said: Said, **kwargs: Any) -> Callable[[Any], Any]:
    """Add an argument in two languages to a command."""
    return click.argument(name, cls=Argument, said=said, **kwargs)


def _shared_options() -> list[click.Parameter]:
    return [
        Option(
            ["--lang"],
            type=click.Choice(LANGS),
            said=Said("Langue des messages (fr par défaut).", "Language of the messages (default fr)."),
            expose_value=False,
            callback=_keep,
        ),
        Option(
            ["--workspace"],
            metavar="DIR",
            said=Said(
                "Espace de travail : dossier avec data/ et store/.", "Workspace: a folder with data/ and store/."
            ),
            expose_value=False,
            callback=_keep,
        ),
        Option(
            ["--store"],
            metavar="PATH|URL",
            said=Said(
                "Store à lire : un dossier, ou l'adresse d'un point d'accès SPARQL.",
                "Store to read: a folder, or the address of a SPARQL endpoint.",
            ),
            expose_value=False,
            callback=_keep,
        ),
    ]


def _keep(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        setattr(ctx.meta.setdefault(_SETTINGS, Settings()), str(param.name), value)
