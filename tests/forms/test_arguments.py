"""What the `__init__` of a form demands, read without running it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import pytest
from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.forms.models import ModelForm

from mizan.forms import register_form
from mizan.forms.arguments import taken_if_given, takes_data, wanted, wanted_to_save
from mizan.setup.registry import Registry


class Pops(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user")
        super().__init__(*args, **kwargs)


class Reads(ModelForm):
    def __init__(self, *args: Any, **rest: Any) -> None:
        self.prefix, self.team = rest["instance"], rest["team"]
        super().__init__(*args, **rest)


class Below(Pops):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class HandsOver(Pops):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=None, **kwargs)


class HandsOverADict(Pops):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "user": None})


class Named(forms.Form):
    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class HandsOverByPlace(Named):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(None, *args, **kwargs)


class Defaults(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user", None)
        self.team = kwargs.pop("team") if "team" in kwargs else None
        self.size = "size" in kwargs and kwargs.pop("size")
        for name in ("a", "b"):
            setattr(self, name, kwargs.pop("each", name))
        kwargs.setdefault("label_suffix", "")
        kwargs["shop"] = 1
        self.shop = kwargs.pop("shop")
        super().__init__(*args, **kwargs)


class Standing:
    def __init__(self, ground: str) -> None: ...


class BeforeAnother(forms.Form, Standing):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


def with_user(function: Callable[..., None]) -> Callable[..., None]:
    @wraps(function)
    def inner(self: Any, *args: Any, **kwargs: Any) -> None:
        function(self, *args, **kwargs, user=None)

    return inner


class Decorated(forms.Form):
    @with_user
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user")
        super().__init__(*args, **kwargs)


@pytest.mark.parametrize(
    ("form_class", "expected"),
    [
        (Pops, ["user"]),
        (Reads, ["team"]),
        (Below, ["user"]),
        (Named, ["user"]),
        *((each, []) for each in (HandsOver, HandsOverADict, HandsOverByPlace)),
        *((each, []) for each in (Defaults, BeforeAnother, Decorated, forms.Form)),
    ],
)
def test_what_an_init_demands(form_class: Any, expected: list[str]) -> None:
    assert wanted(form_class) == expected


def test_a_form_that_takes_what_nobody_gives_is_reported_at_start_up(fresh_registry: Registry) -> None:
    register_form(Pops, name="pops", on_submit=lambda form, request: None)
    assert fresh_registry.get_form("pops") is None
    problem = fresh_registry.problems[-1]
    assert problem.check_id == "mizan.E031"
    assert "user" in str(problem)
    register_form(
        Pops,
        name="pops",
        on_submit=lambda form, request: None,
        get_form_kwargs=lambda request, params: {"user": request.user},
    )
    assert fresh_registry.get_form("pops") is not None


class Optional(forms.Form):
    def __init__(self, *args: Any, team: Any = None, **rest: Any) -> None:
        self.user, self.size = rest.pop("user", None), rest.pop("size")
        rest.setdefault("prefix", "x")
        super().__init__(*args, **rest)


class HandsOptional(Optional):
    def __init__(self, *args: Any, request: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, team=request, **kwargs)


@pytest.mark.parametrize(
    ("form_class", "expected"),
    [
        (forms.Form, []),
        (AuthenticationForm, []),
        (Pops, []),
        (Defaults, ["user", "each"]),
        (Optional, ["team", "user"]),
        (HandsOptional, ["request", "user"]),
    ],
)
def test_what_an_init_takes_where_it_is_given_is_read(form_class: Any, expected: list[str]) -> None:
    assert taken_if_given(form_class) == expected


class SavesFor(ModelForm):
    def save(self, user: Any, commit: bool = True) -> Any: ...


class SavesLoosely(ModelForm):
    def save(self, *args: Any, **kwargs: Any) -> Any: ...


@pytest.mark.parametrize(
    ("form_class", "expected"), [(ModelForm, []), (SavesLoosely, []), (SavesFor, ["user"])]
)
def test_what_save_wants_is_read(form_class: Any, expected: list[str]) -> None:
    assert wanted_to_save(form_class) == expected


class OfRequest(forms.Form):
    def __init__(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(request.POST or None, *args, **kwargs)


class OfRequestByName(forms.Form):
    def __init__(self, request: Any, **kwargs: Any) -> None:
        forms.Form.__init__(self, data=request.POST, **kwargs)


class OtherName(forms.Form):
    def __init__(self, post: Any = None) -> None:
        super().__init__(post)


class OldStyle(forms.Form):
    def __init__(self, data: Any = None, files: Any = None, prefix: Any = None) -> None:
        forms.Form.__init__(self, data, files, prefix=prefix)


class BelowRequest(OfRequest):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(None, *args, **kwargs)


@pytest.mark.parametrize(
    ("form_class", "expected"),
    [
        (forms.Form, True),
        (AuthenticationForm, True),
        (Pops, True),
        (HandsOverByPlace, True),
        (OldStyle, True),
        (OfRequest, False),
        (OfRequestByName, False),
        (OtherName, False),
        (BelowRequest, False),
    ],
)
def test_a_form_that_finds_its_data_by_itself_is_seen(form_class: Any, expected: bool) -> None:
    assert takes_data(form_class) is expected
