"""Bring the models (`$defs`) of many schemas together under names that are unique in the contract."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from mizan.codegen.names import Scope, type_name
from mizan.codegen.schema import LOCAL, Schema, complete, opened, reachable, rename
from mizan.protocol.naming import pascal


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One schema of an operation, and the models that it names."""

    owner: str
    is_output: bool
    schema: Schema
    models: dict[str, Schema]


class Defs:
    """Collect schemas, then give each model one name.

    A model keeps its own name. One whose input differs from its output (it has defaults) is `NoteIn` there;
    two different models of one name are told apart by the operation that uses them.
    """

    def __init__(self) -> None:
        self._parts: list[Part] = []

    def add(self, owner: str, schema: dict[str, Any], *, is_output: bool) -> int:
        """Take a schema with local `$defs`, return its place in `settle`. A titled output is a model."""
        whole = complete(schema) if is_output else schema
        models = dict(whole.get("$defs", {}))
        rest = {keyword: value for keyword, value in whole.items() if keyword != "$defs"}
        title = _key(rest.get("title", ""))
        if is_output and title and "properties" in rest and models.setdefault(title, rest) == rest:
            rest = {"$ref": LOCAL + title}
        self._parts.append(Part(owner=owner, is_output=is_output, schema=rest, models=models))
        return len(self._parts) - 1

    def settle(self) -> tuple[dict[str, Schema], list[Schema]]:
        """Return the models by their final names, and the schema of every part."""
        chosen: dict[tuple[str, str], str] = {}
        self._times = Counter(name for part in self._parts for name in part.models)
        scope = Scope()
        names = {id(part): self._names(part, chosen, scope) for part in sorted(self._parts, key=_rank)}
        models = {
            names[id(part)][name]: rename(model, names[id(part)])
            for part in self._parts
            for name, model in part.models.items()
        }
        return models, [rename(part.schema, names[id(part)]) for part in self._parts]

    def _names(self, part: Part, chosen: dict[tuple[str, str], str], scope: Scope) -> dict[str, str]:
        names: dict[str, str] = {}
        for name in sorted(part.models):
            model = name, _content(name, part) if self._times[name] > 1 else ""
            if model not in chosen:
                plain = type_name(name)
                own = plain if part.is_output else f"{plain}In"
                chosen[model] = scope.take(plain, own, pascal(part.owner) + own)
            names[name] = chosen[model]
        return names


def _key(title: str) -> str:
    """Return the key that pydantic gives a model of this title among the `$defs`."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", title)


def _rank(part: Part) -> tuple[bool, str]:
    return not part.is_output, part.owner


def _content(name: str, part: Part) -> str:
    """Return what makes a model this one. Whether it refuses other keys depends on who uses it, not on it."""
    within = reachable([part.models[name]], part.models)
    return json.dumps({other: opened(part.models[other]) for other in [*within, name]}, sort_keys=True)
