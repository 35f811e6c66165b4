"""What facts say, without their quotes: plain values that a person's reading in `cases/corpus` can be compared with."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, is_dataclass
from typing import Any

from cpc_graph.text.values import Quote, Words


def told(value: Any) -> Any:
    """Show facts as plain values: apostrophes alike, words by their text, nothing for what is not said."""
    if isinstance(value, str):
        return value.replace("’", "'")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Words):
        return told(value.text)
    if isinstance(value, tuple):
        return [told(one) for one in value if not isinstance(one, Quote)]
    if is_dataclass(value) and not isinstance(value, type):
        said = {field.name: told(getattr(value, field.name)) for field in fields(value)}
        return {name: one for name, one in said.items() if one is not None and one is not False and one not in ([], "")}
    return value
