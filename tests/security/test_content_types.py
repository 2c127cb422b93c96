"""A body comes under a media type that another site may send, or that two readers understand differently."""

from __future__ import annotations

import pytest

from tests.security.conftest import post
from tests.security.fuzz.junk import MEDIA_TYPES

pytestmark = pytest.mark.django_db
JSON = {
    "application/json",
    "APPLICATION/JSON",
    "application/json; charset=utf-8",
    "application/json;charset=UTF-8",
    'application/json; charset="utf-8"',
    "application/json;",
    " application/json",
    "application/json\t",
    "application/json; charset*=utf-7''utf-8",
}
"""The spellings of `application/json` in UTF-8."""

# Django looks up the charset while it makes the request, and raises before Mizan can be asked.
BEFORE_MIZAN = ("a\0b", "%00", "%ff", "json;application/json", "u" * 5000, "a/b" * 3000)
OTHERS = sorted(kind for kind in set(MEDIA_TYPES) - JSON if not any(text in kind for text in BEFORE_MIZAN))
BODY = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nabc\r\n--x--\r\n'


def code(path: str, kind: str, body: bytes) -> str:
    response = post(path, body, kind)
    return "ok" if response.status_code == 200 else str(response.json()["code"])


@pytest.mark.parametrize("kind", sorted(JSON & {*MEDIA_TYPES}), ids=lambda kind: repr(kind)[:60])
def test_json_is_json_however_it_is_spelled(kind: str) -> None:
    assert code("call/echo/", kind, b'{"text":"a"}') == "ok"
    assert code("form/survey/", kind, b'{"text":"a"}') == "ok"


@pytest.mark.parametrize("kind", OTHERS, ids=lambda kind: repr(kind)[:60])
def test_a_call_takes_nothing_else(kind: str) -> None:
    assert code("call/echo/", kind, b'{"text":"a"}') == "unsupported_media_type"
    assert code("batch/", kind, b'{"calls":[]}') == "unsupported_media_type"


FLAT = [kind for kind in OTHERS if "multipart/form-data" in kind.lower() or "urlencoded" in kind]


@pytest.mark.parametrize("kind", FLAT, ids=lambda kind: repr(kind)[:60])
def test_a_form_is_taken_in_utf_8_alone(kind: str) -> None:
    is_foreign = "charset=" in kind and "charset=utf-8" not in kind
    expected = {"unsupported_media_type"} if is_foreign else {"ok", "invalid", "bad_request"}
    assert code("form/survey/", kind, BODY) in expected


@pytest.mark.parametrize(
    "kind", [kind for kind in OTHERS if kind not in FLAT], ids=lambda kind: repr(kind)[:60]
)
def test_a_form_takes_nothing_but_json_and_what_browsers_post(kind: str) -> None:
    assert code("form/survey/", kind, BODY) == "unsupported_media_type"


def test_there_are_enough_spellings() -> None:
    assert len(OTHERS) >= 40
