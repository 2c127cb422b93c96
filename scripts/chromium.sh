#!/bin/sh
# Print the path of a Chromium or Chrome; fail with one line where there is none.
set -eu

if [ -n "${CHROMIUM:-}" ]; then
    command -v "$CHROMIUM" && exit 0
    echo "CHROMIUM=$CHROMIUM is not a program." >&2
    exit 1
fi
for candidate in chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
    "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
    command -v "$candidate" && exit 0
done
echo "No Chromium found: 'sudo apt-get install chromium' (Debian), 'brew install --cask google-chrome' (macOS), or set CHROMIUM=/path/to/chrome." >&2
exit 1
