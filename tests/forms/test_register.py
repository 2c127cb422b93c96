"""What may be registered, and what is reported instead."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest

from mizan.forms import mizanFormMeta, mizanFormMixin, reflect, register_form
from mizan.forms.checks import check_forms
from mizan.forms.register import default_name
from mizan.setup.registry import Registry
from mizan.testing import MizanClient
from tests.app.models import Chapter, Note


class PlainForm(forms.Form):
    a = forms.CharField()


def act(form: Any, request: HttpRequest) -> None:
    return None


def ids(registry: Registry) -> list[str]:
    registry.settle()
    return [problem.check_id for problem in registry.problems]


def test_a_form_is_registered_only_if_it_says_so_itself(fresh_registry: Registry) -> None:
    class First(mizanFormMixin, PlainForm):
        mizan = mizanFormMeta(name="first.form")

        def on_submit_success(self, request: HttpRequest) -> None:
            return None

    class Second(First):
        pass

    names = [spec.name for spec in fresh_registry.forms()]
    assert "first.form" in names
    assert [spec.form_class for spec in fresh_registry.forms()].count(Second) == 0
    assert [op.name for op in fresh_registry.operations() if op.name.startswith("first.form")] == [
        "first.form.schema",
        "first.form.submit",
        "first.form.validate",
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("ContactForm", "contact"), ("SignUpForm", "sign_up"), ("Form", "form"), ("HTTPThing", "http_thing")],
)
def test_the_default_name_is_the_class_without_form(name: str, expected: str) -> None:
    assert default_name(type(name, (forms.Form,), {})) == expected


class Wants(PlainForm):
    def __init__(self, *args: Any, owner: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class SavesFor(forms.ModelForm):
    class Meta:
        model = Note
        fields = ("title",)

    def save(self, user: Any, commit: bool = True) -> Any: ...


@pytest.mark.parametrize(
    ("form", "arguments", "check_id"),
    [
        (PlainForm, {}, "mizan.E030"),
        (Wants, {"on_submit": act}, "mizan.E031"),
        (dict, {"on_submit": act}, "mizan.E033"),
        (SavesFor, {}, "mizan.E039"),
        (forms.ModelForm, {}, "mizan.E082"),
        (PlainForm, {"on_submit": act, "live": ["b"]}, "mizan.E034"),
        (PlainForm, {"on_submit": act, "live": "a"}, "mizan.E034"),
        (PlainForm, {"on_submit": act, "name": "auth.login"}, "mizan.E003"),
        (PlainForm, {"on_submit": act, "name": "mizan.x"}, "mizan.E003"),
        (PlainForm, {"on_submit": act, "name": "no name"}, "mizan.E003"),
        (PlainForm, {"on_submit": act, "auth": "admin"}, "mizan.E005"),
    ],
)
def test_what_makes_no_sense_is_a_check_with_a_way_out(
    fresh_registry: Registry, form: Any, arguments: dict[str, Any], check_id: str
) -> None:
    register_form(form, **{"name": "a.form", **arguments})
    assert ids(fresh_registry)[-1] == check_id
    assert fresh_registry.problems[-1].hint
    assert fresh_registry.get_form("a.form") is None


def test_forms_of_allauth_are_refused(fresh_registry: Registry) -> None:
    outside = type("LoginForm", (forms.Form,), {"__module__": "allauth.account.forms"})
    register_form(type("MyLogin", (outside,), {"__module__": "shop.forms"}), on_submit=act)
    assert ids(fresh_registry)[-1] == "mizan.E032"


def test_two_forms_of_one_name_are_reported_and_the_first_answers(fresh_registry: Registry) -> None:
    other = type("OtherForm", (PlainForm,), {})
    register_form(PlainForm, name="a.form", on_submit=act)
    register_form(other, name="a.form", on_submit=act)
    assert "mizan.E002" in ids(fresh_registry)
    spec = fresh_registry.get_form("a.form")
    assert spec is not None
    assert spec.form_class is PlainForm


def test_registering_again_is_no_problem(fresh_registry: Registry) -> None:
    before = len(ids(fresh_registry))
    register_form(PlainForm, name="a.form", on_submit=act)
    register_form(PlainForm, name="a.form", on_submit=act)
    assert len(ids(fresh_registry)) == before


class AllOfUser(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = "__all__"  # noqa: DJ007


class MostOfUser(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        exclude = ["groups"]  # noqa: DJ006


class SomeOfUser(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ["email"]


class Stepping(forms.Form):
    price = forms.DecimalField(min_value=0.5, step_size=Decimal("0.5"))


class Asking(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        User.objects.count()


class Laying(forms.Form):
    a = forms.CharField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["a"].label = "Laid"


def silent(form: Any, request: HttpRequest):  # type: ignore[no-untyped-def]
    return {"any": "thing"}


@pytest.mark.parametrize(
    ("form", "arguments", "expected"),
    [
        (AllOfUser, {}, ["mizan.E035"]),
        (MostOfUser, {}, ["mizan.E035"]),
        (SomeOfUser, {}, []),
        (Stepping, {"on_submit": act}, ["mizan.E036"]),
        (Asking, {"on_submit": act, "dynamic": False}, ["mizan.E037"]),
        (Asking, {"on_submit": act}, []),
        (Laying, {"on_submit": act, "dynamic": False}, []),
        (PlainForm, {"on_submit": silent}, ["mizan.W030"]),
        (PlainForm, {"on_submit": act}, []),
    ],
)
def test_checks_of_registered_forms(
    fresh_registry: Registry, form: Any, arguments: dict[str, Any], expected: list[str]
) -> None:
    register_form(form, name="a.form", **arguments)
    found = [message for message in check_forms() if form.__name__ in message.msg]
    assert [message.id for message in found] == expected
    assert all(message.hint for message in found)


def test_a_form_that_promises_not_to_be_dynamic_is_reflected_as_an_instance(fresh_registry: Registry) -> None:
    register_form(Laying, name="a.form", on_submit=act, dynamic=False)
    spec = fresh_registry.get_form("a.form")
    assert spec is not None
    entry = spec.describe()
    assert entry["dynamic"] is False
    assert entry["texts"]["en"]["fields"]["a"]["label"] == "Laid"
    assert entry["schema"]["properties"]["a"]["x-mizan"]["rule"]["k"] == "char"


def test_the_same_promise_in_the_class_is_kept_by_reflect() -> None:
    class Promising(Laying):
        mizan = mizanFormMeta(dynamic=False)

    assert reflect(Promising)["properties"]["a"]["title"] == "Laid"


def test_pictures_need_pillow(fresh_registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    class PictureForm(forms.Form):
        picture = forms.ImageField()

    register_form(PictureForm, name="picture", on_submit=act)
    before = [message.id for message in check_forms()]
    monkeypatch.setattr("mizan.forms.checks.find_spec", lambda name: None)
    after = [message.id for message in check_forms()]
    assert (before.count("mizan.E038"), after.count("mizan.E038")) == (0, 1)


@pytest.mark.django_db
def test_a_new_record_begins_with_what_nobody_fills_in(fresh_registry: Registry) -> None:
    note = Note.objects.create(title="a")
    form_class = forms.modelform_factory(Chapter, fields=("title",))
    register_form(form_class, name="chapter", get_instance=lambda request, params: Chapter(note=note))
    assert MizanClient().submit("chapter", {"title": "One"}).ok
    assert [(chapter.title, chapter.note) for chapter in Chapter.objects.all()] == [("One", note)]
