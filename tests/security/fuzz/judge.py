"""Say what is wrong with an answer."""

from __future__ import annotations

import json
import traceback
from collections.abc import Iterator

from django.conf import settings

from tests.security.fuzz import rights
from tests.security.fuzz.ask import HOST, SENT, SESSIONS, Ask
from tests.security.fuzz.junk import MOUNT
from tests.security.fuzz.send import ABORTED, Answer
from tests.security.fuzz.shapes import CALL, Shapes
from tests.security.fuzz.world import ROW, World
from tests.security.operations import VAULT

SECRETS = [settings.SECRET_KEY, ROW, "canary-password", *SESSIONS.values()]
SLOW = 1.0
READS = ("GET", "HEAD")
NAMED = "call name="
"""How the line of a call begins: it says the name that was asked for, shortened and escaped."""

BEFORE_MIZAN = "_set_content_type_params"
"""Where Django itself crashes, while it makes the request and before any middleware: no site has a say.

`HttpRequest._set_content_type_params` looks up the codec of the media type's `charset` and reads the query
string with it. That raises for a name that holds a NUL (`charset*=utf-8''%00`), for an encoding of RFC 2231
that does not exist (`charset*=x''%ff`), and for codecs that read no text or know no `errors="replace"`
(`base64`, `hex`, `idna`, `punycode`). Django 6.1 raises for some of it a 400 that nobody answers either.
"""

BEFORE_PAGE = "_check_token"
"""Where Django crashes before a page of a site is asked, Mizan's `FormPage` among them: `CsrfViewMiddleware`
reads the body with the same codecs, and the page for that error would run it again. Mizan's own routes are
spared, for they refuse the charset first.
"""

BEFORE_ROUTES = "a Host that the site does not know"
"""Where Django crashes before a route is looked up: its page of that 400 reads the body for a CSRF token, and
a body that cannot be parsed makes a 500 of it.
"""


class Judge:
    """Know the contract of a site and judge what it answers."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.shapes = Shapes(world)

    def complaints(self, ask: Ask, answer: Answer, *, was_written: bool) -> list[str]:
        """Return everything that is wrong; an empty list for a good answer."""
        bypasses = [*self._bypasses(ask, was_written=was_written, status=answer.status)]
        if is_excluded(ask, answer):
            return bypasses
        return [
            *bypasses,
            *_crashes(answer),
            *self._denials(ask, answer),
            *self._leaks(ask, answer),
            *self.shapes.complaints(ask, answer),
        ]

    def _bypasses(self, ask: Ask, *, was_written: bool, status: int) -> Iterator[str]:
        kind, ran = rights.kind_of(ask), [self.world.operations[name] for name in self.world.ran]
        by_body = not ask.path.startswith(MOUNT + "call/") and not ask.path.startswith(MOUNT + "batch/")
        for operation in ran:
            if rights.may(operation, kind) is False:
                yield f"bypass: {operation.name} ran for {kind}"
            if not operation.readonly and (
                ask.method.upper() != "POST" or not rights.may_write(ask, by_body=by_body)
            ):
                yield f"bypass: {operation.name} ran without the right to write"
            if not operation.readonly and ask.path.startswith(MOUNT + "batch/"):
                yield f"bypass: {operation.name} ran in a batch"
        writes = [operation for operation in ran if not operation.readonly and not operation.rolls_back]
        if was_written and ask.path.startswith((MOUNT, "/app/")) and (status >= 400 or not writes):
            yield f"something was written by {status}"
        if was_written and not writes and not rights.may_write(ask, by_body=True):
            yield "a page wrote without the right to write"

    def _denials(self, ask: Ask, answer: Answer) -> Iterator[str]:
        """Who has no right is told so before anything else of the request is looked at."""
        kind, match = rights.kind_of(ask), CALL.match(ask.path)
        operation = self.world.operations.get(match[1]) if match else None
        is_heard = ask.method in ("POST", *READS) and ask.header("Host") == HOST and ask.query.isascii()
        if operation is None or not is_heard or answer.status == ABORTED:
            return
        code = _code(answer)
        if ask.method in READS and not operation.readonly:
            expected = {"method_not_allowed"}
        elif ask.method == "POST" and not rights.may_write(ask, by_body=False):
            expected = {"csrf_failed"}
        elif rights.may(operation, kind) is False:
            expected = rights.DENIALS
        else:
            expected = None
        if ask.method != "HEAD" and expected and code not in expected:
            yield f"{code or answer.status} instead of {' or '.join(expected)}"
        if expected is None and code in rights.DENIALS and rights.may(operation, kind):
            yield f"{kind} may, and was told {code}"
        if code == "csrf_failed" and rights.is_plain(ask):
            yield "an honest browser was told csrf_failed"

    def _leaks(self, ask: Ask, answer: Answer) -> Iterator[str]:
        told = answer.body + repr(sorted(answer.headers.items())).encode()
        cookies = answer.headers.get("set-cookie", "")
        own = {
            secret for secret in SECRETS if f"sessionid={secret};" in cookies and secret in _cookie_of(ask)
        }
        for secret in SECRETS:
            # A session that was written to gets its own cookie again; nobody else's, and nowhere else.
            if told.count(secret.encode()) > (secret in own):
                yield f"the answer tells {secret}"
        is_staff = rights.kind_of(ask) in rights.CHECKS["staff"]
        if VAULT.encode() in told and not is_staff:
            yield "the answer tells what is staff's"
        if b"<xss-canary" in answer.body and "html" in answer.headers.get("content-type", ""):
            yield "markup of the request is markup of the answer"
        if "x-evil" in answer.headers:
            yield "a header was put in"
        for text in self.world.logged:
            secrets = SECRETS if text.startswith(NAMED) else [*SECRETS, SENT]
            yield from (f"the log tells {secret}" for secret in secrets if secret in text)
            if "\n" in text.strip() and "Traceback" not in text:
                yield f"a line of the log was put in: {text!r}"
        if ask.path.startswith(MOUNT) and self.world.leftovers():
            yield "an upload was left on the disk"


def is_excluded(ask: Ask, answer: Answer) -> bool:
    """Return whether Django crashed before Mizan was asked, in a way that is known."""
    if answer.status == 500 and ask.header("Host") != HOST:
        return True
    has_charset = "charset" in (ask.header("Content-Type") or "")
    is_page = not ask.path.startswith(MOUNT)
    if answer.error is None:
        return is_page and has_charset and answer.status == 500
    frames = {frame.name for frame in traceback.extract_tb(answer.error.__traceback__)}
    return BEFORE_MIZAN in frames or (is_page and has_charset and BEFORE_PAGE in frames)


def _crashes(answer: Answer) -> Iterator[str]:
    if answer.error is not None:
        yield f"the handler raised {type(answer.error).__name__}: {str(answer.error)[:200]}"
    if answer.status >= 500:
        yield f"status {answer.status}"
    if answer.cpu > SLOW:
        yield f"{answer.cpu:.2f} s of CPU"


def _cookie_of(ask: Ask) -> str:
    return ask.header("Cookie") or ""


def _code(answer: Answer) -> str | None:
    if answer.status < 400 or "json" not in answer.headers.get("content-type", ""):
        return None
    try:
        return json.loads(answer.body).get("code")
    except (ValueError, AttributeError):
        return None
