"""Which addresses Telegram accepts in links and URL buttons, and how it writes them."""

from urllib.parse import urlsplit

_SCHEMES = ("http", "https", "tg", "ton")


def checked_link(address: str) -> str | None:
    """The address as Telegram would keep it, or None where it says "Wrong HTTP URL".

    A missing scheme becomes http; a host needs a dot, which rules out ``localhost``.
    """
    address = address.strip()
    if not address or any(sign.isspace() for sign in address):
        return None
    if address.lower().startswith(("tg:", "ton:")):
        scheme, rest = address.split(":", 1)
        return f"{scheme.lower()}://{rest.lstrip('/')}" if rest.strip("/") else None
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or not _is_host(host):
        return None
    return parts._replace(path=parts.path or "/").geturl()


def mentioned_user(address: str) -> int | None:
    """The id in ``tg://user?id=…``, which Telegram shows as a mention instead of a link."""
    prefix = "tg://user?id="
    number = address[len(prefix) :]
    return int(number) if address.lower().startswith(prefix) and number.isdecimal() else None


def _is_host(host: str) -> bool:
    return ":" in host or ("." in host.strip(".") and ".." not in host)
