#!/bin/sh
# Make a virtual environment with the Python that is named, and install locked packages into it.
#   venv.sh PYTHON [FOLDER] [LOCK]
set -eu

folder=${2:-.venv}
"$1" -m venv --clear "$folder"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
    --require-hashes -r "${3:-requirements/dev.txt}"
