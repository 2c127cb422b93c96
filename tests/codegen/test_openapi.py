"""The OpenAPI document of a contract, one fact at a time; `tests/openapi` holds it against the server."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest

from mizan.codegen.audience import select
from mizan.codegen.openapi import Site, openapi
from tests.codegen.sample import FIELDS, contract, form, operation, properties

Document = dict[str, Any]


def document(**changes: Any) -> Document:
    return openapi({**contract(), **changes}, Site(mount="/api/mizan/", session_cookie="who", max_batch=3))


def schema_of(name: str, of: Document) -> Any:
    return of["components"]["schemas"][name]


def body_of(path: str, of: Document, media_type: str = "application/json") -> Any:
    return of["paths"][path]["post"]["requestBody"]["content"][media_type]["schema"]


def everything_in(value: Any) -> Any:
    yield value
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from everything_in(part)


def test_every_reference_leads_somewhere() -> None:
    whole = document()
    for part in everything_in(whole):
        if isinstance(part, dict) and isinstance(part.get("$ref"), str):
            found: Any = whole
            for key in part["$ref"].removeprefix("#/").split("/"):
                found = found[key]


def test_every_schema_is_valid_json_schema() -> None:
    for schema in document()["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_names_of_components_are_what_openapi_allows() -> None:
    whole = document()
    names = [name for group in whole["components"].values() for name in group]
    assert [name for name in names if not re.fullmatch(r"[a-zA-Z0-9._-]+", name)] == []


def test_every_operation_has_an_id_of_its_own() -> None:
    operations = [entry for item in document()["paths"].values() for entry in item.values()]
    ids = [entry["operationId"] for entry in operations]
    assert len(set(ids)) == len(ids)
    assert {"call.greet", "get.greet", "call.shop.order", "form.contact", "batch", "session"} <= set(ids)


def test_it_is_the_same_whatever_the_order_of_the_contract() -> None:
    shuffled = {
        key: dict(reversed(part.items())) for key, part in contract().items() if isinstance(part, dict)
    }
    assert json.dumps(document(**shuffled), sort_keys=True) == json.dumps(document(), sort_keys=True)


def test_the_server_is_the_mount() -> None:
    assert document()["servers"] == [{"url": "/api/mizan"}]
    assert openapi(contract(), Site(mount="/"))["servers"] == [{"url": "/"}]


def test_only_reads_can_be_fetched() -> None:
    paths = document()["paths"]
    assert paths["/call/greet/"].keys() == {"get", "post"}
    assert paths["/call/echo/"].keys() == {"post"}


def test_the_query_of_a_read_is_its_input_as_json() -> None:
    question = document()["paths"]["/call/greet/"]["get"]["parameters"][0]
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/GreetInput"}}}
    assert (question["name"], question["required"], question["content"]) == ("input", True, content)


POLICIES: list[tuple[Any, list[Any], list[Any]]] = [
    # who may, to post, to get
    (None, [{"csrf": []}], []),
    (True, [{"session": [], "csrf": []}], [{"session": []}]),
    ("staff", [{"session": [], "csrf": []}], [{"session": []}]),
    ("custom", [{"csrf": []}, {"session": [], "csrf": []}], [{}, {"session": []}]),
    ([True, "custom"], [{"session": [], "csrf": []}], [{"session": []}]),
]


@pytest.mark.parametrize(("auth", "to_post", "to_get"), POLICIES, ids=str)
def test_a_policy_says_what_must_be_sent(auth: Any, to_post: list[Any], to_get: list[Any]) -> None:
    item = document(operations={"ask": operation(auth=auth, readonly=True)}, contexts={}, forms={})["paths"]
    assert item["/call/ask/"]["post"]["security"] == to_post
    assert item["/call/ask/"]["get"]["security"] == to_get


def test_declared_failures_join_those_of_the_protocol() -> None:
    whole = document()
    conflict = whole["paths"]["/call/shop.order/"]["post"]["responses"]["409"]
    union = conflict["content"]["application/json"]["schema"]
    names = [part["$ref"].rpartition("/")[2] for part in union["oneOf"]]
    assert names == ["ConflictFailure", "OutOfStock"]
    assert list(union["discriminator"]["mapping"]) == ["conflict", "stale_contract", "out_of_stock"]
    validator = jsonschema.Draft202012Validator({**union, "components": whole["components"]})
    said = {"code": "out_of_stock", "message": "No more.", "issues": [], "params": {"left": 3}}
    assert validator.is_valid(said)
    assert validator.is_valid({"code": "conflict", "message": "No.", "issues": []})
    assert not validator.is_valid({**said, "params": {"left": "3"}})
    assert not validator.is_valid({**said, "code": "not_found"})


def test_a_failure_with_a_status_that_the_protocol_has_not_stands_alone() -> None:
    teapot = {"code": "teapot", "status": 418, "message": "Short.", "params": {"type": "object"}}
    whole = document(operations={"brew": operation(errors=[teapot])}, contexts={}, forms={})
    content = whole["paths"]["/call/brew/"]["post"]["responses"]["418"]["content"]
    assert content["application/json"]["schema"] == {"$ref": "#/components/schemas/Teapot"}
    assert "params" not in schema_of("Teapot", whole)["properties"]


def test_what_a_call_makes_stale_is_a_header() -> None:
    paths = document()["paths"]
    assert "X-Mizan-Invalidate" in paths["/call/shop.order/"]["post"]["responses"]["200"]["headers"]
    assert "X-Mizan-Invalidate" not in paths["/call/greet/"]["post"]["responses"]["200"]["headers"]


def test_integers_are_those_that_javascript_holds() -> None:
    assert schema_of("OutOfStock", document())["properties"]["params"]["properties"]["left"] == {
        "type": "integer",
        "minimum": -(2**53) + 1,
        "maximum": 2**53 - 1,
    }


def test_a_model_that_takes_a_name_of_the_document_gets_another() -> None:
    mine = {"FailureBody": properties(mine={"type": "string"})}
    whole = document(
        operations={"ask": operation(output={"$ref": "#/$defs/FailureBody"})},
        contexts={},
        forms={},
        **{"$defs": mine},
    )
    answer = whole["paths"]["/call/ask/"]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer == {"$ref": "#/components/schemas/FailureBodyModel"}
    assert schema_of("FailureBodyModel", whole) == mine["FailureBody"]


def test_a_form_is_plain_json_schema_with_its_texts() -> None:
    data = schema_of("ContactInput", document())
    assert data["required"] == ["email", "topic", "agree"]
    assert data["properties"]["email"] == {"title": "Email", "type": "string"}
    assert data["properties"]["topic"]["oneOf"] == [{"const": "a"}, {"const": "b"}]
    assert "x-mizan" not in json.dumps(data)


def test_a_file_travels_as_a_part_of_its_own() -> None:
    forms = {"contact": form("contact", FIELDS | {"photo": _file()}, [])}
    submit = operation(properties(data={"$ref": "#/forms/contact/schema"}), files=True)
    roles = {f"contact.{role}": operation() for role in ("schema", "validate")}
    whole = document(operations={**roles, "contact.submit": submit}, contexts={}, forms=forms)
    parts = body_of("/call/contact.submit/", whole, "multipart/form-data")
    assert parts["properties"]["file:photo"] == {"type": "string", "format": "binary"}
    assert parts["required"] == ["input"]
    assert schema_of("ContactInput", whole)["properties"]["photo"]["type"] == "null"


def test_forms_of_accounts_take_no_flat_posts() -> None:
    entry = form("auth.login", {}, [])
    roles = {f"auth.login.{role}": operation() for role in ("schema", "validate", "submit")}
    paths = document(operations=roles, contexts={}, forms={"auth.login": entry})["paths"]
    assert "/call/auth.login.submit/" in paths
    assert "/form/auth.login/" not in paths


def test_a_batch_names_the_reads_and_how_many() -> None:
    calls = body_of("/batch/", document())["properties"]["calls"]
    named = [item["properties"]["name"]["enum"] for item in calls["items"]["oneOf"]]
    assert named == [["contact.schema"], ["greet"], ["me"], ["vault"]]
    assert calls["maxItems"] == 3


def test_an_audience_reads_only_of_its_own_operations() -> None:
    public, _ = select(contract())
    whole = openapi(public, Site())
    assert "vault" not in json.dumps(whole)
    assert "Secret" not in whole["components"]["schemas"]


def _file() -> dict[str, Any]:
    photo = FIELDS["photo"]
    return {**photo, "x-mizan": {**photo["x-mizan"], "widget": {"kind": "clearable-file"}}}
