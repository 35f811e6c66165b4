"""Broken decisions: each mutation is found by the rule that its manifest names; a sound archive breaks none."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph
import pytest

from cpc_graph.build.corpus import corpus_quads
from cpc_graph.build.derive import derive
from cpc_graph.build.trig import canonical_trig
from cpc_graph.generate.archive import Item, Order, act_item, items_of
from cpc_graph.generate.breakage import broken, mutations
from cpc_graph.generate.chain import plan_measures
from cpc_graph.generate.law import shipped_law
from cpc_graph.generate.plan import ActPlan
from cpc_graph.resources import data_dir
from cpc_graph.store.shared import once_each
from cpc_graph.validate import validate
from cpc_graph.validate.rules import load_rules

ORDER = Order(500, seed=11, evidence=True)


@cache
def plans() -> dict[str, ActPlan]:
    """Choose an act for each mutation, each from another measure."""
    measures = list(plan_measures(ORDER.seed, ORDER.count))
    free = {measure.number for measure in measures}
    chosen: dict[str, ActPlan] = {}
    # those that fit the fewest acts choose first
    for mutation in sorted(mutations(), key=lambda one: sum(one.fits(act) for m in measures for act in m.acts)):
        for measure in measures:
            acts = measure.acts[-1:] if mutation.last else measure.acts
            act = next((act for act in acts if mutation.fits(act)), None)
            if act is not None and measure.number in free:
                free.remove(measure.number)
                chosen[mutation.name] = broken(act, mutation)
                break
    return chosen


@cache
def archive() -> pyoxigraph.Store:
    """Return the sound archive, of the measures that the broken acts are from, with the corpus."""
    wanted = {act.medicine.measure for act in plans().values()}
    measures = [one for one in plan_measures(ORDER.seed, ORDER.count) if one.medicine.measure in wanted]
    quads = [quad for measure in measures for item in items_of(ORDER, measure) for quad in item.quads]
    store = pyoxigraph.Store()
    store.bulk_extend(once_each([*corpus_quads(data_dir()), *quads]))
    derive(store)
    return store


def written(items: list[Item], folder: Path) -> list[Path]:
    (folder / "sources").mkdir(parents=True)
    for item in items:
        path = folder / Path(item.file).name
        path.write_bytes(canonical_trig(item.quads))
        (folder / "sources" / f"{path.stem}.txt").write_bytes(item.text.encode())
    return [folder / Path(item.file).name for item in items]


def test_every_mutation_has_a_name_of_its_own_and_a_rule_that_exists() -> None:
    names = [mutation.name for mutation in mutations()]
    assert len(set(names)) == len(names) > 100
    rules = {rule.name for rule in load_rules().rules.values()}
    assert {mutation.rule for mutation in mutations()} <= rules
    assert sum(1 for one in mutations() for how in (one.plan, one.draft, one.quads) if how) == len(names)


def test_every_mutation_fits_some_act() -> None:
    assert set(plans()) == {mutation.name for mutation in mutations()}


@pytest.mark.slow
def test_every_mutation_is_found_by_its_rule(tmp_path: Path) -> None:
    """All are judged in one go: most of a validation is the same for one act and for a hundred."""
    items = {name: act_item(ORDER, plan, shipped_law()) for name, plan in plans().items()}
    paths = dict(zip(items, written(list(items.values()), tmp_path), strict=True))
    report = validate(list(paths.values()), store=archive())
    found = {(finding.file or "", finding.rule) for finding in report.findings}
    rules = {mutation.name: mutation.rule for mutation in mutations()}
    # what is wrong with a term of the vocabulary stands in no file
    missed = [name for name, path in paths.items() if not {(str(path), rules[name]), ("", rules[name])} & found]
    assert not missed


@pytest.mark.slow
def test_a_sound_archive_breaks_no_rule(tmp_path: Path) -> None:
    wanted = list(plan_measures(ORDER.seed, 60))
    items = [item for measure in wanted for item in items_of(ORDER, measure)]
    store = pyoxigraph.Store()
    store.bulk_extend(once_each([*corpus_quads(data_dir()), *(quad for item in items for quad in item.quads)]))
    derive(store)
    paths = written([item for item in items if item.made], tmp_path)
    report = validate(paths, store=store)
    assert [finding for finding in report.findings if finding.severity == "Violation"] == []
