#!/bin/sh
# Print a Python that can make a virtual environment: 3.11 or newer, with venv.
set -eu

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
has_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

newest=
for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
    is_new_enough "$candidate" || continue
    newest=${newest:-$candidate}
    if has_venv "$candidate"; then
        command -v "$candidate"
        exit 0
    fi
done

if [ -n "$newest" ]; then
    echo "$newest has no venv: 'sudo apt-get install python3-venv' (Debian), or set PYTHON=/path/to/python3." >&2
else
    echo "Python 3.11 or newer is needed: 'sudo apt-get install python3 python3-venv' (Debian), 'brew install python' (macOS), or set PYTHON=/path/to/python3." >&2
fi
exit 1
