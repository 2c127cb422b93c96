"""A form is made a second time only when its `__init__` looks at what was posted."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from mizan.forms import register_form
from mizan.forms.gate import Posted
from mizan.forms.watched import was_looked_at, watch
from mizan.setup.registry import Registry
from mizan.testing import MizanClient

LOOKS: dict[str, Callable[[Any], Any]] = {
    "get": lambda data: data.get("a"),
    "getlist": lambda data: data.getlist("a"),
    "item": lambda data: data["a"],
    "in": lambda data: "a" in data,
    "bool": bool,
    "len": len,
    "list": list,
    "reversed": lambda data: list(reversed(data)),
    "dict": dict,
    "unpacked": lambda data: {**data},
    "merged": lambda data: {} | data,
    "equal": lambda data: data == {},
    "unequal": lambda data: data != {},
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "copied": lambda data: data.copy(),
    "json": json.dumps,
    "repr": repr,
    "set": lambda data: data.__setitem__("a", "b"),
    "delete": lambda data: data.pop("a", None),
    "mutable": lambda data: setattr(data, "_mutable", True),
}


@pytest.mark.parametrize("part", ["data", "files"])
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_every_look_is_noticed(look: Callable[[Any], Any], part: str) -> None:
    posted = Posted()
    watch(posted)
    with suppress(KeyError):
        look(getattr(posted, part))
    assert was_looked_at(posted)


def test_to_hold_the_data_is_not_to_look() -> None:
    posted = Posted()
    watch(posted)
    form = forms.Form(posted.data, posted.files)
    assert form.is_bound
    assert isinstance(posted.data, QueryDict)
    assert posted.data is not None
    assert not was_looked_at(posted)
    assert (type(posted.data), type(posted.files)) == (QueryDict, MultiValueDict)
    assert vars(posted.data).keys() | vars(posted.files).keys() == set()


made: list[Any] = []


class Dressed(forms.Form):
    a = forms.IntegerField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["a"].required = False
        self.fields["b"] = forms.IntegerField()
        made.append(self)


class Curious(Dressed):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data["a"] == "1":
            self.fields["c"] = forms.IntegerField()


class Asking(Dressed):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self["a"].value() == "1":
            self.fields["c"] = forms.IntegerField()


class Broken(Dressed):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        raise RuntimeError


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("form", "times", "codes"), [(Dressed, 1, ["b"]), (Curious, 3, ["b", "c"]), (Asking, 3, ["b", "c"])]
)
def test_a_form_is_made_as_often_as_it_must(
    fresh_registry: Registry, form: type[forms.Form], times: int, codes: list[str]
) -> None:
    register_form(form, name="a.form", on_submit=lambda form, request: None)
    made.clear()
    result = MizanClient().submit("a.form", {"a": 1, "b": "x", "c": "x"})
    assert [issue["path"] for issue in result.issues] == [[name] for name in codes]
    assert len(made) == times


@pytest.mark.django_db
def test_an_error_of_an_init_is_an_error(fresh_registry: Registry) -> None:
    def act(form: Any, request: HttpRequest) -> None:
        """Do nothing."""

    register_form(Broken, name="a.form", on_submit=act)
    assert MizanClient().submit("a.form", {}).code == "internal"
