"""From where a request came, as far as nobody can make it up."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING

from mizan.setup.settings import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address of the client, of IPv6 its network (`/64`): a household has that many.

    `MIZAN["TRUSTED_PROXIES"]` proxies stand in front, and each wrote down whom it heard, at the right end of
    `X-Forwarded-For`; what stands further left anybody may have written. Where that header is shorter, or
    holds no address there, it is the address of the last proxy.
    """
    peer = request.META.get("REMOTE_ADDR") or ""
    proxies = settings.TRUSTED_PROXIES
    address = _address(peer)
    if proxies:
        heard = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        address = (_address(heard[-proxies]) if len(heard) >= proxies else None) or address
    return peer if address is None else _network(address)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """Return the address that a text is, with a port or none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return ip_address(text)
    except ValueError:
        return None


def _network(address: IPv4Address | IPv6Address) -> str:
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is None:
            return f"{IPv6Address(int(address) >> 64 << 64)}/64"
        address = address.ipv4_mapped
    return str(address)
