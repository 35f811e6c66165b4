"""What a SPARQL group sees: just enough parsing to catch two traps of scope in the questions."""

from __future__ import annotations

from dataclasses import dataclass, field

from cpc_graph.ask.bind import Token, tokens


@dataclass
class Group:
    """A group in braces: the word before it, the group around it, the variables that its own triples bind."""

    start: int
    word: str
    parent: Group | None
    end: int = 0
    variables: set[str] = field(default_factory=set)
    children: list[Group] = field(default_factory=list)

    def sure(self, given: set[str]) -> set[str]:
        """The variables that are bound in every solution of the group, `given` the parameters that always are."""
        unions = [child for child in self.children if child.word in ("", "UNION")]
        certain = self.variables | given
        for first, run in _runs(unions):
            certain |= set.intersection(*(child.sure(given) for child in (first, *run)))
        return certain


def unscoped_languages(query: str) -> list[str]:
    """Return the places where a group uses ?lang without seeing its VALUES: it is evaluated on its own."""
    found, stream = read_groups(query), list(tokens(query))
    uses = [at for at, token in enumerate(stream) if token.kind == "variable" and token.text == "?lang"]
    given = [innermost(found, stream[at].start) for at in uses if stream[at - 1].reads("VALUES")]
    bad = []
    for at in uses:
        group = innermost(found, stream[at].start)
        scope = [group, group.parent] if group.word == "OPTIONAL" else [group]
        if not stream[at - 1].reads("VALUES") and not any(one in given for one in scope):
            bad.append(query[max(0, stream[at].start - 120) : stream[at].end])
    return bad


def loose_optionals(query: str, given: set[str]) -> list[str]:
    """Return each OPTIONAL none of whose variables is surely bound outside it: it would match the whole graph."""
    optional = [group for group in read_groups(query) if group.word == "OPTIONAL" and group.variables and group.parent]
    loose = [group for group in optional if group.parent and not group.variables & group.parent.sure(given)]
    return [query[group.start : group.end] for group in loose]


def _runs(unions: list[Group]) -> list[tuple[Group, list[Group]]]:
    """Group a `{…}` with the `UNION {…}` that follow it."""
    runs: list[tuple[Group, list[Group]]] = []
    for child in unions:
        if child.word == "UNION" and runs:
            runs[-1][1].append(child)
        else:
            runs.append((child, []))
    return runs


def read_groups(query: str) -> list[Group]:
    """Return the groups of a query; a subquery's group is a plain one."""
    found: list[Group] = []
    stack: list[Group] = []
    depth, stream = 0, list(tokens(query))
    for at, token in enumerate(stream):
        if token.reads("{"):
            group = Group(token.end, _word(stream, at), stack[-1] if stack else None)
            found.append(group)
            if stack:
                stack[-1].children.append(group)
            stack.append(group)
        elif token.reads("}"):
            stack.pop().end = token.start
        elif token.kind == "variable" and stack:
            _note(stack[-1], stream, at, depth)
        depth += token.reads("(") - token.reads(")")
    return found


def _word(stream: list[Token], at: int) -> str:
    before, earlier = stream[at - 1], stream[at - 2]
    if before.kind == "variable" and earlier.reads("VALUES"):
        return "VALUES"
    if before.reads(")"):
        return "VALUES" if _opens_values(stream, at - 1) else ""
    return before.text.upper() if before.kind == "word" else ""


def _opens_values(stream: list[Token], at: int) -> bool:
    while not stream[at].reads("("):
        at -= 1
    return stream[at - 1].reads("VALUES")


def _note(group: Group, stream: list[Token], at: int, depth: int) -> None:
    """Keep the variable when a triple or BIND binds it: not inside a filter, not in a VALUES that may be UNDEF."""
    before = stream[at - 1]
    bound_here = before.kind == "word" and before.text.upper() == "AS"
    if before.reads("VALUES") or group.word == "VALUES":
        return
    if depth == 0 or bound_here:
        group.variables.add(stream[at].text[1:])


def innermost(found: list[Group], place: int) -> Group:
    """Return the smallest group around a place, the lists of VALUES aside."""
    inside = [group for group in found if group.word != "VALUES" and group.start <= place < group.end]
    return max(inside, key=lambda group: group.start)
