"""Leave these tests to the environment in which the packages are installed."""

from django.conf import settings

collect_ignore = [] if settings.ROOT_URLCONF == "tests.packages.urls" else ["test_packages.py"]
