"""Count calls, and refuse those that are too many.

Windows are fixed and begin with the clock: `10/m` is ten from :00 to :59. A count lives in Django's cache
(`MIZAN["LIMIT_CACHE"]`) by `add` and `incr`, which Redis and Memcached carry out one after the other,
whatever the number of processes.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.cache import caches
from django.utils.crypto import salted_hmac

from mizan.protocol.errors import Failure
from mizan.server.address import client_address
from mizan.server.identity import ANONYMOUS, identity_tag
from mizan.setup.limit import Rate
from mizan.setup.settings import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

logger = logging.getLogger("mizan.server")

PREFIX = "mizan.limit."
"""With what the keys of counts begin."""


def throttle(
    rates: Iterable[Rate], request: HttpRequest, name: str, key: str | None = None
) -> tuple[str, ...]:
    """Count a call under a name. Raises Failure `rate_limited`, which says when to come back.

    The caller is counted (the user or the address, as each rate says), or `key` instead: the account that
    somebody tries to get into. A cache that fails refuses nobody: it is logged, and the call goes on.
    Returns what was counted, for `take_back`.
    """
    now, counted = time.time(), []
    for rate in rates:
        window, passed = divmod(now, rate.seconds)
        entry = _entry(name, rate, _caller(rate, request) if key is None else f"key:{key}", int(window))
        if _count(entry, rate) > rate.count:
            wait = math.ceil(rate.seconds - passed)
            raise Failure("rate_limited", headers={"Retry-After": str(wait)}, retry_after=wait)
        counted.append(entry)
    return tuple(counted)


def take_back(counted: Iterable[str]) -> None:
    """Count a call no more: it was none of those that are limited."""
    for entry in counted:
        try:
            caches[settings.LIMIT_CACHE].decr(entry)
        except ValueError:
            continue  # it is not there any longer
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            logger.error("A call stays counted, for the cache %r fails: %s", settings.LIMIT_CACHE, reason)


def _caller(rate: Rate, request: HttpRequest) -> str:
    user = ANONYMOUS if rate.by == "ip" else identity_tag(request)
    return f"ip:{client_address(request)}" if user == ANONYMOUS else f"user:{user}"


def _entry(name: str, rate: Rate, caller: str, window: int) -> str:
    """Return the key of a count. Who has the cache reads no address in it, and cannot try all of them."""
    parts = f"{name}\0{rate.count}/{rate.seconds}\0{caller}\0{window}"
    return PREFIX + salted_hmac(PREFIX, parts, algorithm="sha256").hexdigest()


def _count(entry: str, rate: Rate) -> int:
    """Return how many calls there are in this window with this one; 0 where the cache does not know."""
    try:
        return _increment(caches[settings.LIMIT_CACHE], entry, rate.seconds * 2)  # clocks differ a little
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        logger.error("No limit holds, for the cache %r does not count: %s", settings.LIMIT_CACHE, reason)
        return 0


def _increment(cache: Any, entry: str, seconds: int) -> int:
    try:
        count: int = cache.incr(entry)
    except ValueError:  # nobody has called in this window; or of two first calls the other is quicker
        count = 1 if cache.add(entry, 1, seconds) else cache.incr(entry)
    return count
