"""Read a YAML file strictly: a key given twice is an error, and only `true` and `false` are booleans."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from cpc_graph.errors import InputError

_MAPPING = "tag:yaml.org,2002:map"
_DROPPED = {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"}


class _Loader(yaml.SafeLoader):
    """YAML 1.1 reads `no` as false and `12:30` as 750: in French prose such words are words."""

    yaml_implicit_resolvers = {  # noqa: RUF012  (the name and kind that PyYAML looks up)
        first: [(tag, pattern) for tag, pattern in resolvers if tag not in _DROPPED]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[object] = set()
    for key_node, _ in node.value:
        key = key_node.value
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"{key}: given twice", key_node.start_mark)
        seen.add(key)
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor(_MAPPING, _mapping)
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^(?:0|-?[1-9][0-9]*)$"), list("-0123456789"))


def load(path: Path) -> Any:
    """Return what the file holds. Raises InputError with file, line and column when it cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return yaml.load(text, Loader=_Loader)  # noqa: S506  (a SafeLoader with fewer types)
    except OSError as error:
        raise InputError(
            fr=f"{path.name} : lecture impossible ({error.strerror})", en=f"{path.name}: cannot be read ({error})"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            fr=f"{path.name} : le fichier n'est pas en UTF-8 (octet {error.start})",
            en=f"{path.name}: the file is not UTF-8 (byte {error.start})",
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        place = f"{path.name}{_place(error)}"
        what = _problem(error)
        raise InputError(fr=f"{place} : YAML illisible : {what}", en=f"{place}: unreadable YAML: {what}") from error


def _place(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return f":{mark.line + 1}:{mark.column + 1}" if mark else ""


def _problem(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error)
