"""One site in one process: which one, the settings say."""

from __future__ import annotations

from django.conf import settings

collect_ignore = ["test_calls.py" if settings.ROOT_URLCONF == "sample_site.urls" else "test_sample_site.py"]
