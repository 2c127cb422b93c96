"""Forms of 5, 20 and 100 fields: described, judged as a whole, submitted, and one field alone.

The raw form view takes what a browser posts; Mizan takes JSON. What a valid form does when it is submitted
Mizan runs in a transaction, so the raw view beside `submit` opens one, too. The partial validation is asked
as Mizan's own client asks: with all the values there are, and the name of the one field that changed. A
schema that is asked for again answers 304; its neighbour is a raw view under Django's own `etag`, of a text
that is at hand.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.transaction import atomic
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path
from django.views.decorators.http import etag
from inertia import render

from benchmarks.kinds import KINDS
from benchmarks.measure import Result, Row, interleave, judge, ratio
from benchmarks.site import Request, Site, answer, require_csrf_check
from mizan.forms import register_form
from mizan.protocol.envelope import Answer, Body, Call
from mizan.server.dispatch import dispatch

SIZES = (5, 20, 100)
FLAT = "application/x-www-form-urlencoded"
ONE = "f1"
"""The field that is validated alone: an address."""


def form_class(size: int) -> type[forms.Form]:
    """Return a form of so many fields, of all kinds in turn."""
    return type(f"Form{size}", (forms.Form,), {name: kind[0]() for name, kind in fields(size)})


def fields(size: int) -> Iterator[tuple[str, tuple[Callable[[], forms.Field], object, object]]]:
    """Iterate over the names and the kinds of a form's fields."""
    return ((f"f{index}", KINDS[index % len(KINDS)]) for index in range(size))


def values(size: int, *, valid: bool) -> dict[str, object]:
    """Return what is filled in: everything right, or everything wrong."""
    return {name: kind[1 if valid else 2] for name, kind in fields(size)}


def posted(data: dict[str, object]) -> bytes:
    """Return what a browser posts for these values."""
    ticked = {key: "on" if value is True else value for key, value in data.items() if value is not False}
    return urlencode(ticked).encode()


def raw_view(form_class: type[forms.Form], *, saves: bool = False) -> Callable[[HttpRequest], HttpResponse]:
    """Return a view that answers a posted form in JSON; one that `saves` does so in a transaction."""

    def view(request: HttpRequest) -> HttpResponse:
        form = form_class(request.POST)
        if form.is_valid():
            with atomic() if saves else nullcontext():
                sent = {"sent": True}
            return JsonResponse(sent)
        return JsonResponse({"errors": form.errors.get_json_data()}, status=422)

    return view


def inertia_view(form_class: type[forms.Form]) -> Callable[[HttpRequest], HttpResponse]:
    """Return a view that answers a form posted as JSON with its page and its errors."""

    def view(request: HttpRequest) -> HttpResponse:
        form = form_class(json.loads(request.body))
        if form.is_valid():
            return render(request, "Done", {"sent": True})
        return render(request, "Form", {"errors": form.errors.get_json_data()})

    return view


def conditional_view(text: bytes) -> Callable[..., HttpResponse]:
    """Return a view of a text at hand, which Django answers with 304 to whoever holds it."""
    tag = f'"{hashlib.sha256(text).hexdigest()[:32]}"'

    @etag(lambda request: tag)
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(text, content_type="application/json")

    return view


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"{}", content_type="application/json")


def on_submit(form: forms.Form, request: HttpRequest) -> dict[str, bool]:
    return {"sent": True}


class Sites:
    """One form on all sites."""

    def __init__(self, size: int) -> None:
        form = form_class(size)
        self.name, self.size = f"bench.form{size}", size
        register_form(form, name=self.name, on_submit=on_submit, auth=None)
        self._mizan = Site(path("api/mizan/", include("mizan.urls")))
        raw = path("form/", raw_view(form)), path("saved/", raw_view(form, saves=True)), path("empty/", empty)
        self._raw = Site(*raw)
        inertia = "inertia.middleware.InertiaMiddleware"
        self._inertia = Site(path("form/", inertia_view(form)), middleware=(inertia,))

    def requests(self) -> dict[str, Request]:
        """Return one request for each variant. Raises AssertionError unless all say the same."""
        body = json.dumps(values(self.size, valid=True)).encode()
        found = {f"{self.size} empty": self._raw.post("/empty/", body), **self._schema()}
        for valid in (True, False):
            found |= self._agreed(values(self.size, valid=valid), "valid" if valid else "invalid")
        return found

    def _schema(self) -> dict[str, Request]:
        """Return a form's schema asked for anew, and with the ETag of what the client holds."""
        url = f"/api/mizan/call/{self.name}.schema/"
        first = self._mizan.get(url, {})()
        raw = Site(path("schema/", conditional_view(first.content)))
        known = {"HTTP_IF_NONE_MATCH": first["ETag"]}
        found = {
            f"{self.size} schema": self._mizan.get(url, {}),
            f"{self.size} schema known": self._mizan.get(url, {}, headers=known),
            f"{self.size} schema known raw": raw.get("/schema/", {}, headers=known),
        }
        assert [send().status_code for send in found.values()] == [200, 304, 304]
        return found

    def judged(self) -> dict[str, Callable[[], Answer]]:
        """Return how Mizan judges all values and one, the request around it left out."""
        data = values(self.size, valid=True)
        found = {
            f"{self.size} {name} judged": self._judge({"data": data, **only})
            for name, only in (("all", {}), ("one", {"only": [ONE]}))
        }
        for judge_values in found.values():
            assert judge_values().status == 200
        return found

    def _judge(self, document: dict[str, object]) -> Callable[[], Answer]:
        call = Call(name=f"{self.name}.validate", body=Body(text=json.dumps(document).encode()))
        request = HttpRequest()
        return lambda: dispatch(call, request)

    def _agreed(self, data: dict[str, object], kind: str) -> dict[str, Request]:
        raw = self._raw.post("/form/", posted(data), content_type=FLAT)
        saved = self._raw.post("/saved/", posted(data), content_type=FLAT)
        inertia = self._inertia.post("/form/", json.dumps(data).encode(), headers={"HTTP_X_INERTIA": "true"})
        validate = self._call("validate", {"data": data})
        submit = self._call("submit", {"data": data})
        one = self._call("validate", {"data": data, "only": [ONE]})
        bare = self._call("validate", {"data": {ONE: data[ONE]}, "only": [ONE]})

        status = 200 if kind == "valid" else 422
        errors = answer(raw, status).get("errors", {})
        assert answer(saved, status) == answer(raw, status)
        assert len(errors) == (0 if kind == "valid" else self.size), errors
        assert answer(inertia)["props"].get("errors", {}) == errors
        assert by_field(answer(validate)["issues"]) == errors
        assert by_field(answer(submit, status).get("issues", [])) == errors
        for partial in (one, bare):
            assert answer(partial)["checked"] == [ONE]
            assert by_field(answer(partial)["issues"]) == {key: errors[key] for key in errors if key == ONE}
        found = {
            "raw": raw,
            "saved": saved,
            "inertia": inertia,
            "validate": validate,
            "submit": submit,
            "one": one,
            "bare": bare,
        }
        for send in found.values():
            require_csrf_check(send)
        return {f"{self.size} {name} {kind}": send for name, send in found.items()}

    def _call(self, operation: str, document: dict[str, object]) -> Request:
        return self._mizan.post(f"/api/mizan/call/{self.name}.{operation}/", json.dumps(document).encode())


def by_field(issues: list[dict[str, Any]]) -> dict[str, list[dict[str, str]]]:
    """Return Mizan's issues in the shape of `form.errors.get_json_data()`."""
    found: dict[str, list[dict[str, str]]] = {}
    for issue in issues:
        error = {"message": issue["message"], "code": issue["code"]}
        found.setdefault(issue["path"][0], []).append(error)
    return found


def rows() -> Iterator[Row]:
    """Iterate over the lines of the table."""
    for size in SIZES:
        for kind in ("valid", "invalid"):
            for what, peer in (("validate", "raw"), ("submit", "saved")):
                yield Row(
                    number="8",
                    what=f"form of {size}, {kind}: {what} / raw form view",
                    values=ratio(f"{size} {what} {kind}", f"{size} {peer} {kind}"),
                    goal=0.95,
                )
            yield Row(
                number="",
                what=f"form of {size}, {kind}: submit / inertia-django",
                values=ratio(f"{size} submit {kind}", f"{size} inertia {kind}"),
            )
    for size, goal in zip(SIZES, (0.60, 0.30, 0.10), strict=True):
        for kind in ("valid", "invalid"):
            yield Row(
                number="9",
                what=f"one field of {size}, {kind} / raw form view",
                values=ratio(f"{size} one {kind}", f"{size} raw {kind}"),
                goal=goal,
            )
            yield Row(
                number="",
                what=f"one field of {size}, {kind}, only its value sent / raw form view",
                values=ratio(f"{size} bare {kind}", f"{size} raw {kind}"),
            )
        yield Row(
            number="",
            what=f"an empty view, form of {size} / raw form view",
            values=ratio(f"{size} empty", f"{size} raw valid"),
        )
    yield Row(
        number="9",
        what="one field of 100 / all of them, both judged by Mizan, requests left out",
        values=ratio("100 one judged", "100 all judged"),
        goal=0.10,
    )
    for size in SIZES:
        yield Row(
            number="15",
            what=f"schema of {size} fields, known to the client / raw view under Django's etag",
            values=ratio(f"{size} schema known", f"{size} schema known raw"),
            goal=1.25,
        )
        yield Row(
            number="",
            what=f"schema of {size} fields, known to the client / asked for anew",
            values=ratio(f"{size} schema known", f"{size} schema"),
        )
    for kind in ("valid", "invalid"):
        yield Row(
            number="9",
            what=f"one field of 100 / one of 5, {kind}",
            values=ratio(f"100 one {kind}", f"5 one {kind}"),
            goal=1.3,
        )
        yield Row(
            number="",
            what=f"one field of 100 / one of 5, {kind}, only its value sent",
            values=ratio(f"100 bare {kind}", f"5 bare {kind}"),
        )


def variants() -> dict[str, Callable[[], object]]:
    """Return one request for each variant, and what stands in the largest form's."""
    found: dict[str, Callable[[], object]] = {}
    for size in SIZES:
        sites = Sites(size)
        found |= sites.requests()
    return found | sites.judged()


def measure(rounds: int) -> list[Result]:
    """Measure all rows."""
    return judge(tuple(rows()), interleave(variants(), rounds))
