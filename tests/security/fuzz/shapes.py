"""What an answer of Mizan's own routes must look like."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

from mizan.protocol.errors import STATUS
from tests.security.fuzz.ask import HOST, Ask
from tests.security.fuzz.junk import MOUNT
from tests.security.fuzz.send import ABORTED, Answer
from tests.security.fuzz.world import World

ROOT = Path(__file__).parents[3]
ENVELOPE = json.loads((ROOT / "protocol" / "envelope.schema.json").read_text())
CALL = re.compile(re.escape(MOUNT) + r"call/([A-Za-z0-9_.]+)/\Z")
PUBLIC = ("motto",)
"""The operations whose answers anyone may cache."""

FORM = re.compile(re.escape(MOUNT) + r"form/([^/]+)/\Z")


class Shapes:
    """Hold answers against the envelope and the contract."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.seen: set[tuple[str, bytes]] = set()

    def complaints(self, ask: Ask, answer: Answer) -> Iterator[str]:
        """Yield how an answer differs from what is published."""
        if ask.is_asgi and not ask.query.isascii():
            return  # refused by Django while it makes the request
        if answer.status in (ABORTED, 304) or not ask.path.startswith(MOUNT) or ask.header("Host") != HOST:
            return
        if answer.status == 204:
            if ask.method != "OPTIONS" and answer.headers.get("precognition-success") != "true":
                yield "204 to what is neither OPTIONS nor Precognition"
            return
        kind = answer.headers.get("content-type", "")
        if kind.startswith("text/html") and FORM.match(ask.path):
            yield from _page(answer)
        elif kind != "application/json":
            yield f"{answer.status} with Content-Type {kind!r}"
        else:
            yield from self._json(ask, answer)

    def _json(self, ask: Ask, answer: Answer) -> Iterator[str]:
        yield from _headers(ask, answer)
        if ask.method == "HEAD":
            return
        key = (ask.path if answer.status < 400 else str(answer.status), answer.body)
        if key in self.seen:
            return
        try:
            body = json.loads(answer.body, parse_constant=_no_constant)
        except ValueError as error:
            yield f"no JSON: {error}"
            return
        problems = list(
            self._failure(ask, answer, body) if answer.status >= 400 else self._success(ask, body)
        )
        yield from problems
        if not problems and len(answer.body) < 2000 and len(self.seen) < 100_000:
            self.seen.add(key)

    def _failure(self, ask: Ask, answer: Answer, body: Any) -> Iterator[str]:
        if FORM.match(ask.path):
            if "errors" not in body:
                yield "a failure of form/ without errors"
            body = {name: value for name, value in body.items() if name != "errors"}
            if "code" not in body:  # what Precognition answers
                return
        yield from _complain(validator("Failure"), body)
        if STATUS.get(body.get("code"), answer.status) != answer.status:
            yield f"{body['code']} with status {answer.status}"

    def _success(self, ask: Ask, body: Any) -> Iterator[str]:
        if match := CALL.match(ask.path):
            yield from _complain(self.output(match[1]), body)
        elif match := FORM.match(ask.path):
            yield from _complain(self.output(f"{match[1]}.submit"), body)
        elif ask.path == f"{MOUNT}session/":
            yield from _complain(validator("Session"), body)
        elif ask.path == f"{MOUNT}batch/":
            yield from _complain(validator("BatchResult"), body)
            yield from self._items(ask, body["results"])

    def _items(self, ask: Ask, results: Any) -> Iterator[str]:
        calls = json.loads(ask.body)["calls"]
        for item, result in zip(calls, results, strict=True):
            if "data" in result:
                yield from _complain(self.output(item["name"]), result["data"])
            elif result["error"]["code"] == "internal":
                yield "an item of a batch is internal"

    @cache  # noqa: B019 - one judge a run
    def output(self, name: str) -> Any:
        """Return the validator of an operation's own output."""
        schema = self.world.contract["operations"][name]["output"]
        return jsonschema.Draft202012Validator({**schema, "$defs": self.world.contract["$defs"]})


@cache
def validator(name: str) -> Any:
    """Return the validator of a shape of the envelope."""
    return jsonschema.Draft202012Validator(ENVELOPE | {"$ref": f"#/$defs/{name}"})


def _complain(schema: Any, body: Any) -> Iterator[str]:
    error = next(schema.iter_errors(body), None)
    if error is not None:
        yield f"not of its shape: {error.message[:200]}"


def _headers(ask: Ask, answer: Answer) -> Iterator[str]:
    if not answer.headers.get("x-mizan-build"):
        yield "no X-Mizan-Build"
    cache_control = answer.headers.get("cache-control", "")
    match = CALL.match(ask.path)
    is_public = match is not None and match[1] in PUBLIC and answer.status < 400
    if not is_public and not ("private" in cache_control and "Cookie" in answer.headers.get("vary", "")):
        yield f"an answer that caches may share: {cache_control!r}, Vary {answer.headers.get('vary')!r}"
    if answer.status == 405 and not answer.headers.get("allow"):
        yield "405 without Allow"


def _page(answer: Answer) -> Iterator[str]:
    if "private" not in answer.headers.get("cache-control", "private"):
        yield "a page that caches may share"
    location = answer.headers.get("location")
    if location and not re.match(r"/(?![/\\])", location):
        yield f"a redirect to {location}"


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
