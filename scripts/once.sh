#!/bin/sh
# Run a command only if its inputs changed since it last succeeded, or if its output is gone.
#   once.sh NAME OUTPUT INPUT... -- COMMAND...
# An input is a file or a folder. The key is content, not time, so a fresh checkout and a cache behave alike.
set -eu

name=$1 output=$2
shift 2
inputs=
while [ "$1" != "--" ]; do
    inputs="$inputs $1"
    shift
done
shift

key=".make/$name"
mkdir -p .make
# shellcheck disable=SC2086  # the inputs are paths of this repository, without spaces
now=$(
    echo "$*"
    find $inputs \( -name node_modules -o -name dist -o -name __pycache__ \) -prune -o -type f -print |
        LC_ALL=C sort | xargs cksum
)
if [ -e "$output" ] && [ "$now" = "$(cat "$key" 2>/dev/null)" ]; then
    exit 0
fi

echo "· $name"
rm -f "$key"
"$@"
printf '%s\n' "$now" >"$key"
