"""The pages around the forms."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from sample_site.conference.context import swap
from sample_site.conference.models import SignUp, Workshop


@pytest.mark.parametrize(
    ("path", "twin"),
    [
        ("/classic/contact/", "/app/contact/"),
        ("/app/workshops/looms/", "/classic/workshops/looms/"),
        ("/app/sign-up/", None),
        ("/", None),
        ("/log-in/", None),
    ],
)
def test_twin_of_a_page(path: str, twin: str | None) -> None:
    assert swap(path) == twin


@pytest.mark.django_db
def test_pages_run_nothing_inline(client: Client) -> None:
    assert "default-src 'self'" in client.get("/").headers["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("cookie", ["sepia", 'dark" onload="alert(1)'])
def test_unknown_colours_are_nobodys_choice(client: Client, cookie: str) -> None:
    client.cookies["theme"] = cookie
    assert b"data-bs-theme" not in client.get("/").content


@pytest.mark.django_db
def test_seat_without_log_in_leads_to_log_in(client: Client, workshop: Workshop) -> None:
    for path in ("/classic/workshops/looms/", "/app/sign-up/?workshop=looms"):
        response = client.post(path, {"experience": "some"})
        assert response.status_code == 302
        assert response["Location"].startswith("/log-in/")
    assert not SignUp.objects.exists()


@pytest.mark.django_db
def test_sign_up_for_no_workshop_is_not_found(client: Client, ada: User) -> None:
    client.force_login(ada)
    assert client.get("/app/sign-up/?workshop=knots").status_code == 404


@pytest.mark.django_db
def test_demo_data_can_be_made_twice(settings) -> None:
    settings.DEBUG = True
    for _ in range(2):
        call_command("demo_data", stdout=StringIO())
    assert set(User.objects.values_list("username", flat=True)) == {"ada", "grace", "root"}
    assert Workshop.objects.count() == 4


@pytest.mark.django_db
def test_demo_data_is_for_demos_alone() -> None:
    with pytest.raises(CommandError, match="DEBUG=1"):
        call_command("demo_data")


@pytest.mark.django_db
@pytest.mark.parametrize("folder", ["app", "classic"])
def test_folder_leads_to_its_workshops(client: Client, folder: str) -> None:
    assert client.get(f"/{folder}/")["Location"] == f"/{folder}/workshops/"
