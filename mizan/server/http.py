"""Calls and answers as HTTP."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict

from mizan.protocol.envelope import Answer, Body, Call, Success
from mizan.protocol.errors import Failure
from mizan.server.body import read_body
from mizan.server.csrf import require_csrf
from mizan.server.failures import failure_json
from mizan.server.limits import require_modest, require_size
from mizan.server.response import etag_of, json_response, not_modified
from mizan.server.session import build
from mizan.server.uploads import parse_upload
from mizan.setup.operations import Operation
from mizan.setup.settings import settings

FILE_PREFIX = "file:"

_PRIVATE = "private, no-store"
_REVALIDATED = "private, no-cache"
_PUBLIC = "public, no-cache"


class HttpCarrier:
    """What HTTP demands of a call to an operation: method, CSRF, media type, size."""

    __slots__ = ("request",)

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def admit(self, operation: Operation) -> None:
        """Raise Failure unless this method reaches the operation and the request may write."""
        method = self.request.method
        if method == "POST":
            require_csrf(self.request)
        elif not (operation.readonly and method in ("GET", "HEAD")):
            allow = "GET, HEAD, OPTIONS, POST" if operation.readonly else "OPTIONS, POST"
            raise Failure("method_not_allowed", headers={"Allow": allow})

    def read(self, operation: Operation) -> Body:
        """Return the input of the call. Raises Failure before anything too large is read."""
        if self.request.method != "POST":
            return Body(text=_query_input(self.request))
        if operation.accepts_files and self.request.content_type == "multipart/form-data":
            return read_multipart(self.request)
        text = read_json(self.request)
        require_modest(text)
        return Body(text=text)


def decode(request: HttpRequest, name: str) -> Call:
    """Return the call that a request makes; its body is read when the call is authorised."""
    return Call(
        name=name,
        carrier=HttpCarrier(request),
        op=request.META.get("HTTP_X_MIZAN_OP"),
        identity=request.META.get("HTTP_X_MIZAN_IDENTITY"),
    )


def encode(answer: Answer, request: HttpRequest) -> HttpResponse:
    """Return the response of an answer, with the headers that every answer carries."""
    if isinstance(answer, Success):
        return _success(answer, request)
    response = json_response(failure_json(answer), answer.status, build=build(), caching=_PRIVATE)
    for name, value in answer.headers.items():
        response[name] = value
    return response


def read_json(request: HttpRequest) -> bytes:
    """Return the body of a request whose media type is `application/json`. Raises Failure."""
    if request.META.get("CONTENT_TYPE") != "application/json" and not _is_json(request):
        raise Failure("unsupported_media_type")
    require_size(announced_size(request))
    return read_body(request)


def read_multipart(request: HttpRequest) -> Body:
    """Return the part `input`, the JSON object, and the parts `file:<field>`. Raises Failure."""
    require_utf8(request)
    if announced_size(request) > settings.MAX_UPLOAD:
        raise Failure("payload_too_large")
    parse_upload(request)
    texts, files = request.POST, request.FILES
    if list(texts) != ["input"] or len(texts.getlist("input")) != 1 or not all(map(_is_file, files)):
        raise Failure("bad_request", "A multipart body has one part 'input' and parts 'file:<field>'.")
    text = texts["input"].encode()
    require_modest(text)
    named = {name.removeprefix(FILE_PREFIX): files.getlist(name) for name in files}
    return Body(text=text, files=MultiValueDict(named))


def require_utf8(request: HttpRequest) -> None:
    """Raise Failure `unsupported_media_type` for a body in another charset."""
    if (request.content_params or {}).get("charset", "utf-8").lower() != "utf-8":
        raise Failure("unsupported_media_type")


def _is_json(request: HttpRequest) -> bool:
    parameters = {**(request.content_params or {})}
    charset = parameters.pop("charset", "utf-8").lower()
    return request.content_type == "application/json" and charset == "utf-8" and not parameters


def _is_file(name: str) -> bool:
    return name.startswith(FILE_PREFIX)


def _success(answer: Success, request: HttpRequest) -> HttpResponse:
    caching = _PUBLIC if answer.is_public else _REVALIDATED if answer.has_etag else _PRIVATE
    etag = etag_of(answer.data) if answer.has_etag else ""
    if etag and _is_held(etag, request):
        response = not_modified(build=build(), caching=caching)
    else:
        response = json_response(answer.data, answer.status, build=build(), caching=caching)
    if etag:
        response["ETag"] = etag
    if answer.invalidate:
        response["X-Mizan-Invalidate"] = ", ".join(answer.invalidate)
    if answer.is_stale:
        response["X-Mizan-Stale"] = "1"
    return response


def _is_held(etag: str, request: HttpRequest) -> bool:
    """Return whether the client holds these bytes already and asks only for others."""
    sent = request.META.get("HTTP_IF_NONE_MATCH")
    if not sent or request.method not in ("GET", "HEAD"):
        return False
    return not {tag.strip().removeprefix("W/") for tag in sent.split(",")}.isdisjoint((etag, "*"))


def _query_input(request: HttpRequest) -> bytes:
    if not request.META.get("QUERY_STRING"):
        return b"{}"
    inputs = request.GET.getlist("input")
    if len(inputs) > 1:
        raise Failure("bad_request", "The query holds more than one input.")
    try:
        text = inputs[0].encode() if inputs else b"{}"
    except UnicodeEncodeError:
        raise Failure("bad_request") from None
    require_modest(text)
    return text


def announced_size(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        raise Failure("bad_request") from None


def refuse_method(*allowed: str) -> Failure:
    """Return the failure of a route that takes other methods."""
    return Failure("method_not_allowed", headers={"Allow": ", ".join(sorted(allowed))})
