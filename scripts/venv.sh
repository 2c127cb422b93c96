#!/bin/sh
# Make .venv with the Python that is named, and install the locked packages into it.
set -eu

"$1" -m venv --clear .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
    --require-hashes -r requirements/dev.txt
