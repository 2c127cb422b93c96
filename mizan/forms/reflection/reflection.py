"""What reflecting one field yields, before it is written down as a property."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mizan.protocol.envelope import JSON


@dataclass(kw_only=True)
class Reflection:
    """The canonical type of a field and its rule."""

    keywords: dict[str, JSON]
    """Standard keywords of JSON Schema."""
    rule: dict[str, JSON]
    messages: dict[str, str] = field(default_factory=dict)
    formats: list[dict[str, str]] | None = None
    separators: dict[str, JSON] | None = None
    """How the active language writes numbers, where the field reads them so."""
    written: str | None = None
    """The `strptime` format of the canonical value, where no keyword says it."""
    inner: list[dict[str, JSON]] | None = None
    """The texts of the rules inside the rule, in order: `{messages, formats?, inner?}`."""
    server: list[str] = field(default_factory=list)
    """Names of the rules that only the server knows."""
    downgrade: str | None = None
    """Why the rule is less than exact, where it is."""
    is_lenient: bool = False
    """True where the rule accepts more than Django although nothing is named in `server`."""
    readings: frozenset[str] = frozenset({"plain"})
    """The ways of reading a widget for which the rule holds."""
    absence_is_error: bool = False

    def forget(self, reason: str) -> Reflection:
        """Return the same type with a rule that knows nothing."""
        return Reflection(
            keywords=self.type_alone(), rule={"k": "unknown"}, server=self.server, downgrade=reason
        )

    def type_alone(self) -> dict[str, JSON]:
        """Return the keywords without those that bound the value."""
        return {key: self.keywords[key] for key in _TYPE_ALONE if key in self.keywords}

    def only_required(self, keywords: dict[str, JSON], reason: str) -> Reflection:
        """Return what still holds where nothing but emptiness is known: that it may not be left empty."""
        message = self.messages.get("required")
        made = unknown(keywords, reason, required=self.absence_is_error, message=message)
        made.server = self.server
        return made

    def words(self) -> dict[str, JSON]:
        """Return the texts of the rule, as another one carries them."""
        texts = {
            "messages": dict(self.messages),
            "formats": self.formats,
            "separators": self.separators,
            "inner": self.inner,
        }
        return {key: part for key, part in texts.items() if part is not None}

    @property
    def verdict(self) -> str:
        """Return how far the client knows."""
        if self.rule["k"] == "unknown":
            return "server"
        return "lenient" if self.server or self.is_lenient else "exact"


_TYPE_ALONE = ("type", "items", "properties", "additionalProperties", "format")


def unknown(keywords: dict[str, JSON], reason: str, *, required: bool, message: Any = None) -> Reflection:
    """Return a rule that knows at most that a value must be there."""
    return Reflection(
        keywords=keywords,
        rule={"k": "unknown", "required": True} if required else {"k": "unknown"},
        messages={"required": str(message)} if required and message is not None else {},
        downgrade=reason,
        absence_is_error=required,
    )
