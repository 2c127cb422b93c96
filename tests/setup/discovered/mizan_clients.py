"""Functions of the app."""

from django.http import HttpRequest

from mizan.setup.registry import register


def discovered(request: HttpRequest) -> bool:
    """Tell that it was found."""
    return True


register(discovered)
