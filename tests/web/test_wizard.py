"""A page with a wizard, without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import Group, User
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, RequestFactory
from django.urls import path

from mizan.forms import mizanWizard, mizanWizardMeta
from mizan.setup.registry import Registry
from mizan.web import WizardPage

pytestmark = pytest.mark.django_db


class OneForm(forms.Form):
    name = forms.CharField(max_length=5)


class TwoForm(forms.ModelForm):
    class Meta:
        model = Group
        fields = ["name"]


class ApplyPage(WizardPage):
    wizard = "apply"


class GoingOn(ApplyPage):
    success_url = "/thanks/"


urlpatterns = [path("apply/", ApplyPage.as_view()), path("on/", GoingOn.as_view())]


@pytest.fixture(autouse=True)
def wizard(fresh_registry: Registry, settings: Any) -> None:
    settings.ROOT_URLCONF = __name__

    class ApplyWizard(mizanWizard):
        mizan = mizanWizardMeta(title="Apply now", auth=True, steps={"one": OneForm, "two": TwoForm})

        def on_finish(self, forms: dict[str, Any]) -> str:
            return str(forms["two"].save())


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(User.objects.create_user("ada"))
    return client


def answered(client: Client) -> Client:
    for data in ({"name": "Ada"}, {"name": "Group"}):
        response = client.post("/apply/", data)
        assert (response.status_code, response["Location"]) == (303, "/apply/")
    return client


def test_each_step_leads_to_the_next_and_the_end_acts(client: Client) -> None:
    assert 'aria-current="step">One' in client.get("/apply/").content.decode()
    page = answered(client).get("/apply/")
    assert page.context["form"] is None
    assert 'name="finish"' in page.content.decode()
    assert not Group.objects.exists()
    done = client.post("/apply/", {"finish": ""})
    assert (done.status_code, done.context["result"]) == (200, "Group")
    assert "Thank you." in done.content.decode()
    assert client.get("/apply/").context["progress"]["step"] == "one"


def test_a_wrong_step_is_shown_again_with_what_was_typed(client: Client) -> None:
    page = client.post("/apply/", {"name": "much too long"})
    assert page.status_code == 422
    assert 'value="much too long"' in page.content.decode()
    assert "at most 5 characters" in page.content.decode()


def test_a_step_that_was_answered_is_shown_with_its_answer(client: Client) -> None:
    page = answered(client).get("/apply/?step=one")
    assert page.context["progress"]["step"] == "one"
    assert 'value="Ada"' in page.content.decode()
    assert client.post("/apply/?step=one", {"name": "Bob"}).status_code == 303
    assert 'value="Bob"' in client.get("/apply/?step=one").content.decode()


@pytest.mark.parametrize("step", ["two", "nowhere", ""])
def test_a_step_whose_turn_has_not_come_is_not_shown(client: Client, step: str) -> None:
    assert client.get(f"/apply/?step={step}").context["progress"]["step"] == "one"


def test_what_has_become_wrong_is_shown_at_its_step(client: Client) -> None:
    Group.objects.create(name="Group") if answered(client) else None
    page = client.post("/apply/", {"finish": ""})
    assert (page.status_code, page.context["progress"]["step"]) == (422, "two")
    assert "already exists" in page.content.decode()
    assert 'value="Group"' in page.content.decode()


def test_an_end_before_its_time_says_so(client: Client) -> None:
    page = client.post("/apply/", {"finish": ""})
    assert (page.status_code, page.context["failure"]) == (409, "Not every step is answered.")


def test_reset_begins_again(client: Client) -> None:
    assert answered(client).post("/apply/", {"reset": ""}).status_code == 303
    assert client.get("/apply/").context["progress"]["step"] == "one"


def test_the_end_goes_on(client: Client) -> None:
    response = answered(client).post("/on/", {"finish": ""})
    assert (response.status_code, response["Location"]) == (303, "/thanks/")


def test_nobody_is_sent_to_log_in_before_anything_is_read() -> None:
    assert Client().get("/apply/")["Location"] == "/accounts/login/?next=/apply/"
    assert Client().post("/apply/", {"finish": ""})["Location"] == "/accounts/login/?next=/apply/"


def test_a_post_without_a_token_is_refused() -> None:
    assert Client(enforce_csrf_checks=True).post("/apply/", {"finish": ""}).status_code == 403


def test_a_name_that_nothing_has_is_told() -> None:
    class Wrong(WizardPage):
        wizard = "nothing"

    with pytest.raises(ImproperlyConfigured, match="no registered wizard"):
        Wrong.as_view()(RequestFactory().get("/"))
