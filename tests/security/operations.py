"""Operations and forms of every kind of policy and input, for whoever wants to break in."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from ipaddress import IPv4Network
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest
from pydantic import BaseModel, ByteSize, Field, HttpUrl, Json

import mizan
from mizan.client import client
from mizan.forms import mizanWizard, mizanWizardMeta, register_form
from mizan.forms.wizard.register import register_wizard
from mizan.schema import BigInt
from mizan.setup.registry import register
from tests.app.models import Chapter, Note

VAULT = "canary-vault"
"""What only staff may read."""


class SoldOut(mizan.Failure):
    """There is less than was asked for."""

    code = "sold_out"
    status = 409
    left: int


def is_ada(request: HttpRequest) -> bool:
    return request.user.get_username() == "ada"


def breaks(request: HttpRequest) -> bool:
    raise RuntimeError(VAULT)


def is_truthy(request: HttpRequest) -> Any:
    return 1


def is_forgotten(request: HttpRequest) -> Any:
    return is_later(request)


async def is_later(request: HttpRequest) -> bool:
    return request.user.is_authenticated


class Line(BaseModel):
    article: str
    amount: Annotated[int, Field(ge=1, le=1000)] = 1
    price: Decimal | None = None


class Basket(BaseModel):
    lines: Annotated[list[Line], Field(max_length=20)]
    kind: Literal["gift", "own"] = "own"
    day: datetime.date | None = None
    at: datetime.datetime | None = None
    number: UUID | None = None
    account: BigInt = 0
    weight: float = 0.0
    more: dict[str, int | str | bool | None] = {}


class All(BaseModel):
    op: Literal["all"] = "all"
    parts: list[All | Some] = []


class Some(BaseModel):
    op: Literal["some"] = "some"
    parts: list[All | Some] = []


Odd = (
    datetime.date | datetime.datetime | datetime.time | datetime.timedelta | Decimal | UUID | complex
    | Fraction | IPv4Network | HttpUrl | Json[int] | ByteSize | ZoneInfo | bytes | bool | float
)  # fmt: skip
"""Whatever pydantic reads of a text."""


@client(auth=None, readonly=True)
def search(request: HttpRequest, where: All | Some, limit: Annotated[int, Field(le=50)] = 10) -> str:
    return where.op


@client(auth=None, readonly=True)
def odd(
    request: HttpRequest,
    one: Odd | None = None,
    many: tuple[Odd, ...] = (),
    keys: dict[Decimal, int] | None = None,
) -> int:
    return len(many) + len(keys or {})


@client(auth=None)
def echo(request: HttpRequest, text: str, times: Annotated[int, Field(ge=0, le=3)] = 1) -> str:
    return text * times


@client(auth=None, errors=[SoldOut])
def buy(request: HttpRequest, basket: Basket) -> Basket:
    if any(line.amount > 500 for line in basket.lines):
        raise SoldOut(left=500)
    return basket


@client(auth=None, readonly=True)
def add(request: HttpRequest, numbers: list[int]) -> BigInt:
    return sum(numbers)


@client(auth=None, readonly=True, public=True)
def motto(request: HttpRequest) -> str:
    return "Balance."


@client(auth=None)
async def slowly(request: HttpRequest, text: str) -> str:
    return text


@client(auth=True)
def write_note(request: HttpRequest, title: Annotated[str, Field(max_length=80)]) -> int:
    note, _ = Note.objects.get_or_create(title=title)
    return note.pk


@client(auth="staff", readonly=True)
def vault(request: HttpRequest) -> str:
    return VAULT


@client(auth="staff")
def write_vault(request: HttpRequest, text: str = "") -> int:
    Note.objects.create(title=str(Note.objects.count()))
    return len(text)


@client(auth="superuser")
def wipe(request: HttpRequest, names: list[str] | None = None) -> int:
    return Note.objects.all().delete()[0]


@client(auth=is_ada, readonly=True)
def for_ada(request: HttpRequest) -> str:
    return "hello"


@client(auth=("staff", is_ada))
def for_nobody(request: HttpRequest) -> str:
    return VAULT


@client(auth=breaks)
def behind_a_broken_gate(request: HttpRequest) -> str:
    return VAULT


@client(auth=is_truthy)
def behind_a_truthy_gate(request: HttpRequest) -> str:
    return VAULT


@client(auth=is_forgotten)
def behind_a_forgotten_gate(request: HttpRequest) -> str:
    return VAULT


@client(auth=is_later, readonly=True)
async def behind_an_async_gate(request: HttpRequest) -> bool:
    return True


@client(auth=True, reauthenticate=True)
def prove(request: HttpRequest) -> str:
    return VAULT


@client(auth="staff", context="global")
def staff_news(request: HttpRequest) -> str:
    return VAULT


class SurveyForm(forms.Form):
    """One of each kind of value."""

    text = forms.CharField(max_length=40)
    password = forms.CharField(required=False, widget=forms.PasswordInput)
    rating = forms.IntegerField(required=False)
    share = forms.FloatField(required=False)
    price = forms.DecimalField(required=False, max_digits=6, decimal_places=2)
    day = forms.DateField(required=False)
    time = forms.TimeField(required=False)
    at = forms.DateTimeField(required=False)
    both = forms.SplitDateTimeField(required=False)
    lasts = forms.DurationField(required=False)
    address = forms.GenericIPAddressField(required=False)
    page = forms.URLField(required=False, assume_scheme="https")
    slug = forms.SlugField(required=False, allow_unicode=True)
    number = forms.UUIDField(required=False)
    extra = forms.JSONField(required=False)
    yes = forms.BooleanField(required=False)
    maybe = forms.NullBooleanField(required=False)
    word = forms.RegexField(r"^[a-z]+\Z", required=False)
    one = forms.TypedChoiceField(required=False, choices=[("1", "one"), ("2", "two")], coerce=int)
    tags = forms.MultipleChoiceField(required=False, choices=[("a", "A"), ("b", "B")])
    note = forms.ModelChoiceField(Note.objects.filter(rating=1), required=False)
    notes = forms.ModelMultipleChoiceField(Note.objects.filter(rating=1), required=False)
    fixed = forms.CharField(required=False, disabled=True, initial="mine")


class LetterForm(forms.Form):
    """A form that takes files."""

    text = forms.CharField(max_length=40)
    letter = forms.FileField(required=False)


class NoteForm(forms.ModelForm):
    """A form that saves one of a record's two texts."""

    class Meta:
        model = Note
        fields = ("title", "due")


class LineForm(forms.Form):
    """A row of a list."""

    text = forms.CharField(max_length=40)
    note = forms.ModelChoiceField(Note.objects.filter(rating=1), required=False)
    letter = forms.FileField(required=False)


class ListForm(forms.Form):
    """A form with rows."""

    text = forms.CharField(max_length=40)


class PickForm(forms.Form):
    """A form whose field with rows is added by its own hand, and whose fields depend on a value."""

    text = forms.CharField(max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"] = forms.ModelChoiceField(Note.objects.filter(rating=1), required=False)
        if self["text"].value() == "more":
            self.fields["more"] = forms.MultipleChoiceField(choices=lambda: [("a", "A"), ("b", "B")])


@client(auth=None, readonly=True, limit=["4/h", "2/m/ip"])
def seldom(request: HttpRequest, n: int = 0) -> int:
    return n


class Tour(mizanWizard):
    """A form in steps; the second is asked of some."""

    def wants(self, step: str) -> bool:
        return step != "letter" or (self.answers("text") or {}).get("text") != "none"

    def on_finish(self, forms: dict[str, Any]) -> str:
        return str(forms["text"].cleaned_data["text"])


class StaffTour(mizanWizard):
    """The same, and what it answers is for staff alone."""

    def on_finish(self, forms: dict[str, Any]) -> str:
        return VAULT


class Which(BaseModel):
    number: int


def keep(form: forms.Form, request: HttpRequest) -> str:
    return str(form.cleaned_data.get("fixed", form.cleaned_data["text"]))


def note_of(request: HttpRequest, params: Which) -> Note | None:
    return Note.objects.filter(pk=params.number, rating=1).first() or _nothing()


def _nothing() -> None:
    raise mizan.Failure("not_found")


FUNCTIONS = (
    *(echo, buy, add, motto, slowly, write_note, vault, write_vault, wipe, for_ada, for_nobody),
    *(behind_a_broken_gate, behind_a_truthy_gate, behind_a_forgotten_gate, behind_an_async_gate),
    *(prove, staff_news, seldom, search, odd),
)


def publish() -> None:
    """Register all of them."""
    for function in FUNCTIONS:
        register(function)
    register_form(SurveyForm, name="survey", on_submit=keep, auth=None)
    register_form(SurveyForm, name="seldom_survey", on_submit=keep, auth=None, limit="3/h")
    register_form(SurveyForm, name="staff_survey", on_submit=keep, auth="staff", success_url="/")
    register_form(LetterForm, name="letter", on_submit=keep, auth=None)
    register_form(NoteForm, name="note", auth=True, success_url="home")
    register_form(NoteForm, name="edit_note", auth=True, params=Which, get_instance=note_of)
    register_form(NoteForm, name="root_note", auth="superuser")
    rows = forms.formset_factory(
        LineForm, extra=1, max_num=5, absolute_max=20, validate_max=True, can_order=True, can_delete=True
    )
    many = forms.formset_factory(LineForm, extra=1, max_num=400, absolute_max=800)
    register_form(ListForm, name="long_list", on_submit=keep, auth=None, formsets={"rows": many})
    register_form(ListForm, name="list", on_submit=keep, auth=None, formsets={"rows": rows})
    register_form(ListForm, name="staff_list", on_submit=keep, auth="staff", formsets={"rows": rows})
    chapters = forms.inlineformset_factory(Note, Chapter, fields=["title", "pages"], extra=0)
    register_form(
        NoteForm, name="book", auth=True, params=Which, get_instance=note_of, formsets={"chapters": chapters}
    )
    register_form(PickForm, name="pick", on_submit=keep, auth=None, refresh_on=["text"])
    register_form(PickForm, name="staff_pick", on_submit=keep, auth="staff")
    register_form(NoteForm, name="late_note", auth=True, params=Which, get_instance=note_of, version="body")
    steps: dict[str, type[forms.Form]] = {"text": PickForm, "letter": LetterForm, "list": ListForm}
    Tour.mizan = mizanWizardMeta(name="tour", auth=None, steps=steps, files="waiting")
    register_wizard(Tour)
    StaffTour.mizan = mizanWizardMeta(name="staff_tour", auth="staff", steps={"text": PickForm})
    register_wizard(StaffTour)
