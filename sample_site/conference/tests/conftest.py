"""What several tests of the conference begin with."""

import pytest
from django.contrib.auth.models import User

from sample_site.conference.models import SignUp, Workshop


@pytest.fixture
def ada() -> User:
    """Return a visitor with a log-in."""
    return User.objects.create_user("ada", first_name="Ada", last_name="Jansen")


@pytest.fixture
def grace() -> User:
    """Return another one."""
    return User.objects.create_user("grace")


@pytest.fixture
def workshop() -> Workshop:
    """Return a workshop with a single seat."""
    return Workshop.objects.create(
        slug="looms", title="Looms", teacher="Ada", day="2027-06-10", starts="09:00", seats=1
    )


@pytest.fixture
def full_workshop(workshop: Workshop, grace: User) -> Workshop:
    """Return a workshop whose seat is Grace's."""
    SignUp.objects.create(workshop=workshop, user=grace, experience="some")
    return workshop
