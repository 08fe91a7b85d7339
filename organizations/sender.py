"""Who sent a request: the address as the city's own proxies report it.

Lockout, limits and the list of devices all ask here, so that they agree.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

HOME_NETWORK_BITS = 64  # one connection gets a /64 of IPv6; its single addresses are free to choose


def address_of(request: HttpRequest) -> str:
    """The sender's address in its shortest spelling; "" when there is none (a bare unix socket).

    Every proxy appends the address that called it to X-Forwarded-For. With n trusted proxies
    (`TRUSTED_PROXIES`) the n-th entry from the right was therefore written by the outermost of
    them; all entries left of it are the sender's own claim. A request that passed fewer proxies,
    or whose entry is no address, counts as sent by its peer.
    """
    peer = _plain(request.META.get("REMOTE_ADDR", ""))
    hops: int = settings.TRUSTED_PROXIES
    entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if hops < 1 or len(entries) < hops:
        return peer
    return _plain(entries[-hops]) or peer


def network_of(address: str) -> str:
    """What is counted as one sender: an IPv4 address, or the /64 of an IPv6 address."""
    if ":" not in address:
        return address
    return str(ip_network((address, HOME_NETWORK_BITS), strict=False))


def _plain(written: str) -> str:
    """`[2001:DB8::1]:443`, `::ffff:192.0.2.1` or `192.0.2.1:5000` as a bare address; else ""."""
    try:
        found = ip_address(_without_port(written.strip()))
    except ValueError:
        return ""
    return str(_without_mapping(found))


def _without_port(written: str) -> str:
    if written.startswith("["):
        written = written[1:].partition("]")[0]
    elif written.count(":") == 1:
        written = written.partition(":")[0]
    return written.partition("%")[0]  # the zone of a link-local address is the server's, not theirs


def _without_mapping(found: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    return getattr(found, "ipv4_mapped", None) or found
