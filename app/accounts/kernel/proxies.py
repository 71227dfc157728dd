"""Which reverse proxies and load balancers are believed about where a request comes from (X-Forwarded-For)."""

from ipaddress import IPv4Network, IPv6Network, ip_network


def read_proxies(text: str) -> tuple[str, ...]:
    """Addresses and networks with commas or spaces between, as the web server takes them. Raises ValueError.

    Strict, since the server takes what it cannot read for a name that nobody has, and then believes no proxy at all.
    """
    networks = tuple(map(_network, text.replace(",", " ").split()))
    if not networks:
        raise ValueError("write the address of each proxy, such as 127.0.0.1, or its network, such as 10.0.5.0/24")
    return tuple(str(network[0] if network.num_addresses == 1 else network) for network in networks)


def _network(text: str) -> IPv4Network | IPv6Network:
    """Never all addresses: then everybody would choose under which one the limits count them."""
    if text == "*" or text.endswith("/0"):
        raise ValueError(
            "write the proxies alone: with everybody trusted, whoever reaches the port writes any address in "
            "X-Forwarded-For and has no limits"
        )
    try:
        return ip_network(text)
    except ValueError as error:
        raise ValueError(
            "a part is neither an address, such as 127.0.0.1 or ::1, nor a network, such as 10.0.5.0/24"
        ) from error
