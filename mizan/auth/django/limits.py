"""How often somebody may try: by address, and by the user name that is tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mizan.server.address import client_address
from mizan.server.throttle import throttle
from mizan.setup.limit import Limit, Rate, Rates, limit_of, read_rates
from mizan.setup.settings import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

LIMITS: dict[str, Rates] = {
    "login": "30/m/ip",
    "login_failed": "5/5m/ip,20/5m",
    "reauthenticate": "10/m",
    "change_password": "5/m",
    "request_password_reset": "20/m/ip",
    "reset_mail": "5/m",
    "reset_password": "20/m/ip",
}
"""What `MIZAN["AUTH_LIMITS"]` may say otherwise.

`login_failed` counts wrong passwords of one user name, with `/ip` at one address and without from anywhere;
`reset_mail` the mails that are asked for to one address.
"""


def rates_of(name: str) -> tuple[Rate, ...]:
    """Return the rates of the moment. Raises ConfigurationError (`mizan.E014`)."""
    return read_rates({**LIMITS, **settings.AUTH_LIMITS}[name], f"MIZAN['AUTH_LIMITS'][{name!r}]")


def limit(name: str) -> Limit | None:
    """Return the limit of an operation. Raises ConfigurationError (`mizan.E014`)."""
    return limit_of(f"auth.{name}", rates_of(name))


def count_guess(request: HttpRequest, user_name: str) -> tuple[str, ...]:
    """Count a password that somebody tries, before it is looked at. Raises Failure `rate_limited`.

    Many tries at once are counted one by one, so none slips through. `take_back` what a right one counted.
    """
    name, rates = user_name.casefold(), rates_of("login_failed")
    here = f"{name}\0{client_address(request)}"
    counted = throttle([rate for rate in rates if rate.by == "ip"], request, "auth.login_failed", here)
    anywhere = [rate for rate in rates if rate.by == "user"]
    return counted + throttle(anywhere, request, "auth.login_failed", name)


def count_mail(request: HttpRequest, address: str) -> None:
    """Count a mail to an address, whether anybody has it or not. Raises Failure `rate_limited`."""
    throttle(rates_of("reset_mail"), request, "auth.reset_mail", address.casefold())
