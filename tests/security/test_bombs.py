"""A small request makes the server work, or break, for a long time: size, depth, number, digits."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from django.test import Client

from tests.security.conftest import post
from tests.security.fuzz.bodies import bombs

pytestmark = pytest.mark.django_db
BOMBS = list(bombs())
ROUTES = ["call/echo/", "call/survey.submit/", "form/survey/", "batch/"]


@pytest.mark.parametrize("bomb", [bomb[1] for bomb in BOMBS], ids=[bomb[0] for bomb in BOMBS])
def test_a_bomb_is_refused_at_once(bomb: bytes) -> None:
    for path in ROUTES:
        started = time.thread_time()
        response = post(path, bomb, "application/json")
        assert time.thread_time() - started < 1  # many times what it takes
        assert response.json()["code"] in ("bad_request", "payload_too_large")
        assert response.status_code in (400, 413)


def test_there_are_two_hundred_bombs() -> None:
    assert len(BOMBS) * len(ROUTES) > 200


VALUES = ["1e400", "-1e400", "9" * 4000, "-0", "5e-324", '"' + "9" * 5000 + '"', '"1e999999999"', '"\\u0000"']
VALUES += ["[" * 60 + "]" * 60, '"' + "[" * 3000 + '"', '"99999999999 days"', "[" + "0," * 9000 + "0]"]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value[:20])
def test_what_passes_as_json_breaks_no_field(value: str, site: Any) -> None:
    client = Client(raise_request_exception=False)
    for name in site.get_form("survey").form_class.base_fields:
        for path, text in (
            ("call/survey.submit/", f'{{"data":{{"{name}":{value}}}}}'),
            ("form/survey/", f'{{"{name}":{value}}}'),
        ):
            response = client.post(f"/api/mizan/{path}", text, content_type="application/json")
            assert response.status_code in (200, 400, 422), name


BATCHES: list[tuple[Any, int]] = [
    ([{"name": "motto"}] * 1000, 400),
    ([{"name": "motto"}] * 11, 400),
    ([{"name": "batch", "input": {"calls": [{"name": "motto"}] * 10}}] * 10, 200),
    ([{"name": "batch/", "input": {}}], 200),
    ({"name": "motto"}, 400),
    ([[{"name": "motto"}]], 200),
]


@pytest.mark.parametrize(("calls", "status"), BATCHES, ids=range(len(BATCHES)))
def test_a_batch_multiplies_nothing(calls: Any, status: int) -> None:
    """That none of too many runs is in `tests/server/test_batch.py`."""
    text = json.dumps({"calls": calls})
    response = Client().post("/api/mizan/batch/", text, content_type="application/json")
    assert response.status_code == status
    if status == 200:
        assert {result["status"] for result in response.json()["results"]} <= {400, 404}
