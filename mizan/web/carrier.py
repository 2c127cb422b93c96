"""What a browser's own form, or a client that is not ours, sends: flat values instead of a call."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mizan.protocol.envelope import Body
from mizan.protocol.errors import Failure
from mizan.schema.objects import read_object
from mizan.server.body import read_body
from mizan.server.csrf import HEADER, require_csrf
from mizan.server.http import announced_size, read_json, refuse_method, require_utf8
from mizan.server.limits import require_modest, require_size
from mizan.server.uploads import parse_upload
from mizan.setup.settings import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

    from mizan.setup.operations import FormSpec, Operation

URLENCODED = "application/x-www-form-urlencoded"
FLAT_TYPES = (URLENCODED, "multipart/form-data")


class FormCarrier:
    """Carry flat values to one of a form's operations: urlencoded, multipart or JSON.

    The form's params are the query string. `only` names the fields that `<form>.validate` shall report.
    """

    def __init__(self, request: HttpRequest, spec: FormSpec, *, only: list[str] | None = None) -> None:
        self.request = request
        self.spec = spec
        self.only = only

    def admit(self, operation: Operation) -> None:
        """Raise Failure unless this is a POST that may write.

        Without a token in the header the body is read for it, so its charset and size are judged first.
        """
        if self.request.method != "POST":
            raise refuse_method("OPTIONS", "POST")
        reads_body = self._is_flat and HEADER not in self.request.META
        if reads_body:
            read_flat(self.request)
        require_csrf(self.request, reads_body=reads_body)

    def read(self, operation: Operation) -> Body:
        """Return the flat values: as they were posted, or as the `data` of a call. Raises Failure."""
        request = self.request
        if self._is_flat:
            read_flat(self.request)
            return Body(text=self._frame(b"{}"), flat=request.POST, files=request.FILES)
        text = read_json(request)
        require_modest(text)
        if self.spec.options.bare is None:
            read_object(text)
        elif len(read_object(b'{"data":' + text + b"}")) > 1:  # whatever it is, it is one value
            raise Failure("bad_request")
        return Body(text=self._frame(text))

    @property
    def _is_flat(self) -> bool:
        return self.request.content_type in FLAT_TYPES

    def _frame(self, data: bytes) -> bytes:
        # `data` goes in as text, so that numbers keep their spelling.
        rest: dict[str, object] = {}
        if params := query_params(self.spec, self.request):
            rest["params"] = params
        if self.only is not None:
            rest["only"] = self.only
        tail = json.dumps(rest).encode()[1:]
        return b'{"data":' + data + (b"," + tail if rest else b"}")


def query_params(spec: FormSpec, request: HttpRequest) -> dict[str, str]:
    """Return the form's own arguments from the query string; what else stands there is not the form's."""
    model = spec.options.params
    declared = model.model_fields if model is not None else {}
    return {name: value for name, value in request.GET.dict().items() if name in declared}


def read_flat(request: HttpRequest) -> None:
    """Read what a browser's own form posted, once. Raises Failure, and what Django raises."""
    require_utf8(request)
    require_flat_size(request)
    if request.content_type == URLENCODED:
        read_body(request)  # no further than the limit: the length need not be announced
    parse_upload(request)


def require_flat_size(request: HttpRequest) -> None:
    """Raise Failure `payload_too_large` before a body is read that is larger than the limits."""
    size = announced_size(request)
    if request.content_type == "multipart/form-data":
        if size > settings.MAX_UPLOAD:
            raise Failure("payload_too_large")
    else:
        require_size(size)
