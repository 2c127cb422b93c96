"""Run mutmut, and compare the mutants that survive with those that the docs explain.

    mutants.py [FILTER ...]      a filter names mutants: 'mizan.permissions.*'

Fails when a mutant survives that `docs/explanation/mutants.md` does not explain, and when that page explains
one that does not survive. Mutants are compared by what they change, for their numbers move with the code.
"""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from check import say
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import walk_mutatable_files
from mutmut.utils.format_utils import orig_function_and_class_names_from_key

PAGE = Path("docs/explanation/mutants.md")
LOG = Path(".make/mutants.log")
KILLED = ("killed", "timeout")
EXPLAINED = re.compile(
    r"^### `(?P<function>[^`]+)` in `(?P<module>[^`]+)`$(?P<text>.*?)(?=^##|\Z)", re.M | re.S
)
DIFF = re.compile(r"^```diff\n(.*?)^```$", re.M | re.S)


@dataclass(frozen=True)
class Mutant:
    """One change of one function: the lines that it takes away and adds."""

    module: str
    function: str
    change: str

    def __str__(self) -> str:
        return f"### `{self.function}` in `{self.module}`\n```diff\n{self.change}\n```"


def run(filters: list[str]) -> None:
    """Test every mutant from scratch. Raises SystemExit when mutmut could not."""
    rmtree("mutants", ignore_errors=True)
    LOG.parent.mkdir(exist_ok=True)
    say(f"mutmut is at work for minutes; {LOG} tells how far it is.")
    # With a filter mutmut first runs every test by its name, as the mutants do; a name that it could not find
    # again would count as a kill.
    command = [str(Path(sys.executable).parent / "mutmut"), "run", *(filters or ["mizan.*"])]
    with LOG.open("wb") as log:
        if subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False).returncode:
            raise SystemExit(f"mutmut failed:\n{LOG.read_text(errors='replace')[-4000:]}")


def results() -> Iterator[tuple[Mutant, str]]:
    """Iterate over the mutants that were tested, each with what became of it."""
    for path in walk_mutatable_files():
        data = SourceFileMutationData(path=path)
        data.load()
        for key, exit_code in data.exit_code_by_key.items():
            if exit_code is not None:
                yield mutant(path, key), status_by_exit_code[exit_code]


def mutant(path: Path, key: str) -> Mutant:
    """Return what a mutant of mutmut changes."""
    function, owner = orig_function_and_class_names_from_key(key)
    lines = get_diff_for_mutant(key, path=path).splitlines()[2:]
    change = "\n".join(line.rstrip() for line in lines if line.startswith(("-", "+")))
    return Mutant(str(path), f"{owner}.{function}" if owner else function, change)


def explained() -> set[Mutant]:
    """Return the mutants that the page explains."""
    return {
        Mutant(section["module"], section["function"], change.rstrip("\n"))
        for section in EXPLAINED.finditer(PAGE.read_text())
        for change in DIFF.findall(section["text"])
    }


def report(found: list[tuple[Mutant, str]], known: set[Mutant]) -> int:
    """Print the score of each module, and what is not explained. Returns the exit code."""
    modules = sorted({mutant.module for mutant, _ in found})
    survivors = [(mutant, status) for mutant, status in found if status not in KILLED]
    stale = {mutant for mutant in known if mutant.module in modules} - {mutant for mutant, _ in survivors}
    open_ones = [(mutant, status) for mutant, status in survivors if mutant not in known]
    print_scores(modules, found, [mutant for mutant, _ in survivors if mutant in known])
    for mutant, status in open_ones:
        say(f"\n{status.upper()}, and not explained in {PAGE}:\n{mutant}")
    for mutant in stale:
        say(f"\nExplained in {PAGE}, but killed or gone:\n{mutant}")
    return 1 if open_ones or stale or not found else 0


def print_scores(modules: list[str], found: list[tuple[Mutant, str]], known: list[Mutant]) -> None:
    """Print a line a module: mutants, killed, explained, and the share that was killed."""
    total = Counter(mutant.module for mutant, _ in found)
    killed = Counter(mutant.module for mutant, status in found if status in KILLED)
    excused = Counter(mutant.module for mutant in known)
    say(f"{'':32}{'mutants':>8}{'killed':>8}{'explained':>11}{'score':>9}")
    for module in [*modules, "all"]:
        counts = [count.total() if module == "all" else count[module] for count in (total, killed, excused)]
        say(f"{module:32}{counts[0]:8}{counts[1]:8}{counts[2]:11}{counts[1] / counts[0]:9.1%}")


if __name__ == "__main__":
    run(sys.argv[1:])
    sys.exit(report(list(results()), explained()))
