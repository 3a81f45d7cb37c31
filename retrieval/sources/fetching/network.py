"""Which network addresses a publisher's page may come from: only public ones."""

from __future__ import annotations

import ipaddress
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

# The last 32 bits of an address of this network are an IPv4 address (RFC 6052).
_NAT64 = IPv6Network("64:ff9b::/96")
# All public IPv6 addresses are in this network (RFC 4291; IANA has assigned no others).
_GLOBAL_UNICAST = IPv6Network("2000::/3")
# Public by the library's list, but not used by sites: 6to4 and its relays (deprecated by RFC 7526),
# and documentation (RFC 9637).
_NO_SITES = (IPv4Network("192.88.99.0/24"), IPv6Network("2002::/16"), IPv6Network("3fff::/20"))


def is_public(address: str) -> bool:
    """Tell whether an address, as the system connects to it, is on the public internet.

    An IPv4 address inside an IPv6 one (mapped, NAT64) has to be public too; other tunnels (6to4,
    Teredo) are refused.
    """
    try:
        parsed = _inner(ipaddress.ip_address(address.partition("%")[0]))
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and parsed not in _GLOBAL_UNICAST:
        return False
    if any(parsed in network for network in _NO_SITES):
        return False
    return parsed.is_global and not parsed.is_multicast


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the address that a connection to this one really reaches."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address
