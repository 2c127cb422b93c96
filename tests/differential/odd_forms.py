"""Forms of odd shape, such as projects have: what a form may do beside declaring fields."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.http import HttpRequest

AB = [("a", "A"), ("b", "B")]


class NoneOrText(forms.CharField):
    def clean(self, value: Any) -> Any:
        return None if value == "none" else super().clean(value)


class Listed(forms.CharField):
    def to_python(self, value: Any) -> Any:
        return [part for part in (super().to_python(value) or "").split(",") if part]

    def prepare_value(self, value: Any) -> Any:
        return ",".join(value) if isinstance(value, list) else value

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > 2:
            raise ValidationError("At most two.", code="many")


class Upper(forms.TextInput):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return value.upper() if value else value


class Plain(forms.TextInput):
    """A subclass that changes nothing that matters."""


class OwnFields(forms.Form):
    a = NoneOrText(max_length=3)
    b = Listed(initial=["x"], required=False)
    c = forms.RegexField(r"^[A-Z]+$", widget=Upper)
    d = forms.IntegerField(widget=Plain, max_value=10)


class PhoneWidget(forms.MultiWidget):
    def __init__(self) -> None:
        super().__init__([forms.Select(choices=[("", "-"), ("49", "49")]), forms.TextInput()])

    def decompress(self, value: str | None) -> list[Any]:
        return value.split("-") if value else [None, None]


class Phone(forms.MultiValueField):
    def __init__(self, **options: Any) -> None:
        number = forms.CharField(
            validators=[validators.RegexValidator(r"^\d+$", "Digits!")],
            error_messages={"incomplete": "Number?"},
        )
        country = forms.ChoiceField(choices=[("49", "49")], required=False)
        super().__init__((country, number), widget=PhoneWidget(), require_all_fields=False, **options)

    def compress(self, values: list[Any]) -> str:
        if values and len(values[1]) > 3:
            raise ValidationError("Long.", code="long")
        return "-".join(value or "" for value in values)


class Phones(forms.Form):
    a = Phone()
    b = Phone(required=False)


class Coerced(forms.Form):
    a = forms.TypedMultipleChoiceField(choices=[(1, "1"), (2, "2")], coerce=int)
    b = forms.TypedChoiceField(choices=[("", "-"), ("1", "1"), ("x", "X")], coerce=int, required=False)
    c = forms.TypedMultipleChoiceField(choices=[("1", "1")], coerce=Decimal, required=False, empty_value=None)
    d = forms.TypedChoiceField(choices=[(True, "y"), (False, "n")], coerce=lambda value: value == "True")


class Computed(forms.Form):
    a = forms.ChoiceField(choices=lambda: AB, initial=lambda: "b")
    b = forms.MultipleChoiceField(choices=lambda: AB, required=False, initial=lambda: ["a"])
    c = forms.CharField(initial=str, max_length=2)


class Disabled(forms.Form):
    a = forms.CharField(disabled=True, initial="fixed")
    b = forms.BooleanField(disabled=True, initial=True)
    c = forms.IntegerField(disabled=True, initial=3)
    d = forms.CharField(max_length=2)


class Prefixed(forms.Form):
    prefix = "pre"
    use_required_attribute = False
    field_order = ("c", "a")

    a = forms.CharField()
    b = forms.SplitDateTimeField(required=False)
    c = forms.MultipleChoiceField(choices=AB, required=False)


class Renamed(forms.Form):
    a = forms.CharField(max_length=2)

    def add_prefix(self, field_name: str) -> str:
        return "x" + super().add_prefix(field_name)


class MayBeEmpty(forms.Form):
    a = forms.CharField()
    b = forms.IntegerField(initial=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, empty_permitted=True, use_required_attribute=False, **kwargs)


class Parent(forms.Form):
    a = forms.CharField()
    b = forms.IntegerField()


class Heir(Parent):
    b = None  # type: ignore[assignment]
    c = forms.SlugField(allow_unicode=True)


class Changing(forms.Form):
    a = forms.CharField()
    b = forms.CharField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["b"]
        self.fields["a"].required = False
        self.fields["d"] = forms.IntegerField(min_value=2)
        self.order_fields(["d", "a"])


class Heeding(forms.Form):
    kind = forms.ChoiceField(choices=AB)
    tax = forms.CharField(required=False)
    age = forms.IntegerField(required=False, min_value=18)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get("kind") == "b":
            self.fields["tax"].required = True
            del self.fields["age"]


class Wanting(forms.Form):
    a = forms.IntegerField()

    def __init__(self, most: int, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["a"].validators.append(validators.MaxValueValidator(most))
        self.user = user

    @classmethod
    def get_form_kwargs(cls, request: HttpRequest, params: Any) -> dict[str, Any]:
        return {"most": 7, "user": request.user}

    def clean_a(self) -> Any:
        if self.cleaned_data["a"] == 5 and not self.user.is_authenticated:
            raise ValidationError("Five is for members.", code="five")
        return self.cleaned_data["a"]


class Weighing(forms.Form):
    a = forms.IntegerField()
    b = forms.IntegerField(required=False)

    def clean(self) -> Any:
        given = self.cleaned_data
        if given.get("a") == 1:
            self.add_error(None, "One is not allowed.")
        if given.get("a") == 2:
            raise ValidationError({"a": ["Two.", "Twice."], "b": ValidationError("B", code="b2")})
        if given.get("a") == 3:
            raise ValidationError(
                [ValidationError("L1", code="l1"), ValidationError("L2 %(x)s", params={"x": 1})]
            )
        if given.get("a") == 4:
            return {"a": 99}
        return given


class Forgiving(forms.Form):
    a = forms.IntegerField()
    b = forms.CharField(max_length=2)

    def full_clean(self) -> None:
        super().full_clean()
        if self.data.get("a") == "skip":
            self._errors: Any = {}


class Deciding(forms.Form):
    a = forms.CharField(required=False)
    b = forms.CharField(required=False)

    def is_valid(self) -> bool:
        if self.data.get("b") == "ab":
            self.add_error("a", "Not with ab.")
        return super().is_valid()


class Worded(forms.Form):
    a = forms.CharField(
        max_length=2,
        error_messages={"required": "Say 100 %.", "max_length": "%(limit_value)d < %(show_value)d"},
    )
    b = forms.CharField(strip=False, empty_value=None, required=False, min_length=2)
    c = forms.RegexField(
        re.compile("^[a-c]+$", re.IGNORECASE), error_messages={"invalid": "abc"}, required=False
    )
    d = forms.CharField(
        validators=[validators.RegexValidator("x", inverse_match=True, message="no x", code="nox")],
        required=False,
    )
    e = forms.ChoiceField(
        choices=[("a%", "100 %"), ("b", "B")], error_messages={"invalid_choice": "%(value)s?"}
    )


class Dressed(forms.Form):
    a = forms.NullBooleanField(widget=forms.RadioSelect(choices=[("", "?"), ("True", "y"), ("False", "n")]))
    b = forms.MultipleChoiceField(choices=AB, widget=forms.MultipleHiddenInput, required=False)
    c = forms.ChoiceField(
        choices=[("G", [(1, "one")]), ("", "none")], required=False, widget=forms.RadioSelect
    )
    d = forms.CharField(widget=forms.Select(choices=AB))
    e = forms.DateField(widget=forms.SelectDateWidget(years=[2024, 2025]), required=False)


class Measured(forms.Form):
    a = forms.DurationField()
    b = forms.JSONField(required=False)
    c = forms.GenericIPAddressField(unpack_ipv4=True, required=False)
    d = forms.DecimalField(max_digits=4, decimal_places=1, step_size=Decimal("0.5"), required=False)
    e = forms.DateField(input_formats=["%d %b %Y", "%j/%y"], required=False)
    f = forms.DecimalField(localize=True, required=False)


class Trapped(forms.Form):
    """A trap for robots, which must be filled in only on the page."""

    a = forms.CharField(max_length=2)
    b = forms.CharField(max_length=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.fields["b"].required = False

    def clean_b(self) -> Any:
        if self.cleaned_data["b"] == "ab":
            raise ValidationError("Spam!")
        return self.cleaned_data["b"]


class OldFashioned(forms.Form):
    a = forms.IntegerField()
    b = forms.IntegerField(max_value=10)

    def clean(self) -> Any:
        given = self.cleaned_data
        if given.get("a", 0) > given.get("b", 0) and "b" not in self._errors:
            self._errors["b"] = self.error_class(["Not before a."])
            del given["b"]
        return given


class DayWidget(forms.MultiWidget):
    def __init__(self, attrs: Any = None) -> None:
        super().__init__([forms.NumberInput(attrs), forms.NumberInput(attrs)], attrs)

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month] if value else [None, None]


class Day(forms.MultiValueField):
    """A day in three boxes, of which each says by itself what it lacks."""

    widget = DayWidget

    def __init__(self, **kwargs: Any) -> None:
        parts = (
            forms.IntegerField(min_value=1, max_value=31, error_messages={"incomplete": "Which day?"}),
            forms.IntegerField(min_value=1, max_value=12, error_messages={"incomplete": "Which month?"}),
        )
        super().__init__(parts, require_all_fields=False, error_messages={"required": "When?"}, **kwargs)

    def compress(self, values: list[Any]) -> Any:
        try:
            return datetime.date(2024, values[1], values[0]) if values else None
        except ValueError:
            raise ValidationError("There is no such day.", code="day") from None


class Days(forms.Form):
    a = Day()
    b = Day(required=False)
    c = forms.DateTimeField(widget=forms.SelectDateWidget(years=[2024]), required=False)


YES_NO = [(True, "Yes"), (False, "No")]


class Flagged(forms.Form):
    a = forms.BooleanField(widget=forms.RadioSelect(choices=YES_NO), required=False, initial=False)
    b = forms.BooleanField(widget=forms.Select(choices=[("", "-"), *YES_NO]))
    c = forms.NullBooleanField(widget=forms.Select(choices=[("", "?"), *YES_NO]))
    d = forms.ChoiceField(choices=AB, initial=AB[1])
    e = forms.CharField(widget=forms.SelectMultiple(choices=AB), required=False)
    f = forms.ChoiceField(choices=AB, widget=forms.CheckboxSelectMultiple, required=False)


class SeveralInOne(forms.MultipleChoiceField):
    widget = forms.TextInput

    def clean(self, value: Any) -> Any:
        return super().clean([part.strip() for part in (value or "").split(",") if part.strip()])


class Percent(forms.DecimalField):
    def to_python(self, value: Any) -> Any:
        number = super().to_python(value)
        return None if number is None else number / 100


class Listing(forms.Form):
    a = SeveralInOne(choices=[("x", "X"), ("y", "Y"), ("a", "A")])
    b = Percent(max_value=1, required=False)
    c = forms.CharField(max_length=2)


NAMED: Any = type(
    "Named",
    (forms.Form,),
    {
        name: forms.CharField(max_length=2, required=name == "constructor")
        for name in ("my-field", "data", "files", "constructor", "__proto__", "toString", "a.b", "0", "then")
    },
)

FORMS: list[Any] = [
    OwnFields, Phones, Coerced, Computed, Disabled, Prefixed, Renamed, MayBeEmpty, Heir, Changing, Heeding,
    Wanting, Weighing, Forgiving, Deciding, Worded, Dressed, Measured, NAMED, Trapped,
    OldFashioned, Days, Flagged, Listing,
]  # fmt: skip
