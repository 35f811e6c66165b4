"""A day as people write it: 2025-08-04, 04/08/2025, 4 août 2025, 1er juillet 2021."""

from __future__ import annotations

import datetime as dt
import re

from cpc_graph.errors import InputError, UsageError
from cpc_graph.text.dates import parse_day

_LONGEST = 40
_WHOLE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}|[0-9]{1,2}\D+[0-9]{4}")


def read_day(text: str, what: str) -> dt.date:
    """Read a day. Raises UsageError, naming the text and `what` it was given for, when there is no such day."""
    shown = text.strip()[:_LONGEST]
    # Digits of other scripts are refused: a day that is shown as one thing must not be read as another.
    if any(sign.isdigit() and not sign.isascii() for sign in shown):
        raise UsageError(fr=f"{what} : « {shown} » n'est pas une date", en=f"{what}: '{shown}' is not a date")
    try:
        return parse_day(shown)
    except InputError as error:
        forms = "2022-08-16, 16/08/2022, 16 août 2022"  # said of what is not written as a whole day
        fr, en = (
            ("", "")
            if _WHOLE.fullmatch(shown)
            else (f" ; écrivez par exemple {forms}", f"; write for instance {forms}")
        )
        raise UsageError(fr=f"{what} : {error.fr}{fr}", en=f"{what}: {error.en}{en}") from None
