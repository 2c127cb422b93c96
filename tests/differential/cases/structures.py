"""Fields of several values, of parts, of documents, files and rows."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.models import Group
from django.contrib.postgres import forms as postgres
from django.core import validators
from hypothesis import strategies as st

from mizan.forms import MaxFileSize
from tests.differential.cases.case import Case, case
from tests.differential.cases.choices import FLAT, GROUPED
from tests.differential.cases.times import DAYS, dates
from tests.differential.strategies import ABSENT, Values, mixed, scalars, text
from tests.forms.stock import Pair

picks = st.sampled_from([*("a", "b", "ü", "1", "None", "c", " a", "", "g", "\0", "1.0"), 1, 2])
known_picks = st.sampled_from(["a", "b", "ü"])
odd = st.one_of(scalars, st.sampled_from([[], {}, [None], [[]], ["a", None], [True], {"a": "b"}, [{}]]))
lists = st.one_of(
    st.lists(picks, max_size=4), st.lists(known_picks, max_size=4), st.lists(known_picks, max_size=2), odd
)

digits = st.one_of(
    st.integers(-5, 120), st.integers(-5, 120).map(str), st.sampled_from(["", "x", " 7 ", "1_0", "٣", "1.0"])
)
some_text = st.sampled_from(["", "a", "ab", "abcdef", " a ", "\0", "é", "😀😀😀", None, 5, "a@x.com"])


def keyed(**parts: Values) -> Values:
    """Return objects of some of these parts, and what is none."""
    full = st.fixed_dictionaries({name.strip("_"): values for name, values in parts.items()})
    some = st.fixed_dictionaries({}, optional={name.strip("_"): values for name, values in parts.items()})
    return st.one_of(full, full, full, some, odd)


iso = st.dates().map(lambda day: day.isoformat())
days = st.one_of(iso, iso, iso, st.sampled_from(["", "2024-02-30", "x", " 2024-02-29", "02/29/2024"]))
hours = st.one_of(
    st.times().map(lambda time: time.strftime("%H:%M:%S")),
    st.sampled_from(["12:30", "12:30", "9:5", "00:00:01.5", ""]),
)
moments = st.one_of(
    st.tuples(iso, st.sampled_from("T "), st.sampled_from(["10:00", "10:00:30", "23:59"])).map("".join), iso
)

leaves = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.floats(-2, 2), text)
trees: Values = st.recursive(
    leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(text, inner, max_size=3)),
    max_leaves=6,
)
documents = st.one_of(
    trees,
    trees.map(json.dumps),
    trees.map(lambda tree: f" {json.dumps(tree)}\n"),
    st.sampled_from(
        [
            *(
                "",
                " ",
                "{",
                "[1,]",
                "{'a': 1}",
                "NaN",
                "[Infinity]",
                "-Infinity",
                "nan",
                "01",
                "+1",
                ".5",
                "1.",
                "1e5",
            ),
            *(
                '"a',
                '"\t"',
                '"\\ud800"',
                '"\\x"',
                "\ufeff1",
                "\xa01",
                "null",
                '""',
                "{}",
                "[]",
                "tru",
                "1 2",
                '{"a":1,"a":2}',
            ),
            *('"\\u0000"', '"abcdef"', "'a'", "/**/1", "undefined", '{"a":null,"b":[1]}', "١"),
        ]
    ),
    text,
    st.just(ABSENT),
)
pairs = st.one_of(
    documents,
    st.dictionaries(text, leaves, max_size=4),
    st.dictionaries(text, leaves, max_size=4).map(json.dumps),
)

items = st.one_of(
    st.lists(digits.map(str), max_size=5).map(",".join),
    st.lists(digits, max_size=5),
    st.lists(st.integers(0, 99), min_size=1, max_size=4),
    st.lists(st.integers(0, 99).map(str), min_size=1, max_size=4).map(", ".join),
    text,
    odd,
)
word_items = st.one_of(
    st.lists(st.sampled_from(["a", "abc", "abcd", "", " b ", "\0", "50%"]), max_size=4).map("|".join),
    st.lists(st.sampled_from(["a", "abc", "abcd", "", "a|b"]), max_size=4),
    text,
    odd,
)
numbered = st.one_of(st.lists(digits, max_size=4), st.lists(st.integers(1, 20), max_size=3), odd)
flags = st.one_of(st.lists(st.sampled_from([True, False, "on", "false", "", None]), max_size=4), odd)

names = st.one_of(
    st.sampled_from(["a.txt", "a.TXT", "a.pdf", "txt", ".txt", "a.", "a.b.txt", "ü.txt", "a b.txt", "a.K"]),
    st.sampled_from(["a" * 9 + ".txt", "ü" * 9 + ".txt", "a" * 99, "a&amp;b.txt", "😀.txt", "a\u200b.txt"]),
    st.sampled_from(["a" * 300 + ".txt", "", "..", "dir/a.txt", "a\\b.txt", "a.txt/"]),
)
files = st.one_of(
    st.fixed_dictionaries(
        {"name": names, "size": st.sampled_from([0, 1, 1000]), "type": st.just("text/plain")}
    ),
    st.fixed_dictionaries({"name": st.sampled_from(["a.txt", "b.pdf"]), "size": st.sampled_from([0, 5])}),
    odd,
    st.just(ABSENT),
)

ROWS = (1, 2, 3)
row_names = st.one_of(
    st.sampled_from(
        [
            *ROWS,
            *map(str, ROWS),
            " 1 ",
            "+2",
            "01",
            "٣",
            "1_",
            "x",
            "1.0",
            "",
            "\0",
            "1\0",
            None,
            True,
            [],
            {},
            1.5,
        ]
    ),
    text.filter(lambda typed: not any(char.isdigit() for char in typed)),
    st.just(ABSENT),
)
rows = st.one_of(
    st.lists(row_names.filter(lambda name: name != ABSENT), max_size=1),
    st.lists(st.sampled_from([*ROWS, *map(str, ROWS)]), max_size=4),
    st.tuples(st.sampled_from(ROWS), st.sampled_from(["01", "x", "", "\0", " 1", "٣"])).map(list),
    odd.filter(lambda value: not isinstance(value, list)),
)

user_names = mixed(
    st.sampled_from(
        [
            "ann",
            "ﬀ",
            "ﬀ" * 4,
            "½" * 3,
            "e\u0301",
            "Å",
            "ａｎｎ",
            " ﬀ ",
            "ﬁﬁﬁ",
            "\0",
            "a" * 6,
            "a" * 5,
            "㎏㎏㎏",
        ]
    ),
    st.text(st.sampled_from("aﬀ½é\u0301 "), max_size=7),
)


class Loose(forms.MultiValueField):
    """A name, a number and a box; the number may be missing, the others not."""

    def __init__(self, **kwargs: Any) -> None:
        code = validators.RegexValidator("^[a-z]+$", "Letters.", "letters")
        fields = [
            forms.CharField(max_length=4, validators=[code], error_messages={"incomplete": "A name."}),
            forms.IntegerField(required=False, max_value=99),
            forms.BooleanField(),
        ]
        widget = forms.MultiWidget(
            {"name": forms.TextInput(), "age": forms.NumberInput(), "yes": forms.CheckboxInput()}
        )
        super().__init__(fields, widget=widget, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[Any]) -> list[Any]:
        """Return the parts."""
        return data_list


class Twice(forms.MultiValueField):
    """Two texts of one kind: both may say the same of what they hold."""

    def __init__(self, **kwargs: Any) -> None:
        fields = [forms.CharField(max_length=3, required=True), forms.EmailField()]
        super().__init__(fields, widget=forms.MultiWidget([forms.TextInput(), forms.TextInput()]), **kwargs)

    def compress(self, data_list: list[Any]) -> list[Any]:
        """Return the parts."""
        return data_list


NUMBERS = {"base_field": forms.IntegerField(max_value=99)}
WORDS = {"base_field": forms.CharField(max_length=3), "delimiter": "|"}
PICKED = keyed(
    year=st.sampled_from(["", "2024", 2023, "0", "10000", "x", "٢٠٢٤", "99999999999999999999"]),
    month=st.sampled_from(["", "2", 2, "1", "13", "02", " 2", "0"]),
    day=st.sampled_from(["", "29", 28, "31", "1", "-1", "1_0"]),
)
SELECTED = {"widget": forms.SelectDateWidget}

CASES: dict[str, Case] = {
    "choices": case(forms.MultipleChoiceField, lists, ["a"], ["a", "b", "a"], choices=FLAT),
    "choices optional": case(forms.MultipleChoiceField, lists, [], ["1"], choices=GROUPED, required=False),
    "choices typed": case(
        forms.TypedMultipleChoiceField,
        st.one_of(lists, st.lists(st.sampled_from(["1", 1]))),
        ["1"],
        choices=[(1, "One"), ("a", "A")],
        coerce=int,
    ),
    "choice coerced": case(
        forms.TypedChoiceField, mixed(picks), "1", choices=[(1, "One"), ("a", "A"), ("b", "B")], coerce=int
    ),
    "combo": case(
        forms.ComboField,
        mixed(st.sampled_from(["a@x.com", " a@x.com ", "a@x.c", "aaaaaa@x.com", "", "x", "\0"])),
        "a@x.com",
        fields=[
            forms.CharField(max_length=8),
            forms.EmailField(),
            forms.CharField(strip=False, max_length=7),
        ],
    ),
    "combo optional": case(
        forms.ComboField, mixed(digits), "", "7", fields=[forms.IntegerField(max_value=99)], required=False
    ),
    "parts": case(Pair, keyed(left=some_text, right=digits), {"left": "a", "right": 3}),
    "parts optional": case(
        Pair,
        keyed(left=some_text, right=digits),
        {"left": "", "right": ""},
        {"left": "a", "right": "3"},
        required=False,
    ),
    "parts loose": case(
        Loose,
        keyed(name=some_text, age=digits, yes=st.sampled_from([True, False, None, "on", "", 1])),
        {"name": "ab", "yes": True},
    ),
    "parts twice": case(Twice, keyed(_0=some_text, _1=some_text), {"0": "a", "1": "a@x.com"}),
    "split": case(forms.SplitDateTimeField, keyed(_0=days, _1=hours), {"0": "2024-02-29", "1": "12:30"}),
    "split optional": case(
        forms.SplitDateTimeField, keyed(_0=days, _1=hours), {"0": "", "1": ""}, required=False
    ),
    "date selected": case(
        forms.DateField, PICKED, {"year": "2024", "month": "2", "day": "29"}, "2024-02-29", **SELECTED
    ),
    "date selected optional": case(
        forms.DateField,
        st.one_of(PICKED, dates(*DAYS[:2])),
        {"year": "", "month": "", "day": ""},
        "",
        required=False,
        **SELECTED,
    ),
    "json": case(forms.JSONField, documents, {"a": [1]}, '"a"', [None], 5, True),
    "json optional": case(forms.JSONField, documents, None, {}, required=False),
    "username": case(UsernameField, user_names, "ann", max_length=5),
    "file": case(forms.FileField, files, {"name": "a.txt", "size": 1, "type": "text/plain"}, max_length=12),
    "file optional": case(
        forms.FileField, files, None, "", {"name": "", "size": 0}, required=False, allow_empty_file=True
    ),
    "file of text": case(
        forms.FileField, files, validators=[validators.FileExtensionValidator(["txt", "k"])]
    ),
    "file of few bytes": case(forms.FileField, files, validators=[MaxFileSize(1)]),
    "record": case(lambda **kwargs: forms.ModelChoiceField(Group.objects.all(), **kwargs), row_names, 1, "2"),
    "record optional": case(
        lambda **kwargs: forms.ModelChoiceField(Group.objects.all(), **kwargs), row_names, "", required=False
    ),
    "records": case(
        lambda **kwargs: forms.ModelMultipleChoiceField(Group.objects.all(), **kwargs), rows, [1, "3"]
    ),
    "array": case(postgres.SimpleArrayField, items, "1,2", [1, "2"], **NUMBERS),
    "array 2..3": case(postgres.SimpleArrayField, items, "1,2", min_length=2, max_length=3, **NUMBERS),
    "array of words": case(postgres.SimpleArrayField, word_items, "", "a|bc", required=False, **WORDS),
    "places": case(postgres.SplitArrayField, numbered, [1, 2, "3"], size=3, **NUMBERS),
    "places trimmed": case(
        postgres.SplitArrayField,
        numbered,
        [1],
        [],
        size=3,
        remove_trailing_nulls=True,
        required=False,
        **NUMBERS,
    ),
    "places ticked": case(
        postgres.SplitArrayField, flags, [True, True], size=2, base_field=forms.BooleanField()
    ),
    "range": case(
        postgres.IntegerRangeField,
        keyed(_0=digits, _1=digits),
        {"0": 1, "1": "2"},
        {"0": "", "1": 5},
        required=True,
    ),
    "range of decimals": case(
        postgres.DecimalRangeField, keyed(_0=digits, _1=digits), {"0": "1.5", "1": "2"}
    ),
    "range of days": case(
        postgres.DateRangeField, keyed(_0=days, _1=days), {"0": "2024-01-01", "1": "2024-01-01"}
    ),
    "range of moments": case(
        postgres.DateTimeRangeField,
        keyed(_0=moments, _1=moments),
        {"0": "2024-01-01 10:00", "1": "2024-01-01T10:00"},
    ),
    "hstore": case(postgres.HStoreField, pairs, {"a": "1", "b": None}, '{"a": "1"}'),
    "hstore optional": case(postgres.HStoreField, pairs, {}, "", required=False, max_length=2),
}
