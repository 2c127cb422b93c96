"""What the React half may call, as the browser calls it."""

import pytest
from django.contrib.auth.models import User

from mizan.testing import MizanClient
from sample_site.conference.models import ContactMessage, SignUp, Waiting, Workshop

pytestmark = pytest.mark.django_db

MESSAGE = {
    "name": "Ada",
    "email": "ada@example.org",
    "topic": "press",
    "message": "May I take pictures of the talks?",
}


def test_visitor_is_nobody() -> None:
    assert MizanClient().get("current_user").data is None


def test_user_has_a_name_and_a_number_of_seats(grace: User, full_workshop: Workshop) -> None:
    assert MizanClient(grace).get("current_user").data == {"name": "grace", "is_staff": False, "seats": 1}


def test_message_is_kept_and_its_sender_thanked() -> None:
    result = MizanClient().submit("contact", MESSAGE)
    assert result.data == {"name": "Ada", "email": "ada@example.org"}
    assert ContactMessage.objects.get().topic == "press"


def test_second_message_of_a_day_is_an_issue_of_its_field() -> None:
    ContactMessage.objects.create(**MESSAGE)
    result = MizanClient().validate("contact", MESSAGE, only=["email"])
    assert [(issue["path"], issue["code"]) for issue in result.issues] == [(["email"], "one_a_day")]


def test_seats_are_counted_for_who_asks(ada: User, grace: User, full_workshop: Workshop) -> None:
    seats = {"total": 1, "left": 0, "has_seat": False, "waiting_position": None}
    assert MizanClient().get("workshop_seats", {"slug": "looms"}).data == seats
    assert MizanClient(grace).get("workshop_seats", {"slug": "looms"}).data == seats | {"has_seat": True}
    Waiting.objects.create(workshop=full_workshop, user=ada)
    assert MizanClient(ada).get("workshop_seats", {"slug": "looms"}).data == seats | {"waiting_position": 1}


def test_unknown_workshop_is_not_found() -> None:
    assert MizanClient().get("workshop_seats", {"slug": "knots"}).code == "not_found"


def test_only_users_wait(full_workshop: Workshop) -> None:
    assert MizanClient().call("join_waiting_list", {"slug": "looms"}).code == "unauthenticated"


def test_second_place_in_the_queue_is_a_declared_error(ada: User, full_workshop: Workshop) -> None:
    client = MizanClient(ada)
    first = client.call("join_waiting_list", {"slug": "looms"})
    assert first.data == {"position": 1}
    assert first.headers["X-Mizan-Invalidate"] == "workshop_seats"
    again = client.call("join_waiting_list", {"slug": "looms"})
    assert (again.status, again.code, again.params) == (409, "already_waiting", {"position": 1})


def test_nobody_waits_while_there_are_seats(ada: User, workshop: Workshop) -> None:
    result = MizanClient(ada).call("join_waiting_list", {"slug": "looms"})
    assert (result.code, result.params) == ("seats_are_left", {"left": 1})


def test_seat_is_taken_by_who_is_logged_in(ada: User, workshop: Workshop) -> None:
    params = {"workshop": "looms"}
    assert MizanClient().submit("sign_up", {"experience": "some"}, params=params).code == "unauthenticated"
    result = MizanClient(ada).submit("sign_up", {"experience": "some"}, params=params)
    assert result.data == {"total": 1, "left": 0, "has_seat": True, "waiting_position": None}
    assert SignUp.objects.get().user == ada
