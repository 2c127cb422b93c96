"""Lost updates: who saves says which version they have read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pydantic import BaseModel

from mizan.forms import mizanFormMeta, mizanFormMixin, register_form, version
from mizan.forms.register import register_declared
from mizan.testing import MizanClient
from tests.app.models import City, Country, Note
from tests.conftest import kept_registry

pytestmark = pytest.mark.django_db


class Which(BaseModel):
    pk: int | None = None


class CityForm(mizanFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    mizan = mizanFormMeta(name="town", auth=None, params=Which, version="changed", success_url="/thanks/")

    class Meta:
        model = City
        fields = ["name", "country"]

    @classmethod
    def get_instance(cls, request: HttpRequest, params: Which) -> City | None:
        return City.objects.get(pk=params.pk) if params.pk else None

    def on_submit_success(self, request: HttpRequest) -> str:
        return str(self.instance)


@pytest.fixture(autouse=True)
def registered() -> Any:
    with kept_registry() as kept:
        register_declared(CityForm)
        yield kept


@pytest.fixture
def rome() -> City:
    return City.objects.create(name="Rome", country=Country.objects.create(code="it", name="Italy"))


def save(city: City, name: str, sent: str | None, path: str = "submit") -> Any:
    data = {"name": name, "country": str(city.country_id)}
    said = {} if sent is None else {"version": sent}
    return MizanClient().call(f"town.{path}", {"data": data, "params": {"pk": city.pk}, **said})


def told(city: City) -> str:
    token = MizanClient().call("town.schema", {"params": {"pk": city.pk}}).data["version"]
    assert isinstance(token, str)
    return token


def test_the_version_that_was_read_may_be_saved(rome: City) -> None:
    token = told(rome)
    assert save(rome, "Roma", token).data == "Roma"
    assert told(rome) != token


@pytest.mark.parametrize("sent", ["", "x", None])
def test_another_version_is_a_conflict_and_saves_nothing(rome: City, sent: str | None) -> None:
    result = save(rome, "Roma", sent)
    assert (result.status, result.code) == (409, "conflict")
    assert [(issue["path"], issue["code"]) for issue in result.issues] == [([], "changed")]
    rome.refresh_from_db()
    assert rome.name == "Rome"


def test_who_comes_second_is_told(rome: City) -> None:
    first = second = told(rome)
    assert save(rome, "Roma", first).ok
    assert save(rome, "Rom", second).status == 409
    assert save(rome, "", second).status == 409  # it makes no difference what is wrong with the rest
    assert save(rome, "Rom", told(rome)).ok


def test_a_version_of_another_record_is_none(rome: City) -> None:
    other = City.objects.create(name="Milan", country=rome.country)
    City.objects.update(changed="2027-01-01T00:00:00Z")
    assert told(other) != told(rome)
    assert save(rome, "Roma", told(other)).status == 409


def test_nothing_is_asked_of_a_new_record(rome: City) -> None:
    described = MizanClient().call("town.schema").data
    assert "version" not in described
    created = {"data": {"name": "Pisa", "country": str(rome.country_id)}}
    assert MizanClient().call("town.submit", created).data == "Pisa"


def test_judging_asks_for_no_version(rome: City) -> None:
    assert save(rome, "Roma", None, "validate").ok


def test_the_version_is_read_in_the_transaction_of_the_submission(rome: City) -> None:
    token = told(rome)
    with CaptureQueriesContext(connection) as queries:
        assert save(rome, "Roma", token).ok
    statements = [query["sql"].split()[0] for query in queries]
    assert statements[0] == "SAVEPOINT"
    assert statements.index("UPDATE") < statements.index("RELEASE")


def test_the_row_is_locked_where_the_database_can(rome: City, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = []
    rows = type(City._base_manager.all())
    monkeypatch.setattr(rows, "select_for_update", lambda self: (locked.append(self.model), self)[1])
    assert save(rome, "Roma", told(rome)).ok
    assert locked == [City]


def test_a_record_that_is_gone_is_not_found(rome: City) -> None:
    form = CityForm(instance=rome)
    City.objects.all().delete()
    with pytest.raises(Exception, match="nothing by this name"):
        version.require_version(form, mizan_options("changed"), "x")


def mizan_options(column: Any) -> Any:
    return mizanFormMeta(version=column)


def test_a_callable_may_say_what_changes(rome: City) -> None:
    form = CityForm(instance=rome)
    options = mizan_options(lambda city: city.name)
    token = version.version_of(form, options)
    version.require_version(form, options, token)
    City.objects.update(name="Roma")
    with pytest.raises(Exception, match="changed this"):
        version.require_version(form, options, token)


def test_a_page_posts_the_version_under_a_name_of_its_own(rome: City) -> None:
    url, data = f"/api/mizan/form/town/?pk={rome.pk}", {"name": "Roma", "country": rome.country_id}
    page = Client().post(url, data | {"mizan-version": "old"}, headers={"Accept": "text/html"})
    assert page.status_code == 409
    text = page.content.decode()
    assert "Somebody has changed this since it was opened." in text
    assert 'value="Roma"' in text
    assert f'name="mizan-version" value="{told(rome)}"' in text
    again = Client().post(url, data | {"mizan-version": told(rome)}, headers={"Accept": "text/html"})
    assert (again.status_code, again["Location"]) == (303, "/thanks/")


@pytest.mark.parametrize("error", [Note.DoesNotExist, PermissionDenied("canary"), Http404("canary")])
def test_a_denied_record_answers_the_bytes_of_an_absent_one(error: Any) -> None:
    def get_instance(request: HttpRequest, params: Which) -> Any:
        if params.pk == 1:
            raise error
        return Note.objects.get(pk=params.pk)

    class NoteForm(forms.ModelForm):  # type: ignore[type-arg]
        class Meta:
            model = Note
            fields = ["title"]

    register_form(NoteForm, name="note", auth=True, params=Which, get_instance=get_instance)
    client = MizanClient(User.objects.create(username="ann"))
    for kind in ("schema", "validate", "submit"):
        said = [client.call(f"note.{kind}", {"data": {}, "params": {"pk": pk}}) for pk in (1, 2)]
        assert [answer.status for answer in said] == [404, 404]
        assert replace(said[0], headers={}) == replace(said[1], headers={})
