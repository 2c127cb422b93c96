"""The TypeScript engine in one Node process, bundled from its sources."""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from tests.differential.figures import Verdict

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "frontends/mizan-base/src"
ENTRY = Path(__file__).with_name("engine.mjs")

Data = dict[str, Any]


def bundle() -> Path:
    """Bundle the engine with esbuild, once for each content of its sources."""
    files = [ENTRY, SOURCES / "schema-from-json.ts", *sorted((SOURCES / "rules").glob("*.ts"))]
    content = b"\0".join(file.read_bytes() for file in files)
    target = Path(tempfile.gettempdir()) / f"mizan-engine-{hashlib.sha256(content).hexdigest()[:16]}.mjs"
    if not target.exists():
        esbuild = str(ROOT / "node_modules/.bin/esbuild")
        command = [esbuild, str(ENTRY), "--bundle", "--platform=node", "--format=esm"]
        target.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
    return target


class Engine:
    """Judge batches of form data; a context manager that owns the process."""

    def __enter__(self) -> Engine:
        self.process = subprocess.Popen(["node", bundle()], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self

    def __exit__(self, *exc: object) -> None:
        self.process.communicate(timeout=10)

    def judge(self, schema: Data, batch: list[Data], texts: Data | None = None) -> list[tuple[str, Verdict]]:
        """Return for each data its JSON, as the client would send it, and what the engine says."""
        return [_read(answer) for answer in self.answers(schema, batch, texts)]

    def issues(
        self, schema: Data, batch: list[Data], texts: Data | None = None
    ) -> list[tuple[str, list[tuple[str, str, str, Data]]]]:
        """Return for each data its JSON and every complaint: field, code, message, parameters."""
        return [
            (
                answer["wire"],
                [
                    (each["path"][0], each["code"], each["message"], each["params"])
                    for each in answer["issues"]
                ],
            )
            for answer in self.answers(schema, batch, texts)
        ]

    def answers(self, schema: Data, batch: list[Data], texts: Data | None = None) -> list[Data]:
        """Return for each data its JSON, every complaint as it stands, and how the engine broke."""
        assert self.process.stdin
        assert self.process.stdout
        question = {"schema": schema, "batch": batch, **({"texts": texts} if texts else {})}
        self.process.stdin.write(json.dumps(question).encode() + b"\n")
        self.process.stdin.flush()
        answers: list[Data] = json.loads(self.process.stdout.readline())
        return answers


def _read(answer: Data) -> tuple[str, Verdict]:
    issues = answer["issues"]
    codes, messages = [tuple(issue[key] for issue in issues) for key in ("code", "message")]
    return answer["wire"], Verdict(codes, messages, answer["error"])
