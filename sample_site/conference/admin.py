"""The organisers' desk."""

from django.contrib import admin

from .models import ContactMessage, Profile, Proposal, SignUp, TravelGrant, Waiting, Workshop


@admin.register(ContactMessage)
class ContactMessageAdmin(admin.ModelAdmin):
    """Read what people write."""

    list_display = ["received", "name", "email", "topic"]
    list_filter = ["topic"]


@admin.register(TravelGrant)
class TravelGrantAdmin(admin.ModelAdmin):
    """Decide who gets help with the journey."""

    list_display = ["name", "coming_from", "by", "nights", "cost", "offer"]


@admin.register(Proposal)
class ProposalAdmin(admin.ModelAdmin):
    """Choose the programme."""

    list_display = ["title", "speaker", "kind", "track", "level", "preferred_date"]
    list_filter = ["kind", "track", "level"]
    search_fields = ["title", "abstract", "speaker"]


@admin.register(Workshop)
class WorkshopAdmin(admin.ModelAdmin):
    """Plan the workshops."""

    list_display = ["title", "teacher", "day", "starts", "seats", "seats_left"]
    prepopulated_fields = {"slug": ["title"]}


admin.site.register([Profile, SignUp, Waiting])
