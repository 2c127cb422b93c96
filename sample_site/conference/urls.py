"""The paths of the conference, the same under /classic/ and /app/."""

from django.urls import path
from django.views.generic import TemplateView

from . import classic

classic_patterns = [
    path("contact/", classic.ContactView.as_view(), name="contact"),
    path("contact/thanks/", TemplateView.as_view(template_name="thanks/contact.html"), name="contact-thanks"),
    path("proposals/new/", classic.ProposalView.as_view(), name="proposal"),
    path(
        "proposals/thanks/",
        TemplateView.as_view(template_name="thanks/proposal.html"),
        name="proposal-thanks",
    ),
    path("workshops/", classic.WorkshopsView.as_view(), name="workshops"),
    path("workshops/<slug:slug>/", classic.WorkshopView.as_view(), name="workshop"),
]
