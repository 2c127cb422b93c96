"""The mails of a demo: kept, shown, and shown in a demo alone."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from sample_site.mails.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings: Any) -> None:
    """Run as `make demo` does."""
    settings.DEBUG = True
    settings.EMAIL_BACKEND = "sample_site.mails.backend.EmailBackend"


def test_mail_is_kept_for_all_whom_it_would_reach(demo: None) -> None:
    message = mail.EmailMessage("Looms", "They are here.", to=["ada@example.org"], bcc=["grace@example.org"])
    assert message.send() == 1
    kept = Mail.objects.get()
    assert (str(kept), kept.to, kept.body) == (
        "Looms",
        "ada@example.org, grace@example.org",
        "They are here.",
    )


def test_newest_mail_stands_first_and_its_links_lead_on(demo: None, client: Client) -> None:
    for subject in ("Looms", "Boats"):
        mail.send_mail(subject, "Go to https://example.org/a<b>", None, ["ada@example.org"])
    page = client.get("/mails/").content.decode()
    assert page.index("Boats") < page.index("Looms")
    assert '<a href="https://example.org/a' in page
    assert "<b>" not in page


def test_empty_page_says_how_to_get_a_mail(demo: None, client: Client) -> None:
    assert b"There is none yet" in client.get("/mails/").content


def test_site_in_earnest_shows_no_mails(client: Client) -> None:
    assert client.get("/mails/").status_code == 404
    assert b"/mails/" not in client.get("/").content
