"""Run the project's checks, two at a time, and count what the test runners report.

    check.py test|unit|lint|types

Every step is bounded in time; a failing step does not stop the others, so one run tells everything. Steps
that need a browser come last and one by one, for they are the ones that a busy machine could disturb.
"""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import BinaryIO
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / ".make" / "reports"
PYTHON = str(ROOT / ".venv" / "bin" / "python")
TSC_7 = "frontends/typescript-7/node_modules/typescript/bin/tsc"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One command of the project; `{report}` in it is where its JUnit file goes."""

    name: str
    command: str
    verbs: str
    seconds: int = 300
    needs_browser: bool = False

    @property
    def log(self) -> Path:
        """Return the path of what the step printed."""
        return REPORTS / f"{self.name.replace(' ', '-')}.log"

    @property
    def report(self) -> Path:
        """Return the path of the step's JUnit file."""
        return REPORTS / f"{self.name.replace(' ', '-')}.xml"


VITEST = "npx vitest run --reporter=default --reporter=junit --outputFile.junit={report}"
SITE = "{python} sample_site/manage.py"
RUFF = "{python} -m ruff"
PYTHON_CODE = "mizan tests sample_site scripts benchmarks"

PYTEST = "{python} -m pytest -q --junitxml={report}"
# What starts compilers and whole projects, tries every vector on every stack, or draws examples for seconds,
# is worth its time, but not at every save.
LONG = (
    "auth",
    "auth_django",
    "types",
    "differential",
    "conformance",
    "management",
    "openapi",
    "codegen/emit",
    "server/test_processes.py",
    "codegen/test_injection.py",
    "codegen/test_nodes.py",
    "security",
    "forms/test_every_value.py",
    "forms/test_regex.py",
    "web/test_rebind.py",
    "test_readme.py",
)
QUICK = " ".join(f"--ignore tests/{name}" for name in LONG)

STEPS = [
    Step(
        name="python",
        verbs="test",
        command=f"{PYTEST} tests --ignore tests/openapi --ignore tests/packages --ignore tests/differential "
        "--ignore tests/auth --ignore tests/auth_django",
        seconds=1200,
    ),
    Step(name="the law", verbs="test", command=f"{PYTEST} tests/differential", seconds=1200),
    Step(name="log-in", verbs="test", command=f"{PYTEST} --ds=tests.auth.settings tests/auth"),
    Step(
        name="log-in without allauth",
        verbs="test",
        command=f"{PYTEST} --ds=tests.auth_django.settings tests/auth_django",
    ),
    Step(
        name="log-in by e-mail",
        verbs="test",
        command=f"{PYTEST} --ds=tests.auth_django.email_settings tests/auth_django/test_email.py",
    ),
    Step(
        name="log-in, all otherwise",
        verbs="test",
        command=f"{PYTEST} --ds=tests.auth.odd_settings tests/auth",
    ),
    Step(name="quick forms", verbs="unit", command=f"{PYTEST} tests/forms {QUICK}"),
    Step(name="quick rest", verbs="unit", command=f"{PYTEST} tests {QUICK} --ignore tests/forms"),
    Step(name="kernel", verbs="unit", command=f"{VITEST} --project base"),
    Step(name="fuzz", verbs="test", command="{python} -m tests.security.fuzz 2000 --seed 1"),
    Step(name="typescript", verbs="test", command=f"{VITEST} --project base --project react"),
    Step(name="sample site", verbs="test", command=f"{PYTEST} --ds=sample_site.settings sample_site"),
    Step(name="openapi", verbs="test", command=f"{PYTEST} tests/openapi"),
    Step(
        name="packages of others",
        verbs="test",
        command=".venv-audit/bin/python -m pytest -q -p no:cacheprovider --junitxml={report} "
        "--ds=tests.packages.settings -o filterwarnings=ignore tests/packages",
    ),
    Step(
        name="openapi of the site",
        verbs="test",
        command=f"{PYTEST} --ds=sample_site.settings tests/openapi",
    ),
    Step(name="django check", verbs="test lint", command=f"{SITE} check --fail-level WARNING"),
    Step(name="migrations", verbs="test lint", command=f"{SITE} makemigrations --check --dry-run"),
    Step(name="generated client", verbs="test lint", command=f"{SITE} mizan_generate --check"),
    Step(name="ruff", verbs="test lint", command=f"{RUFF} check {PYTHON_CODE}"),
    Step(name="ruff format", verbs="test lint", command=f"{RUFF} format --check {PYTHON_CODE}"),
    Step(name="imports", verbs="test lint", command=".venv/bin/lint-imports"),
    Step(name="eslint", verbs="test lint", command="npm run --silent lint"),
    Step(name="mypy", verbs="test types", command="{python} -m mypy"),
    Step(name="packages with tsc 6", verbs="test types", command="npm run --silent types"),
    Step(name="site with tsc 6", verbs="test types", command="npm run --silent types -w mizan-sample-site"),
    Step(name="walks with tsc 6", verbs="test types", command="npx tsc -p tests/walks"),
    Step(
        name="site with tsc 7",
        verbs="test types",
        command=f"node {TSC_7} --noEmit -p sample_site/frontend/tsconfig.json",
    ),
    Step(
        name="typescript in chromium",
        verbs="test",
        command=f"{VITEST} --project chromium",
        needs_browser=True,
    ),
    Step(
        name="walks",
        verbs="test",
        command="npx playwright test --config tests/walks/playwright.config.ts",
        needs_browser=True,
        seconds=900,
    ),
]


def say(text: str) -> None:
    """Print a line at once, so that it stands before the output of the next command."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def find_browser() -> str | None:
    """Return the path of a Chromium, or None after its one-line explanation."""
    found = subprocess.run(["scripts/chromium.sh"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    return found.stdout.strip() or None


def run(step: Step, environment: dict[str, str]) -> str | None:
    """Run a step and print what it printed. Returns None, or why it failed."""
    started = time.monotonic()
    with step.log.open("wb") as log:
        problem = wait(step, environment, log)
    say(f"\n— {step.name}\n{step.log.read_text(errors='replace').rstrip()}")
    say(f"  {step.name}: {problem or 'ok'} ({time.monotonic() - started:.1f} s)")
    return problem and f"{step.name}: {problem}"


def wait(step: Step, environment: dict[str, str], log: BinaryIO) -> str | None:
    """Start a step and wait for its end; one that hangs is ended together with its children."""
    command = [part.format(python=PYTHON, report=step.report) for part in step.command.split()]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment | {"PLAYWRIGHT_JUNIT_OUTPUT_FILE": str(step.report)},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        try:
            return None if process.wait(step.seconds) == 0 else f"exit code {process.returncode}"
        except subprocess.TimeoutExpired:
            return f"still running after {step.seconds} s"
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def count(reports: Path) -> dict[str, int]:
    """Add up the suites of all JUnit files in a folder: passed, failed, skipped."""
    totals = {"passed": 0, "failed": 0, "skipped": 0}
    for report in reports.glob("*.xml"):
        for suite in ElementTree.parse(report).iter("testsuite"):
            tests, skipped = int(suite.get("tests", 0)), int(suite.get("skipped") or 0)
            failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            totals["passed"] += tests - failed - skipped
            totals["failed"] += failed
            totals["skipped"] += skipped
    return totals


def run_in_browser(steps: list[Step], environment: dict[str, str]) -> list[str]:
    """Run the steps that need a browser. Returns the failures; REQUIRE_BROWSER=1 makes its absence one."""
    browser = find_browser() if steps else None
    if browser:
        return [problem for step in steps if (problem := run(step, environment | {"CHROMIUM": browser}))]
    if os.environ.get("REQUIRE_BROWSER") == "1":
        return [f"{step.name}: no browser" for step in steps]
    for step in steps:
        say(f"\n— {step.name}: SKIPPED, no browser")
    return []


def run_all(steps: list[Step]) -> int:
    """Run steps and tell how they went. Returns the exit code."""
    rmtree(REPORTS, ignore_errors=True)
    REPORTS.mkdir(parents=True)
    environment = dict(os.environ) | {"NO_COLOR": "1"}

    with ThreadPoolExecutor(2) as pool:
        plain = [step for step in steps if not step.needs_browser]
        failures = [problem for problem in pool.map(lambda step: run(step, environment), plain) if problem]
    failures += run_in_browser([step for step in steps if step.needs_browser], environment)

    totals = count(REPORTS)
    say("")
    for failure in failures:
        say(f"FAILED  {failure}")
    say(f"{len(steps) - len(failures)} of {len(steps)} steps ok")
    if any(totals.values()):
        say(", ".join(f"{number} {word}" for word, number in totals.items()))
    return 1 if failures or totals["failed"] else 0


if __name__ == "__main__":
    sys.exit(run_all([step for step in STEPS if sys.argv[1] in step.verbs.split()]))
