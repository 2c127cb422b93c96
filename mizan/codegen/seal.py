"""The last line of `mizan.gen.ts`: what the client was made from, and what was made.

While both still hold, generating again would write the same bytes and is skipped. The seal alone is no
reason to write: it changes with every line of the generator.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from mizan.protocol import naming

HOME = "mizan.gen.ts"
"""The file that carries the seal."""

_SEAL = re.compile(r"\n// From ([0-9a-f]{16}) came ([0-9a-f]{16})\.\n\Z")


def origin(contract: dict[str, Any], *options: str) -> str:
    """Return the digest of all that generated files depend on: contract, options, the generator itself."""
    said = json.dumps([contract, options, _generator()], sort_keys=True, ensure_ascii=False)
    return _digest(said)


def seal(files: Mapping[str, str], source: str) -> dict[str, str]:
    """Return the files with the seal at the end of `mizan.gen.ts`."""
    return {**files, HOME: f"{files[HOME]}\n// From {source} came {_content(files)}.\n"}


def unsealed(files: Mapping[str, str]) -> dict[str, str]:
    """Return files as they are without a seal."""
    return {path: _SEAL.sub("", text) if path == HOME else text for path, text in files.items()}


def is_intact(files: Mapping[str, str], source: str) -> bool:
    """Return True when these are, letter by letter, the files that were made from this origin."""
    found = _SEAL.search(files.get(HOME, ""))
    return found is not None and found.groups() == (source, _content(unsealed(files)))


def _content(files: Mapping[str, str]) -> str:
    return _digest("".join(f"{len(files[path])} {path} {files[path]}" for path in sorted(files)))


def _digest(text: str) -> str:
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]


@cache
def _generator() -> str:
    """Return the digest of this package's code, so that a change of Mizan itself counts, too."""
    paths = [*sorted(Path(__file__).parent.rglob("*.py")), Path(naming.__file__)]
    return _digest("".join(path.read_text(encoding="utf-8") for path in paths if path.is_file()))
