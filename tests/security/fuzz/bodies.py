"""Bodies: JSON, bombs, browsers' own posts, and their mutants."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from tests.security.fuzz.ask import SENT, TOKEN
from tests.security.fuzz.values import KEYS, dumps

PIECES = [
    *(b"\0", b"\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\xef\xbb\xbf", b"\xf4\x90\x80\x80", b"\r\n", b"\x1b"),
    *(b'"', b"\\", b"{", b"[", b"]", b"}", b",", b":", b"null", b"NaN", b"-0", b"1e999", b"9" * 400),
    *(b"\\ud800", b"\\u0000", b"[[[[", b"/*", b"//", b"--x", b"%00", b"%ff", b"&", b"=", b";", b'"data":{},'),
]

FILE_NAMES = [
    *(
        "a.txt",
        "../../x",
        "..\\..\\x",
        "/etc/passwd",
        "a.html",
        "a.php\0.jpg",
        "",
        ".",
        "..",
        "con",
        "a" * 300,
    ),
    *("<img src=x>.svg", "a;b.txt", 'a"b.txt', "a%00b", "é.txt", "\u202etxt.exe", "a/b/c", "a\r\nX-Evil: 1"),
]


def mutant(text: bytes, chance: random.Random) -> bytes:
    """Return a body with a few pieces cut out and put in."""
    body = bytearray(text)
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(body) + 1)
        body[start : start + chance.randint(0, 6)] = chance.choice([b"", *PIECES])
    return bytes(body)


def bombs() -> Iterator[tuple[str, bytes]]:
    """Yield bodies whose size, depth or number is the attack; all are refused."""
    for depth in (65, 70, 200, 1000, 5000, 100_000, 300_000):
        yield f"lists {depth}", b'{"a":' + b"[" * depth + b"]" * depth + b"}"
        yield f"open lists {depth}", b'{"a":' + b"[" * depth
        yield f"objects {depth}", b'{"a":' * depth + b"1" + b"}" * depth
        yield (
            f"mixed {depth}",
            b'{"a":' + b'[{"a":' * (depth // 2 + 1) + b"1" + b"}]" * (depth // 2 + 1) + b"}",
        )
    for number in (10_001, 20_000, 100_000, 500_000):
        yield f"numbers {number}", b'{"a":[' + b"0," * number + b"0]}"
        yield f"empties {number}", b'{"a":[' + b"[]," * (number // 2) + b"[]]}"
        yield (
            f"keys {number}",
            b"{" + b",".join(b'"%x":0' % key for key in range(number // 6 + 10_000)) + b"}",
        )
        yield f"same keys {number}", b"{" + b",".join([b'"a":0'] * (number // 6)) + b"}"
    for digits in (4301, 5000, 100_000, 1_000_000):
        yield f"digits {digits}", b'{"a":' + b"9" * digits + b"}"
    for size in (1024 * 1024, 3 * 1024 * 1024):
        for letter in (b"x", b"\\", b'\\"', b"\xc3\xa9", b" "):
            yield f"string {letter!r} {size}", b'{"a":"' + letter * (size // len(letter)) + b'"}'
        yield f"blank {size}", b"{" + b" " * size + b"}"
    for fragment in (
        '"\\ud800"',
        '"\\udc00\\ud800"',
        "NaN",
        "Infinity",
        "-Infinity",
        "1e400",
        "01",
        "+1",
        ".5",
    ):
        yield fragment, b'{"a":%b}' % (b"1e400x" if fragment == "1e400" else fragment.encode())
    for encoding in ("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "cp037"):
        yield encoding, '{"a":"é"}'.encode(encoding)
    for text in (
        b"",
        b"[]",
        b"null",
        b"1",
        b'"a"',
        b"{} {}",
        b"{}x",
        b"{'a':1}",
        b'{"a":1,}',
        b'{"a"}',
        b"{",
        b"\0{}",
    ):
        yield repr(text), text
    for text in (
        b'{"a":1,"a":1}',
        b'{"b":{"a":1,"\\u0061":1}}',
        b'{"a":"\n"}',
        b'{"a":"\xff"}',
        b'{"a":1}\0',
        b"// {}\n{}",
    ):
        yield repr(text), text


def urlencoded(values: dict[str, Any], chance: random.Random, *, has_token: bool) -> bytes:
    """Return what a browser posts for flat values, and sometimes what it never would."""
    pairs = [f"csrfmiddlewaretoken={TOKEN}"] if has_token else []
    pairs += [f"{_quoted(name)}={_quoted(text)}" for name, text in _flat(values)]
    chance.shuffle(pairs)
    return "&".join(pairs).encode("utf-8", "surrogatepass")


def multipart(values: dict[str, Any], chance: random.Random, *, files: list[str], has_token: bool) -> bytes:
    """Return parts `name` for flat values and a part for each of `files`."""
    parts = [_part("csrfmiddlewaretoken", TOKEN.encode())] if has_token else []
    parts += [_part(name, text.encode("utf-8", "surrogatepass")) for name, text in _flat(values)]
    for name in files:
        content = chance.choice([b"", b"content", b"%PDF" + SENT.encode(), b"\0" * 3000, b"--x\r\n"])
        parts.append(_part(name, content, filename=chance.choice(FILE_NAMES)))
    return b"".join(parts) + b"--x--\r\n"


def call_parts(document: Any, chance: random.Random, files: list[str]) -> bytes:
    """Return the multipart body of a call: `input` and `file:<field>`."""
    return multipart(
        {"input": dumps(document).decode("utf-8", "replace")}, chance, files=files, has_token=False
    )


def junk_parts(chance: random.Random) -> bytes:
    """Return a multipart body that no browser sends."""
    name = chance.choice(["text", "input", "file:letter", *KEYS[:5]])
    start = f'--x\r\nContent-Disposition: form-data; name="{name}"'
    part = f"{start}{chance.choice(ODD_PARTS)}\r\n--x--".encode("utf-8", "replace")
    return chance.choice([part, part, *JUNK])


def _part(name: str, content: bytes, *, filename: str | None = None) -> bytes:
    spelled = f'Content-Disposition: form-data; name="{name}"'
    spelled += "" if filename is None else f'; filename="{filename}"\r\nContent-Type: text/plain'
    return b"--x\r\n" + spelled.encode("utf-8", "replace") + b"\r\n\r\n" + content + b"\r\n"


def _flat(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if isinstance(value, list) and any(isinstance(row, dict) for row in value):
            yield from _rows(name, value)
            continue
        for item in value if isinstance(value, list) else [value]:
            if item is not None and item is not False:
                yield (
                    name,
                    "on"
                    if item is True
                    else str(item)
                    if isinstance(item, str)
                    else dumps(item).decode("utf-8", "replace"),
                )


def _rows(name: str, rows: list[Any]) -> Iterator[tuple[str, str]]:
    """Yield what a browser posts for the rows of a formset."""
    yield f"{name}-TOTAL_FORMS", str(len(rows))
    yield f"{name}-INITIAL_FORMS", str(sum("id" in row for row in rows if isinstance(row, dict)))
    for number, row in enumerate(rows):
        inner = row if isinstance(row, dict) else {"text": row}
        yield from ((f"{name}-{number}-{key}", text) for key, text in _flat(inner))


def _quoted(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"))


ODD_PARTS = [
    "\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!=",
    "\r\nContent-Transfer-Encoding: base64\r\n\r\nYQ=",
    "\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=XY=",
    "; filename=a\r\nContent-Transfer-Encoding: base64\r\n\r\n" + "YWFh" * 1000 + "Y",
    "; filename\r\n\r\nx",
    "; filename*=utf-7''%00x\r\n\r\nx",
    "; filename*=x''%ff\r\n\r\nx",
    "\r\nContent-Type: text/plain; charset=idna\r\n\r\nx",
    "; filename=a\r\nContent-Type: a/b; charset=\0\r\nContent-Length: -1\r\n\r\nx",
    "; filename=a\r\nContent-Length: x\r\n\r\n" + "z" * 70_000,
    "; name=twice\r\nContent-Disposition: form-data; name=again\r\n\r\nx",
    "\r\n" + "X: " + "y" * 100_000 + "\r\n\r\n",
    "\r\n" + "X: y\r\n" * 20_000 + "\r\n\r\n",
]
"""What may follow the name of a part."""

JUNK = [
    b"".join(_part(f"file:f{number}", b"x", filename="a") for number in range(101)) + b"--x--",
    b"".join(_part(f"f{number}", b"x") for number in range(1001)) + b"--x--",
    b"--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--",
    b"--x" * 30_000,
    b"--x\r\n" * 5000,
    b"\r\n" * 40_000,
    b"x" * 1_100_000,
    b"",
]
"""Whole bodies."""
