"""Which forms only Django's own code judges: those need no copies of their fields and no transaction."""

from __future__ import annotations

import functools
import json
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.validators import BaseValidator, MaxValueValidator, RegexValidator
from django.forms import BoundField
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy

from mizan.forms import cleaning, mizanFormMeta, mizanFormMixin
from mizan.forms.gate import Posted, admit
from mizan.forms.lazy import make_sharing
from mizan.forms.own_code import is_alike_for_all, is_seen, may_write, needs_copies
from mizan.forms.reflection.static import has_own_init
from tests.app.models import Note
from tests.forms.stock import CHOICES, field_classes, form_with, make_field, make_widget, widget_classes


class Plain(mizanFormMixin, forms.Form):
    mizan = mizanFormMeta(name="own.plain")

    prefix = "p"
    field_order = ["b", "a"]
    a = forms.CharField(max_length=5, validators=[RegexValidator("a")])
    b = forms.ChoiceField(choices=CHOICES)
    c = forms.SplitDateTimeField(required=False)
    d = forms.TypedChoiceField(choices=CHOICES, coerce=str)
    e = forms.FileField(widget=forms.FileInput)
    f = forms.ComboField(fields=[forms.CharField(max_length=3), forms.EmailField()])

    class Media:
        js = ["a.js"]

    @classmethod
    def get_form_kwargs(cls, request: HttpRequest, params: Any) -> dict[str, Any]:
        return {}

    def on_submit_success(self, request: HttpRequest) -> None:
        self.tell()

    def tell(self) -> None:
        """Do what only the hook asks for."""


class Inherits(Plain):
    g = forms.DecimalField(max_value=Decimal(3))


class NoteForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Note
        fields = ["title"]


class Mine(forms.CharField):
    pass


class MyInput(forms.TextInput):
    pass


class MyBound(BoundField):
    pass


class Named:
    def __get__(self, form: Any, cls: Any = None) -> Any:
        return lambda: "x"


def method(name: str, member: Any) -> type[forms.Form]:
    return type("Form", (forms.Form,), {"a": forms.CharField(), name: member})


def patched(thing: Any, name: str) -> Any:
    setattr(thing, name, lambda *args: "x")
    return thing


def nothing(*args: Any, **kwargs: Any) -> None:
    """Do nothing."""


@pytest.mark.parametrize("form", [forms.Form, Plain, Inherits], ids=lambda form: form.__name__)
def test_a_form_of_stock_fields_is_django_s(form: type[forms.Form]) -> None:
    assert not is_seen(form)
    assert not needs_copies(form)
    assert not may_write(form)


@pytest.mark.parametrize(
    "form",
    [
        NoteForm,
        AuthenticationForm,
        *(method(name, nothing) for name in ("__init__", "clean", "clean_a", "clean_gone", "add_prefix")),
        *(method(name, nothing) for name in ("__getattr__", "__setattr__", "get_initial_for_field")),
        method("clean_a", functools.partial(nothing)),
        method("clean_a", Named()),
        method("cleaned_data", property(nothing)),
        method("_errors", property(nothing)),
        method("fields", property(nothing)),
        method("bound_field_class", MyBound),
        method("default_renderer", DjangoTemplates),
        type("Below", (method("clean", nothing),), {}),
        form_with(a=Mine()),
        form_with(a=forms.CharField(widget=MyInput)),
        form_with(a=patched(forms.CharField(), "clean")),
        form_with(a=forms.CharField(widget=patched(forms.TextInput(), "value_from_datadict"))),
        form_with(a=forms.CharField(bound_field_class=MyBound)),
        form_with(a=forms.ComboField(fields=[Mine()])),
        form_with(a=forms.Field(widget=forms.MultiWidget([MyInput()]))),
        form_with(a=forms.ModelChoiceField(Note.objects.none())),
    ],
)
def test_a_form_that_the_project_s_code_may_see(form: type[forms.Form]) -> None:
    assert is_seen(form)
    assert needs_copies(form)
    assert may_write(form)


class Decoder(json.JSONDecoder):
    pass


@pytest.mark.parametrize(
    "field",
    [
        forms.CharField(validators=[nothing]),
        forms.CharField(validators=[type("Own", (RegexValidator,), {})("a")]),
        forms.IntegerField(validators=[MaxValueValidator(lambda: 3)]),
        forms.ChoiceField(choices=lambda: CHOICES),
        forms.TypedChoiceField(choices=CHOICES, coerce=lambda value: value),
        forms.JSONField(decoder=Decoder),
        forms.CharField(initial=lambda: "x"),
        forms.ComboField(fields=[forms.CharField(validators=[nothing])]),
    ],
)
def test_a_form_with_code_that_sees_values_alone_may_write(field: forms.Field) -> None:
    form = form_with(a=field)
    assert not is_seen(form)
    assert may_write(form)


def everything(thing: Any) -> Any:
    """Return all that a field holds, down to its widgets and validators."""
    if isinstance(thing, (forms.Field, forms.Widget, BaseValidator)):
        return {name: everything(part) for name, part in vars(thing).items()}
    if isinstance(thing, dict):
        return {name: everything(part) for name, part in thing.items()}
    return [everything(part) for part in thing] if isinstance(thing, list) else repr(thing)


@pytest.mark.parametrize("cls", field_classes(), ids=lambda cls: cls.__name__)
def test_no_stock_field_keeps_what_was_posted(cls: type[forms.Field]) -> None:
    widgets = [make_widget(widget) for widget in widget_classes()]
    form = form_with(
        **{f"f{number}": make_field(cls, widget=widget) for number, widget in enumerate(widgets)}
    )
    for name, field in list(form.base_fields.items()):  # type: ignore[attr-defined]
        if needs_copies(form_with(f=field)):
            del form.base_fields[name]  # type: ignore[attr-defined]
    before = everything(form.base_fields)  # type: ignore[attr-defined]
    for value in (None, True, "a", ["a"], {"0": "1"}):
        posted = Posted()
        shared = make_sharing(form, {"data": posted.data, "files": posted.files})
        admit(posted, shared, dict.fromkeys(shared.fields, value))
        cleaning.clean(shared, posted)
    assert everything(form.base_fields) == before  # type: ignore[attr-defined]


def test_the_one_widget_that_does_is_copied() -> None:
    upload = form_with(f=forms.FileField())
    assert needs_copies(upload)
    assert not may_write(upload)
    assert not needs_copies(form_with(f=forms.FileField(widget=forms.FileInput)))


def test_what_type_makes_is_the_project_s() -> None:
    made = method("__init__", lambda self, *args, **kwargs: forms.Form.__init__(self, *args, **kwargs))
    assert made.__module__ == "django.forms.widgets"
    assert has_own_init(made)
    assert not has_own_init(method("clean", nothing))


SITE = lazy(lambda: "the name of this site", str)()


@pytest.mark.parametrize("title", ["", "Title", gettext_lazy("Title")])
@pytest.mark.parametrize(
    "form", [forms.Form, form_with(a=forms.CharField(label=gettext_lazy("A"))), method("clean", nothing)]
)
def test_a_form_that_everybody_sees_alike(form: type[forms.Form], title: Any) -> None:
    assert is_alike_for_all(form, title)


@pytest.mark.parametrize(
    "form",
    [
        NoteForm,
        *(method(name, nothing) for name in ("__init__", "get_initial_for_field", "order_fields")),
        method("helper", object()),
        form_with(a=Mine()),
        *(
            form_with(a=field)
            for field in (
                forms.CharField(label=SITE),
                forms.CharField(initial=lambda: "x"),
                forms.DateTimeField(initial=timezone.now),
                forms.CharField(error_messages={"required": SITE}),
                forms.CharField(validators=[RegexValidator("a", message=SITE)]),
                forms.CharField(widget=forms.TextInput({"placeholder": SITE})),
                forms.ChoiceField(choices=[("group", [("a", SITE)])]),
                forms.ChoiceField(choices=lambda: CHOICES),
                forms.ComboField(fields=[forms.CharField(help_text=SITE)]),
            )
        ),
    ],
)
def test_a_form_that_may_say_something_else_the_next_time(form: type[forms.Form]) -> None:
    assert not is_alike_for_all(form)
    assert not is_alike_for_all(forms.Form, SITE)
