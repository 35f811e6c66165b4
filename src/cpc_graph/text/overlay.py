"""What a person says about a decision beyond the automatic reader: the accepted links, and what the reader says less
well, each with a reason.

`cited_documents` stand in the place of the reader's; `obligations` change some of them, by their number from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cpc_graph.errors import InputError
from cpc_graph.text.facts import CitedDocument, Facts, Obligation
from cpc_graph.text.links import Bilingual, Links
from cpc_graph.text.quoted import Source
from cpc_graph.text.reading_links import read_links
from cpc_graph.text.values import Quotes, Words
from cpc_graph.text.yaml_file import load

FOLDER = "overlay"
_SECTIONS = frozenset({"cited_documents", "obligations"})
_BESIDE = frozenset({"notation", "source", "links", "reasons"})


@dataclass(frozen=True, slots=True)
class Change:
    """What a person says of the duty `at` (from 1): the parts given, in their words; the rest stays as it was read.

    `quotes` prove what is changed; none: the sentence that was read does.
    """

    at: int
    quotes: Quotes
    action: str | None = None
    bearer: str | None = None
    recipients: tuple[str, ...] = ()

    def on(self, duty: Obligation) -> Obligation:
        """Change a duty. Raises ValueError when it has another number of recipients."""
        quotes = self.quotes or duty.action.quotes
        recipients = tuple(
            Words(name, self.quotes or one.quotes)
            for name, one in zip(self.recipients, duty.recipients if self.recipients else (), strict=True)
        )
        return replace(
            duty,
            action=Words(self.action or duty.action.text, quotes),
            bearer=Words(self.bearer, quotes) if self.bearer else duty.bearer,
            recipients=recipients or duty.recipients,
        )


@dataclass(frozen=True, slots=True)
class Overlay:
    """The source that it is about, what is said otherwise, why (by section), and the links."""

    source: str
    cited_documents: tuple[CitedDocument, ...]
    changes: tuple[Change, ...]
    reasons: Mapping[str, Bilingual]
    links: Links

    def over(self, facts: Facts) -> Facts:
        """Say what the person says. Raises InputError where it does not fit what was read."""
        try:
            duties = list(facts.obligations)
            for change in self.changes:
                duties[change.at - 1] = change.on(duties[change.at - 1])
        except (IndexError, ValueError) as error:
            raise InputError(
                fr=f"{self.source} : la relecture change une obligation que la lecture n'a pas ({error})",
                en=f"{self.source}: the overlay changes a duty that the reading does not have ({error})",
            ) from error
        if self.links.concepts and len(self.links.concepts) != len(facts.indications):
            raise InputError(
                fr=f"{self.source} : une indication durable par libellé lu ({len(facts.indications)})",
                en=f"{self.source}: one lasting indication for each wording that was read ({len(facts.indications)})",
            )
        documents = self.cited_documents or facts.cited_documents
        return replace(facts, cited_documents=documents, obligations=tuple(duties))


def read_overlay(path: Path, sources: Path) -> Overlay:
    """Read `data/readings/overlay/S0.yaml`; its quotes are looked up in the source, in the folder `sources`.

    Raises InputError, naming the file, for a section that does not exist, one without a reason, or a malformed entry.
    """
    content = load(path)
    if not isinstance(content, Mapping) or not {"source", "links"} <= set(content):
        raise InputError(fr=f"{path.name} : ce n'est pas une relecture", en=f"{path.name}: not an overlay")
    given, reasons = set(content) - _BESIDE, content.get("reasons", {})
    if given - _SECTIONS or given != set(reasons):
        raise InputError(
            fr=f"{path.name} : une section relue est une section connue, et a une raison",
            en=f"{path.name}: a section that is overlaid is a known one, and has a reason",
        )
    try:
        return _overlay(path, content, sources)
    except InputError as error:
        raise InputError(fr=f"{path.name} : {error.fr}", en=f"{path.name}: {error.en}") from error
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            fr=f"{path.name} : relecture mal formée : {error!r}", en=f"{path.name}: malformed overlay: {error!r}"
        ) from error


def _overlay(path: Path, content: Mapping[str, Any], sources: Path) -> Overlay:
    name = Path(str(content["source"])).name
    source = Source(name, (sources / name).read_bytes().decode("utf-8-sig"))
    return Overlay(
        source=name,
        cited_documents=tuple(_cited_document(one, source) for one in content.get("cited_documents", ())),
        changes=tuple(_change(one, source) for one in content.get("obligations", ())),
        reasons={key: Bilingual(**reason) for key, reason in content.get("reasons", {}).items()},
        links=read_links(content, source, path.parent.parent / "tables"),
    )


def _cited_document(entry: Mapping[str, Any], source: Source) -> CitedDocument:
    source.only(entry, "name", "quote", "protocol")
    is_protocol = source.among(entry.get("protocol", False), (True, False))
    return CitedDocument(entry["name"], source.quotes(entry["quote"]), is_protocol=is_protocol)


def _change(entry: Mapping[str, Any], source: Source) -> Change:
    source.only(entry, "at", "quote", "action", "bearer", "recipients")
    if not isinstance(entry["at"], int) or entry["at"] < 1 or not set(entry) - {"at", "quote"}:
        raise source.refusal(entry)
    return Change(
        at=entry["at"],
        quotes=source.quotes(entry.get("quote", [])),
        action=entry.get("action"),
        bearer=entry.get("bearer"),
        recipients=tuple(entry.get("recipients", ())),
    )
