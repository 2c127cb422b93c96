"""Values: good ones by JSON Schema, and those that nobody should send."""

from __future__ import annotations

import json
import random
from typing import Any

from tests.security.fuzz.ask import SENT

MARKUP = f"<xss-canary onerror=alert(1)>{SENT}"
"""Breaks out of HTML that does not escape."""


class Raw(str):
    """JSON as it is written."""


HOSTILE: list[Any] = [
    *(None, True, False, 0, -1, 1, 1.5, 2**31, 2**53, 2**63, 2**64, -(2**53), 10**400, 1e308, 5e-324),
    *map(
        Raw, ("1e400", "-1e400", "-0", "-0.0", "1E2", "1.0", "0.10", "1e-400", "NaN", "Infinity", "01", "+1")
    ),
    *(
        "",
        " ",
        "\0",
        "a\0b",
        "\r\n",
        "\t",
        "\x1b[31m",
        "\u2028",
        "\u202eabc",
        "\ufeff",
        "\ufffe",
        "é",
        "e\u0301",
    ),
    *("😀", "٣", "१२", "ß", "ﬁ", "İ", "\ud800", "\udfff\ud83d", "x" * 5000, "9" * 5000, "é" * 3000),
    *(
        "1/0",
        "1e99999999",
        "1e20",
        "1e400kb",
        "America",
        "(" * 3000,
        "a{99999999999}",
        "1.2.3.4/0.0.0.0",
        "1e9j",
    ),
    *("null", "true", "on", "off", "False", "NaN", "inf", "1e999999999", "0x10", "1_000", "1,5", "-", "--1"),
    *("0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2027-02-30", "2027-06-10T25:00", "24:00"),
    *("9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "P99999999999D", "2027-06-10T09:00:00Z"),
    *("2027-03-28T02:30", "2027-10-31 02:30", "99999999999 days", "-999999999 23:59:59"),
    *("[" * 3000, "{" * 100, '{"a":1}', '"', "\\", "'", "`", "%", "%s%s%n", "%(value)s", "{0.__class__}"),
    *("' OR 1=1 --", '"; DROP TABLE auth_user;--', "1) UNION SELECT password FROM auth_user", "\\x00"),
    *(
        MARKUP,
        f'"><{MARKUP}',
        "</script><script>alert(1)</script>",
        "{{ settings.SECRET_KEY }}",
        "{% debug %}",
    ),
    *(
        "${jndi:ldap://evil}",
        "../../etc/passwd",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//evil.example",
    ),
    *(
        "a@b",
        "a@[127.0.0.1]",
        "a" * 64 + "@" + "b" * 250 + ".org",
        "http://[::1",
        "http://a:99999",
        "::ffff:1",
    ),
    *("1", "2", "999999999999999999999", "pk", "self", "__all__", "ada", "root", "w0", "w1"),
    *([], [None], [[]], [{}], [1, "a", None], ["x" * 5000], ["a"] * 200, [["a"]] * 3, [0] * 1000),
    *(
        {},
        {"a": None},
        {"\0": 1},
        {"__proto__": {"polluted": 1}},
        {"constructor": {"prototype": {}}},
        {"": ""},
    ),
    *({"pk": 1}, {"id__gt": 0}, {"name": "a.txt", "size": -1, "type": 5}, {"year": "2027", "month": "99"}),
    *({str(number): number for number in range(50)}, {"$ne": None}, {"then": "x"}),
    *map(
        Raw,
        (
            '{"parts":[' * 28 + "{}" + "]}" * 28,
            '{"a":1,"a":2}',
            "[1,]",
            '"\\ud83d"',
            '"\\u0000"',
            "[[[[[[[[[[1]]]]]]]]]]",
            '{"a":{"a":{"a":1}}}',
        ),
    ),
]

KEYS = ["__proto__", "constructor", "prototype", "", "\0", "a.b", "a[b]", "data", "input", "pk", "id", "user"]
KEYS += [
    "is_staff",
    "is_superuser",
    "password",
    "csrfmiddlewaretoken",
    "self",
    "request",
    "instance",
    "\ud800",
]
KEYS += ["x" * 2000, "__class__", "fixed", "rating", "body", "submitted"]

FORMATS: dict[str, list[Any]] = {
    "email": ["ada@example.org", "grace@example.org"],
    "date": ["2027-06-10", "2027-06-11"],
    "date-time": ["2027-06-10T09:00:00Z"],
    "time": ["09:30"],
    "uuid": ["6ba7b810-9dad-41d1-80b4-00c04fd430c8"],
    "uri": ["https://example.org/a"],
    "ipv4": ["127.0.0.1"],
    "duration": ["P1DT2H"],
}
WORDS = {
    "slug": ["w0", "w1"],
    "workshop": ["w0", "w1"],
    "title": ["open", "other"],
    "number": ["1", "2"],
    "step": ["text", "letter", "you"],
}
"""What opens a door, by the name of its key."""


def good(schema: Any, contract: Any, chance: random.Random, name: str = "", depth: int = 0) -> Any:
    """Return a value that a schema describes, roughly: some of them are good."""
    schema = resolved(schema, contract)
    if depth > 12 or not isinstance(schema, dict):
        return f"{SENT} {chance.randrange(10**6)}"
    for key in ("const", "enum"):
        if key in schema:
            return schema["const"] if key == "const" else chance.choice(schema["enum"])
    if parts := schema.get("anyOf") or schema.get("oneOf"):
        return good(chance.choice(parts), contract, chance, name, depth + 1)
    kind = schema.get("type", "string")
    kind = chance.choice(kind) if isinstance(kind, list) else kind
    if kind == "object":
        return _object(schema, contract, chance, depth)
    if kind == "array":
        number = max(schema.get("minItems", 0), chance.randrange(3))
        return [good(schema.get("items", {}), contract, chance, name, depth + 1) for _ in range(number)]
    return _scalar(kind, schema, chance, name)


def resolved(schema: Any, contract: Any) -> Any:
    """Return the schema that a `$ref` into the contract stands for."""
    seen = 0
    while isinstance(schema, dict) and "$ref" in schema and seen < 20:
        target = contract
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        schema, seen = target, seen + 1
    return schema


def _object(schema: Any, contract: Any, chance: random.Random, depth: int) -> Any:
    wanted = schema.get("required", ())
    properties = schema.get("properties", {})
    chosen = [name for name in properties if name in wanted or chance.random() < 0.6]
    value = {name: good(properties[name], contract, chance, name, depth + 1) for name in chosen}
    rest = schema.get("additionalProperties")
    if isinstance(rest, dict):
        value["more"] = good(rest, contract, chance, "more", depth + 1)
    return value


def _scalar(kind: str, schema: Any, chance: random.Random, name: str) -> Any:
    if kind == "boolean":
        return chance.random() < 0.8
    if kind in ("integer", "number"):
        low, high = schema.get("minimum", 0), schema.get("maximum", 40)
        return chance.randint(int(low), max(int(low), min(int(high), int(low) + 40)))
    if kind == "null":
        return None
    if name in WORDS:
        return chance.choice(WORDS[name])
    if schema.get("format") in FORMATS:
        return chance.choice(FORMATS[schema["format"]])
    text = f"{SENT} {chance.randrange(10**6)}"
    return text.ljust(schema.get("minLength", 0), "m")[: schema.get("maxLength", 200)]


def spoilt(value: Any, chance: random.Random) -> Any:
    """Return the value with something hostile in one place."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        key = chance.choice(list(value))
        if chance.random() < 0.12:
            return {name: part for name, part in value.items() if name != key}
        if chance.random() < 0.12:
            return {**value, chance.choice(KEYS): chance.choice(HOSTILE)}
        return {**value, key: spoilt(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.7:
        spot = chance.randrange(len(value))
        return [*value[:spot], spoilt(value[spot], chance), *value[spot + 1 :]]
    return chance.choice(HOSTILE)


def dumps(value: Any) -> bytes:
    """Return JSON, or what looks like it."""
    if isinstance(value, Raw):
        return value.encode("utf-8", "surrogatepass")
    if isinstance(value, dict):
        parts = (json.dumps(key).encode() + b":" + dumps(part) for key, part in value.items())
        return b"{" + b",".join(parts) + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(map(dumps, value)) + b"]"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 10**300:
        return b"9" * 5000
    return json.dumps(value).encode()
