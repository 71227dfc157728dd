"""Host names as browsers and certificates write them."""


def ascii_host(host: str) -> str:
    """As browsers write it: åäö.se -> xn--4cab6c.se. Raises ValueError for what is no host name.

    By IDNA 2003, which the standard library has; å, ä and ö are the same in that of 2008, by which browsers go.
    """
    try:
        return host.encode("idna").decode()
    except UnicodeError as error:
        raise ValueError("the host's name can be in no address: each part of it has 1 to 63 characters") from error
