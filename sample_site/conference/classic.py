"""The pages under /classic/: ordinary Django, one request a step."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.views.generic import CreateView, DetailView, FormView, ListView, TemplateView, UpdateView

from .forms import (
    ContactForm,
    EditProposalForm,
    ProfileForm,
    ProposalForm,
    SeatForm,
    SignUpForm,
    SpeakerFormSet,
)
from .models import Profile, Proposal, Workshop


class HomeView(TemplateView):
    """Say what the conference is."""

    template_name = "home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(workshops=Workshop.objects.all()[:4], **kwargs)


class ContactView(FormView):
    """Take a message to the organisers."""

    form_class = ContactForm
    template_name = "classic/contact.html"
    success_url = reverse_lazy("classic:contact-thanks")

    def form_valid(self, form: ContactForm) -> HttpResponse:
        form.save()
        return super().form_valid(form)


class ProposalView(CreateView):
    """Take a proposal for the programme."""

    form_class = ProposalForm
    template_name = "classic/proposal.html"
    success_url = reverse_lazy("classic:proposal-thanks")

    def get_form(self, form_class: Any = None) -> ProposalForm:
        form = super().get_form(form_class)
        data = self.request.POST or None
        form.formsets = {"speakers": SpeakerFormSet(data, instance=form.instance, prefix="speakers")}
        return form

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save the proposal together with its speakers, or show what is wrong with either."""
        self.object = None
        form = self.get_form()
        speakers = form.formsets["speakers"]
        if not all([form.is_valid(), speakers.is_valid()]):
            return self.form_invalid(form)
        with transaction.atomic():
            form.save()
            form.keep_owner(request)
            speakers.save()
        return HttpResponseRedirect(self.success_url)


class ProposalsView(LoginRequiredMixin, ListView):
    """List the proposals of who is logged in."""

    template_name = "classic/proposals.html"
    context_object_name = "proposals"

    def get_queryset(self) -> Any:
        return self.request.user.proposals.all()


class EditProposalView(LoginRequiredMixin, UpdateView):
    """Edit the proposal of one's own that the query string names; who saves last wins."""

    form_class = EditProposalForm
    template_name = "classic/edit_proposal.html"
    success_url = reverse_lazy("classic:proposals")

    def get_object(self, queryset: Any = None) -> Proposal:
        for proposal in self.request.user.proposals.all():
            if str(proposal.pk) == self.request.GET.get("number"):
                return proposal
        raise Http404


class ProfileView(LoginRequiredMixin, UpdateView):
    """Edit one's own profile."""

    form_class = ProfileForm
    template_name = "classic/profile.html"
    success_url = reverse_lazy("classic:profile")

    def get_object(self, queryset: Any = None) -> Profile:
        return ProfileForm.get_instance(self.request, None)

    def form_valid(self, form: ProfileForm) -> HttpResponse:
        messages.success(self.request, "Your profile is saved.")
        return super().form_valid(form)


class WorkshopsView(ListView):
    """List the workshops."""

    model = Workshop
    template_name = "classic/workshops.html"


class WorkshopView(DetailView):
    """Describe a workshop, and give a seat in it to who is logged in."""

    model = Workshop
    template_name = "classic/workshop.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        seat = self.object.sign_ups.filter(user=user).first() if user.is_authenticated else None
        form = SignUpForm(workshop=self.object, user=user) if user.is_authenticated and not seat else None
        return super().get_context_data(seat=seat, **{"form": form, **kwargs})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save the seat and show the workshop again, or what is wrong."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        self.object = self.get_object()
        form = SignUpForm(request.POST, workshop=self.object, user=request.user)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        form.save()
        messages.success(request, f"You have a seat in “{self.object}”.")
        return HttpResponseRedirect(request.path)


class SeatView(LoginRequiredMixin, FormView):
    """Find a workshop by its day, and take a seat; the page comes back with the workshops of the day."""

    form_class = SeatForm
    template_name = "classic/seat.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: SeatForm) -> HttpResponse:
        workshop = form.save().workshop
        messages.success(self.request, f"You have a seat in “{workshop}”.")
        return HttpResponseRedirect(reverse("classic:workshop", args=[workshop.slug]))
