"""The rules of the conference's forms, as Django judges them."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from sample_site.conference.forms import ContactForm, ProposalForm, SignUpForm
from sample_site.conference.models import ContactMessage, Proposal, SignUp, Workshop

pytestmark = pytest.mark.django_db

MESSAGE = {
    "name": "Ada",
    "email": "ada@example.org",
    "topic": "press",
    "message": "May I take pictures of the talks?",
}
PROPOSAL = {
    "speaker": "Ada",
    "email": "ada@example.org",
    "title": "Looms",
    "abstract": "How patterns became programs.",
    "kind": "talk",
    "minutes": "30",
    "track": "backend",
    "level": "first",
    "travel_budget": "120.50",
    "agrees": "on",
}


def codes(form: Any) -> dict[str, list[str]]:
    """Return the error codes of a form by field."""
    return {name: [error.code for error in errors] for name, errors in form.errors.as_data().items()}


def test_message_is_kept() -> None:
    form = ContactForm(MESSAGE)
    assert form.is_valid()
    form.save()
    assert ContactMessage.objects.get().email == "ada@example.org"


def test_second_message_of_a_day_is_refused_whatever_its_case() -> None:
    ContactMessage.objects.create(**MESSAGE)
    assert codes(ContactForm(MESSAGE | {"email": "ADA@example.org"})) == {"email": ["one_a_day"]}


def test_message_of_another_day_does_not_count() -> None:
    ContactMessage.objects.create(**MESSAGE)
    ContactMessage.objects.update(received="2027-01-01T12:00:00Z")
    assert codes(ContactForm(MESSAGE)) == {}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, {}),
        ({"minutes": "46"}, {"minutes": ["too_long"]}),
        ({"kind": "lightning", "minutes": "11"}, {"minutes": ["too_long"]}),
        ({"kind": "workshop", "minutes": "180"}, {"preferred_date": ["needs_day"]}),
        ({"kind": "workshop", "minutes": "180", "preferred_date": "2027-06-11"}, {}),
        ({"preferred_date": "2027-06-13"}, {"preferred_date": ["not_a_day"]}),
        ({"kind": "workshop", "preferred_date": "2027-06-13"}, {"preferred_date": ["not_a_day"]}),
        ({"track": "gossip"}, {"track": ["invalid_choice"]}),
        ({"minutes": "4"}, {"minutes": ["min_value"]}),
        ({"expected_audience": "301"}, {"expected_audience": ["max_value"]}),
        ({"travel_budget": "-1"}, {"travel_budget": ["min_value"]}),
        ({"travel_budget": "0.001"}, {"travel_budget": ["max_decimal_places"]}),
        ({"agrees": ""}, {"agrees": ["required"]}),
    ],
)
def test_proposal(change: dict[str, str], expected: dict[str, list[str]]) -> None:
    assert codes(ProposalForm(PROPOSAL | change)) == expected


def test_title_is_proposed_once_by_one_address() -> None:
    ProposalForm(PROPOSAL).save()
    assert list(codes(ProposalForm(PROPOSAL))) == ["__all__"]
    assert codes(ProposalForm(PROPOSAL | {"email": "grace@example.org"})) == {}
    assert Proposal.objects.count() == 1


def test_seat_is_taken_once(workshop: Workshop, ada: User, grace: User) -> None:
    form = SignUpForm({"experience": "none"}, workshop=workshop, user=ada)
    assert form.is_valid()
    form.save()
    assert SignUp.objects.get().user == ada
    assert codes(SignUpForm({"experience": "none"}, workshop=workshop, user=ada)) == {"__all__": ["has_seat"]}
    assert codes(SignUpForm({"experience": "none"}, workshop=workshop, user=grace)) == {"__all__": ["full"]}
