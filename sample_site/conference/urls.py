"""The paths of the conference, the same under /classic/ and /app/."""

from django.urls import path
from django.views.generic import RedirectView, TemplateView

from sample_site.gallery import views as gallery

from . import classic, converted

contact_thanks = TemplateView.as_view(template_name="thanks/contact.html")
proposal_thanks = TemplateView.as_view(template_name="thanks/proposal.html")

classic_patterns = [
    path("", RedirectView.as_view(pattern_name="classic:workshops"), name="start"),
    path("contact/", classic.ContactView.as_view(), name="contact"),
    path("contact/thanks/", contact_thanks, name="contact-thanks"),
    path("proposals/new/", classic.ProposalView.as_view(), name="proposal"),
    path("proposals/thanks/", proposal_thanks, name="proposal-thanks"),
    path("proposals/", classic.ProposalsView.as_view(), name="proposals"),
    path("proposals/edit/", classic.EditProposalView.as_view(), name="edit-proposal"),
    path("profile/", classic.ProfileView.as_view(), name="profile"),
    path("fields/", gallery.FieldsView.as_view(), name="fields"),
    path("layouts/", gallery.LayoutsView.as_view(), name="layouts"),
    path("seats/", classic.SeatView.as_view(), name="seat"),
    path("workshops/", classic.WorkshopsView.as_view(), name="workshops"),
    path("workshops/<slug:slug>/", classic.WorkshopView.as_view(), name="workshop"),
]

app_patterns = [
    path("", RedirectView.as_view(pattern_name="app:workshops"), name="start"),
    path("contact/", converted.ContactPage.as_view(), name="contact"),
    path("contact/thanks/", contact_thanks, name="contact-thanks"),
    path("proposals/new/", converted.ProposalPage.as_view(), name="proposal"),
    path("proposals/thanks/", proposal_thanks, name="proposal-thanks"),
    path("proposals/", converted.ProposalsPage.as_view(), name="proposals"),
    path("proposals/edit/", converted.EditProposalPage.as_view(), name="edit-proposal"),
    path("profile/", converted.ProfilePage.as_view(), name="profile"),
    path("fields/", gallery.FieldsPage.as_view(), name="fields"),
    path("layouts/", gallery.LayoutsPage.as_view(), name="layouts"),
    path("seats/", converted.SeatPage.as_view(), name="seat"),
    path("workshops/", converted.WorkshopsPage.as_view(), name="workshops"),
    path("workshops/<slug:slug>/", converted.WorkshopPage.as_view(), name="workshop"),
    path("grants/new/", converted.GrantPage.as_view(), name="grant"),
    path("grants/thanks/", TemplateView.as_view(template_name="thanks/grant.html"), name="grant-thanks"),
    path("photos/", converted.PhotosPage.as_view(), name="photos"),
    path("photos/thanks/", TemplateView.as_view(template_name="thanks/photos.html"), name="photos-thanks"),
    path("sign-up/", converted.SignUpPage.as_view(), name="sign-up"),
    path("sign-up/thanks/", TemplateView.as_view(template_name="thanks/sign_up.html"), name="sign-up-thanks"),
]
