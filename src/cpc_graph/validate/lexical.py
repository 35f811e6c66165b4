"""Is a literal well formed, and is it at least another one? The plain forms at once; for any other, rdflib is asked.

What rdflib takes for a date is what pyshacl takes for one, and both engines must say the same.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pyoxigraph import Literal

from cpc_graph.names import PREFIXES

XSD = PREFIXES["xsd"]
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN = {
    XSD + "integer": re.compile(r"-?[0-9]{1,15}"),
    XSD + "boolean": re.compile(r"true|false"),
    XSD + "duration": re.compile(r"P([0-9]{1,4}Y([0-9]{1,4}M)?|[0-9]{1,4}M|[0-9]{1,5}D)"),
}
_TEXT = {XSD + "string", PREFIXES["rdf"] + "langString"}


def well_formed(literal: Literal) -> bool:
    """Tell whether the text of a literal is one of its datatype."""
    kind = literal.datatype.value
    if kind == XSD + "date" and _DAY.fullmatch(literal.value):
        return _is_day(literal.value)
    plain = _PLAIN.get(kind)
    return kind in _TEXT or bool(plain and plain.fullmatch(literal.value)) or _rdflib_takes(literal)


@lru_cache(maxsize=65_536)
def _is_day(text: str) -> bool:
    try:
        return bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


def _rdflib_takes(literal: Literal) -> bool:
    """Ask as pyshacl does: the literal has a value of the class of its datatype."""
    from cpc_graph.validate.convert import to_rdflib

    with warnings.catch_warnings(action="ignore"):  # rdflib warns of what we ask it
        node: Any = to_rdflib(literal)
    classes: dict[str, type] = {
        XSD + "integer": int,
        XSD + "float": float,
        XSD + "decimal": Decimal,
        XSD + "boolean": bool,
        XSD + "date": dt.date,
        XSD + "time": dt.time,
        XSD + "dateTime": dt.datetime,
    }
    kind = classes.get(literal.datatype.value)
    return node.ill_typed is not True and (kind is None or isinstance(node.value, kind))


def at_least(literal: Literal, bound: Literal) -> bool:
    """Tell whether a literal is not less than a bound; what cannot be compared is not."""
    integer = _PLAIN[XSD + "integer"]
    if all(each.datatype.value == XSD + "integer" and integer.fullmatch(each.value) for each in (literal, bound)):
        return int(literal.value) >= int(bound.value)
    return _pyshacl_orders(literal, bound)


def _pyshacl_orders(literal: Literal, bound: Literal) -> bool:
    from pyshacl.rdfutil.compare import compare_literal

    from cpc_graph.validate.convert import to_rdflib

    node, least = to_rdflib(literal), to_rdflib(bound)
    compare: Callable[[Any, Any], int] = compare_literal
    if isinstance(node.value, str) != isinstance(least.value, str):
        return False
    try:
        return compare(node, least) >= 0
    except (TypeError, NotImplementedError):
        return False
