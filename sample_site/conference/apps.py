"""The app of the conference."""

from django.apps import AppConfig


class ConferenceConfig(AppConfig):
    """Register the conference's models, forms and pages."""

    name = "sample_site.conference"
