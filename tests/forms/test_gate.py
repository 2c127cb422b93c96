"""The gate: JSON in, a POST out, or an Issue; never an exception."""

from __future__ import annotations

import inspect
import json
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override

from mizan.forms import cleaning
from mizan.forms.gate import Posted, Raw, admit, dump_json, read_json
from mizan.protocol.errors import Failure
from tests.forms.stock import CHOICES, Pair, field_classes, form_with, make_field, make_widget, widget_classes

HOSTILE = [
    *(
        "null",
        "true",
        "false",
        "0",
        "1",
        "-1",
        "1.5",
        "1.9",
        "1e400",
        "-0",
        "9007199254740993",
        "1" * 30,
        "1" * 5000,
    ),
    *(
        '""',
        '" "',
        '"a"',
        '"\\u0000"',
        '"\\ud800"',
        '"\\udfff\\ud800"',
        '"😀"',
        '"٣"',
        '"on"',
        '"False"',
        '"null"',
    ),
    *('"1e999999999"', '"2024-02-30"', '"0000-00-00"', '"[[[["', '"' + "9" * 6000 + '"', '"1" '),
    *("[]", "[null]", "[1]", '["a","a"]', "[[]]", "[{}]", "[true]", "{}", '{"0":"x"}', '{"0":[],"1":{}}'),
    *('{"year":"2024","month":"99","day":"1e5"}', '{"year":9999999999999999999999,"month":1,"day":1}'),
    *(
        '{"name":"a.txt","size":1,"type":"text/plain"}',
        '{"name":null}',
        '{"__proto__":{"a":1}}',
        '{"lower":[]}',
    ),
    "[" * 60 + "]" * 60,
]


def judge(form_class: type[forms.Form], text: str, *, has_bytes: bool = True) -> list[Any]:
    """Return every complaint about these values, as an operation would."""
    posted = Posted()
    form = form_class(posted.data, posted.files)
    admit(posted, form, read_json(text.encode()), has_bytes=has_bytes)
    posted.seal()
    return cleaning.clean(form, posted.issues)


def post(field: forms.Field, text: str, **kwargs: Any) -> dict[str, list[str]]:
    """Return what is posted for one field, or `{"refused": …}`."""
    form = form_with(f=field)(**kwargs)
    posted = Posted()
    admit(posted, form, read_json(f'{{"f":{text}}}'.encode()))
    return (
        {"refused": [issue.code for issue in posted.issues]} if posted.issues else dict(posted.data.lists())
    )


REFUSED = {"refused": ["invalid"]}


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        (forms.CharField(), '"a"', {"f": ["a"]}),
        (forms.CharField(), "1.50", {"f": ["1.50"]}),
        (forms.CharField(), "null", {"f": [""]}),
        (forms.CharField(), "true", REFUSED),
        (forms.CharField(), "[]", REFUSED),
        (forms.CharField(), "{}", REFUSED),
        (forms.CharField(), '"\\ud800"', REFUSED),
        (forms.IntegerField(), "9007199254740993", {"f": ["9007199254740993"]}),
        (forms.DecimalField(), "1e400", {"f": ["1e400"]}),
        (forms.BooleanField(), "true", {"f": ["on"]}),
        (forms.BooleanField(), "false", {}),
        (forms.BooleanField(), "null", {}),
        (forms.BooleanField(), '"off"', {"f": ["off"]}),
        (forms.BooleanField(), "1", REFUSED),
        (forms.BooleanField(widget=forms.HiddenInput), "false", {"f": ["False"]}),
        (forms.BooleanField(widget=forms.HiddenInput), "null", {"f": [""]}),
        (forms.NullBooleanField(), "true", {"f": ["true"]}),
        (forms.NullBooleanField(), "null", {"f": [""]}),
        (forms.ChoiceField(choices=CHOICES), '"a"', {"f": ["a"]}),
        (forms.ChoiceField(choices=CHOICES), "true", REFUSED),
        (forms.MultipleChoiceField(choices=CHOICES), '["a",1]', {"f": ["a", "1"]}),
        (forms.MultipleChoiceField(choices=CHOICES), "null", {}),
        (forms.MultipleChoiceField(choices=CHOICES), '"a"', REFUSED),
        (forms.MultipleChoiceField(choices=CHOICES), "[null]", REFUSED),
        (forms.MultipleChoiceField(choices=CHOICES), "[[]]", REFUSED),
        (forms.JSONField(), '{"a":[1.50,null,"b"]}', {"f": ['{"a":[1.50,null,"b"]}']}),
        (forms.JSONField(), '"[1]"', {"f": ["[1]"]}),
        (forms.JSONField(), "null", {"f": [""]}),
        (Pair(), '{"left":"a","right":2,"other":1}', {"f_left": ["a"], "f_right": ["2"]}),
        (Pair(), '{"left":[]}', REFUSED),
        (Pair(), "null", {}),
        (Pair(), '"a"', REFUSED),
        (
            forms.SplitDateTimeField(),
            '{"0":"2024-01-01","1":"10:00"}',
            {"f_0": ["2024-01-01"], "f_1": ["10:00"]},
        ),
        (forms.DateField(widget=forms.SelectDateWidget), '"2024-01-01"', {"f": ["2024-01-01"]}),
        (
            forms.DateField(widget=forms.SelectDateWidget),
            '{"year":2024,"month":"1"}',
            {"f_year": ["2024"], "f_month": ["1"]},
        ),
        (forms.FileField(), "null", {"f-clear": ["on"]}),
        (forms.FileField(widget=forms.FileInput), "null", {}),
        (forms.FileField(), '"/etc/passwd"', REFUSED),
        (forms.FileField(), '{"name":"a","size":1}', REFUSED),
        (forms.CharField(disabled=True), '"a"', {}),
    ],
    ids=lambda value: value.replace("\\", "") if isinstance(value, str) else type(value).__name__,
)
def test_a_value_is_posted_as_a_browser_would(
    field: forms.Field, text: str, expected: dict[str, Any]
) -> None:
    assert post(field, text) == expected


def test_the_server_adds_the_prefix() -> None:
    assert post(forms.CharField(), '"a"', prefix="p") == {"p-f": ["a"]}
    assert post(Pair(), '{"left":"a"}', prefix="p") == {"p-f_left": ["a"]}
    assert post(forms.FileField(), "null", prefix="p") == {"p-f-clear": ["on"]}


def test_a_number_is_written_as_the_language_does_where_the_field_reads_it_so() -> None:
    with override("de"):
        assert post(forms.DecimalField(localize=True), "1.234") == {"f": ["1,234"]}
        assert post(forms.DecimalField(localize=True), '"1,5"') == {"f": ["1,5"]}
        assert post(forms.DecimalField(), "1.234") == {"f": ["1.234"]}


def test_unknown_keys_are_ignored_and_a_missing_key_is_missing() -> None:
    posted = Posted()
    admit(posted, form_with(f=forms.CharField())(), {"g": "x"})
    assert dict(posted.data) == {}
    assert posted.issues == []


def test_files_reach_their_field_under_the_prefix() -> None:
    file = SimpleUploadedFile("a.txt", b"x")
    posted = Posted()
    admit(posted, form_with(f=forms.FileField())(prefix="p"), {}, MultiValueDict({"f": [file]}))
    assert posted.files.getlist("p-f") == [file]


def test_a_file_that_is_only_described_is_judged_by_name_and_size() -> None:
    form = form_with(f=forms.FileField(max_length=5))
    assert judge(form, '{"f":{"name":"a.txt","size":3,"type":""}}', has_bytes=False) == []
    assert [i.code for i in judge(form, '{"f":{"name":"a.txt","size":0,"type":""}}', has_bytes=False)] == [
        "empty"
    ]
    long = judge(form, '{"f":{"name":"abcdef","size":1,"type":""}}', has_bytes=False)
    assert [i.code for i in long] == ["max_length"]


def test_what_is_posted_is_what_a_request_has() -> None:
    posted = Posted()
    admit(posted, form_with(f=forms.CharField())(), {"f": "ä&b=c"})
    posted.seal()
    assert isinstance(posted.data, QueryDict)
    assert QueryDict(posted.data.urlencode()) == posted.data
    with pytest.raises(AttributeError, match="immutable"):
        posted.data["f"] = "x"


@pytest.mark.parametrize("text", ["", "{", "[]", "1", '{"a":NaN}', '{"a":Infinity}', "[" * 100_000, "\xff"])
def test_what_is_no_json_object_is_a_bad_request(text: str) -> None:
    with pytest.raises(Failure) as caught:
        read_json(text.encode("latin-1"))
    assert caught.value.code == "bad_request"


def test_numbers_keep_their_text() -> None:
    document = '{"a":1.50,"b":[9007199254740993,{"c":1e400}],"d":"x","e":null}'
    value = read_json(document.encode())
    assert value["a"] == "1.50"
    assert isinstance(value["a"], Raw)
    assert dump_json(value) == document


@pytest.mark.django_db
@pytest.mark.parametrize("cls", field_classes(), ids=lambda cls: cls.__name__)
def test_no_value_makes_any_field_with_any_widget_raise(cls: type[forms.Field]) -> None:
    # One widget for each method that reads what was posted, and the field's own.
    readers = {inspect.getattr_static(widget, "value_from_datadict"): widget for widget in widget_classes()}
    widgets = [None, None, *map(make_widget, readers.values())]
    fields = {f"f{i}": make_field(cls, widget=w, required=i % 2 == 0) for i, w in enumerate(widgets)}
    form = form_with(**fields)
    for text in HOSTILE:
        judge(form, "{" + ",".join(f'"{name}":{text}' for name in fields) + "}")


def test_the_complaint_of_the_gate_is_worded_as_the_field_would() -> None:
    (issue,) = judge(form_with(f=forms.IntegerField()), '{"f":[]}')
    assert issue.as_json() == {
        "path": ["f"],
        "code": "invalid",
        "message": "Enter a whole number.",
        "params": {},
    }
    with override("de"):
        (issue,) = judge(form_with(f=forms.CharField()), '{"f":[]}')
    assert issue.message == "Bitte einen gültigen Wert eingeben."
    assert json.dumps(issue.as_json())
