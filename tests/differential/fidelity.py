"""The page of figures, `docs/reference/fidelity.md`."""

from __future__ import annotations

import datetime
import platform
import subprocess
from collections.abc import Iterable
from pathlib import Path

import django

from tests.differential.figures import CAUGHT, SAME, Figures, known, total
from tests.differential.proof import Rows

PAGE = Path(__file__).parents[2] / "docs/reference/fidelity.md"
HEAD = (
    *("field", "rule", "accepted", "false rejections", "rejected"),
    *("caught", "first code", "messages", "exceptions"),
)
WORDS = """\
# Fidelity
The client never rejects what Django accepts, and says what Django says. `make prove` measures it and writes
this page.

Each row is a field with options of its own, a case of `tests/differential/cases/`. Hypothesis draws
{examples:,} values for it: right ones, nearly right ones, padded, in digits of other scripts, of other JSON
types, missing. The client's engine judges each, and so does the Django form behind the wire gate, in
{languages}; the values that once went wrong (`tests/differential/corpus/`) go with them.

*Accepted* and *rejected* is what Django does. A *false rejection* is one by the client of what Django
accepts. *Caught* is the share of what Django rejects that the client rejects before it is sent; of these the
*first code*, and all *messages*, are Django's in the share that is given. A field whose rule is `server` is
not judged by the client, but for what must not be left empty; the sums leave it out.

{system}, {day}.
"""


def page(rows: Rows, examples: int, languages: list[str]) -> str:
    """Return the page: a row a case, then the sums of each language."""
    summed = {name: by_language(row) for name, row in rows.items()}
    spoken = {language: {name: row[language] for name, row in rows.items()} for language in languages}
    sums = {f"all, in `{language}`": total(known(row).values()) for language, row in spoken.items()}
    sums["**all**"] = total(known(summed).values())
    lines = [_line(HEAD), _line(["---"] * 2 + ["---:"] * (len(HEAD) - 2))]
    lines += [_line([name, *row.cells(2)]) for name, row in {**summed, **sums}.items()]
    node = subprocess.run(["node", "--version"], check=True, capture_output=True, text=True).stdout.strip()
    system = (
        f"Python {platform.python_version()}, Django {django.get_version()}, Node {node.removeprefix('v')}"
    )
    words = WORDS.format(
        examples=examples, languages=", ".join(languages), system=system, day=datetime.date.today()
    )
    return words + "\n" + "\n".join(lines) + "\n"


def by_language(row: dict[str, Figures]) -> Figures:
    """Add up what a case did in each language."""
    summed = total(row.values())
    summed.verdict = next(iter(row.values())).verdict
    return summed


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def failures(rows: Rows) -> list[str]:
    """Return what is not as it must be, a line each."""
    summed = {name: by_language(row) for name, row in rows.items()}
    everything = total(known(summed).values())
    wrong = [
        f"{name}: {row.false_rejections[:3]} {row.crashes[:3]} {row.missed[:10]}"
        for name, row in summed.items()
        if row.false_rejections or row.crashes or (name in known(summed) and row.fails)
    ]
    shares = {
        "caught": everything.catch_share - CAUGHT,
        "first code": everything.share_of_caught(everything.other_codes) - SAME,
        "messages": everything.share_of_caught(everything.other_messages) - SAME,
    }
    return wrong + [f"{name}: too little" for name, surplus in shares.items() if surplus < 0]
