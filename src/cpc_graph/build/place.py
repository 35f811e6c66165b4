"""Where in a dossier something stands, so that an error can say it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cpc_graph.errors import InputError


@dataclass(frozen=True, slots=True)
class Place:
    """A file, the node in it, the property of the node."""

    file: str
    node: str = ""
    property: str = ""

    def at(self, *, node: str = "", property: str = "") -> Place:
        """Return the place of a node, or of a property of this node."""
        return replace(self, node=node or self.node, property=property)

    def error(self, fr: str, en: str) -> InputError:
        """Make the error that names this place."""
        where = " ".join(part for part in (self.node, self.property) if part)
        return InputError(
            fr=" : ".join(part for part in (self.file, where, fr) if part),
            en=": ".join(part for part in (self.file, where, en) if part),
        )
