"""Say in French and English what an RDF parser expected; its own words are kept at the end."""

from __future__ import annotations

import re

from cpc_graph.errors import InputError
from cpc_graph.rdf.intake import at

# what pyoxigraph says → French, English; \1 is the first group
_KNOWN: tuple[tuple[str, str, str], ...] = (
    (
        r"The prefix (\S*) has not been declared",
        r"le préfixe « \1 » n'est pas déclaré ; ajoutez « @prefix \1 <…> . »",
        r"the prefix “\1” is not declared; add “@prefix \1 <…> .”",
    ),
    (
        r"dot is expected",
        "un point est attendu à la fin de l'énoncé",
        "a full stop is expected at the end of a statement",
    ),
    (
        r"must be followed by a dot",
        "un point est attendu à la fin de la ligne",
        "a full stop is expected at the end of the line",
    ),
    (
        r"^(.+) is not a valid predicate",
        r"un prédicat (une IRI) est attendu, pas \1",
        r"a predicate (an IRI) is expected, not \1",
    ),
    (
        r"^(.+) is not a valid subject",
        r"un sujet (une IRI) est attendu, pas \1",
        r"a subject (an IRI) is expected, not \1",
    ),
    (r"^(.+) is not a valid RDF object", r"un objet est attendu, pas \1", r"an object is expected, not \1"),
    (
        r"Unexpected end",
        "fin du fichier inattendue : un énoncé, une chaîne ou une accolade n'est pas fermé",
        "unexpected end of the file: a statement, a string or a bracket is not closed",
    ),
    (r"Invalid IRI code point ' '", "une espace n'est pas permise dans une IRI", "a space is not allowed in an IRI"),
    (
        r"Invalid IRI code point '(.*)'",
        r"le caractère « \1 » n'est pas permis dans une IRI",
        r"the character “\1” is not allowed in an IRI",
    ),
    (
        r"No scheme found",
        "IRI relative : écrivez l'IRI entière (https://…)",
        "relative IRI: write the whole IRI (https://…)",
    ),
    (r"The escape sequence '(.*?)'", r"séquence d'échappement « \1 » non valide", r"invalid escape sequence “\1”"),
    (
        r"variables are not allowed",
        "une variable ou une règle N3 n'est pas du RDF",
        "a variable or an N3 rule is not RDF",
    ),
    (r"Unexpected char(?:acter)?:? '(.*)'", r"caractère « \1 » inattendu", r"unexpected character “\1”"),
    (r"language tag", "étiquette de langue non valide", "invalid language tag"),
)


def explain(error: SyntaxError, name: str) -> InputError:
    """Turn a parser's SyntaxError into one line with the file, the place and what was expected."""
    words = re.sub(r"^Parser error at .*?: ", "", _printable(error.msg or ""))
    fr, en = "la syntaxe n'est pas valide", "the syntax is not valid"
    for pattern, french, english in _KNOWN:
        found = re.search(pattern, words)
        if found:
            fr, en = found.expand(french), found.expand(english)
            break
    where = f"line {error.lineno}: " if error.lineno else ""
    return at(name, f"{fr} (parser: {where}{words})", f"{en} (parser: {words})", line=error.lineno, column=error.offset)


def _printable(words: str) -> str:
    """Cut to 200 characters and escape what a terminal should not see."""
    folded = " ".join(words.split())
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in folded)[:200]
