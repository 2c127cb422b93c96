"""Whole forms: what the class alone says, what an instance says, and what takes the rules away."""

from __future__ import annotations

import json
from functools import wraps
from typing import Any

import pytest
from django import forms
from django.contrib.auth import forms as auth_forms
from django.contrib.auth.models import User
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override
from jsonschema import Draft202012Validator

from mizan.forms import mizanFormMeta, mizanFormMixin, reflect
from tests.app.models import Note
from tests.forms.stock import CHOICES, field_classes, form_with, make_field, make_widget, widget_classes


class NoteForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Note
        fields = ["title", "body", "rating", "due"]


class OneField(forms.Form):
    field_order = ["b", "a"]
    a = forms.CharField(label="An <i>A</i>", help_text="<b>plain</b>")
    b = forms.IntegerField(label=mark_safe("A <b>B</b>"), help_text=mark_safe("a &lt; <i>b</i>"))


def x(schema: dict[str, Any], name: str) -> Any:
    return schema["properties"][name]["x-mizan"]


def test_a_form_says_its_order_and_what_is_required() -> None:
    schema = reflect(OneField)
    assert schema["x-mizan"]["order"] == ["b", "a"]
    assert schema["required"] == ["b", "a"]
    assert schema["title"] == "One field"
    assert schema["x-mizan"]["dynamic"] is False


def test_html_travels_apart_from_text() -> None:
    schema = reflect(OneField)
    a, b = schema["properties"]["a"], schema["properties"]["b"]
    assert (a["title"], a["description"]) == ("An <i>A</i>", "<b>plain</b>")
    assert not {"help_html", "label_html"} & a["x-mizan"].keys()
    assert (b["title"], b["description"]) == ("A B", "a < b")
    assert b["x-mizan"]["label_html"] == "A <b>B</b>"
    assert b["x-mizan"]["help_html"] == "a &lt; <i>b</i>"


class OwnInit(forms.Form):
    a = forms.CharField()

    def __init__(self, *args: Any, owner: object, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["a"].required = False


def test_an_init_of_its_own_makes_a_class_dynamic_and_an_instance_exact() -> None:
    schema = reflect(OwnInit)
    assert schema["x-mizan"]["dynamic"] is True
    assert x(schema, "a")["rule"] == {"k": "unknown"}
    assert x(schema, "a")["downgrade"] == "OwnInit has an __init__ of its own"
    assert schema["required"] == []
    live = reflect(OwnInit(owner=None))
    assert x(live, "a")["verdict"] == "exact"
    assert x(live, "a")["rule"]["required"] is False


class Raises(forms.Form):
    a = forms.CharField()

    def clean(self) -> None:
        del self._errors["a"]


class Pops(forms.Form):
    a = forms.CharField()

    def clean_a(self) -> str:
        self.errors.pop("a", None)
        return ""


class Cleans(forms.Form):
    a = forms.CharField()

    def full_clean(self) -> None:
        super().full_clean()


class Adds(forms.Form):
    a = forms.CharField()

    def add_error(self, field: Any, error: Any) -> None:
        return None


class Prefixes(forms.Form):
    a = forms.CharField()

    def add_prefix(self, field_name: str) -> str:
        return f"x-{field_name}"


class Deletes(forms.Form):
    a = forms.CharField()

    def clean(self) -> None:
        if "a" in self.errors:
            del self.errors["a"]


def forgive(form: forms.Form) -> None:
    form.errors.pop("a", None)


class Asks(forms.Form):
    a = forms.CharField()

    def clean(self) -> None:
        forgive(self)


class Comprehends(forms.Form):
    a = forms.CharField()

    def clean(self) -> None:
        [self.errors.pop(name) for name in list(self.errors)]


class Wraps(forms.Form):
    a = forms.CharField()

    @staticmethod
    def forgiving(method: Any) -> Any:
        @wraps(method)
        def inner(self: forms.Form) -> None:
            method(self)
            self.errors.clear()

        return inner

    @forgiving
    def clean(self) -> None:
        return None


class Rewrites(forms.Form):
    a = forms.CharField()

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is not None:
            data = {"a": str(data.get("a")).strip("!")}
        super().__init__(data, *args, **kwargs)


class RewritesByKey(forms.Form):
    a = forms.CharField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["data"] = {"a": "x"}
        super().__init__(*args, **kwargs)


class RewritesLater(forms.Form):
    a = forms.CharField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.data = {"a": "x"}


def tidy(data: Any) -> Any:
    return {"a": "x"} if data is not None else data


class RewritesByHelper(forms.Form):
    a = forms.CharField()

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(tidy(data), *args, **kwargs)


class RewritesAll(forms.Form):
    a = forms.CharField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*map(tidy, args), **kwargs)


class RewritesAsLiteral(forms.Form):
    a = forms.CharField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "data": {"a": "x"}})


class RewritesByUpdate(forms.Form):
    a = forms.CharField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(data=tidy(kwargs.pop("data", None)))
        super().__init__(*args, **kwargs)


class RewritesByName(forms.Form):
    a = forms.CharField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        setattr(self, "data", {"a": "x"})  # noqa: B010


class DependsOnData(forms.Form):
    a = forms.CharField()
    b = forms.CharField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get("b") == "without a":
            self.fields["a"].required = False


TAKE_BACK = [Raises, Pops, Cleans, Adds, Prefixes, Deletes, Asks, Comprehends, Wraps]
REWRITE = [
    Rewrites,
    RewritesByKey,
    RewritesLater,
    RewritesByHelper,
    RewritesAll,
    RewritesAsLiteral,
    RewritesByUpdate,
    RewritesByName,
    DependsOnData,
]


@pytest.mark.parametrize("form", [*TAKE_BACK, *REWRITE], ids=lambda cls: cls.__name__)
def test_a_form_that_may_take_back_what_its_fields_say_has_no_rules(form: type[forms.Form]) -> None:
    schema = reflect(form)
    assert x(schema, "a")["rule"] == {"k": "unknown"}
    assert form.__name__ in x(schema, "a")["downgrade"]
    assert schema["required"] == []


class Reads(mizanFormMixin, forms.Form):
    a = forms.CharField()

    def clean(self) -> None:
        if not self.errors:
            self.add_error("a", "No.")


def test_a_form_that_only_looks_at_its_errors_keeps_its_rules() -> None:
    schema = reflect(Reads)
    assert x(schema, "a")["verdict"] == "exact"
    assert schema["x-mizan"]["server"] == ["clean"]


class Changes(forms.Form):
    kind = forms.CharField()
    company = forms.CharField()

    def clean_kind(self) -> str:
        self.fields["company"].required = False
        return "x"


class Passes(forms.Form):
    a = forms.CharField()

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        self.fields["a"].max_length = 3


@pytest.mark.parametrize("form", REWRITE, ids=lambda cls: cls.__name__)
def test_a_form_that_rewrites_its_data_has_no_rules_even_live(form: type[forms.Form]) -> None:
    assert x(reflect(form()), "a")["rule"] == {"k": "unknown"}


class PassesByName(forms.Form):
    a = forms.CharField()

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(data=data, files=files, **kwargs)


class PassesOthers(forms.Form):
    a = forms.CharField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user", None)
        kwargs.setdefault("label_suffix", "")
        kwargs.update({"auto_id": "id"}, use_required_attribute=False)
        kwargs["initial"] = {"a": "x"}
        if "prefix" in kwargs:
            self.prefix = kwargs["prefix"]
        super().__init__(*args, **kwargs)


@pytest.mark.parametrize("form", [Passes, PassesByName, PassesOthers])
def test_a_form_that_hands_its_data_on_keeps_its_rules(form: type[forms.Form]) -> None:
    assert x(reflect(form()), "a")["verdict"] == "exact"


class Squeezed(BoundField):
    @property
    def data(self) -> Any:
        return super().data.replace(" ", "")


class Squeezing(DjangoTemplates):
    bound_field_class = Squeezed


class SqueezesEach(forms.Form):
    bound_field_class = Squeezed
    a = forms.CharField(max_length=3)


class SqueezesByRenderer(forms.Form):
    default_renderer = Squeezing
    a = forms.CharField(max_length=3)


class HasDataOfItsOwn(forms.Form):
    a = forms.CharField(max_length=3)

    @property
    def data(self) -> Any:
        return {"a": "abc"}

    @data.setter
    def data(self, value: Any) -> None:
        return None


class Answers(forms.Form):
    a = forms.CharField(max_length=3)

    def __getattribute__(self, name: str) -> Any:
        return {"a": "abc"} if name == "data" else super().__getattribute__(name)


@pytest.mark.parametrize("form", [SqueezesEach, SqueezesByRenderer, HasDataOfItsOwn, Answers])
def test_a_form_that_finds_what_was_posted_in_a_way_of_its_own_has_no_rules(form: type[forms.Form]) -> None:
    bound = form({"a": "a b c"})
    assert bound.errors == {}
    for view in (form, form()):
        assert x(reflect(view), "a")["rule"] == {"k": "unknown"}


class MadeLenient(mizanFormMixin, forms.Form):
    a = forms.CharField()

    @classmethod
    def get_form_kwargs(cls, request: Any, params: Any) -> dict[str, Any]:
        return {"empty_permitted": True, "use_required_attribute": False}


def test_a_form_that_is_made_to_let_more_pass_has_no_rules() -> None:
    assert x(reflect(MadeLenient), "a")["rule"] == {"k": "unknown"}


class Sorts(forms.Form):
    a = forms.CharField()

    def order_fields(self, field_order: Any) -> None:
        super().order_fields(field_order)
        self.fields["a"].required = False


class Relaxed(forms.forms.DeclarativeFieldsMetaclass):
    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        form = super().__call__(*args, **kwargs)
        form.fields["a"].required = False
        return form


class MadeRelaxed(forms.Form, metaclass=Relaxed):
    a = forms.CharField()


@pytest.mark.parametrize("form", [Sorts, MadeRelaxed])
def test_whatever_makes_a_form_may_change_its_fields(form: type[forms.Form]) -> None:
    assert x(reflect(form), "a")["rule"] == {"k": "unknown"}
    assert x(reflect(form()), "a")["rule"] == {"k": "char", "required": False, "checks": [{"k": "noNull"}]}


class CopiesItself(forms.CharField):
    def __deepcopy__(self, memo: dict[int, Any]) -> forms.CharField:
        return forms.CharField(required=False)


class Copied(forms.Form):
    a = CopiesItself()


def test_a_field_that_copies_itself_is_another_in_the_form() -> None:
    assert x(reflect(Copied), "a")["rule"] == {"k": "unknown"}


class ChangesByAnother(forms.Form):
    kind = forms.CharField()
    company = forms.CharField()

    def relax(self) -> None:
        self["company"].field.required = False

    def clean_kind(self) -> str:
        self.relax()
        return "x"


class ChangesAgain(ChangesByAnother):
    def clean_kind(self) -> str:
        return super().clean_kind()


@pytest.mark.parametrize("form", [ChangesByAnother, ChangesAgain])
def test_a_change_of_fields_may_be_made_by_what_a_clean_method_calls(form: type[forms.Form]) -> None:
    assert x(reflect(form), "company")["rule"] == {"k": "unknown"}


def test_a_clean_method_that_changes_fields_takes_the_rules_of_those_after_it() -> None:
    schema = reflect(Changes)
    assert x(schema, "kind")["verdict"] == "lenient"
    assert x(schema, "kind")["server"] == ["clean_kind"]
    assert x(schema, "company")["rule"] == {"k": "unknown"}


def test_a_model_form_names_what_its_model_adds() -> None:
    schema = reflect(NoteForm)
    assert x(schema, "title")["server"] == ["unique"]
    assert x(schema, "title")["verdict"] == "lenient"
    assert "model" in schema["x-mizan"]["server"]
    assert schema["required"] == ["title"]


class Declared(forms.Form):
    mizan = mizanFormMeta(dynamic=True)
    a = forms.CharField()


def test_a_form_declared_dynamic_has_no_static_rules() -> None:
    assert x(reflect(Declared), "a")["rule"] == {"k": "unknown"}
    assert x(reflect(Declared()), "a")["rule"]["k"] == "char"


@pytest.mark.django_db
def test_a_class_is_reflected_without_a_query(django_assert_num_queries: Any) -> None:
    User.objects.create(username="secret-row")
    calls: list[int] = []

    def choices() -> list[tuple[str, str]]:
        calls.append(1)
        return [("computed", "Computed")]

    form = form_with(
        row=forms.ModelChoiceField(User.objects.all()),
        rows=forms.ModelMultipleChoiceField(User.objects.all()),
        computed=forms.ChoiceField(choices=choices),
    )
    with django_assert_num_queries(0):
        schema = reflect(form)
    assert not calls
    assert schema["x-mizan"]["dynamic"] is True
    assert "secret-row" not in json.dumps(schema)
    with django_assert_num_queries(0):
        live = reflect(form())
    assert "secret-row" not in json.dumps(live)
    assert x(live, "computed")["choices"] == [{"value": "computed", "label": "Computed"}]
    assert x(live, "computed")["rule"] == {"k": "unknown", "required": True}


def test_paths_of_files_never_leave_the_server() -> None:
    form = form_with(path=make_field(forms.FilePathField))
    assert "stock.py" not in json.dumps([reflect(form), reflect(form())])


@pytest.mark.parametrize(
    "form",
    [
        auth_forms.UserCreationForm,
        auth_forms.UserChangeForm,
        auth_forms.AuthenticationForm,
        auth_forms.PasswordChangeForm,
        auth_forms.SetPasswordForm,
        auth_forms.AdminPasswordChangeForm,
        auth_forms.AdminUserCreationForm,
        auth_forms.PasswordResetForm,
        forms.Form,
        forms.ModelForm,
    ],
    ids=lambda cls: cls.__name__,
)
def test_forms_of_django_itself_are_reflected(form: type[forms.BaseForm]) -> None:
    Draft202012Validator.check_schema(reflect(form))


def test_formsets_are_arrays_of_their_form() -> None:
    formset = forms.formset_factory(OneField, min_num=1, validate_min=True, can_delete=True)
    for schema in (reflect(formset), reflect(formset())):
        Draft202012Validator.check_schema(schema)
        assert schema["type"] == "array"
        assert schema["x-mizan"]["min"] == 1
    assert "DELETE" not in reflect(formset)["items"]["properties"]


class NumberedRow(forms.Form):
    a = forms.CharField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.number = int(str(self.prefix).rpartition("-")[2])


def test_rows_that_cannot_be_made_without_a_number_are_reflected_by_their_class() -> None:
    schema = reflect(forms.formset_factory(NumberedRow)())
    assert list(schema["items"]["properties"]) == ["a"]


class Reserved:
    def __init__(self) -> None:
        self.names = ["root"]

    def __eq__(self, other: Any) -> bool:
        return bool(self.names == other.names)

    def __call__(self, value: str) -> None:
        return None


class ReservedForm(forms.ModelForm):  # type: ignore[type-arg]
    title = forms.CharField(validators=[Reserved()])

    class Meta:
        model = Note
        fields = ["title"]


def test_validators_that_cannot_be_compared_are_different() -> None:
    server = x(reflect(ReservedForm), "title")["server"]
    assert "Reserved" in server
    assert len(server) > 1


def test_what_is_no_form_is_refused() -> None:
    with pytest.raises(TypeError, match="no Django form"):
        reflect(object())


@pytest.mark.parametrize("cls", field_classes(), ids=lambda cls: cls.__name__)
def test_every_field_with_every_widget_is_a_valid_schema(cls: type[forms.Field]) -> None:
    widgets = [None, *widget_classes()]
    fields = {f"f{i}": make_field(cls, widget=make_widget(w)) for i, w in enumerate(widgets) if w is not None}
    form = form_with(
        plain=make_field(cls, required=False), hidden=make_field(cls, show_hidden_initial=True), **fields
    )
    for schema in (reflect(form), reflect(form())):
        Draft202012Validator.check_schema(schema)
        json.dumps(schema, allow_nan=False)


def test_texts_are_those_of_the_active_language() -> None:
    form = form_with(a=forms.CharField(max_length=3), when=forms.DateField())
    with override("de"):
        schema = reflect(form)
    assert schema["x-mizan"]["language"] == "de"
    assert x(schema, "a")["messages"]["required"] == "Dieses Feld ist zwingend erforderlich."
    assert "%(show_value)s" in x(schema, "a")["messages"]["max_length"]
    assert len(x(schema, "when")["formats"]) != len(x(reflect(form), "when")["formats"])


def test_plurals_follow_the_limit() -> None:
    one, three = (x(reflect(form_with(a=forms.CharField(max_length=n))), "a") for n in (1, 3))
    assert one["messages"]["max_length"].startswith("Ensure this value has at most 1 character (it")
    assert three["messages"]["max_length"].startswith("Ensure this value has at most 3 characters (it")


class Translated(forms.Form):
    a = forms.ChoiceField(choices=[(gettext_lazy("Yes"), "Yes")])


def test_choices_whose_keys_are_translated_stay_with_the_server() -> None:
    assert x(reflect(Translated), "a")["rule"] == {"k": "unknown", "required": True}


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (forms.CharField(widget=forms.CheckboxInput), "boolean"),
        (forms.IntegerField(widget=forms.SelectMultiple), "array"),
        (forms.CharField(widget=forms.MultipleHiddenInput, disabled=True), "array"),
    ],
)
def test_a_widget_that_posts_another_type_decides_it(field: forms.Field, expected: str) -> None:
    schema = reflect(type("F", (forms.Form,), {"a": field}))
    assert schema["properties"]["a"]["type"] == expected
    assert x(schema, "a")["rule"] == {"k": "unknown"}


def test_choices_keep_their_groups() -> None:
    schema = reflect(form_with(a=forms.ChoiceField(choices=CHOICES)))
    assert x(schema, "a")["choices"] == [
        {"value": "a", "label": "A"},
        {"label": "Group", "choices": [{"value": "b", "label": "B"}, {"value": "c", "label": "C"}]},
    ]


def test_a_form_that_type_makes_is_read_like_any_other() -> None:
    def clean(self: Any) -> None:
        del self._errors["a"]

    made = type("Made", (forms.Form,), {"a": forms.IntegerField(), "clean": clean})
    assert made.__module__ == "django.forms.widgets"
    assert x(reflect(made), "a")["rule"] == {"k": "unknown"}
