"""`ask`: the ready-made questions, each a command with its own parameters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from cpc_graph.cli.bilingual import Command, Group, Option
from cpc_graph.cli.messages import Said, lang
from cpc_graph.cli.output import on_terminal

if TYPE_CHECKING:
    from cpc_graph.ask import Found, Parameter, Question

FORMATS = ("table", "json", "csv", "tsv", "md")
_CHOSEN = "cpc_graph.ask"
_AS_OF = "asOf"
_NEGATIVE = ("none", "no")


class Questions(Group):
    """The group of questions: a name of the library, or a row of the requirements (CQ04), is a command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the questions."""
        from cpc_graph.ask.library import question_files

        return list(question_files())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Make the command of a question. Raises UsageError with the names that come near."""
        if cmd_name.startswith("-"):
            return None
        from cpc_graph.ask import find

        return _command(cmd_name, find(cmd_name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List no question here: `ask` without a name does, by family."""


class QuestionCommand(Command):
    """The command of a question: an option that it does not have is answered with those that it has."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse. Raises click.UsageError that names the parameters of the question."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            own = [param for param in self.params if isinstance(param, Option) and param.metavar and not param.hidden]
            listed = ", ".join(param.opts[0] for param in own if param.name not in ("workspace", "store"))
            has = Said(f"paramètres : {listed}", f"parameters: {listed}")
            none = Said("aucun paramètre", "no parameter")
            line = error.format_message().rstrip(". ")
            raise click.UsageError(f"{line} ({self.name}, {(has if listed else none).here()})", ctx) from None


def _shared(*, dated: bool) -> list[click.Parameter]:
    return [
        Option(
            ["--as-of"],
            metavar="DATE",
            said=Said("Le jour du droit dont on parle.", "The day whose law is asked about."),
            expose_value=False,
            callback=_keep,
            hidden=not dated,
        ),
        Option(
            ["--proof"],
            is_flag=True,
            said=Said("Avec la preuve : citations, règles, droit.", "With the proof: quotes, rules, law."),
            expose_value=False,
            callback=_keep,
        ),
        Option(
            ["--assume"],
            metavar="'S1 start=2018-05-05'",
            multiple=True,
            said=Said(
                "Répondre sous une hypothèse (début, fin, durée, signature…), sans l'enregistrer.",
                "Answer under an assumption (start, end, duration, signature…), without storing it.",
            ),
            expose_value=False,
            callback=_keep,
        ),
        Option(
            ["--format"],
            type=click.Choice(FORMATS),
            said=Said("table dans un terminal, tsv ailleurs.", "table on a terminal, tsv elsewhere."),
            expose_value=False,
            callback=_keep,
        ),
    ]


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value:
        ctx.meta.setdefault(_CHOSEN, {})[param.name] = value


def _command(name: str, found: Found) -> click.Command:
    question = found.question
    return QuestionCommand(
        name,
        said=Said(question.text["fr"], question.text["en"]),
        example=_example(question),
        params=[
            *(_option(parameter) for parameter in question.parameters if parameter.name != _AS_OF),
            *_shared(dated=question.parameter(_AS_OF) is not None),
        ],
        callback=lambda **given: _answer(found, given),
    )


def _option(parameter: Parameter) -> Option:
    label, required = parameter.label, parameter.required
    return Option(
        [_flag(parameter.name), parameter.name.lower()],
        metavar=parameter.type.upper(),
        said=Said(
            label["fr"] + (" (obligatoire)" if required else ""), label["en"] + (" (required)" if required else "")
        ),
    )


def _flag(name: str) -> str:
    return "--" + re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def _example(question: Question) -> str:
    given = question.examples[0].given if question.examples else {}
    return " ".join(
        ["cpc-graph ask", question.name, *(f"{_flag(key)} {_quoted(value)}" for key, value in given.items())]
    )


def _quoted(value: str) -> str:
    return value if re.fullmatch(r"[\w./:-]+", value) else f'"{value}"'


def _answer(found: Found, given: dict[str, str | None]) -> int:
    import datetime as dt

    from cpc_graph.ask import ask
    from cpc_graph.ask.days import read_day
    from cpc_graph.ask.spans import read_span
    from cpc_graph.cli.answer import show
    from cpc_graph.cli.place import open_reader

    chosen: dict[str, Any] = click.get_current_context().meta.get(_CHOSEN, {})
    names = {parameter.name.lower(): parameter.name for parameter in found.question.parameters}
    values = {names[key]: value for key, value in given.items() if value is not None}
    as_of = chosen.get("as_of")
    day: dt.date | None = None
    if as_of is not None and _AS_OF in names.values() and read_span(as_of) is not None:
        values[_AS_OF] = as_of  # a month or a year: the question is asked for each of its days
    elif as_of is not None:
        day = read_day(as_of, "as-of")
    preset = {key: value for key, value in found.given.items() if day is None or key != _AS_OF}
    reader = open_reader()
    answer = ask(reader, found.question, {**preset, **values}, as_of=day, lang=lang(), assume=chosen.get("assume", ()))
    form = chosen.get("format") or ("table" if on_terminal() else "tsv")
    show(answer, found.question, reader, form=form, proof=chosen.get("proof", False))
    return 1 if answer.verdict in _NEGATIVE else 0


@click.pass_context
def _list(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        from cpc_graph.ask import load_questions
        from cpc_graph.cli.answer import show_questions

        chosen: dict[str, Any] = ctx.meta.get(_CHOSEN, {})
        form = chosen.get("format") or ("table" if on_terminal() else "tsv")
        show_questions(list(load_questions().values()), form)


command = Questions(
    "ask",
    said=Said(
        "Pose une question toute prête ; sans nom, les énumère.\n\n"
        "« cpc-graph ask QUESTION --help » montre ses paramètres. Un paramètre se donne par IRI, sigle (S0) ou nom. "
        "État de sortie : 1 quand la réponse est non ou vide, 0 quand le corpus ne le dit pas ou que cela dépend.",
        "Ask a ready-made question; without a name, list them.\n\n"
        "'cpc-graph ask QUESTION --help' shows its parameters. A parameter is given by IRI, notation (S0) or name. "
        "Exit status: 1 when the answer is no or empty, 0 when the corpus does not tell or it depends.",
    ),
    example="cpc-graph ask act-dates --decision S0 --proof\ncpc-graph ask CQ81 --format json",
    params=_shared(dated=True),
    callback=_list,
    invoke_without_command=True,
    subcommand_metavar="[QUESTION] [--PARAM …]",
)
