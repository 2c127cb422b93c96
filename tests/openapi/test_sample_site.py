"""The same of the sample site: `pytest --ds=sample_site.settings tests/openapi`."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from mizan.codegen.site import openapi_document
from sample_site.conference.models import SignUp, Workshop
from tests.openapi.inquiry import api, ask, log_in

calls = api(openapi_document("superuser"), is_member=True, examples=10)


@calls.hook
def map_body(context: Any, body: Any) -> Any:
    """Ask about half the time for a workshop that there is: one without a seat left."""
    for arguments, key in ((body, "slug"), (isinstance(body, dict) and body.get("params"), "workshop")):
        if isinstance(arguments, dict) and isinstance(arguments.get(key), str) and len(arguments[key]) % 2:
            arguments[key] = "looms"
    return body


@pytest.fixture(autouse=True)
def site(db: None) -> None:
    log_in()
    workshop = Workshop.objects.create(slug="looms", title="Looms", day="2027-06-10", starts="09:00", seats=1)
    SignUp.objects.create(workshop=workshop, user=User.objects.create(username="grace"))


@calls.parametrize()
def test_it_answers_as_its_document_says(case: Any) -> None:
    ask(case)
