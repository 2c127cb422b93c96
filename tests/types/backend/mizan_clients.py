"""Functions of every shape that a type may have."""

from __future__ import annotations

import datetime
import enum
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, Literal, NotRequired, TypeVar
from uuid import UUID

from django.http import HttpRequest
from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from mizan import BigInt, Failure
from mizan.client import client
from mizan.setup.registry import register

Item = TypeVar("Item")


class Color(enum.Enum):
    """What it looks like."""

    RED = "red"
    BLUE = "blue"


class Tag(TypedDict):
    """A word about a product."""

    name: str
    weight: NotRequired[int]


@dataclass
class Size:
    """How large it is."""

    width: int
    height: int = 1


class Product(BaseModel):
    """Something to buy. */ export const injected = 1 /*"""

    id: UUID
    name: str = Field(description="What people call it.")
    price: Decimal
    since: datetime.date
    seen: datetime.datetime | None = None
    color: Color = Color.RED
    tags: list[Tag] = []
    size: Size | None = None
    stock: dict[str, int] = {}
    point: tuple[float, float] = (0.0, 0.0)
    related: list[Product] = []
    extra: Any = None
    serial: BigInt = 1


class Page(BaseModel, Generic[Item]):
    """A part of a long list."""

    items: list[Item]
    next: int | None = None


class Cat(BaseModel):
    """It purrs."""

    kind: Literal["cat"] = "cat"
    lives: int


class Dog(BaseModel):
    """It barks."""

    kind: Literal["dog"] = "dog"
    name: str


class OutOfStock(Failure):
    """There is less than was ordered."""

    code = "out_of_stock"
    status = 409
    message = "There is not enough in stock."
    left: int


class ShopClosed(Failure):
    """It is night."""

    code = "shop_closed"
    status = 403
    message = "We are closed."


@client
def echo(request: HttpRequest, text: str, times: int = 1) -> str:
    """Say it again."""
    return text * times


@client
def ping(request: HttpRequest) -> None:
    """Do nothing."""


@client(readonly=True)
def products(request: HttpRequest, color: Color | None = None) -> Page[Product]:
    """List what there is."""
    return Page(items=[])


@client(errors=[OutOfStock, ShopClosed], affects=["current_user"])
def order(request: HttpRequest, product: UUID, count: int, sizes: list[Size]) -> Product | None:
    """Buy it."""
    return None


@client
def adopt(request: HttpRequest, pet: Cat | Dog) -> Cat | Dog:
    """Take it home."""
    return pet


@client
def save(request: HttpRequest, product: Product) -> Product:
    """Keep it."""
    return product


@client(auth="staff")
def wipe_everything(request: HttpRequest) -> None:
    """Delete all."""


class User(BaseModel):
    """Who is there."""

    name: str


@client(context="global")
def current_user(request: HttpRequest) -> User | None:
    """Return who is logged in."""
    return None


class Greeting(TypedDict):
    """A few words."""

    text: str


@client(context="local")
def greet(request: HttpRequest, name: str) -> Greeting:
    """Greet somebody."""
    return {"text": name}


@client(context="local")
def weather(request: HttpRequest) -> str:
    """Say how it is outside."""
    return "fine"


register(echo, "echo")
register(ping, "ping")
register(products, "shop.products")
register(order, "shop.order")
register(adopt, "adopt")
register(save, "save")
register(wipe_everything, "wipe_everything")
register(current_user, "current_user")
register(greet, "greet")
register(weather, "weather")
for word in ("default", "class", "constructor", "m", "z", "undefined", "await", "interface", "text1"):
    register(ping, word)
