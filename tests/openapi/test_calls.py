"""What the OpenAPI document says is so, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from mizan.codegen.site import openapi_document
from tests.openapi.inquiry import api, ask, log_in
from tests.openapi.site import published

with published():
    DOCUMENT = openapi_document("superuser")

EACH_POLICY = ["echo", "member_echo", "staff_echo", "superuser_secret", "broken_policy", "member_note.submit"]
ASKED = [*(f"/call/{name}/" for name in EACH_POLICY), "/form/member_note/", "/batch/", "/session/"]

by_member = api(DOCUMENT, is_member=True, examples=10).exclude(path_regex="(member|staff)_note")
by_nobody = api(DOCUMENT, is_member=False, examples=0).include(path=ASKED)


@pytest.fixture(autouse=True)
def site(db: None) -> Iterator[None]:
    with published():
        log_in()
        yield


def test_it_is_valid_openapi_of_valid_json_schema() -> None:
    by_member.validate()
    for schema in DOCUMENT["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


@by_member.parametrize()
def test_a_member_is_answered_as_the_document_says(case: Any) -> None:
    ask(case)


@by_nobody.parametrize()
def test_nobody_is_answered_as_the_document_says(case: Any) -> None:
    ask(case)
