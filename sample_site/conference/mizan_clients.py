"""What the React half of the site may call."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from pydantic import BaseModel

from mizan import Failure
from mizan.client import client
from mizan.forms import register_form
from mizan.setup.registry import register

from . import grants, photos  # noqa: F401 - they register themselves
from .forms import SignUpForm
from .models import Waiting, Workshop


@dataclass
class CurrentUser:
    """Who is logged in, for the header."""

    name: str
    is_staff: bool
    seats: int


@client(auth=None, context="global")
def current_user(request: HttpRequest) -> CurrentUser | None:
    """Return who is logged in and how many workshop seats they have; nothing for a visitor."""
    user = request.user
    if not user.is_authenticated:
        return None
    return CurrentUser(
        name=user.get_full_name() or user.get_username(),
        is_staff=user.is_staff,
        seats=user.sign_ups.count(),
    )


@dataclass
class Seats:
    """How full a workshop is, and what the visitor has of it."""

    total: int
    left: int
    has_seat: bool
    waiting_position: int | None


def find_workshop(slug: str) -> Workshop:
    """Return the workshop of this slug. Raises Failure `not_found`."""
    workshop = Workshop.objects.filter(slug=slug).first()
    if workshop is None:
        raise Failure("not_found", "There is no such workshop.")
    return workshop


@client(auth=None, context="local")
def workshop_seats(request: HttpRequest, slug: str) -> Seats:
    """Return the seats of a workshop as this visitor sees them."""
    workshop, user = find_workshop(slug), request.user
    place = workshop.waiting.filter(user=user).first() if user.is_authenticated else None
    return Seats(
        total=workshop.seats,
        left=workshop.seats_left,
        has_seat=user.is_authenticated and workshop.sign_ups.filter(user=user).exists(),
        waiting_position=place.position if place else None,
    )


class SeatsAreLeft(Failure):
    """Nobody waits for a workshop that is not full."""

    code = "seats_are_left"
    status = 409
    message = "You need not wait: there are seats."
    left: int


class AlreadyWaiting(Failure):
    """One place in the queue is enough."""

    code = "already_waiting"
    status = 409
    message = "You are on the list already."
    position: int


@dataclass
class Place:
    """A place on a waiting list, 1 for the next to get a seat."""

    position: int


@client(auth=True, affects=["workshop_seats"], errors=[SeatsAreLeft, AlreadyWaiting])
def join_waiting_list(request: HttpRequest, slug: str) -> Place:
    """Queue for a seat in a full workshop."""
    workshop = find_workshop(slug)
    if workshop.seats_left:
        raise SeatsAreLeft(left=workshop.seats_left)
    place, is_new = Waiting.objects.get_or_create(workshop=workshop, user=request.user)
    if not is_new:
        raise AlreadyWaiting(position=place.position)
    return Place(position=place.position)


class SignUpParams(BaseModel):
    """Which workshop a seat is wanted in."""

    workshop: str


def sign_up_kwargs(request: HttpRequest, params: SignUpParams) -> dict[str, Any]:
    """Return what the form's `__init__` wants."""
    return {"workshop": find_workshop(params.workshop), "user": request.user}


def take_seat(form: SignUpForm, request: HttpRequest) -> Seats:
    """Save the seat. Returns what is left."""
    form.save()
    return workshop_seats(request, form.workshop.slug)


# Written as if the form came from a package that must not be edited.
register_form(
    SignUpForm,
    name="sign_up",
    auth=True,
    params=SignUpParams,
    get_form_kwargs=sign_up_kwargs,
    on_submit=take_seat,
    affects=["current_user", "workshop_seats"],
)
register(current_user)
register(workshop_seats)
register(join_waiting_list)
