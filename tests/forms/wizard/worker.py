"""A process of a site with a wizard: it prints its port, and answers until it is ended.

python -m tests.forms.wizard.worker STORE FOLDER CACHE
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from tests.forms.wizard.store import use_store
from tests.server.worker import Quiet, Server


def main(store: str, folder: str, cache: str) -> None:
    """Serve a wizard of one step, whose end takes a while and leaves a file that is named after no other."""
    use_store(settings, store, Path(folder))
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(Path(folder) / "db.sqlite3")}
    settings.DATABASES = {"default": database}
    if cache:
        backend = "django.core.cache.backends.redis.RedisCache"
        settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": cache}}
    django.setup()
    from django import forms
    from django.core.management import call_command

    from mizan.forms import mizanWizard, mizanWizardMeta
    from tests.app.models import Note

    class NameForm(forms.Form):
        name = forms.CharField()

    class OneWizard(mizanWizard):
        mizan = mizanWizardMeta(name="one", auth=None, steps={"name": NameForm})

        def on_finish(self, forms: dict[str, Any]) -> int:
            time.sleep(0.5)
            Note.objects.create(title=f"{os.getpid()} {time.monotonic_ns()}")
            return Note.objects.count()

    if not (Path(folder) / "db.sqlite3").exists():
        call_command("migrate", run_syncdb=True, verbosity=0)
    server = Server(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
