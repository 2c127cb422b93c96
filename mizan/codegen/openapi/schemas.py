"""The schemas of a contract under `components/schemas`, with references that lead there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mizan.codegen.names import Scope
from mizan.codegen.schema import LOCAL, Schema, rebuild, redirect
from mizan.protocol.naming import pascal

PLACE = "#/components/schemas/"
JSON_TYPE = "application/json"

BINARY = {"type": "string", "format": "binary"}
"""A file, as one part of a multipart body."""

SAFE = 2**53 - 1
"""The largest integer that JavaScript holds exactly; functions neither take nor give a larger one."""


def reference(name: str) -> dict[str, str]:
    """Return `{"$ref"}` to a schema of the document."""
    return {"$ref": PLACE + name}


class Schemas:
    """Give models, inputs, outputs and the data of forms a name each, and put them where it points."""

    def __init__(self, contract: Mapping[str, Any], scope: Scope) -> None:
        self.all: dict[str, Schema] = {}
        self._scope = scope
        self._moved: dict[str, str] = {}
        for name in sorted(contract["$defs"]):
            self._moved[LOCAL + name] = PLACE + scope.take(name, f"{name}Model")
        for name in sorted(contract["forms"]):
            chosen = scope.take(f"{pascal(name)}Input", f"{pascal(name)}Data")
            self._moved[f"#/forms/{name}/schema"] = PLACE + chosen
            form = contract["forms"][name]
            if form["bare"]:
                self._moved[f"#/forms/{name}/schema/properties/{form['bare']}"] = PLACE + chosen
            self.all[chosen] = data_schema(name, form, contract["language"])
        for name, model in contract["$defs"].items():
            self.all[self._moved[LOCAL + name].removeprefix(PLACE)] = self.place(model)

    def place(self, schema: Schema) -> Schema:
        """Return a schema of the contract whose references lead to the document's own schemas."""
        return redirect(_exact(schema), lambda target: self._moved.get(target, target))

    def keep(self, name: str, schema: Schema) -> Schema:
        """Return a reference to a schema of the contract, which gets this name unless it has one."""
        placed = self.place(schema)
        if isinstance(placed, Mapping) and placed.keys() == {"$ref"}:
            return placed
        chosen = self._scope.take(name, f"{name}Schema")
        self.all[chosen] = placed
        return reference(chosen)

    def data_of(self, form: str) -> Schema:
        """Return a reference to the data of a form."""
        return {"$ref": self._moved[f"#/forms/{form}/schema"]}


def data_schema(name: str, form: Mapping[str, Any], language: str) -> Schema:
    """Return the schema of a form's values in plain JSON Schema, with the texts of one language.

    `x-mizan`, the exact rules for Mizan's own clients, is left out.
    """
    texts = form["texts"].get(language, {}).get("fields", {})
    fields = form["schema"]["properties"]
    schema: dict[str, Any] = {
        "type": "object",
        "title": form["title"],
        "properties": {field: _field(field, fields[field], texts.get(field, {})) for field in fields},
    }
    if required := form["schema"].get("required"):
        schema["required"] = required
    if form["dynamic"]:
        schema["description"] = (
            f"The fields and their rules depend on the request: `{form['operations']['schema']}` tells."
        )
    return _of_rows(form, schema) if form["bare"] else schema


def _of_rows(form: Mapping[str, Any], schema: Mapping[str, Any]) -> Schema:
    """Return the schema of the rows of a formset that stands alone."""
    rest = {key: schema[key] for key in ("title", "description") if key in schema}
    return {**schema["properties"][form["bare"]], **rest}


def _field(name: str, written: Mapping[str, Any], texts: Mapping[str, Any]) -> Schema:
    words = {"title": texts.get("label", name)}
    if texts.get("help"):
        words["description"] = texts["help"]
    if is_file(written):
        about = f"`null` clears the file; its bytes travel as the part `file:{name}`."
        return {**words, "type": "null", "description": about}
    return {**words, **_plain(written)}


def is_file(written: Mapping[str, Any]) -> bool:
    """Tell whether a form's property is a file."""
    return written["x-mizan"]["widget"]["kind"] in ("file", "clearable-file")


def _exact(schema: Schema) -> Schema:
    """Return a schema that says what goes without saying: how large an integer is, that an object is open."""
    rebuilt = rebuild(schema, _exact)
    if not isinstance(rebuilt, dict):
        return rebuilt
    if rebuilt.get("type") == "integer":
        low = {} if "exclusiveMinimum" in rebuilt else {"minimum": -SAFE}
        high = {} if "exclusiveMaximum" in rebuilt else {"maximum": SAFE}
        return {**low, **high, **rebuilt}
    if rebuilt.get("type") == "object" and not rebuilt.keys() & {"properties", "additionalProperties"}:
        return {**rebuilt, "additionalProperties": True}
    return rebuilt


def _plain(schema: Schema) -> Schema:
    rebuilt = rebuild(schema, _plain)
    if isinstance(rebuilt, dict):
        rebuilt.pop("x-mizan", None)
    return rebuilt
