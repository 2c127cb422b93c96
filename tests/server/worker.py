"""A process of a site with several: it prints its port, and answers until it is ended.

python -m tests.server.worker BACKEND LOCATION
"""

from __future__ import annotations

import sys

import django
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest


class Server(ThreadedWSGIServer):
    """Let many call at once."""

    request_queue_size = 128


class Quiet(WSGIRequestHandler):
    """Log nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Leave the standard error to errors."""


def main(backend: str, location: str) -> None:
    """Serve the test project with two limited functions, and the cache that is named."""
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": location}}
    django.setup()
    from mizan.client import client
    from mizan.setup.registry import register

    @client(auth=None, limit="10/m")
    def limited(request: HttpRequest) -> int:
        return 1

    register(limited)
    server = Server(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
