"""Check somebody else's shapes before an engine runs them: engines ignore what they do not know and call it conform."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from cpc_graph.errors import InputError, UsageError
from cpc_graph.names import PREFIXES
from cpc_graph.rdf.intake import at
from cpc_graph.rdf.terms import iri, typed
from cpc_graph.store.guard import check_query
from cpc_graph.validate.finding import Node
from cpc_graph.validate.shacl_terms import LISTS, REFUSED, SHAPES, SINGLE, TERMS

SH = PREFIXES["sh"]
_FIRST, _REST, _NIL, _TYPE = iri("rdf:first"), iri("rdf:rest"), iri("rdf:nil"), iri("rdf:type")
_IMPORTS, _PREFIXES, _DECLARE = iri("owl:imports"), iri("sh:prefixes"), iri("sh:declare")
_SWITCH = {str(typed(word, "boolean")) for word in ("true", "false")}
_PROLOGUE = "".join(
    f"PREFIX {prefix}: <{name}>\n" for prefix, name in PREFIXES.items() if prefix in ("rdf", "rdfs", "owl")
)


class Shapes:
    """The quads of a shapes file, looked up by subject."""

    def __init__(self, quads: list[Quad], name: str, text: str) -> None:
        """Index the quads; `name` and `text` are the file's, for the messages."""
        self.quads, self.name, self.text = quads, name, text
        self.links: dict[Node, list[tuple[NamedNode, Node]]] = {}
        for quad in quads:
            self.links.setdefault(quad.subject, []).append((quad.predicate, quad.object))

    def objects(self, node: Node, predicate: NamedNode) -> list[Node]:
        """Return the values of a property."""
        return [value for name, value in self.links.get(node, []) if name == predicate]

    def wrong(self, fr: str, en: str, word: str = "") -> InputError:
        """Make the error of a place: the first line where the file writes `word`."""
        lines = self.text.splitlines()
        found = next((n for n, line in enumerate(lines, 1) if word and re.search(rf"[:/#<]{word}\b", line)), None)
        return at(self.name, fr, en, line=found)


def check_shapes(shapes: Shapes) -> None:
    """Raise InputError, with file and line, for shapes that are unsafe, misspelt, contradictory or not there."""
    for check in (_terms, _imports, _single, _switches, _lists, _paths, _patterns, _queries, _recursion):
        check(shapes)
    if not any(quad.predicate.value.startswith(SH) for quad in shapes.quads):
        raise shapes.wrong(
            "aucune règle SHACL dans le fichier (no shapes)", "there are no shapes in the file (no shapes)"
        )


def _terms(shapes: Shapes) -> None:
    for quad in shapes.quads:
        for term in (quad.predicate, quad.object):
            if not isinstance(term, NamedNode) or not term.value.startswith(SH):
                continue
            word = term.value.removeprefix(SH)
            if word in REFUSED:
                fr = f"sh:{word} n'est pas exécuté (not supported) : ni script, ni déduction (rule), ni fonction"
                raise shapes.wrong(fr, f"sh:{word} is not supported: no scripts, rules or functions", word)
            if word not in TERMS:
                fr = f"sh:{word} n'existe pas dans SHACL : le moteur l'ignorerait"
                raise shapes.wrong(fr, f"sh:{word} does not exist in SHACL: the engine would ignore it", word)


def _imports(shapes: Shapes) -> None:
    # what stands in the same file is there already
    if any(quad.predicate == _IMPORTS and quad.object not in shapes.links for quad in shapes.quads):
        fr = "owl:imports n'est pas suivi : rien n'est téléchargé ; donnez un fichier complet"
        raise shapes.wrong(fr, "owl:imports is not followed: nothing is fetched; give one whole file", "imports")


def _single(shapes: Shapes) -> None:
    for node in shapes.links:
        for word in SINGLE:
            if len(set(shapes.objects(node, iri(f"sh:{word}")))) > 1:
                fr, en = f"une règle a deux valeurs de sh:{word}", f"a shape has two values of sh:{word}"
                raise shapes.wrong(fr, en, word)


def _switches(shapes: Shapes) -> None:
    for quad in shapes.quads:
        word = quad.predicate.value.removeprefix(SH)
        if word == "uniqueLang" and str(quad.object) not in _SWITCH:
            fr = f"sh:{word} n'est ni true ni false : les moteurs le lisent différemment"
            raise shapes.wrong(fr, f"sh:{word} is neither true nor false: engines read it differently", word)


def _lists(shapes: Shapes) -> None:
    for quad in shapes.quads:
        word = quad.predicate.value.removeprefix(SH)
        if word in LISTS and _items(shapes, quad.object) is None:
            fr = f"la liste (list) de sh:{word} est cyclique ou mal formée"
            raise shapes.wrong(fr, f"the list of sh:{word} is cyclic or malformed", word)


def _items(shapes: Shapes, cell: Node) -> list[Node] | None:
    """Return the items of a list; None when it is not a list that ends."""
    items: list[Node] = []
    seen: set[Node] = set()
    while cell != _NIL:
        first, rest = shapes.objects(cell, _FIRST), shapes.objects(cell, _REST)
        if cell in seen or len(first) != 1 or len(rest) != 1:
            return None
        seen.add(cell)
        items.append(first[0])
        cell = rest[0]
    return items


def _paths(shapes: Shapes) -> None:
    for quad in shapes.quads:
        if quad.predicate == iri("sh:path") and isinstance(quad.object, Literal):
            fr = f"sh:path est un texte (path is a string) : « {quad.object.value} »"
            raise shapes.wrong(fr, f"sh:path is a string: “{quad.object.value}”", "path")


def _patterns(shapes: Shapes) -> None:
    for quad in shapes.quads:
        if quad.predicate == iri("sh:pattern"):
            try:
                re.compile(quad.object.value if isinstance(quad.object, Literal) else "(")
            except re.error as error:
                fr = f"sh:pattern n'est pas une expression régulière (regex) : {error}"
                raise shapes.wrong(fr, f"sh:pattern is not a regular expression (regex): {error}", "pattern") from None


def _queries(shapes: Shapes) -> None:
    for quad in shapes.quads:
        word = quad.predicate.value.removeprefix(SH)
        if word in ("select", "ask") and isinstance(quad.object, Literal):
            _query(shapes, quad.object.value, _prologue(shapes, quad.subject), word)


def _prologue(shapes: Shapes, node: Node) -> str:
    owners = dict.fromkeys(shapes.objects(node, _PREFIXES))
    owners |= dict.fromkeys(each for owner in list(owners) for each in shapes.objects(owner, _IMPORTS))
    declared = [each for owner in owners for each in shapes.objects(owner, _DECLARE)]
    lines = []
    for each in declared:
        prefix, name = (shapes.objects(each, iri(f"sh:{word}")) for word in ("prefix", "namespace"))
        if prefix and name and isinstance(prefix[0], Literal) and isinstance(name[0], (Literal, NamedNode)):
            lines.append(f"PREFIX {prefix[0].value}: <{name[0].value}>\n")
    return _PROLOGUE + "".join(lines)


def _query(shapes: Shapes, text: str, prologue: str, word: str) -> None:
    if re.search(r"\b(MINUS|VALUES)\b", re.sub(r"#[^\n]*|<[^<>]*>|\"[^\"\n]*\"", " ", text), re.IGNORECASE):
        fr = "SPARQL : MINUS et VALUES ne sont pas permis dans une règle SHACL"
        raise shapes.wrong(fr, "SPARQL: MINUS and VALUES are not allowed in a SHACL constraint", word)
    try:
        check_query(text, name=f"{shapes.name}, sh:{word}")
        pyoxigraph.Store().query(prologue + re.sub(r"[$?]PATH\b", "<urn:path>", text))
    except UsageError as error:
        raise InputError(fr=error.fr, en=error.en) from None
    except SyntaxError as error:
        said = _where(str(error), prologue)
        fr = f"SPARQL non valide (syntax) dans sh:{word} : {said}"
        raise shapes.wrong(fr, f"invalid SPARQL (syntax) in sh:{word}: {said}", word) from None


def _where(error: str, prologue: str) -> str:
    """Say where a query goes wrong, counting the lines of the shape's own text."""
    found = re.search(r"at (\d+):(\d+)", error)
    if not found:
        return " ".join(error.split())[:200]
    return f"{int(found[1]) - prologue.count(chr(10))}:{found[2]}"


def _recursion(shapes: Shapes) -> None:
    done: set[Node] = set()
    for start in shapes.links:
        _descend(shapes, start, (), done)


def _descend(shapes: Shapes, node: Node, above: tuple[Node, ...], done: set[Node]) -> None:
    if node in above:
        fr = "règle récursive (recursive) : une règle se juge elle-même"
        raise shapes.wrong(fr, "recursive shape: a shape judges itself", _short(node))
    if node in done:
        return
    if len(above) > 100:
        raise shapes.wrong("règles trop imbriquées (recursion)", "shapes nested too deeply (recursion)")
    for lower in _lower(shapes, node):
        _descend(shapes, lower, (*above, node), done)
    done.add(node)


def _lower(shapes: Shapes, node: Node) -> Iterator[Node]:
    for predicate, value in shapes.links.get(node, []):
        word = predicate.value.removeprefix(SH)
        if predicate.value.startswith(SH) and word in SHAPES:
            yield from (_items(shapes, value) or [] if word in LISTS else [value])


def _short(node: Node) -> str:
    return re.split(r"[#/]", node.value)[-1] if isinstance(node, NamedNode) else ""
