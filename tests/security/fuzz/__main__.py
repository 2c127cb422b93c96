"""python -m tests.security.fuzz [number] [--seed N] [--corpus FILE]: replay the corpus, then send chance."""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.security.fuzz.settings"

import django

django.setup()

from tests.security.fuzz.ask import Ask, read_line  # noqa: E402
from tests.security.fuzz.generate import Generator  # noqa: E402
from tests.security.fuzz.run import Run  # noqa: E402

CORPUS = Path(__file__).with_name("corpus.jsonl")
ENOUGH = 20


def main() -> int:
    """Send `number` requests. Returns 1 when an answer was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, nargs="?", default=20_000)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    options = parser.parse_args()
    seed = random.SystemRandom().randrange(2**32) if options.seed is None else options.seed
    say(f"seed {seed}")
    run = Run()
    for line in options.corpus.read_text().splitlines() if options.corpus.exists() else []:
        report(run, read_line(line), seed, None)
    replayed, generator, started = run.sent, Generator(run.world, seed), time.monotonic()
    while run.sent < replayed + options.number and run.failed < ENOUGH:
        report(run, generator.ask(), seed, options.corpus)
    say(run.summary(replayed, time.monotonic() - started))
    return 1 if run.failed else 0


def report(run: Run, ask: Ask, seed: int, corpus: Path | None) -> None:
    """Send a request; print one whose answer is wrong, and add it to the corpus."""
    complaints = run.send(ask)
    if not complaints:
        return
    smallest = run.smallest(ask, complaints)
    line = smallest.line(seed=seed, why=complaints)
    say(f"WRONG {'; '.join(complaints)}\n{line[:3000]}")
    if corpus is not None:
        with corpus.open("a") as file:
            file.write(line + "\n")


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
