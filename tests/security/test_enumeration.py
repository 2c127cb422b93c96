"""Somebody without rights learns what staff has: from the bundle, from answers, from the contract."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from mizan.setup.registry import Registry
from tests.security.conftest import log_in

pytestmark = pytest.mark.django_db
STAFF = ["vault", "write_vault", "wipe", "for_nobody", "staff_news", "staff_survey", "root_note"]


def test_the_public_bundle_names_nothing_of_staff(tmp_path: Path) -> None:
    call_command("mizan_generate", "--target", "react", "--out", str(tmp_path))
    text = "\n".join(path.read_text() for path in tmp_path.rglob("*") if path.is_file()).lower()
    assert "write_note" in text
    spelled = [name.replace("_", "") for name in STAFF]
    assert [name for name in [*STAFF, *spelled] if name in text] == []


def ask(client: Client, method: str, name: str) -> Any:
    for text in (b"{}", b"{"):
        response = client.generic(method, f"/api/mizan/call/{name}/", text, content_type="application/json")
        yield response.status_code, response.content, sorted(response.headers.items())


@pytest.mark.parametrize("kind", ["anonymous", "user", "inactive"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "HEAD"])
def test_a_forbidden_name_answers_the_bytes_of_an_unknown_one(kind: str, method: str, site: Registry) -> None:
    client = log_in(kind)
    with override_settings(MIZAN={"CONCEAL_FORBIDDEN": True}):
        unknown = list(ask(client, method, "nowhere"))
        for operation in site.operations():
            if operation.audience != "public":
                assert list(ask(client, method, operation.name)) == unknown, operation.name
        for form in ("staff_survey", "root_note"):
            for headers in ({}, {"Accept": "text/html"}, {"Precognition": "true"}):
                url = "/api/mizan/form/{}/"
                hidden = client.generic(method, url.format(form), b"{}", "application/json", headers=headers)
                lost = client.generic(
                    method, url.format("nowhere"), b"{}", "application/json", headers=headers
                )
                assert (hidden.status_code, hidden.content) == (lost.status_code, lost.content)


@pytest.mark.parametrize("path", ["call/{}/", "form/{}/"])
def test_an_unknown_name_takes_as_long_as_a_forbidden_one(path: str) -> None:
    client = log_in("user")
    asked = {}
    with override_settings(MIZAN={"CONCEAL_FORBIDDEN": True}):
        for name in ("staff_survey", "staff_survey.submit", "nowhere"):
            with CaptureQueriesContext(connection) as queries:
                assert client.post(f"/api/mizan/{path.format(name)}").status_code == 404
            asked[name] = [query["sql"].partition(" WHERE ")[0] for query in queries]
    assert asked["staff_survey"] == asked["staff_survey.submit"] == asked["nowhere"] != []


def test_an_unknown_name_asks_nothing_where_nothing_is_concealed() -> None:
    client = log_in("user")
    with CaptureQueriesContext(connection) as queries:
        assert client.post("/api/mizan/call/nowhere/").status_code == 404
    assert len(queries) == 0


def test_a_batch_conceals_as_well() -> None:
    calls = {"calls": [{"name": name} for name in ("nowhere", "vault", "wipe", "staff_survey.schema")]}
    with override_settings(MIZAN={"CONCEAL_FORBIDDEN": True}):
        response = Client().post("/api/mizan/batch/", calls, content_type="application/json")
    assert len({json.dumps(result) for result in response.json()["results"]}) == 1


@pytest.mark.parametrize("path", ["contract.json", "openapi.json"])
@pytest.mark.parametrize("kind", ["anonymous", "user", "staff", "inactive"])
def test_the_contract_is_not_for_everybody(kind: str, path: str) -> None:
    response = log_in(kind).get(f"/api/mizan/{path}")
    assert response.status_code in (401, 403, 404)
    assert b"vault" not in response.content


def test_what_may_be_asked_with_can_says_nothing_of_existence() -> None:
    names = ["nowhere", "vault", "wipe"]
    response = Client().get("/api/mizan/call/mizan.can/", {"input": json.dumps({"names": names})})
    assert response.json() == dict.fromkeys(names, False)
