"""What a medicine is used for: an indication concept with one of its wordings."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from cpc_graph.generate.plan import Use
from cpc_graph.generate.tables import table
from cpc_graph.names import slug
from cpc_graph.text.facts import Combinator, Operator

_CONNECTORS: tuple[Combinator, ...] = ("et", "et/ou", "ou")


def pick_uses(count: int, rng: Random, without: tuple[Use, ...] = ()) -> tuple[Use, ...]:
    """Pick indications of different diseases."""
    taken = {use.fr.partition(",")[0] for use in without}
    free = [disease for disease in table("indications")["diseases"] if disease["fr"] not in taken]
    return tuple(_use(disease, rng) for disease in rng.sample(free, count))


def reworded(use: Use, rng: Random) -> Use:
    """Write the same indication in other words: another connector, or what is included said."""
    if use.connector:
        other = rng.choice([word for word in _CONNECTORS if word != use.connector])
        markup = use.markup.replace(f"</item> {use.connector} <item>", f"</item> {other} <item>")
        return replace(use, markup=markup, connector=other)
    return replace(use, markup=use.markup + _included(rng))


def _use(disease: dict[str, str], rng: Random) -> Use:
    words = table("indications")
    stage, patients = rng.choice(words["stages"]), rng.choice(words["patients"])
    years = rng.choice(patients["years"]) if "years" in patients else 0
    prior, connector = _prior(rng) if rng.random() < 0.6 else ("", None)
    markup = words["wording"].format(
        of=disease["of"],
        stage=stage["text"],
        patients=patients["text"].format(n=years),
        includes=_included(rng) if rng.random() < 0.25 else "",
        prior=prior,
    )
    fr = ", ".join(filter(None, (disease["fr"], stage["fr"], patients["fr"].format(n=years))))
    en = ", ".join(filter(None, (disease["en"], stage["en"], patients["en"].format(n=years))))
    return Use(slug(fr), fr, en, markup, _bound(patients, "lower", years), _bound(patients, "upper", years), connector)


def _bound(patients: dict[str, Any], side: str, years: int) -> tuple[Operator, int] | None:
    return (patients[side], years) if side in patients else None


def _prior(rng: Random) -> tuple[str, Combinator | None]:
    words = table("indications")
    form = rng.choice(words["priors"])
    items = rng.sample(words["items"], form["count"])
    connector = rng.choice(_CONNECTORS) if form["count"] > 1 else None
    return form["text"].format(a=items[0], b=items[-1], et=connector), connector


def _included(rng: Random) -> str:
    words = table("indications")
    return str(words["including"].format(name=rng.choice(words["includes"])))
