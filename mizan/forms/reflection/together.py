"""Rules about several fields, where Django's own code judges them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from mizan.protocol.envelope import JSON

Rule: TypeAlias = dict[str, JSON]
Properties: TypeAlias = dict[str, Any]
"""The properties of a form, to whose texts a rule may add its own."""

Judge: TypeAlias = Callable[[Any, Properties], list[Rule]]
"""`(form_class, properties) -> rules`."""

_JUDGES: list[Judge] = []


def judges_together(judge: Judge) -> Judge:
    """Ask a function what is known of several fields of a form."""
    _JUDGES.append(judge)
    return judge


def rules_together(form_class: Any, properties: Properties) -> list[Rule]:
    """Return what is known of several fields of a form; `properties` are given the texts."""
    return [rule for judge in _JUDGES for rule in judge(form_class, properties)]
