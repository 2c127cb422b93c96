#!/bin/sh
# Print a Python that can make a virtual environment: 3.11 or newer, with venv; or just the one that is asked for.
#   python.sh [VERSION]
set -eu

wanted=${1:-}

is_right() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11) or sys.argv[1] not in ("", "%d.%d" % sys.version_info[:2]))' \
        "$wanted" >/dev/null 2>&1
}
has_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

candidates=${PYTHON:-python3.13 python3.12 python3.11 python3}
if [ -n "$wanted" ]; then
    # Those of pyenv and uv need not be on the PATH, or only under a name that refuses to run.
    candidates="${PYTHON:-} python$wanted $(ls -d "${PYENV_ROOT:-$HOME/.pyenv}/versions/$wanted".*/bin/python3 \
        "${UV_PYTHON_INSTALL_DIR:-$HOME/.local/share/uv/python}/cpython-$wanted".*/bin/python3 2>/dev/null || true)"
fi

newest=
for candidate in $candidates; do
    is_right "$candidate" || continue
    newest=${newest:-$candidate}
    if has_venv "$candidate"; then
        command -v "$candidate"
        exit 0
    fi
done

if [ -n "$newest" ]; then
    echo "$newest has no venv: 'sudo apt-get install python3-venv' (Debian), or set PYTHON=/path/to/python3." >&2
elif [ -n "$wanted" ]; then
    echo "Python $wanted is not here: 'apt-get install python$wanted-venv' (where the distribution has it), 'pyenv install $wanted', 'uv python install $wanted', or set PYTHON=/path/to/python$wanted." >&2
else
    echo "Python 3.11 or newer is needed: 'sudo apt-get install python3 python3-venv' (Debian), 'brew install python' (macOS), or set PYTHON=/path/to/python3." >&2
fi
exit 1
