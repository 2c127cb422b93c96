"""One request as a value, that a line of text can hold."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import asdict, dataclass, replace

TOKEN = "CanaryTokenOfTheCookie0123456789"
"""The CSRF token that every browser of the fuzzer holds in its cookie."""

SESSIONS = {
    kind: f"canarysession{kind}".ljust(32, "0") for kind in ("user", "staff", "superuser", "inactive")
}
"""The session key of each kind of user; who has none is anonymous."""

KINDS = ("anonymous", *SESSIONS)
HOST = "localhost"
SENT = "canary-sent"
"""What the values of a request hold, and no log may."""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A request; `path` is percent-encoded, header values are Latin-1."""

    method: str = "POST"
    path: str = "/"
    query: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    length: str | None = None
    """A CONTENT_LENGTH that lies."""
    is_cut: bool = False
    """The connection breaks in the middle of the body."""
    is_secure: bool = False
    is_asgi: bool = False

    def header(self, name: str) -> str | None:
        """Return a header as Django sees it: joined when sent twice."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return ",".join(values) if values else None

    def having(self, **headers: str | None) -> Ask:
        """Return the request with these headers replaced, `Content_Type="…"`, or removed, `None`."""
        changed = {name.replace("_", "-"): value for name, value in headers.items()}
        names = {name.lower() for name in changed}
        kept = [(name, value) for name, value in self.headers if name.lower() not in names]
        added = [(name, value) for name, value in changed.items() if value is not None]
        return replace(self, headers=(*kept, *added))

    def line(self, **more: object) -> str:
        """Return the request as one line of JSON."""
        packed = base64.b64encode(zlib.compress(self.body, 9)).decode()
        body = {"body": self.body.decode("latin-1")} if len(self.body) < 1000 else {"zipped": packed}
        plain = {name: value for name, value in asdict(self).items() if name != "body"}
        return json.dumps({**plain, **body, **more})


def read_line(line: str) -> Ask:
    """Return the request of a line; what else it says is for people."""
    values = json.loads(line)
    if "zipped" in values:
        body = zlib.decompress(base64.b64decode(values["zipped"]))
    else:
        body = values["body"].encode("latin-1")
    known = {name: values[name] for name in Ask.__dataclass_fields__ if name in values}
    headers = tuple((name, value) for name, value in values["headers"])
    return Ask(**{**known, "body": body, "headers": headers})
