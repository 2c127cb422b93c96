"""An app with a user model of its own."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tests.auth_django.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
