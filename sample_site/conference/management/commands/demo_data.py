"""Fill an empty site with something to look at."""

from datetime import date, time
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from sample_site.conference.models import Profile, Proposal, SignUp, Waiting, Workshop
from sample_site.conference.programme import DAYS

PASSWORD = "saltmarsh-demo"
USERS = [
    ("ada", "Ada Jansen", {}),
    ("grace", "Grace Petersen", {"is_staff": True}),
    ("root", "Root", {"is_staff": True, "is_superuser": True}),
]
WORKSHOPS = [
    (
        "forms-people-finish",
        "Forms people finish",
        "Ines Carvalho",
        DAYS[0],
        time(9, 30),
        24,
        "We take five real forms apart, watch people fail at them on video, and rebuild them: labels, "
        "errors, order, keyboard, screen reader. Bring a form of your own.",
    ),
    (
        "queries-you-can-read",
        "Queries you can read",
        "Tomasz Zieliński",
        DAYS[0],
        time(14, 0),
        16,
        "How a database sees your code. We read query plans until they stop being scary, then fix three slow "
        "pages.",
    ),
    (
        "types-across-the-wire",
        "Types across the wire",
        "Mei Tanaka",
        DAYS[1],
        time(9, 30),
        20,
        "A server and a browser that agree on every field, and what happens on the day they do not.",
    ),
    (
        "small-boat-deployments",
        "Small-boat deployments",
        "Femi Adeyemi",
        DAYS[2],
        time(10, 0),
        1,
        "One machine, one file, one evening. How to run a site for ten thousand people without a fleet.",
    ),
]


class Command(BaseCommand):
    """Make the demo users, workshops, a proposal and a profile; what is there already stays as it is."""

    help = __doc__

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Fill the site and print who can log in."""
        if not settings.DEBUG:
            raise CommandError("demo_data makes users with a known password, so it only runs with DEBUG=1.")
        users = [make_user(*user) for user in USERS]
        workshops = [make_workshop(*workshop) for workshop in WORKSHOPS]
        SignUp.objects.get_or_create(
            workshop=workshops[-1], user=users[1], defaults={"experience": SignUp.Experience.SOME}
        )
        Waiting.objects.get_or_create(workshop=workshops[-1], user=users[2])
        make_proposal(users[0])
        Profile.objects.get_or_create(user=users[1], defaults={"handle": "grace", "bio": "I run the desk."})
        users[1].user_permissions.set(Permission.objects.filter(content_type__app_label="conference"))
        self.stdout.write("Demo users, all with the password " + self.style.SUCCESS(PASSWORD))
        self.stdout.write("  ada    visitor\n  grace  staff\n  root   superuser")


def make_user(username: str, full_name: str, flags: dict[str, bool]) -> Any:
    """Return the user of this name, made with the demo password if new."""
    first, _, last = full_name.partition(" ")
    user, is_new = get_user_model().objects.get_or_create(
        username=username,
        defaults={"first_name": first, "last_name": last, "email": f"{username}@example.org", **flags},
    )
    if is_new:
        user.set_password(PASSWORD)
        user.save()
    EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user


def make_proposal(owner: Any) -> Proposal:
    """Return a proposal for its owner to edit, made if new."""
    defaults = {
        "speaker": owner.get_full_name(),
        "owner": owner,
        "track": "frontend",
        "level": Proposal.Level.PRACTICE,
        "abstract": "What a page owes to those who never touch a mouse, shown on three real sites.",
    }
    title = "Keyboards first"
    return Proposal.objects.get_or_create(email=owner.email, title=title, defaults=defaults)[0]


def make_workshop(
    slug: str, title: str, teacher: str, day: date, starts: time, seats: int, summary: str
) -> Workshop:
    """Return the workshop of this slug, made if new."""
    defaults = {
        "title": title,
        "teacher": teacher,
        "day": day,
        "starts": starts,
        "seats": seats,
        "summary": summary,
    }
    return Workshop.objects.get_or_create(slug=slug, defaults=defaults)[0]
