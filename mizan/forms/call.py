"""What comes for a form, and how it is read: `{data, params?, only?, version?}`, or a browser's own post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.forms.forms import BaseForm

from mizan.forms.bare import above, inside
from mizan.forms.binding import bind, bind_flat, bind_formsets
from mizan.forms.gate import Posted, read_json
from mizan.forms.rows import Rows
from mizan.protocol.envelope import JSON, Body
from mizan.protocol.errors import Failure
from mizan.schema.validation import issue
from mizan.setup.operations import FormSpec

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass(frozen=True, kw_only=True, slots=True)
class FormCall:
    """What came for a form: JSON values, or what a browser's own form posted."""

    values: dict[str, JSON]
    params: dict[str, JSON]
    only: list[str] | None
    version: str | None = None
    flat: Any = None
    files: Any = None

    def of_rows(self, name: str, rows: JSON) -> FormCall:
        """Return the call of the form that has these rows: a formset that stands alone names itself
        nowhere."""
        return replace(
            self,
            values={name: rows} if isinstance(rows, list) else {},
            only=None if self.only is None else [inside(name, path) for path in self.only],
            files=above(self.files, name) if self.flat is None else self.files,
        )

    def bind(
        self, spec: FormSpec, request: HttpRequest, *, has_bytes: bool
    ) -> tuple[BaseForm, Posted, list[Rows]]:
        """Return the bound form, what went through the gate (nothing of a browser's), its formsets."""
        if self.flat is not None:
            form, rows = bind_flat(spec, request, self.flat, self.files, self.params)
            return form, Posted(), rows
        form, posted = bind(spec, request, self.values, self.files, self.params, has_bytes=has_bytes)
        arguments = self.values, self.files, self.params
        return form, posted, bind_formsets(spec, request, form, *arguments, has_bytes=has_bytes)


VERSION = "mizan-version"
"""The name under which a browser's own form posts the version of the record that it edits."""


class FormInput:
    """Read `{data, params?, only?, version?}`, whatever of it an operation takes."""

    def __init__(
        self,
        name: str,
        params: dict[str, JSON] | None,
        *,
        has_data: bool,
        has_only: bool = False,
        has_version: bool = False,
        asks_with: Sequence[str] = (),
        bare: str | None = None,
    ) -> None:
        self._name = name
        self._params = params
        self._has_data = has_data
        self._has_only = has_only
        self._has_version = has_version
        self._asks_with = asks_with
        self._bare = bare

    def schema(self) -> dict[str, JSON]:
        """Return the JSON Schema; the form's own stands in the contract."""
        properties: dict[str, JSON] = {}
        required: list[str] = []
        definitions: dict[str, JSON] = {}
        if self._has_data:
            inside = f"/properties/{self._bare}" if self._bare else ""
            properties["data"] = {"$ref": f"#/forms/{self._name}/schema{inside}"}
            required.append("data")
        if self._params is not None:
            definitions = self._params.get("$defs", {})
            properties["params"] = {key: part for key, part in self._params.items() if key != "$defs"}
            if self._params.get("required"):
                required.append("params")
        if self._asks_with:
            properties["data"] = {"type": "object", "properties": {key: {} for key in self._asks_with}}
        if self._has_only:
            properties["only"] = {"type": "array", "items": {"type": "string"}}
        if self._has_version:
            properties["version"] = {"type": "string"}
        schema = {"type": "object", "properties": properties, "required": required}
        return {**schema, "$defs": definitions} if definitions else schema

    def parse(self, body: Body) -> FormCall:
        """Return the call. Raises Failure `bad_request`, or `invalid` for parts of the wrong type."""
        document = read_json(body.text)
        data, params, only = document.get("data"), document.get("params"), document.get("only")
        kind = list if self._bare else dict
        if self._has_data and body.flat is None and not isinstance(data, kind):
            raise _wrong("data")
        if params is not None and not isinstance(params, dict):
            raise _wrong("params")
        if only is not None and not (isinstance(only, list) and all(type(name) is str for name in only)):
            raise _wrong("only")
        if not self._has_data:
            data = self._few(data)
        call = FormCall(
            values=(data or {}) if self._bare is None else {},
            params=params or {},
            only=only,
            version=self._version(document.get("version"), body.flat),
            flat=body.flat,
            files=body.files,
        )
        return call if self._bare is None else call.of_rows(self._bare, data)

    def _few(self, data: JSON) -> dict[str, JSON]:
        """Return those of the values on which the form itself depends; nothing else is looked at."""
        if not self._asks_with:
            return {}
        if data is not None and not isinstance(data, dict):
            raise _wrong("data")
        return {name: data[name] for name in self._asks_with if name in data} if data else {}

    def _version(self, sent: JSON, flat: Any) -> str | None:
        if flat is not None:
            sent = flat.get(VERSION)
        if sent is not None and type(sent) is not str:
            raise _wrong("version")
        return sent if self._has_version else None


def _wrong(key: str) -> Failure:
    return Failure("invalid", issues=[issue((key,), "invalid")])
