"""The watch as an Atom feed (RFC 4287): the same changes give the same bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from cpc_graph.agenda.phrases import phrase
from cpc_graph.agenda.watch import News
from cpc_graph.names import BASE

_TAG = "tag:w3id.org,2025:cpc-graph"
_UNWRITABLE = {sign: None for sign in range(32) if chr(sign) not in "\t\n\r"}  # XML 1.0 has no place for them


def atom(news: Sequence[News], day: dt.date, lang: str) -> str:
    """Write a feed. `day` is the day of the data, which stands for the time of change: no clock is read."""
    updated = f"{day.isoformat()}T00:00:00Z"
    entries = "".join(_entry(one, updated) for one in news)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">\n'
        f"  <id>{_TAG}:watch</id>\n  <title>{_text(phrase('feed', lang))}</title>\n  <updated>{updated}</updated>\n"
        f"  <author><name>cpc-graph</name><uri>{BASE}</uri></author>\n{entries}</feed>\n"
    )


def _entry(one: News, updated: str) -> str:
    return (
        f"  <entry>\n    <id>{_TAG}:watch:{one.key}</id>\n    <title>{_text(one.measure_name)}</title>\n"
        f"    <updated>{updated}</updated>\n    <category term={quoteattr(one.kind)}/>\n"
        f'    <link rel="related" href={quoteattr(one.about)}/>\n    <summary>{_text(one.text)}</summary>\n  </entry>\n'
    )


def _text(text: str) -> str:
    return escape(text.translate(_UNWRITABLE))
