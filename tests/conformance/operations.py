"""The small fixed app that `protocol/vectors` are written for."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from django import forms
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.http import Http404, HttpRequest
from pydantic import BaseModel, Field

import mizan
from mizan.client import client
from mizan.forms import register_form
from mizan.schema import BigInt
from mizan.setup.registry import register
from tests.app.models import Note


class OutOfStock(mizan.Failure):
    """There is less than was asked for."""

    code = "out_of_stock"
    status = 409
    message = "There is not enough in stock."
    left: int


@dataclass
class Echo:
    text: str
    length: int


class Order(BaseModel):
    article: str
    amount: Annotated[int, Field(ge=1)] = 1
    gift: bool = False


class Receipt(BaseModel):
    total: Decimal
    day: datetime.date
    number: BigInt


class Someone(BaseModel):
    name: str | None


class Greeting(BaseModel):
    text: str


class Spelling(BaseModel):
    snake_case: str
    camelCase: str  # noqa: N815


@client(auth=None)
def echo(request: HttpRequest, text: str, times: int = 1) -> Echo:
    """Say it again."""
    return Echo(text=text * times, length=len(text) * times)


@client(auth=True)
def member_echo(request: HttpRequest, text: str) -> Echo:
    return Echo(text=text, length=len(text))


@client(auth="staff")
def staff_echo(request: HttpRequest, text: str) -> Echo:
    return Echo(text=text, length=len(text))


@client(auth="superuser", readonly=True)
def superuser_secret(request: HttpRequest) -> str:
    return "the secret"


def is_tuesday(request: HttpRequest) -> bool:
    raise RuntimeError("canary")


@client(auth=is_tuesday)
def broken_policy(request: HttpRequest) -> str:
    return "in"


@client(auth=None, context="global")
def current_user(request: HttpRequest) -> Someone:
    return Someone(name=request.user.get_username() or None)


@client(auth=None, context="local")
def greet(request: HttpRequest, name: str) -> Greeting:
    return Greeting(text=f"Hello, {name}!")


@client(auth=None, readonly=True, public=True)
def motto(request: HttpRequest) -> str:
    return "Balance."


@client(auth=True, affects=["current_user"])
def rename(request: HttpRequest, name: str) -> None:
    return None


@client(auth=None, errors=[OutOfStock])
def order(request: HttpRequest, order: Order) -> Receipt:
    if order.amount > 3:
        raise OutOfStock(left=3)
    return Receipt(total=Decimal("9.90") * order.amount, day=datetime.date(2026, 2, 28), number=2**60)


@client(auth=None)
async def slowly(request: HttpRequest, text: str) -> str:
    return text


@client(auth=None)
def fail(
    request: HttpRequest,
    how: Literal[
        "conflict",
        "404",
        "denied",
        "suspicious",
        "validation",
        "whole",
        "crash",
        "number",
        "nan",
        "unavailable",
        "rate_limited",
    ],
) -> int | float:
    match how:
        case "conflict":
            raise mizan.Failure("conflict", "Somebody was faster.")
        case "unavailable":
            raise mizan.Failure("unavailable", headers={"Retry-After": "30"})
        case "rate_limited":
            raise mizan.Failure("rate_limited", headers={"Retry-After": "7"})
        case "404":
            raise Http404("canary")
        case "denied":
            raise PermissionDenied("canary")
        case "suspicious":
            raise SuspiciousOperation("canary")
        case "validation":
            raise ValidationError(
                {"how": ValidationError("No, %(value)s.", code="odd", params={"value": "no", "n": 1})}
            )
        case "whole":
            raise ValidationError("Not like this.", code="whole")
        case "number":
            return 2**53
        case "nan":
            return math.nan
        case "crash":
            raise RuntimeError("canary")


@client(auth=None)
def write_note(request: HttpRequest, title: str, crash: bool = False) -> int:
    Note.objects.create(title=title)
    if crash:
        raise RuntimeError("canary")
    return Note.objects.count()


@client(auth=None)
def no_input(request: HttpRequest) -> None:
    return None


@client(auth=None, readonly=True)
def spelling(request: HttpRequest, spelling: Spelling) -> Spelling:
    return spelling


@client(auth=None, readonly=True)
def tally(request: HttpRequest, numbers: list[int]) -> int:
    return sum(numbers)


@client(auth=True, reauthenticate=True)
def close_account(request: HttpRequest) -> None:
    return None


class ContactForm(forms.Form):
    """A form with a rule of its own for the whole."""

    email = forms.EmailField()
    topic = forms.CharField(max_length=20, required=False)

    def clean(self) -> None:
        if self.cleaned_data.get("topic") == "spam":
            raise ValidationError("We do not want this.", code="unwanted")


class ApplicationForm(forms.Form):
    """A form with a file."""

    name = forms.CharField()
    cv = forms.FileField(required=False)


class NoteForm(forms.ModelForm):
    """A form that saves."""

    class Meta:
        model = Note
        fields = ("title",)


class Sent(BaseModel):
    to: str


class Application(BaseModel):
    name: str
    cv: str | None


class Which(BaseModel):
    page: int = 1


def send(form: ContactForm, request: HttpRequest) -> Sent:
    return Sent(to=form.cleaned_data["email"])


def apply(form: ApplicationForm, request: HttpRequest) -> Application:
    cv = form.cleaned_data["cv"]
    return Application(name=form.cleaned_data["name"], cv=cv.name if cv else None)


def count_notes(form: NoteForm, request: HttpRequest) -> int:
    return Note.objects.count()


class ShelfForm(forms.Form):
    """A form whose choices are computed, and depend on a value."""

    kind = forms.ChoiceField(choices=[("book", "Books"), ("map", "Maps")])
    item = forms.ChoiceField(choices=list)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self["kind"].value() or "book"
        shelf = [(f"{kind}{number}", f"{kind.title()} {number}") for number in range(1, 61)]
        self.fields["item"] = forms.ChoiceField(choices=lambda: shelf)
        if kind == "map":
            self.fields["scale"] = forms.IntegerField()


class DraftForm(forms.ModelForm):
    """A form that edits."""

    class Meta:
        model = Note
        fields = ("title",)


class WhichDraft(BaseModel):
    title: str


def find_draft(request: HttpRequest, params: WhichDraft) -> Note:
    if params.title == "denied":
        raise PermissionDenied("canary")
    if params.title == "absent":
        raise Note.DoesNotExist("canary")
    return Note.objects.get_or_create(title=params.title)[0]


PUBLISHED = (
    echo,
    member_echo,
    staff_echo,
    superuser_secret,
    broken_policy,
    current_user,
    greet,
    motto,
    rename,
    order,
    slowly,
    fail,
    write_note,
    no_input,
    spelling,
    tally,
    close_account,
)


def publish() -> None:
    """Register all of them under their own names; `shop.order` shows a dotted one."""
    for function in PUBLISHED:
        register(function, "shop.order" if function is order else None)
    register_form(ContactForm, name="contact", auth=None, on_submit=send)
    register_form(ApplicationForm, name="application", auth=None, on_submit=apply)
    register_form(
        NoteForm, name="note", auth=None, on_submit=count_notes, params=Which, success_url="/thanks/"
    )
    register_form(
        ShelfForm,
        name="shelf",
        auth=None,
        on_submit=send,
        choices_from={"item": "kind"},
        refresh_on=["kind"],
    )
    register_form(
        DraftForm,
        name="draft",
        auth=None,
        on_submit=count_notes,
        params=WhichDraft,
        get_instance=find_draft,
        version="body",
    )
    register_form(NoteForm, name="member_note", auth=True, on_submit=count_notes)
    register_form(NoteForm, name="staff_note", auth="staff", on_submit=count_notes)
