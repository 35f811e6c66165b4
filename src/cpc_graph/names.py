"""Namespaces, prefixes and slugs: how things are named."""

from __future__ import annotations

import hashlib
import re
import unicodedata

BASE = "https://w3id.org/cpc-graph/"
CPC = BASE + "ontology#"
SHAPE = BASE + "shapes#"

PREFIXES: dict[str, str] = {
    "cpc": CPC,
    "shape": SHAPE,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def slug(text: str) -> str:
    """Fold a name to ASCII lower case joined by hyphens.

    >>> slug("Thalidomide BMS 50 mg, gélule")
    'thalidomide-bms-50-mg-gelule'
    >>> slug("Protopic 0,1 %, pommade")
    'protopic-0-1-pommade'
    """
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae")
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")


def digest(text: str, length: int) -> str:
    """Return the first `length` hex digits of the SHA-256 of `text` (NFC, UTF-8)."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:length]
