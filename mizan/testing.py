"""Call operations in tests, through the whole HTTP stack and without a socket.

from mizan.testing import MizanClient

result = MizanClient(user).call("echo", {"text": "hi"})
assert result.data == {"text": "hi", "length": 2}
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http.request import validate_host
from django.test import Client
from django.urls import reverse
from pydantic_core import to_json

from mizan.protocol.envelope import JSON
from mizan.server.http import FILE_PREFIX
from mizan.setup.registry import registry


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """What a call came to."""

    status: int
    data: JSON = None
    """The output of a success, else None."""
    code: str | None = None
    """The code of a failure, else None."""
    issues: list[dict[str, JSON]] = field(default_factory=list)
    """The complaints about the input; of `validate`, which succeeds with them, too."""
    message: str = ""
    params: dict[str, JSON] = field(default_factory=dict)
    id: str | None = None
    """Of `internal`: the id that is also in the log."""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Return True for a success without complaints."""
        return self.status < 300 and not self.issues


class MizanClient:
    """Call as a user, or as nobody, in a test or in a shell.

    `http` is the Django test client underneath, with its cookies; it asks for a host that the site knows.
    """

    def __init__(self, user: Any = None, *, enforce_csrf_checks: bool = False) -> None:
        self.http = Client(
            raise_request_exception=False, enforce_csrf_checks=enforce_csrf_checks, SERVER_NAME=_host()
        )
        if user is not None:
            self.http.force_login(user)

    def call(self, name: str, input: JSON = None, **headers: str) -> Result:  # noqa: A002
        """Call an operation with its input, `{}` by default. Headers are written as `x_mizan_op="…"`."""
        body = to_json({} if input is None else input)
        return _result(self._post(name, body, "application/json", headers))

    def get(self, name: str, input: JSON = None, **headers: str) -> Result:  # noqa: A002
        """Call a read-only operation by GET."""
        query = {"input": to_json({} if input is None else input).decode()}
        return _result(self.http.get(_path(name), query, headers=_spelled(headers), secure=_is_secure()))

    def batch(self, *calls: tuple[str, JSON]) -> list[Result]:
        """Call several read-only operations, `(name, input)`, in one request."""
        document = {"calls": [{"name": name, "input": value} for name, value in calls]}
        response = self.http.post(
            reverse("mizan:batch"), to_json(document), content_type="application/json", secure=_is_secure()
        )
        answer = _result(response)
        if answer.code:
            return [answer for _ in calls]
        return [_item(item) for item in answer.data["results"]]

    def validate(
        self, form: str | type, data: JSON, only: list[str] | None = None, *, params: JSON = None
    ) -> Result:
        """Ask what a form says of these values without saving; `data` is `{"issues", "checked"}`."""
        body = {"data": data} | ({} if only is None else {"only": only}) | _params(params)
        result = self.call(_operation(form, "validate"), body)
        return replace(result, issues=result.data["issues"]) if result.ok else result

    def submit(
        self,
        form: str | type,
        data: JSON,
        files: Mapping[str, UploadedFile[Any] | list[UploadedFile[Any]] | bytes] | None = None,
        *,
        params: JSON = None,
    ) -> Result:
        """Submit a form, as multipart when there are files."""
        name, body = _operation(form, "submit"), to_json({"data": data} | _params(params))
        if files is None:
            return _result(self._post(name, body, "application/json", {}))
        parts = {FILE_PREFIX + field: _upload(field, file) for field, file in files.items()}
        return _result(self.http.post(_path(name), {"input": body.decode(), **parts}, secure=_is_secure()))

    def _post(self, name: str, body: bytes, content_type: str, headers: Mapping[str, str]) -> Any:
        return self.http.post(
            _path(name), body, content_type=content_type, headers=_spelled(headers), secure=_is_secure()
        )


def _path(name: str) -> str:
    return reverse("mizan:call", args=[name])


def _spelled(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def _host() -> str:
    """Return a host name that this site answers to; only a test run adds Django's own, `testserver`."""
    allowed = settings.ALLOWED_HOSTS or [".localhost"]
    names = ["testserver", "localhost", *(name.lstrip(".") for name in allowed)]
    return next((name for name in names if validate_host(name, allowed)), "testserver")


def _is_secure() -> bool:
    """Tell whether the site sends plain HTTP away."""
    return bool(settings.SECURE_SSL_REDIRECT)


def _params(params: JSON) -> dict[str, JSON]:
    return {} if params is None else {"params": params}


def _operation(form: str | type, kind: str) -> str:
    for spec in registry.forms():
        if form in (spec.name, spec.form_class, getattr(spec.form_class, "formset_class", spec.name)):
            return spec.operations.get(kind, f"{spec.name}.{kind}")
    raise LookupError(
        f"No form {form!r} is registered; there are {[spec.name for spec in registry.forms()]}."
    )


def _upload(name: str, file: Any) -> Any:
    return SimpleUploadedFile(name, file) if isinstance(file, bytes) else file


def _result(response: Any) -> Result:
    body = json.loads(response.content) if response.content else None
    return _of(response.status_code, body, dict(response.headers))


def _item(item: dict[str, JSON]) -> Result:
    return _of(item["status"], item.get("data", item.get("error")), {})


def _of(status: int, body: JSON, headers: dict[str, str]) -> Result:
    if status < 400:
        return Result(status=status, data=body, headers=headers)
    failure = body or {}
    return Result(
        status=status,
        code=failure.get("code"),
        message=failure.get("message", ""),
        issues=failure.get("issues", []),
        params=failure.get("params", {}),
        id=failure.get("id"),
        headers=headers,
    )
