#!/usr/bin/env python
"""Run a Django command for the sample site."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sample_site.settings")
    # The project is a package of its parent folder; without this its apps would be importable twice.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
