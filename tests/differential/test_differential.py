"""The law, measured: the client never rejects what Django accepts, and catches nearly all of what it rejects.

`make law EXAMPLES=1000` looks longer, `LANGUAGES="de"` in another language, `SEED=7` at other values. Values
that went wrong are kept in `corpus/`, and are tried on every run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from mizan.forms.reflection.stock import STOCK, reflect_field, stock_class
from mizan.forms.reflection.texts import split
from mizan.forms.reflection.widgets import load_tables
from tests.differential import corpus
from tests.differential.cases import CASES
from tests.differential.comparison import as_data, compare, draw
from tests.differential.conftest import TABLES
from tests.differential.django_side import FormUnderTest
from tests.differential.engine import Engine
from tests.differential.figures import CAUGHT, CAUGHT_EACH, SAME, Figures, known, total
from tests.forms.stock import field_classes, make_field, postgres_classes

LANGUAGES = (os.environ.get("MIZAN_LANGUAGES") or "en de fr ar ja").split()
EXAMPLES = int(os.environ.get("MIZAN_EXAMPLES") or 100)
SEED = os.environ.get("MIZAN_SEED", "")

pytestmark = pytest.mark.django_db  # fields of rows look at some

Rows = dict[str, Figures]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        yield engine


@pytest.fixture(scope="module", params=LANGUAGES)
def rows(engine: Engine, request: pytest.FixtureRequest) -> Rows:
    language: str = request.param
    rows = {
        name: compare(
            engine,
            name,
            FormUnderTest(case, language),
            [*corpus.load(name), *draw(case.values, EXAMPLES, SEED)],
        )
        for name, case in CASES.items()
    }
    request.config.stash.setdefault(TABLES, {})[language] = rows
    return rows


def test_client_never_rejects_what_django_accepts(rows: Rows) -> None:
    assert {name: row.false_rejections for name, row in rows.items() if row.false_rejections} == {}


def test_client_catches_nineteen_in_twenty_of_what_django_rejects(rows: Rows) -> None:
    assert total(known(rows).values()).catch_share >= CAUGHT


def test_client_catches_nine_in_ten_in_every_field(rows: Rows) -> None:
    assert {name: row.missed[:20] for name, row in known(rows).items() if row.catch_share < CAUGHT_EACH} == {}


def test_both_sides_say_the_same_code(rows: Rows) -> None:
    row = total(rows.values())
    assert row.share_of_caught(row.other_codes) >= SAME, row.other_codes[:20]


def test_both_sides_say_the_same_words(rows: Rows) -> None:
    row = total(rows.values())
    assert row.share_of_caught(row.other_messages) >= SAME, row.other_messages[:20]


def test_no_value_crashes_either_side(rows: Rows) -> None:
    assert {name: row.crashes for name, row in rows.items() if row.crashes} == {}


def test_every_stock_field_that_is_called_exact_has_a_case() -> None:
    load_tables()
    classes = [*field_classes(), *postgres_classes()]
    assert {cls.__name__ for cls in STOCK} - {cls.__name__ for cls in classes} == {"BaseRangeField"}
    exact = {cls for cls in classes if reflect_field(make_field(cls)).verdict == "exact"}
    assert exact
    assert exact - {stock_class(case.make()) for case in CASES.values()} == set()


def test_a_value_that_went_wrong_is_kept_and_tried_again(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus, "FOLDER", tmp_path)
    form = FormUnderTest(CASES["char 2..5"])
    form.schema["properties"]["f"]["x-mizan"]["rule"]["checks"] = [{"k": "maxLength", "n": 3}]
    wrong = compare(engine, "char 2..5", form, ["ab", "abcde", "abcd", "abcd", 12345, True])
    assert len(wrong.false_rejections) == 4
    assert corpus.load("char") == [12345, "abcd", "abcde"]
    compare(engine, "char 2..5", form, corpus.load("char"))
    corpus.save("char", [1, True, 1.0])
    assert [repr(value) for value in corpus.load("char")[3:]] == ["1", "1.0", "True"]


@pytest.mark.parametrize("name", CASES)
def test_rules_judge_alike_when_their_texts_travel_apart(engine: Engine, name: str) -> None:
    form = FormUnderTest(CASES[name])
    neutral, texts = split(form.schema)
    batch = as_data(corpus.load(name))
    assert engine.judge(neutral, batch, texts) == engine.judge(form.schema, batch)
    assert all(client.accepts or client.codes == ("invalid",) for _, client in engine.judge(neutral, batch))


@pytest.mark.parametrize("name", ["char 2..5", "integer optional 1..99", "decimal 5.2", "duration", "url"])
def test_to_switch_the_language_switches_the_words_of_both(engine: Engine, name: str) -> None:
    batch = as_data(["", "a" * 9, "100000000000000", "1.2345", "999999999999 0", "x" * 3000])
    said = []
    for language in LANGUAGES:
        form = FormUnderTest(CASES[name], language)
        answers = engine.judge(form.schema, batch)
        client = [verdict.messages for _, verdict in answers]
        assert client == [verdict.messages for verdict in form.judge(*(wire for wire, _ in answers))]
        said.append(client)
    assert all(said.count(client) == 1 for client in said)
