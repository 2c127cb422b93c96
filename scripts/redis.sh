#!/bin/sh
# Run a Redis for tests until it is ended: at FOLDER/redis.sock alone, keeping nothing. Fail with one line where there is none.
#   redis.sh FOLDER
set -eu

for candidate in ${REDIS_SERVER:-redis-server valkey-server}; do
    if command -v "$candidate" >/dev/null 2>&1; then
        # the shell becomes the server, so who started it can end it by its pid
        exec "$candidate" --port 0 --unixsocket "$1/redis.sock" --unixsocketperm 700 --dir "$1" \
            --save "" --appendonly no --daemonize no --loglevel warning
    fi
done
echo "No Redis found: 'sudo apt-get install redis-server' (Debian), 'brew install redis' (macOS), or set REDIS_SERVER=/path/to/redis-server." >&2
exit 1
