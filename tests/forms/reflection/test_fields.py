"""Every field class of Django, and what a project may do with it."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from django import forms
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.models import Group
from django.contrib.postgres import forms as postgres_forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.utils import translation
from jsonschema import Draft202012Validator

from mizan.forms import MaxFileSize, reflect
from mizan.forms.initial import static_values
from mizan.forms.reflection import addresses
from mizan.forms.reflection.stock import STOCK, reflect_field
from mizan.forms.reflection.widgets import load_tables
from tests.forms.stock import CHOICES, field_classes, make_field, postgres_classes


def rule_of(field: forms.Field) -> dict[str, Any]:
    return reflect_field(field).rule


@pytest.mark.parametrize("cls", field_classes(), ids=lambda cls: cls.__name__)
def test_every_stock_class_has_an_entry_of_its_own(cls: type[forms.Field]) -> None:
    load_tables()
    assert cls in STOCK


def test_every_postgres_class_has_an_entry_of_its_own() -> None:
    load_tables()
    found = [
        cls for cls in vars(postgres_forms).values() if isinstance(cls, type) and issubclass(cls, forms.Field)
    ]
    assert len(found) > 6
    assert [cls for cls in found if cls not in STOCK] == []


class Decoder(json.JSONDecoder):
    """May read anything."""


class Size(str, Enum):  # noqa: UP042
    SMALL = "s"


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        (forms.CharField(), {"k": "char", "required": True, "checks": [{"k": "noNull"}]}),
        (
            forms.CharField(required=False, strip=False, min_length=2, max_length=5),
            {
                "k": "char",
                "required": False,
                "strip": False,
                "checks": [{"k": "minLength", "n": 2}, {"k": "maxLength", "n": 5}, {"k": "noNull"}],
            },
        ),
        (
            forms.RegexField(r"^\d+\Z"),
            {
                "k": "char",
                "required": True,
                "strip": False,
                "checks": [{"k": "noNull"}, {"k": "regex", "re": r"^\p{Nd}+$"}],
            },
        ),
        (
            forms.SlugField(),
            {
                "k": "char",
                "required": True,
                "checks": [{"k": "regex", "re": r"^[\-0-9A-Z_a-z]+$"}, {"k": "noNull"}],
            },
        ),
        (
            forms.IntegerField(min_value=-1, max_value=2**63 - 1),
            {
                "k": "integer",
                "required": True,
                "checks": [{"k": "maxValue", "n": "9223372036854775807"}, {"k": "minValue", "n": "-1"}],
            },
        ),
        (
            forms.IntegerField(step_size=3, min_value=1),
            {
                "k": "integer",
                "required": True,
                "checks": [{"k": "minValue", "n": "1"}, {"k": "step", "n": "3", "offset": "1"}],
            },
        ),
        (
            forms.FloatField(max_value=0.1),
            {
                "k": "float",
                "required": True,
                "checks": [
                    {"k": "maxValue", "n": "0.1000000000000000055511151231257827021181583404541015625"}
                ],
            },
        ),
        (
            forms.DecimalField(max_digits=5, decimal_places=2, max_value=Decimal("1E+2")),
            {
                "k": "decimal",
                "required": True,
                "checks": [{"k": "maxValue", "n": "100"}, {"k": "digits", "max": 5, "places": 2}],
            },
        ),
        (forms.BooleanField(), {"k": "boolean", "required": True}),
        (
            forms.BooleanField(required=False, widget=forms.HiddenInput),
            {"k": "boolean", "required": False, "hidden": True},
        ),
        (forms.NullBooleanField(), {"k": "nullBoolean"}),
        (forms.ChoiceField(choices=CHOICES), {"k": "choice", "required": True, "values": ["a", "b", "c"]}),
        (
            forms.ChoiceField(choices=[("", "-"), (1, "One"), (None, "None"), (True, "Yes")]),
            {"k": "choice", "required": True, "values": ["1", "None", "True"]},
        ),
        (
            forms.ChoiceField(choices=[(Size.SMALL, "Small")]),
            {"k": "choice", "required": True, "values": ["Size.SMALL", "s"]},
        ),
        (
            forms.IntegerField(localize=True, max_value=3),
            {
                "k": "localized",
                "rule": {"k": "integer", "required": True, "checks": [{"k": "maxValue", "n": "3"}]},
            },
        ),
        (
            forms.FloatField(localize=True, required=False),
            {"k": "localized", "rule": {"k": "float", "required": False}},
        ),
        (forms.DateField(), {"k": "temporal", "of": "date", "required": True}),
        (forms.TimeField(), {"k": "temporal", "of": "time", "required": True}),
        (forms.UUIDField(), {"k": "uuid", "required": True}),
        (forms.UUIDField(strip=False, required=False), {"k": "uuid", "required": False, "strip": False}),
        (
            forms.GenericIPAddressField(protocol="IPv4", required=False),
            {
                "k": "ip",
                "required": False,
                "m": "invalid_ip_2",
                "ipv4": True,
                "max": 39,
                "checks": [
                    {"k": "ipAddress", "protocol": "ipv4", "m": "invalid_ip"},
                    {"k": "maxLength", "n": 39},
                    {"k": "noNull"},
                ],
            },
        ),
        (
            forms.CharField(required=True, empty_value="none"),
            {"k": "char", "required": False, "checks": [{"k": "noNull"}]},
        ),
        (forms.FileField(), {"k": "file", "required": True}),
        (
            forms.ImageField(max_length=9, required=False, allow_empty_file=True),
            {"k": "file", "required": False, "max": 9, "empty": True},
        ),
        (
            forms.FileField(validators=[validators.FileExtensionValidator(["TXT"])]),
            {"k": "file", "required": True, "checks": [{"k": "extension", "values": ["txt"]}]},
        ),
        (
            forms.FileField(validators=[MaxFileSize(9)]),
            {"k": "file", "required": True, "checks": [{"k": "maxSize", "n": 9}]},
        ),
        (
            forms.MultipleChoiceField(choices=CHOICES),
            {"k": "choices", "required": True, "values": ["a", "b", "c"]},
        ),
        (
            forms.MultipleChoiceField(choices=[("", "-"), ("a", "A")]),
            {"k": "choices", "required": True, "values": ["a", ""]},
        ),
        (
            forms.TypedMultipleChoiceField(choices=[(1, "One"), ("a", "A")], coerce=int),
            {"k": "choices", "required": True, "values": ["1", "a"], "odd": ["a"]},
        ),
        (
            forms.TypedChoiceField(choices=[(1, "One"), ("a", "A")], coerce=int),
            {"k": "choice", "required": True, "values": ["1"]},
        ),
        (forms.JSONField(required=False), {"k": "json", "required": False, "checks": [{"k": "noNull"}]}),
        (forms.JSONField(decoder=Decoder), {"k": "unknown"}),
        (forms.DateField(widget=forms.SelectDateWidget), {"k": "selectDate", "required": True}),
        (
            forms.SplitDateTimeField(required=False),
            {
                "k": "parts",
                "required": False,
                "names": ["0", "1"],
                "all": True,
                "rules": [rule_of(forms.DateField(required=False)), rule_of(forms.TimeField(required=False))],
                "checks": [{"k": "filled", "codes": ["invalid_date", "invalid_time"]}],
            },
        ),
        (
            forms.ComboField(fields=[forms.CharField(max_length=3), forms.IntegerField(), forms.CharField()]),
            {
                "k": "combo",
                "required": True,
                "strips": 0,
                "rules": [
                    rule_of(forms.CharField(max_length=3, required=False)),
                    {"k": "integer", "required": False},
                ],
            },
        ),
        (forms.ModelChoiceField(Group.objects.all()), {"k": "record", "required": True, "of": "integer"}),
        (
            forms.ModelChoiceField(Group.objects.all(), to_field_name="name", required=False),
            {"k": "record", "required": False},
        ),
        (
            forms.ModelMultipleChoiceField(Group.objects.all()),
            {"k": "records", "required": True, "of": "integer"},
        ),
        (UsernameField(max_length=5), rule_of(forms.CharField(max_length=5)) | {"k": "username", "max": 5}),
        (
            postgres_forms.SimpleArrayField(forms.CharField(max_length=2), max_length=3),
            {
                "k": "array",
                "required": True,
                "delimiter": ",",
                "reads": False,
                "rules": [rule_of(forms.CharField(max_length=2))],
                "checks": [{"k": "maxItems", "n": 3}],
            },
        ),
        (
            postgres_forms.IntegerRangeField(),
            {
                "k": "parts",
                "required": False,
                "names": ["0", "1"],
                "rules": [{"k": "integer", "required": False}] * 2,
                "checks": [{"k": "ordered", "of": "number"}],
            },
        ),
        (
            postgres_forms.SplitArrayField(forms.BooleanField(), size=2, remove_trailing_nulls=True),
            {
                "k": "places",
                "required": True,
                "size": 2,
                "trim": True,
                "boxes": True,
                "rules": [{"k": "boolean", "required": True}],
            },
        ),
    ],
    ids=lambda value: value.get("k") if isinstance(value, dict) else type(value).__name__,
)
def test_a_field_yields_its_rule(field: forms.Field, rule: dict[str, Any]) -> None:
    assert rule_of(field) == rule


def test_an_address_brings_djangos_own_regexes() -> None:
    check = rule_of(forms.EmailField())["checks"][0]
    assert check["k"] == "email"
    assert check["allow"] == ["localhost"]
    assert check["max"] == 320
    assert check.keys() >= {"user", "domain", "literal"}


def test_a_link_brings_djangos_own_regex_and_the_scheme_of_the_field() -> None:
    rule = rule_of(forms.URLField(assume_scheme="https", max_length=99))
    assert (rule["k"], rule["scheme"]) == ("link", "https")
    check, longest, _ = rule["checks"]
    assert check.items() >= {"k": "url", "max": 2048, "unsafe": "\t\n\r"}.items()
    assert check["schemes"] == ["http", "https", "ftp", "ftps"]
    assert longest == {"k": "maxLength", "n": 99}


def test_a_django_that_completes_addresses_otherwise_keeps_the_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses._completes_as_known.cache_clear()
    monkeypatch.setattr(forms.URLField, "to_python", lambda self, value: value)
    assert rule_of(forms.URLField(assume_scheme="https")) == {"k": "unknown", "required": True}
    addresses._completes_as_known.cache_clear()


def test_durations_are_read_by_djangos_own_expressions() -> None:
    reflection = reflect_field(forms.DurationField())
    assert len(reflection.rule["res"]) == 3
    assert reflection.rule["days"] == 10**9
    assert "-999999999 and 999999999" in reflection.messages["overflow"]


@pytest.mark.parametrize(
    ("field", "keywords", "written"),
    [
        (forms.DateField(), {"format": "date"}, None),
        (forms.DateField(input_formats=["%Q", "%d.%m.%Y"]), {}, "%d.%m.%Y"),
        (forms.TimeField(), {}, "%H:%M:%S"),
        (forms.TimeField(input_formats=["%H:%M"]), {}, "%H:%M"),
    ],
)
def test_the_canonical_text_is_iso_where_the_field_takes_it(
    field: forms.Field, keywords: dict[str, Any], written: str | None
) -> None:
    reflection = reflect_field(field)
    assert reflection.keywords == {"type": "string", **keywords}
    assert reflection.written == written


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (forms.DecimalField(), "1e2"),
        (forms.DecimalField(), " .5"),
        (forms.DurationField(), "90"),
        (forms.DurationField(), "P1DT2H"),
        (forms.TimeField(), "9:05"),
        (forms.DateTimeField(), "01/31/2026 9:05"),
        (forms.SplitDateTimeField(), {"0": "1/2/2026", "1": "9:05"}),
    ],
)
def test_what_django_reads_no_keyword_refuses_however_it_is_written(field: forms.Field, text: Any) -> None:
    form_class = type("Typed", (forms.Form,), {"f": field})
    posted = {f"f_{part}": each for part, each in text.items()} if isinstance(text, dict) else {"f": text}
    assert form_class(posted).is_valid()
    assert Draft202012Validator(reflect(form_class)).is_valid({"f": text})


@pytest.mark.parametrize(
    ("formats", "verdict"),
    [
        (["%d.%m.%Y"], "exact"),
        (["%A %d %B %Y"], "exact"),
        (["%d.%m."], "lenient"),
        (["%Y-%j"], "lenient"),
        (["%x"], "exact"),
    ],
)
def test_a_format_is_exact_where_all_its_directives_are_known(formats: list[str], verdict: str) -> None:
    assert reflect_field(forms.DateField(input_formats=formats)).verdict == verdict


@pytest.mark.parametrize(
    ("language", "is_grouped", "decimal", "group"),
    [
        ("en", True, ".", [","]),
        ("de", True, ",", ["."]),
        ("de", False, ",", []),
        ("fr", True, ",", ["\xa0", " "]),
    ],
)
def test_separators_are_those_of_the_active_language(
    language: str, is_grouped: bool, decimal: str, group: list[str], settings: Any
) -> None:
    settings.USE_THOUSAND_SEPARATOR = is_grouped
    with translation.override(language):
        reflection = reflect_field(forms.DecimalField(localize=True))
    assert reflection.separators == {"decimal": decimal, "group": group}


class Shouting(forms.CharField):
    def to_python(self, value: Any) -> str:
        return super().to_python(value).upper()


class Even(forms.IntegerField):
    def validate(self, value: Any) -> None:
        super().validate(value)


class Anything(forms.ChoiceField):
    def valid_value(self, value: Any) -> bool:
        return True


class Plain(forms.CharField):
    default_error_messages = {"required": "Say something."}


class Sneaky(forms.TextInput):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get("other")


class Same(validators.RegexValidator):
    def __call__(self, value: Any) -> None:
        return None


def patched() -> validators.MinLengthValidator:
    validator = validators.MinLengthValidator(5)
    validator.clean = lambda value: 10  # type: ignore[method-assign]
    return validator


def refuse_monday(value: datetime.date) -> None:
    raise ValidationError("No Mondays.")


class MonthAndYear(forms.Widget):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return f"{data.get(name + '_year')}-{data.get(name + '_month')}-1"


class Upper(forms.TextInput):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return (super().value_from_datadict(data, files, name) or "").upper()


class Switch(forms.CheckboxInput):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name + "_state") == "yes"


NO_YES = [(False, "No"), (True, "Yes")]
FREELY = {"items": {"type": "string"}, "additionalProperties": {"type": "string"}}


@pytest.mark.parametrize(
    ("field", "keywords"),
    [
        (forms.MultipleChoiceField(choices=CHOICES, widget=forms.TextInput), {"type": "string"}),
        (forms.MultipleChoiceField(choices=CHOICES, widget=forms.RadioSelect), {"type": "string"}),
        (forms.SplitDateTimeField(widget=forms.TextInput), {"type": "string"}),
        (forms.CharField(widget=Upper), {"type": "string"}),
        (forms.CharField(widget=Sneaky), {"type": ["string", "array", "object"], **FREELY}),
        (forms.DateField(widget=MonthAndYear), {"type": ["string", "array", "object"], **FREELY}),
        (forms.BooleanField(widget=Switch), {"type": ["boolean", "string", "array", "object"], **FREELY}),
        (forms.BooleanField(), {"type": "boolean", "const": True}),
        (forms.BooleanField(widget=forms.HiddenInput), {"type": "boolean", "const": True}),
        (forms.BooleanField(widget=forms.RadioSelect(choices=NO_YES)), {"type": ["boolean", "string"]}),
        (forms.NullBooleanField(), {"type": ["boolean", "null"]}),
        (
            forms.NullBooleanField(widget=forms.Select(choices=NO_YES)),
            {"type": ["boolean", "null", "string"]},
        ),
    ],
    ids=str,
)
def test_a_type_is_that_of_what_the_widget_sends(field: forms.Field, keywords: dict[str, Any]) -> None:
    assert reflect_field(field).keywords == keywords


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        (Shouting(), "Shouting overrides to_python"),
        (Even(), "Even overrides validate"),
        (Anything(choices=CHOICES), "Anything overrides valid_value"),
        (forms.CharField(widget=Sneaky), "Sneaky reads its value in a way of its own"),
        (forms.CharField(widget=forms.CheckboxInput), "CheckboxInput reads its value in a way of its own"),
        (forms.CharField(disabled=True), "it is disabled"),
        (forms.ChoiceField(choices=lambda: CHOICES), "its choices come from a callable"),
        (forms.FilePathField(path="."), "the rule of FilePathField stays with the server"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_judges_otherwise_is_not_known(field: forms.Field, reason: str) -> None:
    reflection = reflect_field(field)
    assert reflection.rule["k"] == "unknown"
    assert reflection.verdict == "server"
    assert reflection.downgrade == reason


def test_a_subclass_that_judges_alike_keeps_the_rule() -> None:
    reflection = reflect_field(Plain())
    assert reflection.verdict == "exact"
    assert reflection.messages["required"] == "Say something."


@pytest.mark.parametrize(
    ("field", "names"),
    [
        (forms.CharField(validators=[Same("a")]), ["Same"]),
        (forms.CharField(validators=[lambda value: None]), ["validator"]),
        (forms.CharField(validators=[patched()]), ["MinLengthValidator"]),
        (forms.CharField(validators=[validators.URLValidator("a", inverse_match=True)]), ["URLValidator"]),
        (forms.CharField(validators=[validators.validate_ipv4_address, len]), ["len"]),
        (forms.UUIDField(max_length=40), ["MaxLengthValidator"]),
        (forms.DateTimeField(), ["timezone"]),
        (forms.DateField(validators=[refuse_monday]), ["refuse_monday"]),
        (forms.IntegerField(validators=[validators.MinValueValidator(lambda: 3)]), ["MinValueValidator"]),
        (forms.CharField(validators=[validators.RegexValidator(r"(a)?(?(1)b|c)")]), ["RegexValidator"]),
        (forms.TypedChoiceField(choices=CHOICES, coerce=lambda value: value), ["coerce"]),
        (forms.DecimalField(min_value=0.5, step_size=Decimal("0.5")), ["StepValueValidator"]),
    ],
)
def test_a_validator_that_is_not_known_by_its_exact_type_stays_with_the_server(
    field: forms.Field, names: list[str]
) -> None:
    reflection = reflect_field(field)
    assert reflection.server == names
    assert reflection.verdict == "lenient"


class Ticks(forms.MultiValueField):
    def __init__(self) -> None:
        box = forms.BooleanField(required=False)
        widget = forms.MultiWidget([forms.CheckboxInput(), forms.CheckboxInput()])
        super().__init__([box, box], widget=widget)


def test_boxes_that_nobody_ticked_are_not_missing() -> None:
    assert not reflect_field(Ticks()).absence_is_error
    assert reflect_field(Ticks()).rule["boxes"] == [0, 1]
    assert reflect_field(forms.SplitDateTimeField()).absence_is_error


class Tags(forms.ModelMultipleChoiceField):
    def _check_values(self, value: Any) -> Any:
        return super()._check_values(value)


class Slow(forms.SplitDateTimeField):
    def compress(self, data_list: Any) -> Any:
        return None


def odd_parts(*widgets: forms.Widget) -> forms.MultiValueField:
    return Halves([forms.CharField(), forms.CharField()], widget=forms.MultiWidget(widgets))


class Halves(forms.MultiValueField):
    def compress(self, data_list: Any) -> Any:
        return data_list


@pytest.mark.parametrize(
    "field",
    [
        Tags(Group.objects.all()),
        odd_parts(forms.TextInput(), forms.FileInput()),
        odd_parts(forms.TextInput(), forms.CheckboxInput()),
        odd_parts(forms.TextInput()),
        Halves([forms.CharField(), forms.JSONField()], widget=forms.MultiWidget([forms.TextInput()] * 2)),
        Halves([forms.CharField(disabled=True)], widget=forms.MultiWidget([forms.TextInput()])),
        postgres_forms.SimpleArrayField(forms.NullBooleanField()),
        forms.MultipleChoiceField(choices=lambda: CHOICES),
        forms.TypedMultipleChoiceField(choices=CHOICES, coerce=str, empty_value="a"),
    ],
)
def test_what_is_put_together_otherwise_stays_with_the_server(field: forms.Field) -> None:
    assert reflect_field(field).rule["k"] == "unknown"


def test_what_a_project_makes_of_parts_stays_with_the_server() -> None:
    reflection = reflect_field(Slow(required=False))
    assert reflection.server == ["compress"]
    assert "checks" not in reflection.rule


def test_the_words_of_a_part_stand_inside() -> None:
    field = Halves(
        [forms.CharField(error_messages={"incomplete": "All!"}), forms.IntegerField()],
        widget=forms.MultiWidget([forms.TextInput(), forms.TextInput()]),
        require_all_fields=False,
    )
    reflection = reflect_field(field)
    assert reflection.rule["must"] == [0, 1]
    assert reflection.inner is not None
    assert reflection.inner[0]["messages"]["incomplete"] == "All!"
    assert reflection.inner[1]["messages"]["invalid"] == "Enter a whole number."


def test_a_count_is_worded_as_its_plural_wants() -> None:
    field = postgres_forms.SimpleArrayField(forms.IntegerField(), min_length=3, max_length=5)
    messages = reflect_field(field).messages
    assert messages["min_length"] == "List contains %(show_value)s items, it should contain no fewer than 3."
    assert messages["min_length_of_1"] == "List contains 1 item, it should contain no fewer than 3."
    assert [key for key in messages if "_of_" in key] == ["min_length_of_1"]


def test_two_texts_of_one_code_have_two_keys() -> None:
    field = forms.CharField(
        validators=[
            validators.RegexValidator("^a", "Begin with a.", "shape"),
            validators.RegexValidator("z$", "End with %(value)s.", "shape"),
        ]
    )
    reflection = reflect_field(field)
    first, second, _ = reflection.rule["checks"]
    assert (first["code"], first.get("m")) == ("shape", None)
    assert (second["code"], second["m"]) == ("shape", "shape_2")
    assert reflection.messages["shape"] == "Begin with a."
    assert reflection.messages["shape_2"] == "End with %(value)s."


def test_a_field_that_breaks_is_listed_not_raised() -> None:
    field = forms.CharField()
    field.validators = None  # type: ignore[assignment]
    reflection = reflect_field(field)
    assert reflection.rule == {"k": "unknown"}
    assert reflection.downgrade == "it could not be read (TypeError)"


class Sly(str):
    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return True


def test_choices_whose_keys_equal_what_they_like_stay_with_the_server() -> None:
    assert rule_of(forms.ChoiceField(choices=[(Sly("a"), "A")])) == {"k": "unknown", "required": True}


@pytest.mark.parametrize("cls", [*field_classes(), *postgres_classes()], ids=lambda cls: cls.__name__)
def test_every_stock_class_is_reflected(cls: type[forms.Field]) -> None:
    downgrade = reflect_field(make_field(cls)).downgrade
    assert downgrade is None or "could not be read" not in downgrade


class Suffixed(forms.MultiWidget):
    def __init__(self) -> None:
        super().__init__([forms.TextInput(), forms.Select(choices=CHOICES)])

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return [
            widget.value_from_datadict(data, files, f"{name}_{suffix}")
            for widget, suffix in zip(self.widgets, ("after", "before"), strict=True)
        ]

    def decompress(self, value: Any) -> list[Any]:
        return value or [None, None]


class Unnamed(Suffixed):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return [data["first"]]


@pytest.mark.parametrize(
    ("widget", "names"),
    [(Suffixed(), ["after", "before"]), (Unnamed(), ["0", "1"])],
    ids=["named", "unnamed"],
)
def test_parts_have_the_names_by_which_their_widget_asks(widget: Any, names: list[str]) -> None:
    field = forms.MultiValueField([forms.CharField(), forms.CharField()], widget=widget, initial=["x", "b"])
    schema = reflect(type("Ranged", (forms.Form,), {"range": field}))
    assert [part["name"] for part in schema["properties"]["range"]["x-mizan"]["widget"]["widgets"]] == names
    assert list(schema["properties"]["range"]["properties"]) == names
    assert static_values(forms.Form, {"range": field}) == {"range": dict(zip(names, ["x", "b"], strict=True))}
