#!/bin/sh
# Build the wheel and the npm packages as they would be published, install the wheel where no source is
# in reach, and look for what only works when everything was packed.
set -eu
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python=$PWD/.venv/bin/python

"$python" -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation -w "$work" .
"$python" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
    --require-hashes -r requirements/dev.txt
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps "$work"/mizan-*.whl
cp scripts/check_wheel.py "$work/"
(cd "$work" && venv/bin/python -W error check_wheel.py)

for package in @mizan/base @mizan/react; do
    npm pack --silent --pack-destination "$work" -w "$package"
done
for tarball in "$work"/*.tgz; do
    tar -tzf "$tarball" | grep -q '^package/dist/index.js$'
    tar -tzf "$tarball" | grep -q '^package/dist/codegen/v1.d.ts$'
done
echo "wheel and npm packages: ok"
