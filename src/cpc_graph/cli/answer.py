"""Show an answer: for machines as it is, for people as a sentence, a table, its reasons and its proof."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from cpc_graph.cli.labels import Labels
from cpc_graph.cli.messages import Said, counted, lang, note
from cpc_graph.cli.output import console, emit
from cpc_graph.cli.table import Table, draw, for_people, readable, table_of, written
from cpc_graph.cli.unknowns import with_unknowns
from cpc_graph.cli.words import column
from cpc_graph.cli.words import value as word
from cpc_graph.names import CPC
from cpc_graph.text.shown import shown as visible

if TYPE_CHECKING:
    from rich.console import Console

    from cpc_graph.ask import Answer, Question
    from cpc_graph.ask.proof import Step
    from cpc_graph.store.reader import Queryable

_VERDICTS = {
    "yes": Said("oui", "yes"),
    "no": Said("non", "no"),
    "none": Said("aucune réponse", "no answer"),
    "not-told": Said("le corpus ne le dit pas", "the corpus does not tell"),
}
_DEPENDS = {
    ("reading",): Said("cela dépend de la lecture", "it depends on the reading"),
    ("day",): Said("cela dépend du jour", "it depends on the day"),
    ("day", "reading"): Said("cela dépend du jour et de la lecture", "it depends on the day and on the reading"),
}
_COLON = Said(" : ", ": ")
_STYLES = {"yes": "bold green", "no": "bold red", "not-told": "bold yellow", "depends": "bold yellow"}


def show(answer: Answer, question: Question, reader: Queryable, *, form: str, proof: bool) -> None:
    """Write an answer in a format of `ask`. For csv, tsv and md the verdict and reasons go to standard error."""
    if form == "json":
        emit(json.dumps(answer.to_json(), ensure_ascii=False, indent=1))
    elif form == "table":
        draw_answer(answer, question, reader, console(), proof=proof)
    else:
        _write_rows(answer, form)
        if proof and form == "md":
            emit("\n" + "\n".join(_proof_lines(answer.proof, Labels(reader))))


def _write_rows(answer: Answer, form: str) -> None:
    if answer.rows:
        emit(written(table_of(answer.rows), form))
    elif answer.verdict in ("yes", "no"):
        emit(answer.verdict)
    if answer.verdict not in ("rows", "yes", "no"):
        note(_verdict(answer))
    for line in gathered(answer.because):
        note(Said(line, line))


def draw_answer(answer: Answer, question: Question, reader: Queryable, out: Console, *, proof: bool) -> None:
    """Draw the question, the verdict, the rows, the reasons and, when asked, the proof."""
    from rich.text import Text

    draw_rows(answer, question, reader, out)
    draw_because(answer, out)
    if proof and answer.proof:
        out.print(Text(Said("Preuve", "Proof").here(), style="bold"))
        for line in _proof_lines(answer.proof, Labels(reader)):
            out.print(Text(line))


def draw_rows(answer: Answer, question: Question, reader: Queryable, out: Console) -> None:
    """Draw the question, what was asked, the verdict and the rows."""
    from rich.text import Text

    out.print(Text(question.text[lang()], style="bold"))
    table, apart = for_people(table_of(with_unknowns(answer, question)))
    for name, text in [*_asked(answer, question, Labels(reader)), *_apart(apart, answer)]:
        out.print(Text(f"  {name}{_COLON.here()}{text}", style="dim"))
    if answer.verdict != "rows":
        out.print(Text("→ " + _verdict(answer).here(), style=_STYLES.get(answer.verdict, "bold")))
    if table.columns and table.rows:
        draw(table, out)


def _verdict(answer: Answer) -> Said:
    """Say a verdict in words; one that depends, with what it depends on."""
    return _DEPENDS[answer.turns_on] if answer.verdict == "depends" else _VERDICTS[answer.verdict]


def draw_because(answer: Answer, out: Console, *, most: int | None = None, more: str = "") -> None:
    """Draw what must be known of an answer: all of it, or the `most` weightiest lines and where the others are."""
    from rich.text import Text

    lines = gathered(answer.because)
    shown = lines if most is None else sorted(lines, key=_weight)[:most]
    for line in lines:
        if line in shown:
            out.print(Text("· " + visible(line), style="italic"))
    if left := len(lines) - len(shown):
        others = counted(left, Said("précision", "remark"))
        said = Said(f"· encore {others} : {more}", f"· {others} more: {more}")
        out.print(Text(said.here(), style="dim italic"))


def _weight(line: str) -> int:
    """Order what bears on an answer: readings, then what is not established, then how the rest is known."""
    marks = (("lecture", "reading"), ("non établi", "not established"), ("déduit", "inferred"))
    return next((at for at, words in enumerate(marks) if any(word in line for word in words)), len(marks))


def _asked(answer: Answer, question: Question, labels: Labels) -> list[tuple[str, str]]:
    labels.learn(str(value) for value in answer.parameters.values() if "://" in str(value))
    return [(_parameter(question, key), labels.of(readable_value(value))) for key, value in answer.parameters.items()]


def readable_value(value: object) -> str:
    """Return a parameter's value as text, an IRI whole so that its name is found."""
    return str(value) if "://" in str(value) else readable(str(value))


def _parameter(question: Question, name: str) -> str:
    parameter = question.parameter(name)
    return parameter.label[lang()] if parameter else name


def _apart(apart: dict[str, str], answer: Answer) -> list[tuple[str, str]]:
    return [(column(name), text) for name, text in apart.items() if name not in answer.parameters]


def gathered(because: Sequence[str]) -> list[str]:
    """Say once what is said of several properties: "end: true under A", "start: true under A" become one line."""
    said: dict[str, list[str]] = {}
    for line in because:
        name, colon, rest = line.replace("\u00a0", " ").partition(_COLON.here())
        said.setdefault(rest if colon else line, []).extend([name] if colon else [])
    return [
        f"{', '.join(dict.fromkeys(names))}{_COLON.here()}{rest}" if names else rest for rest, names in said.items()
    ]


def _proof_lines(steps: Sequence[Step], labels: Labels) -> list[str]:
    """Write each step once, with its quotes under it."""
    labels.learn(name for step in steps for name in _named(step))
    lines = []
    for _, group in groupby(steps, key=lambda step: step.assertion):
        same = list(group)
        lines.append("- " + _statement(same[0], labels))
        lines.extend("    " + quoted(step, labels) for step in same if step.quote)
    return lines


def _named(step: Step) -> list[str]:
    named = [step.subject, step.predicate, step.object, _rule(step), step.law, step.quote and step.quote.document]
    return [name for name in named if name and "://" in name]


def _rule(step: Step) -> str | None:
    return CPC + step.rule if step.rule and "://" not in step.rule else step.rule


def _statement(step: Step, labels: Labels) -> str:
    value = labels.of(word(step.object)) if step.object else Said("non établi", "not established").here()
    how = [Said(*_STATUSES.get(step.status, (step.status, step.status))).here()]
    how += [labels.of(name) for name in (_rule(step), step.law) if name]
    return f"{labels.of(step.subject)} — {labels.of(step.predicate)}{_COLON.here()}{value} [{', '.join(how)}]"


def quoted(step: Step, labels: Labels, *, longest: int = 2000) -> str:
    """Write the quote of a step, cut to `longest` characters, with its document and place; empty when it has none."""
    quote = step.quote
    if quote is None:
        return ""
    words = visible(quote.exact)
    if len(words) > longest:
        words = words[:longest].rpartition(" ")[0] + " […]"
    marked = Said(f"« {words} »", f"“{words}”").here()
    return f"{marked} ({labels.of(quote.document)}, {quote.start}–{quote.end})"


_STATUSES = {
    "stated": ("dit par le texte", "stated"),
    "computed": ("calculé", "computed"),
    "inferred": ("déduit", "inferred"),
    "byOperationOfLaw": ("par l'effet de la loi", "by operation of law"),
    "reported": ("rapporté", "reported"),
    "unknown": ("inconnu", "unknown"),
}


def show_questions(questions: Sequence[Question], form: str) -> None:
    """List the questions by family."""
    by_family = sorted(questions, key=lambda question: (question.family, question.name))
    rows = tuple(_listed(question) for question in by_family)
    names = ("family", "question", "text", "parameters", "covers")
    if form == "json":
        emit(json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, indent=1))
    elif form == "table":
        _draw_questions(by_family, console())
    else:
        emit(written(Table(names, rows), form))


def _listed(question: Question) -> tuple[str, str, str, str, str]:
    names = " ".join(parameter.name for parameter in question.parameters)
    return question.family, question.name, question.text[lang()], names, " ".join(question.covers)


def _draw_questions(questions: Sequence[Question], out: Console) -> None:
    from rich.table import Table as Drawn
    from rich.text import Text

    for family, group in groupby(questions, key=lambda question: question.family):
        out.print(Text(family, style="bold"))
        grid = Drawn.grid(padding=(0, 2))
        grid.add_column(no_wrap=True, min_width=22)
        grid.add_column()
        for question in group:
            grid.add_row(Text("  " + question.name, style="cyan"), Text(question.text[lang()]))
        out.print(grid)
