"""Tests of what SQLite cannot show: transactions at the same moment, and those that a failed statement ended.

`make postgres` runs them.
"""

from __future__ import annotations

from pathlib import Path

from django.db import connection

HERE = Path(__file__).parent
collect_ignore = [] if connection.vendor == "postgresql" else [path.name for path in HERE.glob("test_*.py")]
