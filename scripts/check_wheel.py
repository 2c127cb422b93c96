"""Use the installed wheel from an empty folder: templates, tags and commands must have been packed."""

import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command, get_commands

settings.configure(
    SECRET_KEY="wheel",
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions", "mizan"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
)
django.setup()

from django.template import engines  # noqa: E402
from django.template.loader import get_template  # noqa: E402
from django.urls import include, path, reverse  # noqa: E402
from django.utils import translation  # noqa: E402

import mizan  # noqa: E402

urlpatterns = [path("api/mizan/", include("mizan.urls"))]

assert Path(mizan.__file__).is_relative_to(sys.prefix), mizan.__file__
engines["django"].from_string("{% load mizan %}{% mizan_hydrate %}")
get_template("mizan/form.html")
assert (Path(mizan.__file__).parent / "py.typed").exists(), "mizan/py.typed was not packed"
with translation.override("de"):
    said = translation.gettext("There is nothing by this name.")
    assert said == "Unter diesem Namen gibt es nichts.", "mizan/locale was not packed"
for command in ("mizan_export", "mizan_generate", "mizan_policies"):
    assert get_commands()[command] == "mizan", command
call_command("check")
call_command("mizan_policies")
call_command("mizan_generate", target="react", out=Path("generated"))
assert Path("generated/react.gen.ts").exists()
assert reverse("mizan:session")
sys.stdout.write(f"mizan {mizan.__version__} works from its wheel\n")
