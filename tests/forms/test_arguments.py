"""What the `__init__` of a form demands, read without running it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import pytest
from django import forms
from django.forms.models import ModelForm

from mizan.forms import register_form
from mizan.forms.arguments import wanted
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
