"""What a form says about itself: `mizan = mizanFormMeta(name="contact", …)`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from mizan.permissions import UNSET, Audience
from mizan.protocol.errors import Failure
from mizan.setup.limit import Rates

if TYPE_CHECKING:
    from django.forms.formsets import BaseFormSet
    from django.http import HttpRequest
    from pydantic import BaseModel

FormSets: TypeAlias = "Mapping[str, type[BaseFormSet[Any]]]"
"""Formset classes by the name that their rows have in the form."""

OnSubmit: TypeAlias = "Callable[[Any, HttpRequest], Any]"
"""`(form, request) -> answer`, called with a valid form; its return annotation is the type of the answer."""


@dataclass(frozen=True, kw_only=True)
class mizanFormMeta:  # noqa: N801 - its published spelling
    """Declare a form: its name, who may use it, and how it behaves."""

    name: str | None = None
    """The registered name; by default the class's, without `Form`: `ContactForm` is `contact`."""
    title: str = ""
    """What a page calls the form; may be lazily translated. By default the words of the class's name."""
    auth: Any = UNSET
    """Who may: None, True, `'staff'`, `'superuser'`, a callable `(request) -> bool`, or a tuple of these."""
    reauthenticate: bool = False
    """Ask for a recent proof of identity as well."""
    audience: Audience | None = None
    """Whose bundle carries the form's client; by default the policy says it."""
    live: bool | Sequence[str] | None = False
    """Fields that ask the server while they are filled in; True: every one with rules only the server
    knows; None: the form is not judged at all before it is submitted."""
    success_url: str | None = None
    """Where a page without JavaScript goes after a success: a URL or the name of a route."""
    params: type[BaseModel] | None = None
    """The form's own arguments (which record, which event), checked before any hook sees them."""
    dynamic: bool | None = None
    """Whether fields or rules depend on the request. By default a form with an `__init__` of its own is
    dynamic; False promises that it is not, and lets generated code carry its rules."""
    initial: Sequence[str] | None = None
    """Fields whose initial values a client may see; by default all but passwords, files and hashes. Of a file
    that is named its name and its address are seen."""
    formsets: FormSets = field(default_factory=dict)
    """Formsets that are filled in and saved with the form; one whose model points at the form's hangs on its
    record."""
    search: Mapping[str, Sequence[str]] | None = None
    """Columns that a search for a field's rows looks at, `{"city": ["name", "country__name"]}`; by default
    it looks at the labels that the rows have in the form."""
    choices_from: Mapping[str, str | Sequence[str]] | None = None
    """Fields whose choices depend on the value of others, `{"city": "country"}`: the form narrows them by
    its data, and the client asks anew when the other changes."""
    refresh_on: Sequence[str] = ()
    """Fields whose values decide which other fields there are: the client asks for the form anew when one
    of them changes."""
    version: str | Callable[[Any], Any] | None = None
    """What of a record is another after each change: a column (`"updated_at"`) or a callable
    `(instance) -> value`. A submission that comes too late is then a `conflict` and saves nothing."""
    affects: Sequence[str] = ()
    """Contexts that a submission makes stale."""
    errors: Sequence[type[Failure]] = ()
    """Failures that `on_submit_success` raises; they reach TypeScript as a discriminated union."""
    limit: Rates = None
    """How often one caller may have the form judged or submit it: `"10/m"`."""


@dataclass(frozen=True, kw_only=True)
class FormOptions(mizanFormMeta):
    """A form's declaration together with the hooks that were registered beside it."""

    on_submit: OnSubmit | None = None
    get_form_kwargs: Callable[[HttpRequest, Any], dict[str, Any]] | None = None
    """`(request, params)`: what the form's `__init__` wants beside `data` and `files`."""
    get_instance: Callable[[HttpRequest, Any], Any] | None = None
    """`(request, params)`: the record that a ModelForm edits, or None to create one."""
    get_formset_kwargs: Callable[[HttpRequest, Any, str], dict[str, Any]] | None = None
    """`(request, params, name)`: what a formset wants beside its data: `queryset`, `form_kwargs`."""
    get_kept_rows: Callable[[HttpRequest], Mapping[str, Any]] | None = None
    """Formsets that the page shows again as they were filled in: those of a wizard's step."""
    has_validate: bool = True
    """False for a form that the server never judges before it is submitted: it has no such operation."""
    bare: str | None = None
    """The formset that stands alone, where the form is made for it: on the wire its rows are the data."""


def declared_of(form_class: Any) -> mizanFormMeta:
    """Return what a form class says about itself in its `mizan`, registered or the form of a row; or the
    defaults."""
    declared = getattr(form_class, "mizan", None)
    return declared if isinstance(declared, mizanFormMeta) else mizanFormMeta()


def formsets_of(form_class: Any) -> FormSets:
    """Return the formsets that a form class declares."""
    return declared_of(form_class).formsets


def with_rows(form_class: Any, formsets: FormSets, words: str) -> Iterator[tuple[Any, str]]:
    """Yield a form and the forms of its rows, those inside of rows as well, and what each is called."""
    yield form_class, words
    for name, formset_class in formsets.items():
        row = formset_class.form
        yield from with_rows(row, formsets_of(row), f"{words}: a row of {name!r}")


def sources_of(options: mizanFormMeta) -> dict[str, list[str]]:
    """Return the fields on whose values the choices of others depend, by those others."""
    said = (options.choices_from or {}).items()
    return {name: [source] if isinstance(source, str) else list(source) for name, source in said}
