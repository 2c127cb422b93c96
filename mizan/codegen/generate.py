"""Generate a client: from a contract to files, with a report for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mizan import __version__
from mizan.codegen.audience import AUDIENCES, left_out, select
from mizan.codegen.emit import TARGETS, emit
from mizan.codegen.seal import is_intact, origin, seal, unsealed
from mizan.codegen.validate import validate
from mizan.codegen.write import MARK, Changes, compare, generated, write
from mizan.codegen.zod import VALIDATORS, Validator
from mizan.protocol.errors import ConfigurationError

HEADER = f"{MARK}{__version__}. Do not edit: change the Python and run `manage.py mizan_generate`.\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """What to generate, and where."""

    out: Path
    target: str = "react"
    audience: str = "public"
    validator: Validator = "zod-mini"

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Job:
        """Read `{"target", "out", "audience", "validator"}`. Raises ConfigurationError (`mizan.E022`)."""
        said = {key: value for key, value in options.items() if value is not None}
        unknown = sorted(said.keys() - {"out", "target", "audience", "validator"})
        if unknown or not isinstance(said.get("out"), str | Path) or said["out"] == "":
            raise _misspelt(
                f"it has no {unknown[0]!r}" if unknown else "it needs 'out', the folder to write to"
            )
        if "\0" in str(said["out"]):
            raise _misspelt("'out' holds a NUL, which no folder can")
        for key, allowed in (("target", [*TARGETS]), ("audience", AUDIENCES), ("validator", VALIDATORS)):
            if said.get(key, allowed[0]) not in allowed:
                raise _misspelt(f"{key} is one of {', '.join(allowed)}, not {said[key]!r}")
        return cls(**{**said, "out": Path(said["out"])})


def apart(jobs: list[Job]) -> list[Job]:
    """Return jobs that write to different folders. Raises ConfigurationError (`mizan.E022`) for others.

    Each would remove what the other has generated.
    """
    folders = [job.out.resolve() for job in jobs]
    for job, folder in zip(jobs, folders, strict=True):
        if folders.count(folder) > 1:
            raise _misspelt(f"two of its entries write to {job.out}; give each its own folder")
    return jobs


def _misspelt(what: str) -> ConfigurationError:
    return ConfigurationError(
        f"MIZAN['GENERATE'], or an option of mizan_generate, is not right: {what}.",
        hint='Write MIZAN = {"GENERATE": {"target": "react", "out": BASE_DIR / "frontend/src/mizan"}}.',
        check_id="mizan.E022",
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What a job did, or with `is_check` what it would have done."""

    job: Job
    changes: Changes
    left_out: Mapping[str, list[str]] = field(default_factory=dict)

    def __str__(self) -> str:
        if not self.changes:
            return f"{self.job.out}: {len(self.changes.unchanged)} files, none changed"
        written, removed, unchanged = map(
            len, (self.changes.written, self.changes.removed, self.changes.unchanged)
        )
        return f"{self.job.out}: {written} written, {removed} removed, {unchanged} unchanged"

    def omissions(self) -> list[str]:
        """Return one line for each audience that was left out, with the way to include it."""
        return [
            f"left out for {audience}: {', '.join(names)} (--audience {audience} includes them)"
            for audience, names in self.left_out.items()
        ]


def generate(contract: dict[str, Any], job: Job, *, is_check: bool = False) -> Report:
    """Generate a client from a contract, unless the folder holds just what would come out.

    `is_check` takes no such short cut. Raises ConfigurationError if the contract or a file is not right.
    """
    source = origin(contract, HEADER, job.target, job.audience, job.validator)
    present = generated(job.out)
    changes = Changes(unchanged=tuple(present))
    if is_check or not is_intact(present, source):
        files = _files(contract, job)
        if unsealed(present) != files:
            files = seal(files, source)
            changes = compare(files, job.out) if is_check else write(files, job.out)
    return Report(job=job, changes=changes, left_out=left_out(contract, job.audience))


def _files(contract: dict[str, Any], job: Job) -> dict[str, str]:
    validate(contract)
    chosen, _ = select(contract, job.audience)
    return emit(chosen, [job.target], header=HEADER, validator=job.validator)
