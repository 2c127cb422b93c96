"""Run the tests that touch a database on a PostgreSQL of their own, which is gone afterwards.

Without a PostgreSQL that is said; with REQUIRE_POSTGRES=1 it is an error.
"""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import chown, which
from tempfile import TemporaryDirectory

from check import ROOT, Step, run_all, say

PYTEST = "{python} -m pytest -q -p no:cacheprovider --junitxml={report} -m django_db"
COMMANDS = {
    "log-in": f"{PYTEST} --no-migrations --ds=tests.auth.settings tests/auth",
    "forms and calls": f"{PYTEST} tests/forms tests/postgres tests/server tests/web",
    "vectors": f"{PYTEST} tests/conformance/test_vectors.py",
    "log-in without allauth": f"{PYTEST} --no-migrations --ds=tests.auth_django.settings tests/auth_django",
    "sample site": f"{PYTEST} --ds=sample_site.settings sample_site",
    "fuzz": "{python} -m tests.security.fuzz 2000 --seed 1",
}
"""What runs, each in a database of its own."""

ELSEWHERE = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql*/bin")
"""Where systems keep the programs that stand in no PATH."""
MISSING = (
    "No PostgreSQL found: 'sudo apt-get install postgresql' (Debian), 'brew install postgresql' (macOS), "
    "or set POSTGRES_BIN=/path/to/its/bin."
)
SETTINGS = """
listen_addresses = ''
port = 5432
unix_socket_directories = '{folder}'
fsync = off
synchronous_commit = off
full_page_writes = off
"""
"""It listens at a file alone, and nobody misses what a crash would lose."""


def programs() -> Path | None:
    """Return the folder of `initdb` and `pg_ctl`; of several releases in no PATH the newest."""
    given = os.environ.get("POSTGRES_BIN")
    if found := which("initdb", path=given):
        return Path(found).resolve().parent
    others = [] if given else [path for pattern in ELSEWHERE for path in Path("/").glob(f"{pattern}/initdb")]
    return max((path.parent for path in others), key=_release, default=None)


def _release(folder: Path) -> int:
    return int("".join(re.findall(r"\d+", str(folder))[:1]) or 0)


@contextmanager
def cluster(programs: Path) -> Iterator[dict[str, str]]:
    """Start a server, give the environment that leads to it, and end it."""
    user = "nobody" if os.geteuid() == 0 else None  # it refuses root

    def run(program: str, *arguments: str) -> None:
        command = [programs / program, *arguments]
        subprocess.run(command, cwd="/", user=user, check=True, stdout=subprocess.DEVNULL)

    with TemporaryDirectory(prefix="mizan-") as folder:  # the path of a socket is short
        data = f"{folder}/data"
        if user:
            chown(folder, user)
        run("initdb", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync", "--username=mizan", data)
        with Path(data, "postgresql.conf").open("a") as settings:
            settings.write(SETTINGS.format(folder=folder))
        run("pg_ctl", "start", "--silent", "--wait", f"--pgdata={data}", f"--log={folder}/log")
        try:
            yield {"PGHOST": folder, "PGPORT": "5432", "PGUSER": "mizan"}
        finally:
            run("pg_ctl", "stop", "--silent", "--mode=fast", f"--pgdata={data}")


def steps() -> list[Step]:
    """Return what runs."""
    return [
        Step(
            name=f"{name} on postgresql",
            verbs="postgres",
            command=f"env POSTGRES={name.replace(' ', '_')} {command}",
            seconds=900,
        )
        for name, command in COMMANDS.items()
    ]


def main() -> int:
    """Run the tests. Returns the exit code."""
    found = programs()
    if found is None:
        say(f"NOT TESTED on PostgreSQL. {MISSING}")
        return int(os.environ.get("REQUIRE_POSTGRES") == "1")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is ended, too
    with cluster(found) as environment:
        os.environ.update(environment)
        return run_all(steps())


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
