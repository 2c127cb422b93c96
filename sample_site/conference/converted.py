"""The pages under /app/: the same forms, drawn by React. Each of them works without JavaScript as well."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.views.generic import DetailView, ListView

from mizan.web import FormPage, WizardPage

from .models import Workshop


class ContactPage(FormPage):
    """Take a message to the organisers."""

    form = "contact"
    template_name = "app/contact.html"
    success_url = "app:contact-thanks"


class ProposalPage(FormPage):
    """Take a proposal for the programme."""

    form = "proposal"
    template_name = "app/proposal.html"
    success_url = "app:proposal-thanks"


class ProposalsPage(LoginRequiredMixin, ListView):
    """List the proposals of who is logged in."""

    template_name = "app/proposals.html"
    context_object_name = "proposals"

    def get_queryset(self) -> Any:
        return self.request.user.proposals.all()


class EditProposalPage(FormPage):
    """Edit the proposal of one's own that the query string names."""

    form = "edit_proposal"
    template_name = "app/edit_proposal.html"
    success_url = "app:proposals"


class ProfilePage(FormPage):
    """Edit one's own profile."""

    form = "profile"
    template_name = "app/profile.html"
    success_url = "app:profile"


class PhotosPage(FormPage):
    """Take photos of the conference."""

    form = "photos"
    template_name = "app/photos.html"
    success_url = "app:photos-thanks"


class GrantPage(WizardPage):
    """Take a wish for a travel grant, in steps."""

    wizard = "grant"
    template_name = "app/grant.html"
    success_url = "app:grant-thanks"


class WorkshopsPage(ListView):
    """List the workshops."""

    model = Workshop
    template_name = "app/workshops.html"


class WorkshopPage(DetailView):
    """Describe a workshop; the frontend shows its seats and offers one."""

    model = Workshop
    template_name = "app/workshop.html"


class SignUpPage(FormPage):
    """Give a seat in the workshop that the query string names, where there is no JavaScript."""

    form = "sign_up"
    template_name = "app/sign_up.html"
    success_url = "app:sign-up-thanks"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        workshop = Workshop.objects.filter(slug=self.request.GET.get("workshop", "")).first()
        return super().get_context_data(workshop=workshop, **kwargs)


class SeatPage(FormPage):
    """Find a workshop by its day, and take a seat."""

    form = "seat"
    template_name = "app/seat.html"
    success_url = "app:sign-up-thanks"
