"""Make requests from chance: a good one first, and then what may be wrong with it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from tests.security.fuzz import bodies, junk
from tests.security.fuzz.ask import HOST, KINDS, SESSIONS, TOKEN, Ask
from tests.security.fuzz.values import HOSTILE, dumps, good, spoilt
from tests.security.fuzz.world import World

MULTIPART = "multipart/form-data; boundary=x"
URLENCODED = "application/x-www-form-urlencoded"
PARTS = ("data", "only", "params", "version", "field", "query", "page", "ids", "step", "names")
"""What operations of forms and wizards ask for; each may come where nobody asks for it."""


class Generator:
    """Make requests to everything that a site has registered."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.chance = world, random.Random(seed)
        self.bombs = [text for _, text in bodies.bombs()]
        self.kinds: list[tuple[int, Callable[[], Ask]]] = [
            *((20, self.call), (8, self.call_mutant), (10, self.read), (10, self.batch), (5, self.upload)),
            *((12, self.post_flat), (6, self.post_json), (2, self.page), (3, self.path), (1, self.bomb)),
            *((3, self.parts), (1, self.other), (1, self.tunnel)),
        ]
        self.weights = [weight for weight, _ in self.kinds]

    def ask(self) -> Ask:
        """Return the next request."""
        [(_, make)] = self.chance.choices(self.kinds, self.weights)
        ask = replace(make(), is_asgi=self.chance.random() < 0.08)
        return self.twisted(self.from_somebody(ask))

    def from_somebody(self, ask: Ask) -> Ask:
        """Return the request as a user's browser sends it, mostly with a good token."""
        kind = self.chance.choice(KINDS)
        cookies = [f"csrftoken={TOKEN}", *([f"sessionid={SESSIONS[kind]}"] if kind in SESSIONS else [])]
        is_secure = self.chance.random() < 0.5
        origin = f"{'https' if is_secure else 'http'}://{HOST}"
        ask = replace(ask, is_secure=is_secure, headers=(("Host", HOST), *ask.headers))
        ask = ask.having(Cookie="; ".join(cookies), Origin=origin, X_CSRFToken=TOKEN)
        if self.chance.random() < 0.12:
            ask = ask.having(**self.chance.choice(junk.CSRF))
        return ask

    def twisted(self, ask: Ask) -> Ask:
        """Return the request, often with a header, a method, a length or an end that is wrong."""
        if self.chance.random() < 0.2:
            for _ in range(self.chance.randint(1, 3)):
                name = self.chance.choice(list(junk.HEADERS))
                ask = ask.having(**{name: self.chance.choice(junk.HEADERS[name])})
        if self.chance.random() < 0.06:
            ask = ask.having(Content_Type=self.chance.choice(junk.MEDIA_TYPES))
        if self.chance.random() < 0.05:
            ask = replace(ask, method=self.chance.choice(junk.METHODS))
        # No server lets a length through that is no number; Mizan's routes bear it all the same.
        if self.chance.random() < 0.03 and ask.path.startswith(junk.MOUNT):
            ask = replace(ask, length=self.chance.choice(junk.LENGTHS))
        if self.chance.random() < 0.03:
            ask = replace(ask, query=self.chance.choice(junk.QUERIES))
        return replace(ask, is_cut=self.chance.random() < 0.01)

    def document(self, name: str) -> Any:
        """Return input for an operation, mostly with something wrong in it."""
        entry = self.world.contract["operations"][name]
        value = good(entry["input"], self.world.contract, self.chance)
        if name.endswith(".options") and isinstance(value, dict):
            value |= self.asked(name.removesuffix(".options"))
        if isinstance(value, dict) and self.chance.random() < 0.1:
            value = {**value, self.chance.choice(PARTS): self.chance.choice(HOSTILE)}
        return spoilt(value, self.chance) if self.chance.random() < 0.6 else value

    def asked(self, form: str) -> dict[str, Any]:
        """Return what `<form>.options` is asked for, beside what its schema says."""
        fields = self.world.contract["forms"][form]["schema"]["properties"]
        paths = [*fields, "note", "more", *_paths_in_rows(fields, self.chance)]
        asked: dict[str, Any] = {"field": self.chance.choice(paths)}
        if self.chance.random() < 0.5:
            asked["data"] = self.data(form)
        if self.chance.random() < 0.3:
            asked["ids"] = self.chance.choice([["1"], ["2"], ["1", "2", "x"], ["9" * 30], ["\0"], [""] * 60])
        if self.chance.random() < 0.3:
            asked["query"] = self.chance.choice(["open", "canary", "%", "_", " ", "a\0", "x" * 300])
        return asked

    def name(self, *, reads: bool | None = None) -> str:
        entries = self.world.operations.values()
        return self.chance.choice([op.name for op in entries if reads is None or op.readonly is reads])

    def call(self) -> Ask:
        name = self.name()
        return _json(f"call/{name}/", dumps(self.document(name)))

    def call_mutant(self) -> Ask:
        ask = self.call()
        return replace(ask, body=bodies.mutant(ask.body, self.chance))

    def read(self) -> Ask:
        name = self.name(reads=self.chance.random() < 0.8)
        text = dumps(self.document(name))
        text = bodies.mutant(text, self.chance) if self.chance.random() < 0.3 else text
        method = self.chance.choice(["GET", "GET", "GET", "HEAD"])
        return Ask(method=method, path=f"{junk.MOUNT}call/{name}/", query="input=" + quote(text))

    def batch(self) -> Ask:
        number = self.chance.choice([1, 1, 2, 2, 3, 5, 10, 11, 100, 1000])
        calls: Any = [self.item() for _ in range(min(number, 12))] * (number // 12 + 1)
        document = {"calls": calls[:number]}
        if self.chance.random() < 0.3:
            document = spoilt(document, self.chance)
        text = dumps(document)
        return _json("batch/", bodies.mutant(text, self.chance) if self.chance.random() < 0.2 else text)

    def item(self) -> Any:
        if self.chance.random() < 0.1:
            return {
                "name": self.chance.choice(["batch", "batch/", "session", "", "nope", "call/echo"]),
                "input": {"calls": []},
            }
        name = self.name(reads=self.chance.random() < 0.7)
        item = {"name": name, "input": self.document(name), "op": "x"}
        return {key: item[key] for key in item if key == "name" or self.chance.random() < 0.9}

    def upload(self) -> Ask:
        name = self.name()
        files = self.files("file:letter", "file:text", "letter", "file:", "file:nope")
        body = bodies.call_parts(self.document(name), self.chance, files)
        body = bodies.mutant(body, self.chance) if self.chance.random() < 0.3 else body
        return Ask(path=f"{junk.MOUNT}call/{name}/", headers=(("Content-Type", MULTIPART),), body=body)

    def files(self, *names: str) -> list[str]:
        return [self.chance.choice(names) for _ in range(self.chance.choice([0, 1, 1, 2, 5]))]

    def data(self, form: str) -> dict[str, Any]:
        value = good(self.world.contract["forms"][form]["schema"], self.world.contract, self.chance)
        value = spoilt(value, self.chance) if self.chance.random() < 0.6 else value
        return value if isinstance(value, dict) else {}

    def post_flat(self) -> Ask:
        form = self.chance.choice(list(self.world.forms))
        ask = self.flat(form, f"{junk.MOUNT}form/{form}/")
        return self.as_precognition(replace(ask, query=self.params()))

    def params(self) -> str:
        return self.chance.choice(
            [
                "",
                "number=1",
                "number=2",
                "step=you",
                "step=offer",
                "workshop=w0",
                "workshop=w1",
                self.chance.choice(junk.QUERIES),
            ]
        )

    def flat(self, form: str, path: str) -> Ask:
        """Return a browser's own post, its token in the body half of the time."""
        has_token = self.chance.random() < 0.5
        values = {**self.data(form), **self.counts(form)}
        if self.chance.random() < 0.5:
            body, kind = bodies.urlencoded(values, self.chance, has_token=has_token), URLENCODED
        else:
            files = self.files("letter", *values)
            body, kind = bodies.multipart(values, self.chance, files=files, has_token=has_token), MULTIPART
        body = bodies.mutant(body, self.chance) if self.chance.random() < 0.2 else body
        accept = self.chance.choice(
            ["text/html", "application/json", "application/json", "application/json", "*/*;q=0.1"]
        )
        return Ask(path=path, headers=(("Content-Type", kind), ("Accept", accept)), body=body)

    def counts(self, form: str) -> dict[str, str]:
        """Return what a page says of the number of its rows, now and then what no page would."""
        if self.chance.random() < 0.6:
            return {}
        fields = self.world.contract["forms"][form]["schema"]["properties"]
        names = [name for name in fields if "formset" in fields[name]["x-mizan"]]
        counts = {f"{name}-TOTAL_FORMS": self.chance.choice(junk.COUNTS) for name in ("form", *names)}
        return {
            **counts,
            **({f"{name}-1999-text": "x" for name in names} if self.chance.random() < 0.5 else {}),
        }

    def post_json(self) -> Ask:
        form = self.chance.choice(list(self.world.forms))
        return self.as_precognition(
            replace(_json(f"form/{form}/", dumps(self.data(form))), query=self.params())
        )

    def as_precognition(self, ask: Ask) -> Ask:
        if self.chance.random() < 0.7:
            return ask
        asked = self.chance.choice(junk.HEADERS["Precognition-Validate-Only"])
        return ask.having(Precognition="true", Precognition_Validate_Only=asked)

    def page(self) -> Ask:
        path = self.chance.choice(self.world.pages)
        if self.chance.random() < 0.4:
            return Ask(method="GET", path=path, query=self.params())
        return replace(self.flat(self.chance.choice(list(self.world.forms)), path), query=self.params())

    def path(self) -> Ask:
        ask = self.call()
        method = self.chance.choice(["POST", "GET", *junk.METHODS])
        return replace(ask, path=junk.MOUNT + self.chance.choice(junk.PATHS), method=method)

    def bomb(self) -> Ask:
        name = self.chance.choice(list(self.world.operations))
        route = self.chance.choice(
            [f"call/{name}/", "batch/", f"form/{self.chance.choice(list(self.world.forms))}/"]
        )
        return _json(route, self.chance.choice(self.bombs))

    def parts(self) -> Ask:
        form = self.chance.choice(list(self.world.forms))
        path = self.chance.choice(
            [f"form/{form}/", f"call/{form}.submit/", f"call/{form}.validate/", "batch/"]
        )
        boundary = self.chance.choice(
            [MULTIPART, MULTIPART, *(kind for kind in junk.MEDIA_TYPES if "multi" in kind)]
        )
        headers = (("Content-Type", boundary), ("Accept", "application/json"))
        return Ask(path=junk.MOUNT + path, headers=headers, body=bodies.junk_parts(self.chance))

    def other(self) -> Ask:
        path = self.chance.choice(["session/", "contract.json", "", "openapi.json"])
        return Ask(method=self.chance.choice(["GET", "HEAD", "POST", *junk.METHODS]), path=junk.MOUNT + path)

    def tunnel(self) -> Ask:
        """Return a write that calls itself a read."""
        ask = self.call()
        over = {"X-HTTP-Method-Override": self.chance.choice(["POST", "GET"])}
        query = "input=" + quote(ask.body) + "&_method=POST"
        return replace(ask, method=self.chance.choice(["GET", "HEAD", "PUT"]), query=query).having(**over)


def _json(path: str, body: bytes) -> Ask:
    return Ask(path=junk.MOUNT + path, headers=(("Content-Type", "application/json"),), body=body)


def _paths_in_rows(fields: dict[str, Any], chance: Any) -> list[str]:
    """Return the paths of what fields in rows offer, for rows that are there and rows that are not."""
    paths = []
    for name, field in fields.items():
        if "formset" in field["x-mizan"]:
            inner = field["items"]["properties"]
            place = chance.choice(["*", "0", "0", "1", "99", "-1", "0" * 40, ""])
            paths += [f"{name}.{place}.{each}" for each in [*inner, *_paths_in_rows(inner, chance)]]
    return paths
