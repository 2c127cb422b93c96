"""A link to this site leads on to another one."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
TARGETS = [
    *(
        "//evil.example",
        "///evil.example",
        "////evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "\\/evil.example",
    ),
    *(
        "https:evil.example",
        "https:/evil.example",
        "https://evil.example",
        "HTTPS://evil.example",
        "http:evil.example",
    ),
    *(
        "/\t/evil.example",
        "\t//evil.example",
        "/\n/evil.example",
        "\r\n//evil.example",
        " //evil.example",
        "\x00//evil.example",
    ),
    *(
        "/%0d%0a//evil.example",
        "%0d%0aLocation:%20https://evil.example",
        "%2f%2fevil.example",
        "/%5cevil.example",
        "/%09/evil.example",
    ),
    *(
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "blob:x",
    ),
    *(
        "//evil.example@testserver",
        "https://testserver@evil.example",
        "https://testserver.evil.example",
        "//testserver:80@evil.example",
    ),
    *(
        "/../..//evil.example",
        "/.//evil.example",
        "./\\evil.example",
        "evil.example",
        "?next=//evil.example",
        "#//evil.example",
    ),
    *(
        "//[::1]",
        "//[evil.example",
        "https://[evil",
        "///",
        "//",
        "ftp://evil.example",
        "//ⓔvil.example",
        "/\u2028/evil.example",
    ),
]
NAMES = ["next", "success_url", "redirect", "return_to"]


def locations(target: str) -> Any:
    client = Client(raise_request_exception=False)
    fields = {"text": "a"} | dict.fromkeys(NAMES, target)
    query = "&".join(f"{name}={quote(target)}" for name in NAMES)
    for form in ("survey", "going"):
        for path in (f"/api/mizan/form/{form}/", f"/api/mizan/form/{form}/?{query}"):
            for headers in ({"Accept": "text/html"}, {"Accept": "application/json"}):
                response = client.post(path, fields, headers={**headers, "Referer": "https://evil.example/"})
                assert response.status_code in (200, 303, 422)
                yield response.headers.get("Location")


@pytest.mark.parametrize("target", TARGETS, ids=ascii)
def test_where_a_form_leads_is_said_by_the_form_alone(target: str, fresh_registry: Any) -> None:
    from mizan.forms import register_form
    from tests.security.operations import SurveyForm, keep

    register_form(SurveyForm, name="going", on_submit=keep, auth=None, success_url="/thanks/")
    assert {*locations(target)} == {None, "/thanks/"}


@pytest.mark.parametrize(
    "path", ["//evil.example/api/mizan/", "/\\evil.example/", "/api/mizan//evil.example"]
)
def test_no_path_is_a_redirect(path: str) -> None:
    response = Client().get(path)
    assert response.status_code == 404
    assert "Location" not in response


def test_there_are_forty_spellings() -> None:
    assert len(TARGETS) >= 40
