#!/bin/sh
# Fail with one line unless Node 20.19 or newer and npm are here.
set -eu

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    echo "Node 20 or newer with npm is needed: 'sudo apt-get install nodejs npm' (Debian 13), 'brew install node' (macOS), or https://nodejs.org/en/download." >&2
    exit 1
fi
if ! node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)'; then
    echo "Node $(node --version) is too old, 20.19 or newer is needed: 'brew upgrade node' (macOS), or https://nodejs.org/en/download." >&2
    exit 1
fi
