"""Make an existing form reachable: one mixin in front of its bases."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from django.forms.formsets import BaseFormSet

from mizan.forms.options import mizanFormMeta
from mizan.forms.register import register_declared
from mizan.setup.registry import registry

if TYPE_CHECKING:
    from django.http import HttpRequest


class _OfForms(classmethod):  # type: ignore[type-arg]  # no class can be subscripted here
    """A hook of forms alone: formsets have a method of that name from Django."""

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if issubclass(owner, BaseFormSet):
            return getattr(super(mizanFormMixin, owner if instance is None else instance), self.__name__)
        return super().__get__(instance, owner)


def _is_declared(cls: Any) -> bool:
    """Tell a class that says `mizan = …` itself; of formsets the one that has its rows' form."""
    if not issubclass(cls, BaseFormSet):
        return "mizan" in cls.__dict__
    return hasattr(cls, "form") and (
        "mizan" in cls.__dict__ or ("form" in cls.__dict__ and hasattr(cls, "mizan"))
    )


class mizanFormMixin:  # noqa: N801 - its published spelling
    """Register a form whose class body says `mizan = mizanFormMeta(…)`.

        class ContactForm(mizanFormMixin, forms.Form):
            mizan = mizanFormMeta(name="contact", title="Contact Us")
            email = forms.EmailField()

            def on_submit_success(self, request) -> dict[str, bool]:
                return {"sent": True}

    A subclass is registered only if it says `mizan = …` itself. Where the form's `__init__` wants arguments,
    `get_form_kwargs` supplies them; a ModelForm that edits says which record in `get_instance`.

    A formset is registered in the same way, by itself or as the base of what a factory makes:

        TicketFormSet = formset_factory(TicketForm, formset=BaseTickets)
    """

    mizan: ClassVar[mizanFormMeta]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if _is_declared(cls):
            # The form's own metaclass has not finished: there are no fields yet.
            registry.defer(partial(register_declared, cls))

    @_OfForms  # type: ignore[arg-type]  # it takes a form class, as cls
    def get_form_kwargs(cls, request: HttpRequest, params: Any) -> dict[str, Any]:  # noqa: N805
        """Return what `__init__` wants beside `data` and `files`, for this request."""
        return {}

    @classmethod
    def get_formset_kwargs(cls, request: HttpRequest, params: Any, name: str) -> dict[str, Any]:
        """Return what the formset of this name wants beside its data: `queryset`, `form_kwargs`.

        A formset of rows inside of rows is called `speakers.talks`. A model formset that does not hang on the
        form's record may only add rows, unless a `queryset` says which of them this user may edit.
        """
        return {}

    def on_submit_success(self, request: HttpRequest) -> Any:
        """Act on a valid form; a ModelForm is saved already.

        What is returned is the answer of the submission, typed by the return annotation. An exception takes
        back what a ModelForm saved.
        """
        return None
