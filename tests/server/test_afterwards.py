"""What is done afterwards is done once, when the response is closed, and its failure is in the log alone."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse

from mizan.server.afterwards import afterwards, followed

pytestmark = pytest.mark.django_db  # a closed response looks after the connections


def test_work_waits_until_the_response_is_closed() -> None:
    done: list[str] = []
    request, response = HttpRequest(), HttpResponse()
    afterwards(request, lambda: done.append("first"))
    afterwards(request, lambda: done.append("second"))
    assert followed(request, response) is response
    assert done == []
    response.close()
    response.close()
    assert done == ["first", "second"]
    assert response.closed


def test_response_without_work_is_left_alone() -> None:
    response = HttpResponse()
    assert "close" not in vars(followed(HttpRequest(), response))


def test_failure_stops_neither_the_rest_nor_the_response(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []
    request, response = HttpRequest(), HttpResponse()
    afterwards(request, lambda: [][1])  # type: ignore[misc]
    afterwards(request, lambda: done.append("second"))
    followed(request, response).close()
    assert done == ["second"]
    assert response.closed
    assert "IndexError" in caplog.text
