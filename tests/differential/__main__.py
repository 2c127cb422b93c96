"""python -m tests.differential: hold the law to a great many values, and write the page of figures."""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from tests.differential.cases import CASES  # noqa: E402
from tests.differential.engine import bundle  # noqa: E402
from tests.differential.fidelity import PAGE, failures, page  # noqa: E402
from tests.differential.process import set_up  # noqa: E402
from tests.differential.proof import Rows, batches, prove  # noqa: E402


def main() -> int:
    """Print the page and write it. Returns 1 when a figure is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=5000)
    parser.add_argument("--languages", nargs="+", default=["en", "de", "ar"])
    parser.add_argument("--only", help="cases whose name begins so; nothing is written")
    options = parser.parse_args()
    names = [name for name in CASES if name.startswith(options.only or "")]
    bundle()
    rows: Rows = {}
    with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=set_up) as pool:
        jobs = [pool.submit(prove, batch, options.examples, options.languages) for batch in batches(names)]
        for job in as_completed(jobs):
            rows |= job.result()
            say(f"{len(rows)} of {len(names)} fields")
    written = page({name: rows[name] for name in names}, options.examples, options.languages)
    say(written)
    if not options.only:
        PAGE.write_text(written)
    wrong = failures(rows)
    say("\n".join(wrong))
    return 1 if wrong else 0


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
