"""Every sentence of `protocol.md` has a name, and a vector or a test that proves it."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator

from mizan.schema.validation import _CODES
from tests.conformance.vectors import ROOT, files

PAGE = (ROOT / "protocol.md").read_text()
PROJECT = ROOT.parent
NAMES = re.compile(r"<!--(.*?)-->", re.DOTALL)
END = re.compile(r"(?<=[.])\s+(?=[A-Z`\[])")


def parts() -> Iterator[tuple[list[str], list[str]]]:
    """Yield what stands above each comment, as sentences, and the names that it gives them."""
    text, start = "", 0
    for found in NAMES.finditer(PAGE):
        text, start = PAGE[start : found.start()], found.end()
        yield list(sentences(text)), found[1].split()
    assert not list(sentences(PAGE[start:])), "the end of the page has no names"


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of paragraphs and lists, the rows of tables, and blocks of code."""
    for block in re.split(r"\n\s*\n", re.sub(r"^#.*$", "", text, flags=re.MULTILINE)):
        lines = [line for line in block.splitlines() if line.strip()]
        if not lines:
            continue
        if lines[0].startswith("|"):
            yield from lines[2:]
        elif lines[0].startswith("    "):
            yield block
        elif lines[0].startswith("- "):
            yield from re.split(r"\n(?=- )", "\n".join(lines))
        else:
            yield from END.split(" ".join(lines))


def promised() -> list[str]:
    return [name for _, names in parts() for name in names if name != "-"]


def proofs() -> Iterator[tuple[str, str]]:
    """Yield each name that is proved, and where."""
    for file in files():
        for vector in json.loads(file.read_text()):
            yield from ((name, f"{file.name}: {vector['name']}") for name in vector.get("proves", []))
    for file in sorted(PROJECT.glob("tests/**/test_*.py")):
        if "proves(" in (text := file.read_text()):
            yield from ((name, file.name) for name in _marks(text))
    for file in sorted((PROJECT / "frontends").glob("*/tests/**/*.test.ts")):
        for line in re.findall(r"// proves: (.*)", file.read_text()):
            yield from ((name, file.name) for name in line.split(", "))


def _marks(text: str) -> Iterator[str]:
    """Yield the names in `@pytest.mark.proves(…)` above a test."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test_"):
            continue
        for mark in node.decorator_list:
            if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.proves":
                yield from (ast.literal_eval(name) for name in mark.args)


def test_every_sentence_has_a_name() -> None:
    for above, names in parts():
        assert len(above) == len(names), (names, above)


def test_no_two_sentences_share_a_name() -> None:
    shared = [name for name, count in Counter(promised()).items() if count > 1]
    assert shared == ["order"]  # the order itself, and that the first objection answers


def test_every_sentence_is_proved() -> None:
    assert sorted(set(promised()) - {name for name, _ in proofs()}) == []


def test_nothing_is_proved_that_nobody_promised() -> None:
    assert [proof for proof in proofs() if proof[0] not in promised()] == []


def test_the_codes_of_issues_are_those_that_there_are() -> None:
    [sentence] = [text for above, _ in parts() for text in above if "Issues of typed functions" in text]
    named = set(re.findall(r"`(\w+)`", sentence)) - {"limit_value", "max"}
    refused_before = {"invalid", "int_range", "null_characters_not_allowed"}
    assert named == {code for code, _ in _CODES.values()} | refused_before
