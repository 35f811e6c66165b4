"""What the tests of validation share: the corpus as a store, and the three decisions as text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph

from cpc_graph.build.corpus import corpus_quads
from cpc_graph.build.derive import derive
from cpc_graph.resources import data_dir
from cpc_graph.validate.finding import Finding, Report

FILES = {
    "S0": "2025-08-04-thalidomide-bms-50-mg-gelule-renouvellement.trig",
    "S1": "2019-08-26-thalidomide-celgene-50-mg-gelule-renouvellement.trig",
    "S2": "2022-05-13-csp-dermatologie.trig",
    "S3": "2024-03-21-protopic-0-1-pommade-etablissement.trig",
    "S4": "2025-07-22-page-cpc.trig",
}


@cache
def corpus() -> pyoxigraph.Store:
    """Return the shipped corpus, with what is derived from it, as a store in memory."""
    store = pyoxigraph.Store()
    store.bulk_extend(corpus_quads(data_dir()))
    derive(store)
    return store


def path_of(notation: str) -> Path:
    """Return the file of a document of the corpus."""
    return data_dir() / "graph" / FILES[notation]


def text_of(notation: str) -> str:
    """Return the canonical text of a document's graphs."""
    return path_of(notation).read_text("utf-8")


def by_rule(report: Report, rule: str) -> list[Finding]:
    """Return the findings of a rule."""
    return [finding for finding in report.findings if finding.rule == rule]
