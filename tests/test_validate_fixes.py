"""A proposed change mends: for every rule with a fix, the printed patch makes the finding go away."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from cpc_graph.names import SHAPE
from cpc_graph.rdf.gate import read_quads
from cpc_graph.rdf.terms import iri
from cpc_graph.validate import Report, validate
from cpc_graph.validate.fixes import patch
from cpc_graph.validate.rules import load_rules
from test_validate_mutations import MUTATIONS, Mutation
from validating import by_rule, corpus

CASES = Path(__file__).parent / "cases" / "shapes"
MORE = [Mutation("S0", '"2025-08-09"', '"2025-08-01"', "LegalAct-signedBeforeInForce")]
RULES = sorted(
    quad.subject.value.removeprefix(SHAPE)
    for quad in load_rules().quads
    if quad.predicate == iri("cpc:fix") and isinstance(quad.subject, NamedNode)
)


def _sources(rule: str, folder: Path) -> list[Path]:
    """Return the files that break a rule: its cases, and real decisions with one thing wrong."""
    found = sorted((CASES / rule).glob("invalid*.ttl"))
    for number, mutation in enumerate(each for each in (*MUTATIONS.values(), *MORE) if each.rule == rule):
        path = folder / f"mutation-{number}.trig"
        path.write_text(mutation.apply(), "utf-8")
        found.append(path)
    return found


def _told(triples: set[Triple], path: Path) -> Report:
    serialize(triples, str(path), RdfFormat.TURTLE)
    return validate([path], store=corpus())


def _applied(triples: set[Triple], text: str) -> set[Triple]:
    """Apply a patch as a reader would: the lines with `-` go, those with `+` come."""
    changed = set(triples)
    for line in text.splitlines():
        [quad] = parse(line[2:].encode(), RdfFormat.N_TRIPLES)
        if line.startswith("- "):
            changed.remove(quad.triple)
        else:
            assert line.startswith("+ ")
            changed.add(quad.triple)
    return changed


def test_there_are_rules_with_a_fix() -> None:
    assert len(RULES) >= 9


@pytest.mark.parametrize("rule", RULES)
def test_the_patch_makes_the_finding_go_away(rule: str, tmp_path: Path) -> None:
    """One patch after the other, until no finding of the rule is left that has one."""
    mended = 0
    for source in _sources(rule, tmp_path):
        triples = {quad.triple for quad in read_quads(source) if not str(quad.graph_name).endswith("/evidence>")}
        for _ in range(5):
            report = _told(triples, tmp_path / "facts.ttl")
            finding = next((each for each in by_rule(report, rule) if each.fix), None)
            if finding is None or finding.fix is None:
                break
            triples = _applied(triples, patch(finding.fix))
            left = by_rule(_told(triples, tmp_path / "facts.ttl"), rule)
            assert (finding.focus, finding.path, finding.value) not in {(f.focus, f.path, f.value) for f in left}, (
                source
            )
            mended += 1
    assert mended, f"no case of {rule} is mended"
