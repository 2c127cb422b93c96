"""Sets of characters under `re.IGNORECASE`, beside what Python matches."""

from __future__ import annotations

import re

import pytest

from mizan.forms.characters import LAST, Ranges, ignore_case

ALL = "".join(map(chr, range(LAST + 1)))


@pytest.mark.parametrize(
    "ranges",
    [
        ((0x61, 0x7A),),
        ((0x53, 0x53), (0x6B, 0x6B), (0x49, 0x49)),
        ((0xDF, 0xDF), (0xB5, 0xB5), (0x345, 0x345), (0xFB05, 0xFB05)),
        ((0x61, 0x7A), (0xA1, 0xFFFF)),
        ((0x10400, 0x10427), (0x1E900, 0x1E901)),
    ],
    ids=str,
)
@pytest.mark.parametrize("is_ascii", [False, True])
def test_a_set_that_ignores_case_holds_what_python_matches(ranges: Ranges, is_ascii: bool) -> None:
    text = "".join(f"{re.escape(chr(start))}-{re.escape(chr(end))}" for start, end in ranges)
    pattern = re.compile(f"[{text}]", re.IGNORECASE | (re.ASCII if is_ascii else re.UNICODE))
    held = "".join(
        chr(code) for start, end in ignore_case(ranges, is_ascii=is_ascii) for code in range(start, end + 1)
    )
    assert held == "".join(pattern.findall(ALL))
