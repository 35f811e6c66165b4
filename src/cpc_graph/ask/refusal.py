"""Say in one line why a text names nothing, or not one thing, and what comes near."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence

from pyoxigraph import Literal

from cpc_graph.ask.bind import bind_rows
from cpc_graph.ask.named import Named
from cpc_graph.ask.roster import Roster
from cpc_graph.ask.source import Source, rows
from cpc_graph.errors import UsageError
from cpc_graph.names import PREFIXES, slug

_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
_OTHERWISE = (
    _HEAD
    + """
SELECT DISTINCT ?label ?kind WHERE {
  VALUES (?name) { (UNDEF) }
  ?thing rdfs:label|skos:notation ?name ; rdfs:label ?label ; a ?class . ?class rdfs:label ?kind .
  FILTER(LANG(?label) IN ("", LANG(?kind)) && STRSTARTS(STR(?class), STR(cpc:)) && ?class != cpc:SourceDocument)
  FILTER NOT EXISTS { ?thing a ?narrower . ?narrower rdfs:subClassOf ?class . FILTER(?narrower != ?class) }
} ORDER BY ?label ?kind"""
)
_LONGEST = 300  # characters that are compared with names
_SHORTEST_WORD = 4
_COMPARED = 20_000  # things at most whose names are compared, one by one, with a name that nothing bears
_FOREIGN = re.compile(r"[A-Za-z]+[:_][0-9]+(?:\.[0-9]+)?")
_OFFERED = 6
_SEVERAL = 2
_ALIKE = 0.7  # how alike a word must be to one of a name for the name to be about it
_NEAR = 0.62  # how alike two names must be for one to be offered for the other; half of a code of two or three signs


def refusal(source: Source, what: str, text: str, matches: Sequence[Named], everything: Roster) -> UsageError:
    """Return the error for `text`, given for the parameter `what`, which names none of `everything` or several."""
    shown = text[:60] + ("…" if len(text) > 60 else "")
    if matches:
        return UsageError(
            fr=f"{what} : « {shown} » peut désigner {_listed(matches, 'fr')} ; donnez l'un de ces noms",
            en=f"{what}: '{shown}' may mean {_listed(matches, 'en')}; give one of these names",
        )
    if other := _otherwise(source, text):
        return UsageError(
            fr=f"{what} : « {shown} » désigne autre chose : {other['fr']}",
            en=f"{what}: '{shown}' means something else: {other['en']}",
        )
    fr, en = (", ".join(_near(text, everything, lang)) for lang in ("fr", "en"))
    return UsageError(
        fr=f"{what} : « {shown} » est inconnu" + (f" ; proches : {fr}" if fr else ""),
        en=f"{what}: '{shown}' is unknown" + (f"; near: {en}" if en else ""),
    )


def _otherwise(source: Source, text: str) -> dict[str, str]:
    """Say what else the graph calls so, in both languages; empty when it knows nothing of that name."""
    if len(text) > _LONGEST:
        return {}
    spellings = {text, text.upper(), text.lower(), text.capitalize()}
    names = [
        [Literal(name, language=lang) if lang else Literal(name)] for name in sorted(spellings) for lang in ("", "fr")
    ]
    said: dict[str, list[str]] = {"fr": [], "en": []}
    for row in rows(source, bind_rows(_OTHERWISE, ["name"], names)):
        label, kind = row["label"], row["kind"]
        if isinstance(label, Literal) and isinstance(kind, Literal) and kind.language in said:
            said[kind.language].append(f"{label.value} ({kind.value})")
    return {lang: ", ".join(lines[:3]) for lang, lines in said.items()} if said["fr"] and said["en"] else {}


def _near(text: str, everything: Roster, lang: str) -> list[str]:
    """Return the names in a language that come nearest to the text, one per thing."""
    if len(everything) > _COMPARED:
        return []
    spoken = [
        (named.thing, name)
        for named in everything
        for name, of in named.spoken
        if of == lang or (of == "" and not _is_foreign_code(name))
    ]
    by_key = {slug(name): (thing, name) for thing, name in spoken}
    for key, owner in list(by_key.items()):  # a word of a long name may be what was misspelt
        for word in key.split("-"):
            if len(word) >= _SHORTEST_WORD:
                by_key.setdefault(word, owner)
    key = slug(text[:_LONGEST])
    cutoff = _NEAR if len(key) >= _SHORTEST_WORD else 0.5
    telling = _telling(key, everything)
    near = difflib.get_close_matches(key, list(by_key), n=_OFFERED, cutoff=cutoff)
    kept = [by_key[one] for one in near if not telling or _shares(by_key[one][1], telling)]
    return list(dict(reversed(kept)).values())[::-1][:4]


def _telling(key: str, everything: Roster) -> list[str]:
    """Return the words that tell what a text of several words is about: no word that many names have ("maladie")."""
    words = key.split("-")
    if len(words) < _SEVERAL:
        return []
    held = Counter(word for named in everything for word in {part for name in named.keys for part in name.split("-")})
    return [word for word in words if len(word) >= _SHORTEST_WORD and held[word] <= 1]


def _shares(name: str, telling: Sequence[str]) -> bool:
    """Tell whether a name has one of the words, or one much like it."""
    return any(difflib.get_close_matches(word, slug(name).split("-"), n=1, cutoff=_ALIKE) for word in telling)


def _is_foreign_code(name: str) -> bool:
    """Tell an identifier of another vocabulary, "DOID:12306", which tells a reader nothing."""
    return _FOREIGN.fullmatch(name) is not None


def _listed(choice: Sequence[Named], lang: str) -> str:
    """Write each thing by its shortest name and its path."""
    return ", ".join(f"{named.shown(lang)} ({named.path})" for named in choice[:6])
