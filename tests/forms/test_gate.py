"""The gate: JSON in, a POST out, or an Issue; never an exception."""

from __future__ import annotations

import inspect
import json
from typing import Any

import pytest
from django import forms
from django.contrib.postgres import forms as postgres_forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override

from mizan.forms import cleaning, gate
from mizan.forms.described import UnseenError
from mizan.forms.gate import Posted, Raw, admit, dump_json, read_json
from mizan.forms.reflection.widgets import reading
from mizan.protocol.errors import Failure
from tests.forms.stock import (
    CHOICES,
    Pair,
    PairWidget,
    field_classes,
    form_with,
    make_field,
    make_widget,
    widget_classes,
)

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
        "1" * 4000,
    ),
    *(
        '""',
        '" "',
        '"a"',
        '"\\u0000"',
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
    return cleaning.clean(form, posted)


def post(field: forms.Field, text: str, **kwargs: Any) -> dict[str, list[str]]:
    """Return what is posted for one field, or `{"refused": …}`."""
    form = form_with(f=field)(**kwargs)
    posted = Posted()
    admit(posted, form, read_json(f'{{"f":{text}}}'.encode()))
    return (
        {"refused": [issue.code for issue in posted.issues]} if posted.issues else dict(posted.data.lists())
    )


REFUSED = {"refused": ["invalid"]}


class Own(forms.TextInput):
    """A widget that reads in a way of its own."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name)


class Bare(forms.CharField):
    """One field whose widget has two parts."""

    widget = PairWidget


class Inner(forms.MultiValueField):
    """Three parts: a file, JSON, and one for which there is no field."""

    def __init__(self) -> None:
        file, hidden, rest = forms.ClearableFileInput(), forms.HiddenInput(), forms.TextInput()
        widget = forms.MultiWidget({"file": file, "json": hidden, "rest": rest})
        super().__init__([forms.FileField(), forms.JSONField()], widget=widget)


@pytest.fixture(autouse=True)
def no_way_is_known() -> None:
    gate._known_ways.clear()


Split = postgres_forms.SplitArrayField
HIDDEN, ON_DATES = {"widget": forms.HiddenInput}, {"widget": forms.SelectDateWidget}


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        (forms.CharField(), '"a"', {"f": ["a"]}),
        (forms.CharField(), "1.50", {"f": ["1.50"]}),
        (forms.CharField(), "null", {"f": [""]}),
        (forms.CharField(), "true", REFUSED),
        (forms.CharField(), "[]", REFUSED),
        (forms.CharField(), "{}", REFUSED),
        (forms.IntegerField(), "9007199254740993", {"f": ["9007199254740993"]}),
        (forms.DecimalField(), "1e400", {"f": ["1e400"]}),
        (forms.BooleanField(), "true", {"f": ["on"]}),
        (forms.BooleanField(), "false", {}),
        (forms.BooleanField(), "null", {}),
        (forms.BooleanField(), '"off"', {"f": ["off"]}),
        (forms.BooleanField(), "1", REFUSED),
        (forms.BooleanField(**HIDDEN), "false", {"f": ["False"]}),
        (forms.BooleanField(**HIDDEN), "null", {"f": [""]}),
        (forms.BooleanField(**HIDDEN), '"0"', {"f": ["0"]}),
        (forms.BooleanField(**HIDDEN), "0", REFUSED),
        (forms.NullBooleanField(), "true", {"f": ["true"]}),
        (forms.NullBooleanField(), "false", {"f": ["false"]}),
        (forms.NullBooleanField(), "null", {"f": [""]}),
        (forms.NullBooleanField(), '"2"', {"f": ["2"]}),
        (forms.NullBooleanField(), "2", REFUSED),
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
        (forms.JSONField(**HIDDEN), "true", {"f": ["true"]}),
        (postgres_forms.HStoreField(), '{"a":"b"}', {"f": ['{"a":"b"}']}),
        (Pair(), '{"left":"a","right":2,"other":1}', {"f_left": ["a"], "f_right": ["2"]}),
        (Pair(), '{"left":[]}', REFUSED),
        (Pair(), "null", {}),
        (Pair(), '""', {}),
        (Pair(), '"a"', REFUSED),
        (Bare(), '{"left":"a","right":1}', {"f_left": ["a"], "f_right": ["1"]}),
        (Inner(), '{"json":{"a":1},"rest":"b"}', {"f_json": ['{"a":1}'], "f_rest": ["b"]}),
        (Inner(), '{"rest":[]}', REFUSED),
        (Inner(), '{"file":null}', {"f_file-clear": ["on"]}),
        (Inner(), '{"file":{"name":"a","size":1}}', REFUSED),
        (
            forms.SplitDateTimeField(),
            '{"0":"2024-01-01","1":"10:00"}',
            {"f_0": ["2024-01-01"], "f_1": ["10:00"]},
        ),
        (forms.DateField(**ON_DATES), '"2024-01-01"', {"f": ["2024-01-01"]}),
        (forms.DateField(**ON_DATES), '{"year":2024,"month":"1"}', {"f_year": ["2024"], "f_month": ["1"]}),
        (forms.DateField(**ON_DATES), '{"day":31,"era":"BC"}', {"f_day": ["31"]}),
        (forms.DateField(**ON_DATES), '{"day":[]}', REFUSED),
        (forms.FileField(), "null", {"f-clear": ["on"]}),
        (forms.FileField(widget=forms.FileInput), "null", {}),
        (forms.FileField(), '""', {}),
        (forms.FileField(), '"/etc/passwd"', REFUSED),
        (forms.FileField(), "0", REFUSED),
        (forms.FileField(), '{"name":"a","size":1}', REFUSED),
        (forms.CharField(widget=Own), '"a"', {"f": ["a"]}),
        (forms.CharField(widget=Own), "1.50", {"f": ["1.50"]}),
        (forms.CharField(widget=Own), "null", {}),
        (forms.CharField(widget=Own), "true", {"f": ["on"]}),
        (forms.CharField(widget=Own), "false", {}),
        (forms.CharField(widget=Own), '["a",1]', {"f": ["a", "1"]}),
        (forms.CharField(widget=Own), "[[]]", REFUSED),
        (forms.CharField(widget=Own), '{"a":"b","c":1}', {"f_a": ["b"], "f_c": ["1"]}),
        (forms.CharField(widget=Own), '{"a":{}}', REFUSED),
        (forms.JSONField(widget=Own), '["a"]', {"f": ["a"]}),
        (Split(forms.IntegerField(), size=2), '{"1":"2","2":3}', {"f_1": ["2"]}),
        (Split(forms.BooleanField(), size=2), "[true,false]", {"f_0": ["on"]}),
        (Split(forms.IntegerField(), size=2), "null", {}),
        (postgres_forms.SimpleArrayField(forms.CharField()), '"a,b"', {"f": ["a,b"]}),
        (postgres_forms.SimpleArrayField(forms.CharField()), '["a,b",1,null]', {"f": [["a,b", "1", ""]]}),
        (Split(forms.IntegerField(), size=2), "[1]", {"f_0": ["1"]}),
        (Split(forms.IntegerField(), size=2), "[1,2,3]", {"f_0": ["1"], "f_1": ["2"]}),
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


def test_a_part_is_read_as_its_own_field_does() -> None:
    prices = forms.MultiValueField(
        [forms.CharField(), forms.DecimalField(localize=True)], widget=PairWidget(), localize=False
    )
    with override("de"):
        assert post(prices, '{"left":1.5,"right":1.5}') == {"f_left": ["1.5"], "f_right": ["1,5"]}


def test_a_way_is_found_once_for_a_class_of_field_and_of_widget(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        gate, "reading", lambda widget: asked.append(type(widget).__name__) or reading(widget)
    )
    for _ in range(2):
        assert post(forms.CharField(**HIDDEN), "1") == {"f": ["1"]}
        assert post(forms.BooleanField(**HIDDEN), "1") == REFUSED
    assert asked == ["HiddenInput", "HiddenInput"]


@pytest.mark.parametrize("own_first", [True, False])
def test_a_widget_may_read_otherwise_than_others_of_its_class(own_first: bool) -> None:
    select, several, own = forms.Select(choices=CHOICES), forms.Select(choices=CHOICES), forms.TextInput()
    several.allow_multiple_selected = True
    own.value_from_datadict = lambda data, files, name: data.get(name)  # type: ignore[method-assign]
    posts: list[tuple[Any, str, dict[str, Any]]] = [
        (several, '["a"]', {"f": ["a"]}),
        (own, '{"a":1}', {"f_a": ["1"]}),
        (select, '["a"]', REFUSED),
        (forms.SelectMultiple(choices=CHOICES), '["a"]', {"f": ["a"]}),
        (forms.TextInput(), '{"a":1}', REFUSED),
    ]
    for widget, text, expected in posts if own_first else reversed(posts):
        assert post(forms.CharField(widget=widget), text) == expected
    several.allow_multiple_selected = False
    assert post(forms.BooleanField(widget=several), "true") == {"f": ["True"]}


def test_only_the_fields_that_matter_are_posted() -> None:
    posted, form = Posted(), form_with(f=forms.CharField(), g=forms.CharField(), h=forms.CharField())()
    admit(posted, form, {"f": "a", "h": "c"}, names=["g", "h"])
    assert dict(posted.data.lists()) == {"h": ["c"]}


def test_unknown_keys_are_ignored_and_a_missing_key_is_missing() -> None:
    posted = Posted()
    admit(posted, form_with(f=forms.CharField())(), {"g": "x"})
    assert dict(posted.data) == {}
    assert posted.issues == []


def test_files_reach_their_field_under_the_prefix() -> None:
    file = SimpleUploadedFile("a.txt", b"x")
    posted, form = Posted(), form_with(e=forms.CharField(), f=forms.FileField())(prefix="p")
    admit(posted, form, {"e": "a"}, MultiValueDict({"f": [file]}))
    assert dict(posted.files.lists()) == {"p-f": [file]}
    assert dict(posted.data.lists()) == {"p-e": ["a"]}


def test_a_file_that_is_only_described_is_judged_by_name_and_size() -> None:
    form = form_with(f=forms.FileField(max_length=5))
    assert judge(form, '{"f":{"name":"a.txt","size":3,"type":""}}', has_bytes=False) == []
    assert [i.code for i in judge(form, '{"f":{"name":"a.txt","size":0,"type":""}}', has_bytes=False)] == [
        "empty"
    ]
    long = judge(form, '{"f":{"name":"abcdef","size":1,"type":""}}', has_bytes=False)
    assert [i.code for i in long] == ["max_length"]


DESCRIBED: list[tuple[str, tuple[Any, ...] | None]] = [
    ('{"name":"a.txt","size":3,"type":"text/plain"}', ("a.txt", 3, "text/plain")),
    ('{"name":"a.txt","size":0}', ("a.txt", 0, "")),
    ('{"name":"ä","size":999999999999999999}', ("ä", 10**18 - 1, "")),
    ('{"name":"x/y\\\\a\\u200b&amp;.txt","size":3}', ("a&.txt", 3, "")),
    ('{"name":"a.txt","size":1000000000000000000}', None),
    ('{"name":"a.txt","size":"3"}', None),
    ('{"name":"a.txt","size":3.0}', None),
    ('{"name":"a.txt","size":-1}', None),
    ('{"name":"a.txt"}', None),
    ('{"name":1,"size":3}', None),
    ('{"size":3}', None),
    ('{"name":"a.txt","size":3,"type":1}', None),
    ('{"name":"a.txt","size":3,"type":null}', None),
]


@pytest.mark.parametrize(("text", "expected"), DESCRIBED)
def test_a_description_is_a_file_without_bytes(text: str, expected: tuple[Any, ...] | None) -> None:
    posted = Posted()
    form = form_with(f=forms.FileField(), g=forms.ImageField(), h=forms.FileField())()
    admit(posted, form, read_json(f'{{"f":{text},"g":{text}}}'.encode()), has_bytes=False)
    files = {name: (file.name, file.size, file.content_type) for name, file in posted.files.items()}
    assert files == ({"f": expected} if expected else {})
    assert posted.undecided == ({"g"} if expected else set())
    assert [issue.path for issue in posted.issues] == ([] if expected else [("f",), ("g",)])


def test_a_file_whose_bytes_somebody_wanted_is_undecided() -> None:
    form = form_with(e=forms.FileField(), f=forms.FileField(), g=forms.FileField(), h=forms.CharField())(
        prefix="p"
    )
    posted, described = Posted(undecided={"e"}), {"name": "a.txt", "size": Raw("1")}
    sent = MultiValueDict({"g": [SimpleUploadedFile("b.txt", b"x")]})
    admit(posted, form, {"e": described, "f": described}, sent, has_bytes=False)
    posted.find_wanted(form)
    assert posted.undecided == {"e"}
    with pytest.raises(UnseenError):
        posted.files["p-f"].read()
    posted.find_wanted(form)
    assert posted.undecided == {"e", "f"}


@pytest.mark.parametrize("name", ["", ".", "..", "a.txt/", "a&sol;", "\u200b"])
def test_a_description_counts_as_little_as_its_upload(rf: RequestFactory, name: str) -> None:
    body = f'--b\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\n\r\nx\r\n--b--\r\n'
    uploaded = rf.generic("POST", "/", body.encode(), content_type="multipart/form-data; boundary=b")
    form = form_with(f=forms.FileField(required=False))
    assert uploaded.FILES == {}
    posted = Posted()
    admit(posted, form(), read_json(json.dumps({"f": {"name": name, "size": 1}}).encode()), has_bytes=False)
    assert (posted.files, posted.issues, posted.undecided) == ({}, [], set())


def test_what_is_posted_is_what_a_request_has() -> None:
    posted = Posted()
    admit(posted, form_with(f=forms.CharField())(), {"f": "ä&b=c"})
    posted.seal()
    assert isinstance(posted.data, QueryDict)
    assert QueryDict(posted.data.urlencode()) == posted.data
    assert posted.data._mutable is QueryDict("")._mutable
    with pytest.raises(AttributeError, match="immutable"):
        posted.data["f"] = "x"


NOT_JSON, NO_OBJECT = "The body is not valid JSON.", "The body must be a JSON object."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", NOT_JSON),
        ("{", NOT_JSON),
        ('{"a":NaN}', NOT_JSON),
        ('{"a":Infinity}', NOT_JSON),
        ("[" * 100_000, NOT_JSON),
        ("\xff", NOT_JSON),
        ("[]", NO_OBJECT),
        ("1", NO_OBJECT),
    ],
)
def test_what_is_no_json_object_is_a_bad_request(text: str, message: str) -> None:
    with pytest.raises(Failure) as caught:
        read_json(text.encode("latin-1"))
    assert (caught.value.code, caught.value.message) == ("bad_request", message)


def test_numbers_keep_their_text() -> None:
    document = '{"a":1.50,"b":[9007199254740993,{"c":1e400}],"d":"ä","e":null}'
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


def test_a_place_of_an_array_is_read_as_its_field_reads() -> None:
    with override("de"):
        spoken = Split(forms.FloatField(localize=True), size=2)
        assert post(spoken, "[1.5]") == {"f_0": ["1,5"]}
        plain = forms.CharField(widget=postgres_forms.SplitArrayWidget(forms.TextInput(), size=2))
        assert post(plain, "[1.5, 2]") == {"f_0": ["1.5"], "f_1": ["2"]}


def test_an_array_of_places_may_be_left_empty() -> None:
    for text in ('""', "null", "[]", "{}"):
        assert post(Split(forms.CharField(), size=2), text) == {}
    assert post(Split(forms.CharField(), size=2), '"XXXX"') == REFUSED


@pytest.mark.parametrize(("has_bytes", "is_refused"), [(True, True), (False, False)])
def test_a_place_takes_the_description_of_a_file_only_where_no_bytes_travel(
    has_bytes: bool, is_refused: bool
) -> None:
    form, posted = form_with(f=Split(forms.FileField(), size=1))(), Posted()
    values = read_json(b'{"f":[{"name":"a.txt","size":3,"type":""}]}')
    admit(posted, form, values, has_bytes=has_bytes)
    assert bool(posted.issues) == is_refused
