"""The pages of the gallery, under /classic/ and under /app/."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.views.generic import FormView

from mizan.web import FormPage

from .forms import FieldsForm, LayoutsForm


class FieldsView(FormView):
    """Show every field, and judge what was filled in."""

    form_class: type[BaseForm] = FieldsForm
    template_name = "classic/fields.html"

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Say so, and show the form again."""
        messages.success(self.request, "The server accepts all of it.")
        return self.render_to_response(self.get_context_data(form=self.form_class()))


class LayoutsView(FieldsView):
    """Show every layout."""

    form_class = LayoutsForm
    template_name = "classic/layouts.html"


class FieldsPage(FormPage):
    """Show every field, with what the page and the server say of it."""

    form = "fields"
    template_name = "app/fields.html"


class LayoutsPage(FormPage):
    """Show every layout."""

    form = "layouts"
    template_name = "app/layouts.html"
