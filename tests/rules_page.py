"""The part of docs/rules.md that is made from the shapes. `python tests/rules_page.py` writes it again."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from cpc_graph.resources import shapes_dir
from cpc_graph.validate.rules import Rule, load_rules

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"
MARK = "<!-- from here on: made from shapes/ by tests/rules_page.py -->\n"
SEVERITY = {"Violation": "violation", "Warning": "avertissement", "Info": "remarque"}


def table() -> str:
    """Return the rules by concern as Markdown tables."""
    rules = sorted(load_rules().rules.values(), key=lambda rule: (rule.concern, rule.name))
    parts = [_concern(concern, list(group)) for concern, group in groupby(rules, key=lambda rule: rule.concern)]
    return "\n".join(parts)


def _concern(concern: str, rules: list[Rule]) -> str:
    title = (shapes_dir() / f"{concern}.ttl").read_text("utf-8").splitlines()[0].removeprefix("# ")
    rows = [f"| `{rule.name}` | {rule.label['fr']} | {SEVERITY[rule.severity]} | {_law(rule)} |" for rule in rules]
    return "\n".join(
        [
            f"### `shapes/{concern}.ttl`",
            "",
            title,
            "",
            "| règle | phrase | gravité | droit |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _law(rule: Rule) -> str:
    """Name the versions behind a rule: those that demand it, then, in brackets, those that it rests on."""
    demanded, rests = (_names(names) for names in (rule.enforces, rule.references))
    return demanded + (f"[{rests}]" if rests else "")


def _names(names: tuple[str, ...]) -> str:
    """Write versions of provisions as code, article and first days: `CSP L5121-12-1 (2014-08-10, 2019-12-28)`."""
    articles: dict[str, list[str]] = {}
    for name in names:
        _, code, _, article, day = name.rsplit("/", 4)
        articles.setdefault(f"{code.upper()} {article}", []).append(day)
    return " ; ".join(f"{article} ({', '.join(days)})" for article, days in articles.items())


if __name__ == "__main__":
    head = PAGE.read_text("utf-8").partition(MARK)[0]
    PAGE.write_text(head + MARK + "\n" + table(), "utf-8")
