"""Acts that a question names and whose text the corpus does not hold: what they say is not known, not absent."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal

from cpc_graph.ask.bind import bind, bind_rows
from cpc_graph.ask.header import Question
from cpc_graph.ask.phrases import phrase
from cpc_graph.ask.source import Source, rows
from cpc_graph.rdf.terms import Term

_ACTS = ("act", "decision")
_QUERY = """
PREFIX cpc: <https://w3id.org/cpc-graph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?act ?name ?availability WHERE {
  VALUES (?act) { (UNDEF) }
  VALUES ?lang { UNDEF }
  ?act cpc:availability ?how . FILTER(?how != cpc:held)
  ?how rdfs:label ?availability . FILTER(LANG(?availability) = ?lang)
  OPTIONAL { ?act rdfs:label ?name FILTER(LANG(?name) IN ("", ?lang)) }
} ORDER BY ?act"""


def unheld(source: Source, question: Question, values: Mapping[str, Term], lang: str) -> tuple[str, ...]:
    """Return one line for each act among the values of a question whose text is not held."""
    acts = [[values[one.name]] for one in question.parameters if one.type in _ACTS and one.name in values]
    if not acts:
        return ()
    query = bind(bind_rows(_QUERY, ["act"], acts), {"lang": Literal(lang)})
    lines = []
    for row in rows(source, query):
        name, how, act = row["name"], row["availability"], row["act"]
        if act is not None and how is not None:
            lines.append(phrase("unheld", lang, act=(name or act).value, availability=how.value))
    return tuple(dict.fromkeys(lines))
