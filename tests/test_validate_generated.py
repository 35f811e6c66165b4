"""Generated decisions: both engines say the same of them, and each mutation breaks its rule and no other.

A run judges a few groups of mutations with both engines; with `CPC_GRAPH_EVERY_MUTATION=1` in the environment, all of
them (some two minutes).
"""

from __future__ import annotations

import os
import random
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Quad

from cpc_graph.generate.archive import act_item, items_of
from cpc_graph.generate.breakage import mutations
from cpc_graph.generate.chain import plan_measures
from cpc_graph.generate.law import shipped_law
from cpc_graph.generate.plan import ActPlan, MeasurePlan
from cpc_graph.validate import validate
from cpc_graph.validate.context import context_of
from test_generate_broken import ORDER, archive, plans, written
from test_validate_engines import assert_same
from validating import corpus

NAMES = sorted(mutation.name for mutation in mutations())
random.Random(2026).shuffle(NAMES)
GROUPS = [NAMES[at : at + 5] for at in range(0, len(NAMES), 5)]
SAMPLE = GROUPS if os.environ.get("CPC_GRAPH_EVERY_MUTATION") else GROUPS[:4]

# what else a mutation breaks: one thing is wrong, and the law or the model asks for it in more than one way
ALSO: dict[str, set[str]] = {
    # an act of a regime on a day that does not know it cites the law of that regime
    "rtu-renews-cpc": {"Citation-normOfRegime", "Regime-noRtuFromJuly2021"},
    "rtu-after-june-2021": {"Citation-normOfRegime"},
    "cpc-before-its-decree": {"Citation-normOfRegime"},
    "cpc-before-july-2021": {"Citation-normOfRegime"},
    "version-of-another-time": {"Citation-normOfRegime"},
    "two-regimes": {"Citation-normOfRegime", "State-regimeOfAct"},
    # a second day is compared with every day that follows from the first
    "two-durations": {"Term-endIsStartPlusDuration"},
    "two-starts": {"Renewal-startsAtExpiry", "State-withinTerm", "Term-endIsStartPlusDuration"},
    "two-ends": {
        "Term-atMostThreeYearsRtu",
        "Term-atMostThreeYearsCpc",
        "Term-endIsStartPlusDuration",
        "Computed-plusDuration",
    },
    "two-days-of-entry": {"Computed-dayAfter"},
    "two-days-of-publication": {"LegalAct-publishedBeforeInForce"},
    "two-days-of-signature": {"Citation-dayOfAct"},
    "day-with-a-time-zone": {"LegalAct-publishedBeforeInForce"},
    "day-as-a-moment": {"Day-noTimeZone"},
    "ends-before-it-starts": {"State-withinTerm"},
    "renewed-after-expiry": {"Renewal-startsAtExpiry", "Lineage-renewedOnceAtATime"},
    "renewals-in-a-circle": {"Lineage-followsWhatItActsOn"},
    # what says one thing wrongly leaves another unsaid
    "abrogated-no-day-told": {"Decision-publication"},
    "agency-as-text": {"Signature-forTheAuthority"},
    "impact-of-nothing": {"Decision-indication"},
    "part-without-number": {"Article-inSequence"},
    "two-articles-of-one-number": {"Article-inSequence"},
    "range-with-a-hole": {"Citation-versionOfCited"},
    "provision-as-text": {"Citation-versionOfCited"},
    "version-of-another-article": {"Citation-versionInForce"},
    "refused-and-established": {"Node-oneKind"},
    # the generator says it without its evidence, or another act says it too
    "abrogated-in-part": {"Evidence-eachStatement"},
    "group-of-another": {"Evidence-eachStatement"},
    "assertion-of-no-property": {"Evidence-eachStatement"},
    "agency-of-another-time": {"Impact-byOne", "Lineage-renewedOnceAtATime"},
}


# a value changed in the graph alone is not what its own sentence says any more
QUOTED = {"Evidence-valueInQuote", "Evidence-valueLegible"}


@cache
def measures() -> dict[str, MeasurePlan]:
    """Return the measures of the archive by their names."""
    return {one.medicine.measure: one for one in plan_measures(ORDER.seed, ORDER.count)}


def sound(act: ActPlan) -> ActPlan:
    """Return the act that a broken one was."""
    return next(one for one in measures()[act.medicine.measure].acts if one.number == act.number)


def in_context(acts: list[ActPlan]) -> list[Quad]:
    """Return the quads of acts, with what the corpus and the rest of their measures say of what they name."""
    quads = [quad for act in acts for quad in act_item(ORDER, act, shipped_law()).quads]
    store = pyoxigraph.Store()
    for name in sorted({act.medicine.measure for act in acts}):
        store.bulk_extend(quad for item in items_of(ORDER, measures()[name]) for quad in item.quads)
    return [*quads, *context_of(quads, store), *context_of(quads, corpus())]


@pytest.mark.parametrize("group", SAMPLE, ids=" ".join)
def test_the_engines_agree_on_broken_decisions(group: list[str]) -> None:
    assert_same(in_context([plans()[name] for name in group]))


def test_the_engines_agree_on_sound_decisions() -> None:
    assert_same(in_context([sound(plans()[name]) for name in GROUPS[-1]]))


@pytest.mark.slow
def test_a_mutation_breaks_its_rule_and_no_other(tmp_path: Path) -> None:
    """What a broken act is told beyond what the sound one is: the rule of its manifest, and what ALSO explains."""
    told = {name: _told(name, tmp_path, broken=True) - _told(name, tmp_path, broken=False) for name in NAMES}
    rules = {mutation.name: mutation.rule for mutation in mutations()}
    wrong = {
        name: rules_
        for name, rules_ in told.items()
        if rules_ - (ALSO.get(name, set()) | QUOTED - {rules[name]}) != {rules[name]}
    }
    assert wrong == {}
    assert set(ALSO) <= set(NAMES)


def _told(name: str, folder: Path, *, broken: bool) -> set[str]:
    act = plans()[name] if broken else sound(plans()[name])
    [path] = written([act_item(ORDER, act, shipped_law())], folder / f"{name}-{broken}")
    return {finding.rule for finding in validate([path], store=archive()).findings}
