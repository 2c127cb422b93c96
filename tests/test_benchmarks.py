"""The benchmarks tell the truth about what they measured."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from benchmarks.measure import Floor, Result, Row, interleave, judge, quartiles, ratio, seconds_of
from benchmarks.table import cells, number, table

SAMPLES = {"ours": [1.0, 2.0, 9.0, 4.0, 5.0], "theirs": [2.0, 2.0, 3.0, 4.0, 10.0]}


def result(value: float, goal: float | None) -> Result:
    return Result(number="1", what="call", value=value, low=value, high=value, rounds=1, goal=goal)


def test_ratio_is_taken_within_each_round() -> None:
    assert ratio("ours", "theirs")(SAMPLES) == [0.5, 1.0, 3.0, 1.0, 0.5]


def test_ratio_counts_only_rounds_in_which_both_ran() -> None:
    assert ratio("ours", "theirs")({"ours": [1.0, 2.0], "theirs": [4.0]}) == [0.25]


def test_result_is_the_median_of_ratios_not_the_ratio_of_medians() -> None:
    samples = {"ours": [1.0, 10.0, 100.0], "theirs": [10.0, 10.0, 1.0]}
    (found,) = judge([Row(number="1", what="call", values=ratio("ours", "theirs"))], samples)
    assert (found.value, found.rounds) == (1.0, 3)


def test_quartiles_lie_around_the_median() -> None:
    assert quartiles([5.0, 1.0, 4.0, 2.0, 3.0]) == (2.0, 3.0, 4.0)
    assert quartiles([7.0]) == (7.0, 7.0, 7.0)


@pytest.mark.parametrize(
    ("value", "goal", "verdict"),
    [
        (0.94, 1.05, "meets"),
        (1.05, 1.05, "meets"),
        (1.0501, 1.05, "FALLS SHORT"),
        (3.0, None, ""),
        (0, 0, "meets"),
        (1, 0, "FALLS SHORT"),
    ],
)
def test_verdict_is_given_on_the_figure_itself(value: float, goal: float | None, verdict: str) -> None:
    assert result(value, goal).verdict == verdict


@pytest.mark.parametrize(
    ("value", "text"), [(0.0434, "0.043"), (0.9999, "1.000"), (1.234, "1.23"), (12.34, "12.3"), (2.0, "2")]
)
def test_numbers_have_three_digits(value: float, text: str) -> None:
    assert number(value) == text


def test_table_says_what_falls_short() -> None:
    assert cells(result(1.2, 1.05)) == ("1", "call", "1.20×", "", "≤ 1.05×", "FALLS SHORT")
    assert table([result(1.2, 1.05), result(1.0, None)]).splitlines()[1].endswith("FALLS SHORT")


FLOOR = Floor(what="peers", there=0.5, here=ratio("theirs", "other"))


def judged(ours: float, theirs: float, other: float) -> Result:
    samples = {"ours": [ours], "theirs": [theirs], "other": [other]}
    row = Row(number="2", what="call", values=ratio("ours", "other"), goal=0.7, floor=FLOOR)
    return judge([row], samples)[0]


def test_a_goal_follows_what_the_peers_cost_on_this_machine() -> None:
    assert judged(0.7, 0.5, 1.0).goal == pytest.approx(0.7)
    assert judged(0.7, 0.6, 1.0).goal == pytest.approx(0.84)
    assert judged(0.7, 0.4, 1.0).goal == pytest.approx(0.56)


def test_a_goal_never_follows_mizan() -> None:
    quick, slow = judged(0.8, 0.6, 1.0), judged(0.9, 0.6, 1.0)
    assert quick.goal == slow.goal
    assert (quick.verdict, slow.verdict) == ("meets", "FALLS SHORT")


def test_the_table_says_how_a_goal_was_computed() -> None:
    assert cells(judged(0.8, 0.6, 1.0))[4] == "≤ 0.840× (0.70 × 0.600 / 0.500, peers)"


def test_every_variant_runs_in_every_round() -> None:
    samples = interleave({"short": lambda: None, "long": lambda: sum(range(50_000))}, rounds=3)
    assert {name: len(seconds) for name, seconds in samples.items()} == {"short": 3, "long": 3}
    assert max(samples["short"]) < min(samples["long"])


def test_waiting_is_not_counted() -> None:
    assert seconds_of(lambda: time.sleep(0.02), repeats=3) < 0.01


def test_page_tells_of_every_goal() -> None:
    page = (Path(__file__).parent.parent / "docs/reference/benchmarks.md").read_text()
    assert {int(number) for number in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)} == {*range(1, 18)}
