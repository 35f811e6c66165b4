"""A small invented store that is hard to draw: hostile names, a circle of renewals, unknown days, no evidence."""

import pyoxigraph as ox

from cpc_graph.names import BASE
from cpc_graph.store.reader import Store

# Right-to-left override, zero-width space, a tag, quotes, a closing comment, and a control character that XML forbids.
EVIL = "\"]; --> <script>alert(1)</script> & 'x' \u202eabc\u200b\x07 ]]> %%{init}%% `b` \\N"
MEASURE = BASE + "id/measure/m"

_HEAD = """
@base <https://w3id.org/cpc-graph/> .
@prefix cpc: <https://w3id.org/cpc-graph/ontology#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_FACTS = """
<graph/test/facts> {
  <id/measure/m> a cpc:Measure ; rdfs:label %(evil)s .
  <a/1> a cpc:Decision , cpc:LegalAct ; rdfs:label %(evil)s ; cpc:availability cpc:held ;
    eli:date_document "2020-02-01"^^xsd:date ; cpc:renews <a/2> ; cpc:citesAct <a/2> .
  <a/2> a cpc:Decision , cpc:LegalAct ; rdfs:label "deux"@fr ; cpc:availability cpc:reportedOnly ;
    eli:date_document "2021-03-01"^^xsd:date ; cpc:renews <a/1> .
  <a/3> a cpc:Decision , cpc:LegalAct ; rdfs:label "sans date"@fr .
  <id/impact/1> cpc:impactOn <id/measure/m> ; cpc:impactBy <a/1> ; cpc:impactType cpc:renew ; cpc:opensState <s/1> .
  <id/impact/2> cpc:impactOn <id/measure/m> ; cpc:impactBy <a/2> ; cpc:opensState <s/2> .
  <id/impact/3> cpc:impactOn <id/measure/m> ; cpc:impactBy <a/3> ; cpc:opensState <s/3> .
  <s/1> a cpc:MeasureState ; rdfs:label %(evil)s ; cpc:stateOf <id/measure/m> ; cpc:regime cpc:Nowhere ;
    cpc:hasIndication <ill> ; cpc:nextState <s/2> .
  <s/2> a cpc:MeasureState ; cpc:stateOf <id/measure/m> ; cpc:regime cpc:CPC ; cpc:periodStart "2021-03-05"^^xsd:date ;
    cpc:nextState <s/1> .
  <s/3> a cpc:MeasureState ; cpc:stateOf <id/measure/m> .
  <ill> a cpc:Indication ; rdfs:label %(evil)s .
}
"""


def hostile_store() -> Store:
    """Return the store."""
    text = _HEAD + _FACTS % {"evil": str(ox.Literal(EVIL, language="fr"))}
    return Store(quads=list(ox.parse(text.encode(), ox.RdfFormat.TRIG)))
