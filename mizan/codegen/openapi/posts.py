"""`form/<name>/`: a form as a browser posts it, for pages without JavaScript, htmx, Inertia, Precognition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mizan.codegen.openapi.failures import ANY, ISSUE
from mizan.codegen.openapi.schemas import BINARY, JSON_TYPE, is_file, reference

if TYPE_CHECKING:
    from mizan.codegen.openapi.calls import Writer

Entry = dict[str, Any]

FAILURE = "FormFailure"
VERDICT = "FormVerdict"

_ERRORS: Entry = {
    "type": "object",
    "description": "Texts by field; those of the whole form are under `__all__`.",
    "additionalProperties": {"type": "array", "items": {"type": "string"}},
}
SCHEMAS: Entry = {
    FAILURE: {
        "type": "object",
        "description": "A failure with `errors` for clients that know no issues.",
        "properties": {
            "code": {"type": "string"},
            "message": {"type": "string"},
            "issues": {"type": "array", "items": reference(ISSUE)},
            "params": {"type": "object", "additionalProperties": True},
            "id": {"type": "string"},
            "errors": _ERRORS,
        },
        "required": ["code", "message", "issues", "errors"],
        "additionalProperties": False,
    },
    VERDICT: {
        "type": "object",
        "description": "What Precognition is told of fields that are not right.",
        "properties": {"message": {"type": "string"}, "errors": _ERRORS},
        "required": ["message", "errors"],
        "additionalProperties": False,
    },
}
"""The schemas of what forms answer to clients that are not Mizan's."""

_HTML: Entry = {"text/html": {"schema": {"type": "string"}}}
_TEXT: Entry = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_PARAMETERS: list[Entry] = [
    {
        "name": "Precognition",
        "in": "header",
        "description": "`true` asks what would happen: 204, or 422 with `errors`.",
        "schema": {"type": "string"},
    },
    {
        "name": "Precognition-Validate-Only",
        "in": "header",
        "description": "The fields to judge, separated by commas.",
        "schema": {"type": "string"},
    },
]


def path(name: str, form: Entry, writer: Writer) -> Entry:
    """Return the path item of a form."""
    submit = form["operations"]["submit"]
    return {
        "post": {
            "operationId": f"form.{name}",
            "tags": [name],
            "summary": f"{form['title']}: post it as a browser does.",
            "description": (
                "Answers a browser with a page or a redirect, and clients that prefer it with JSON. In "
                "urlencoded and multipart bodies the names are those of Django's own widgets, and the CSRF "
                "token may stand in `csrfmiddlewaretoken` instead of the header."
            ),
            "security": writer.security(submit, is_write=True),
            "parameters": [*_query(form, writer), *_PARAMETERS],
            "requestBody": {"required": True, "content": _content(name, form, writer)},
            "responses": _responses(writer.output(submit)),
        }
    }


def _query(form: Entry, writer: Writer) -> list[Entry]:
    """Return the form's own arguments, which stand in the query here."""
    params = form["params"] or {}
    required = params.get("required", ())
    return [
        {"name": key, "in": "query", "required": key in required, "schema": writer.schemas.place(schema)}
        for key, schema in params.get("properties", {}).items()
    ]


def _content(name: str, form: Entry, writer: Writer) -> Entry:
    fields = form["schema"]["properties"].items()
    files = {field: BINARY for field, written in fields if is_file(written)}
    return {
        "application/x-www-form-urlencoded": {"schema": {"type": "object", "additionalProperties": _TEXT}},
        "multipart/form-data": {
            "schema": {"type": "object", "properties": files, "additionalProperties": True}
        },
        JSON_TYPE: {"schema": writer.schemas.data_of(name)},
    }


def _responses(output: Entry) -> Entry:
    failure = {"description": "A failure.", "content": _HTML | {JSON_TYPE: {"schema": reference(FAILURE)}}}
    verdict = {"anyOf": [reference(FAILURE), reference(VERDICT)]}
    return {
        "200": {"description": "Done.", "content": _HTML | {JSON_TYPE: {"schema": output}}},
        "204": {
            "description": "Precognition: nothing to complain of.",
            "headers": {"Precognition-Success": {"required": True, "schema": {"const": "true"}}},
        },
        "303": {
            "description": "Done; the page of the form's `success_url`.",
            "headers": {"Location": {"required": True, "schema": {"type": "string"}}},
        },
        **{str(status): failure for status in ANY},
        "422": {
            "description": "The form with its errors, or the errors.",
            "content": _HTML | {JSON_TYPE: {"schema": verdict}},
        },
    }
