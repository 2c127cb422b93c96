"""The translation of regular expressions, judged by a real ECMAScript engine."""

import json
import re
import subprocess
import sys

import pytest
from django.core import validators

from mizan.forms.characters import AT_LEAST, AT_MOST, SPACE
from mizan.forms.regex import UntranslatableError, translate

SAMPLES = [
    *(
        "",
        "a",
        "b",
        "ab",
        "aab",
        "aaa",
        "abc",
        "ABC",
        "abc\n",
        "\nabc",
        "a\nb",
        "a\r\nb",
        "abc\n\n",
        "x y",
        " ",
        "  a",
    ),
    *(
        "Z",
        "abcZ",
        "k",
        "K",
        "\u212a",
        "\u017f",
        "s",
        "S",
        "\u0130",
        "i",
        "I",
        "\u0131",
        "é",
        "É",
        "ß",
        "ẞ",
        "\u1e9e",
    ),
    *(
        "1",
        "12",
        "123",
        "٣",
        "٣٤",
        "1_000",
        "a1",
        "a-b",
        "a_b",
        "-",
        "_",
        "½",
        "①",
        "a\u0301",
        "😀",
        "😀😀",
        "a😀b",
    ),
    *(
        "\u2028",
        "a\u2028b",
        "\x85",
        "\x1c",
        "\ufeff",
        "\u180e",
        "]",
        "[",
        "]a",
        "^",
        "$",
        "\\",
        "/",
        "a/b",
        "(",
        "{2}",
    ),
    *(
        "foo bar",
        "foobar",
        "foo",
        "bar foo",
        "xfoo",
        "foox",
        "aa",
        "abab",
        "aabb",
        "a++",
        "aaaa",
        "2024-01-31",
        "x1y",
    ),
    *(
        "password",
        "Password1",
        "no spaces here",
        "+4912345678",
        "user@example.com",
        "#fff",
        "#FFFFFF",
        "a,b,c",
        "1,2",
    ),
]

TRANSLATED = [
    *(
        r"",
        r"a",
        r"^a",
        r"a$",
        r"^a$",
        r"\Aabc\Z",
        r"^abc$",
        r"abc\Z",
        r"^\w+$",
        r"^\d+$",
        r"\s",
        r"^\S+$",
        r"\W",
        r"\D",
    ),
    *(
        r"[\s\S]",
        r"[^\s]",
        r"^[^\d]+$",
        r"[^\w\s]",
        r"[^\W\d_]",
        r"^[^\W\d_]+\Z",
        r"[^\W]",
        r"[\w-]+",
        r"^[-\w]+\Z",
    ),
    *(
        r"^[]a]+$",
        r"a{,3}$",
        r"a{2}",
        r"a{2,}",
        r"(?:ab){2}",
        r"\U0001F600",
        r"[\U0001F600-\U0001F64F]",
        r"^.$",
        r"^..$",
    ),
    *(
        r"(?s)^.+$",
        r"(?s)a.b",
        r"a.b",
        r"(?m)^b$",
        r"(?m)^abc$",
        r"(?i)abc",
        r"(?i)^[a-z]+$",
        r"(?i)k",
        r"(?i)[^k]",
    ),
    *(
        r"(?i)s",
        r"(?i)i",
        r"(?ia)^[a-z]+$",
        r"(?i)é",
        r"(?i)ß",
        r"(?a)^\w+$",
        r"(?a)\W",
        r"(?a)^\d+$",
        r"(?a)[^\s\d]",
    ),
    *(
        r"(?x) a b  # c",
        r"(?i:a)b",
        r"(?i)a(?-i:b)",
        r"(?P<q>a)(?P=q)",
        r"(a)\1",
        r"(?:(a)|(b))c",
        r"(a|b)\1",
        r"^(\w)\1",
    ),
    *(
        r"a++b",
        r"(?>a+)b",
        r"(?>a|ab)b",
        r"(?>ab|a)b",
        r"(?a)(?>\d+)-",
        r"a*+a",
        r"a?+a",
        r"\bfoo\b",
        r"\bfoo",
        r"o\b",
    ),
    *(
        r"foo\B",
        r"\Bfoo",
        r"(?a)\bfoo\b",
        r"(?=a)a",
        r"(?!a)\w",
        r"^(?!.*foo).+$",
        r"(?<=a)b",
        r"(?<!a)b",
        r"(?<=\s)\w",
    ),
    *(
        r"^(?=.*[A-Z])(?=.*\d).{8,}$",
        r"(?!)",
        r"a|b|cd|ce",
        r"^(?:a|b)+?$",
        r"a+?b",
        r"[+*?(){}|/^$.\\-]",
        r"/",
        r"\]",
    ),
    *(
        r"^\+?1?\d{9,15}$",
        r"^#(?:[0-9a-fA-F]{3}){1,2}$",
        r"^[a-z]+(,[a-z]+)*$",
        r"\x00",
        r"[\x00-\x1f]",
        r"\n",
        r"\t",
    ),
    *(
        r"(a*)*b",
        r"(?:a|)+b",
        r"^(a?){3}b",
        r"(|a)b",
        r"()",
        r"^\d{4}-\d{2}-\d{2}$",
        r"(?<!\d)1(?!\d)",
        r"[^a]",
        r"[^\n]",
    ),
]

REFUSED = {
    r"(a)?(?(1)b|c)": "groupref exists",
    r"(a)|b\1": "may not have matched",
    r"(?:(a))?\1": "may not have matched",
    r"(?!(a))\1": "may not have matched",
    r"(?i)(a)\1": "ignoring case",
    r"(?>\w+)b": "atomic",
    r"(?>(?:|a)+)b": "atomic",
    r"(?<=(?>a))b": "look-behind",
    r"a{9999}": "counts",
    r"\B": "may match nothing",
    r"(?!\W)a": "depends on the version",
    r"(": "does not compile",
}

PROGRAM = """
const { patterns, samples } = JSON.parse(require('fs').readFileSync(0, 'utf8'))
const run = (source) => { const re = new RegExp(source, 'u'); return samples.map((text) => re.test(text)) }
process.stdout.write(JSON.stringify(patterns.map(run)))
"""


def judge(patterns: list[str], samples: list[str]) -> list[list[bool]]:
    """Ask Node about every sample under every pattern, in one process."""
    done = subprocess.run(
        ["node", "-e", PROGRAM],
        input=json.dumps({"patterns": patterns, "samples": samples}),
        capture_output=True,
        text=True,
        check=True,
    )
    answer: list[list[bool]] = json.loads(done.stdout)
    return answer


def test_translated_patterns_find_what_python_finds() -> None:
    verdicts = judge([translate(pattern) for pattern in TRANSLATED], SAMPLES)
    for pattern, found in zip(TRANSLATED, verdicts, strict=True):
        expected = [re.search(pattern, sample) is not None for sample in SAMPLES]
        wrong = [sample for sample, a, b in zip(SAMPLES, found, expected, strict=True) if a != b]
        assert not wrong, (pattern, translate(pattern), wrong)


@pytest.mark.parametrize("pattern", [r"\d", r"\w", r"[^a]", r"^\W$", r"\b", r"^[^\d]+$", r"x"])
def test_an_inverse_pattern_is_refused_or_never_finds_more_than_python(pattern: str) -> None:
    try:
        source = translate(pattern, inverse=True)
    except UntranslatableError:
        return
    (found,) = judge([source], SAMPLES)
    assert not [s for s, hit in zip(SAMPLES, found, strict=True) if hit and not re.search(pattern, s)]


@pytest.mark.parametrize(("pattern", "reason"), REFUSED.items())
def test_what_has_no_equal_is_refused(pattern: str, reason: str) -> None:
    with pytest.raises(UntranslatableError, match=reason):
        translate(pattern)


def test_a_pattern_that_python_warns_of_is_translated() -> None:
    assert translate("[[a]") == r"[\[a]"


def test_a_pattern_of_bytes_is_refused() -> None:
    with pytest.raises(UntranslatableError, match="bytes"):
        translate(re.compile(b"a"))  # type: ignore[arg-type]


def test_named_groups_keep_their_names() -> None:
    assert translate(r"(?P<year>\d{4})-(?P<m>1[0-2]|0[1-9])") == r"(?<year>\p{Nd}{4})-(?<m>(?:1[0-2]|0[1-9]))"


def test_classes_are_right_for_every_character() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
    sources = [f"^[{AT_LEAST[kind]}]$" for kind in ("DIGIT", "WORD")] + [translate(r"^\s\Z")]
    digits, words, spaces = (set(map(every.__getitem__, hits)) for hits in _hits(sources))
    assert {char for char in every if re.match(r"\d", char)} <= digits
    assert {char for char in every if re.match(r"\w", char)} <= words
    assert {char for char in every if re.match(r"\s", char)} == spaces == _characters(SPACE)
    assert all(re.match(r"\d", char) for char in _characters(AT_MOST["DIGIT"]))
    assert all(re.match(r"\w", char) for char in _characters(AT_MOST["WORD"]))
    assert _characters(AT_MOST["WORD"]) <= words
    assert _characters(AT_MOST["DIGIT"]) <= digits


def _characters(ranges: tuple[tuple[int, int], ...]) -> set[str]:
    return {chr(code) for start, end in ranges for code in range(start, end + 1)}


def _hits(sources: list[str]) -> list[list[int]]:
    """Ask Node which characters match, as indexes into all characters but surrogates."""
    program = """
    const sources = JSON.parse(require('fs').readFileSync(0, 'utf8'))
    const every = []
    for (let code = 0; code <= 0x10ffff; code++)
      if (code < 0xd800 || code > 0xdfff) every.push(String.fromCodePoint(code))
    const hits = (re) => every.flatMap((char, index) => re.test(char) ? [index] : [])
    process.stdout.write(JSON.stringify(sources.map((source) => hits(new RegExp(source, 'u')))))
    """
    done = subprocess.run(
        ["node", "-e", program], input=json.dumps(sources), capture_output=True, text=True, check=True
    )
    answer: list[list[int]] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize(
    "pattern",
    [
        validators.EmailValidator.user_regex,
        validators.EmailValidator.domain_regex,
        validators.EmailValidator.literal_regex,
        validators.URLValidator.regex,
        validators.slug_re,
        validators.slug_unicode_re,
        validators.integer_validator.regex,
        validators.validate_comma_separated_integer_list.regex,
        validators.DomainNameValidator().regex,
    ],
)
def test_the_patterns_of_django_translate(pattern: re.Pattern[str]) -> None:
    compiled = re.compile(pattern.pattern, pattern.flags)
    samples = [
        *SAMPLES,
        "http://example.com",
        "a@[127.0.0.1]",
        "[::1]",
        "xn--a",
        "münchen.de",
        "a.b",
        "a.\u212am",
        "-1",
    ]
    (found,) = judge([translate(compiled)], samples)
    assert found == [compiled.search(sample) is not None for sample in samples]
