"""The small fixed app that `protocol/vectors` are written for."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.http import Http404, HttpRequest
from pydantic import BaseModel, Field

import mizan
from mizan.client import client
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
    how: Literal["conflict", "404", "denied", "suspicious", "validation", "crash", "number", "unavailable"],
) -> int:
    match how:
        case "conflict":
            raise mizan.Failure("conflict", "Somebody was faster.")
        case "unavailable":
            raise mizan.Failure("unavailable", headers={"Retry-After": "30"})
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
        case "number":
            return 2**53
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
)


def publish() -> None:
    """Register all of them under their own names; `shop.order` shows a dotted one."""
    for function in PUBLISHED:
        register(function, "shop.order" if function is order else None)
