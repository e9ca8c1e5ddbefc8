"""The library's HTTP on aiohttp: its default transport is several times slower under load.

What matters for promises is told apart here, where it is known: `NotSentError` means that the request never left, so it
may be repeated without a second thought. Everything else that breaks may have arrived.
"""

import os
from io import BytesIO
from typing import Any, cast
from urllib.parse import urlencode

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

# Without this the library warns at every 429, and where warnings are errors the 429 itself is lost.
os.environ.setdefault("PTB_TIMEDELTA", "1")

CONNECT_TIMEOUT_S = 10.0
READ_TIMEOUT_S = 20.0
#: A large file on a slow line takes this long; a line that has died shows in nothing else while we write.
WRITE_TIMEOUT_S = 120.0
#: Waiting for one of our own connections, looking up the name and connecting, together.
POOL_TIMEOUT_S = 30.0
#: Shorter than any server's, so that a request is not written into a connection that is being closed.
KEEPALIVE_S = 15.0
CONNECTIONS = 256
FORM = "application/x-www-form-urlencoded"


class NotSentError(NetworkError):
    """The request was not written to the network; repeating it is safe."""


class AiohttpRequest(BaseRequest):
    """One pool of connections for every call of the bot."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer where the call does not say."""
        return READ_TIMEOUT_S

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEEPALIVE_S)
            self._session = aiohttp.ClientSession(connector=connector, headers={"User-Agent": self.USER_AGENT})

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request: HTTP status and body.

        Raises:
            NotSentError: it never left.
            TimedOut, NetworkError: it may have arrived.
        """
        if self._session is None:
            raise NotSentError("the connection pool is closed")
        timeout = _timeout(read_timeout, write_timeout, connect_timeout, pool_timeout)
        try:
            # A redirect would carry the token to another address.
            async with self._session.request(
                method, url, data=_body(request_data), timeout=timeout, allow_redirects=False
            ) as response:
                return response.status, await response.read()
        except (aiohttp.ClientError, OSError) as error:
            broken = _told(error)
        # Outside the handler: the errors below carry the address, and the token stands in it.
        raise broken


def _seconds(given: Any, default: float) -> float | None:
    return default if given is BaseRequest.DEFAULT_NONE else given


def _timeout(read: Any, write: Any, connect: Any, pool: Any) -> aiohttp.ClientTimeout:
    read_s = _seconds(read, READ_TIMEOUT_S)
    write_s = _seconds(write, WRITE_TIMEOUT_S)
    pool_s = _seconds(pool, POOL_TIMEOUT_S)
    bounds = (read_s, write_s, pool_s)
    return aiohttp.ClientTimeout(
        total=None if None in bounds else sum(bound or 0.0 for bound in bounds),
        connect=pool_s,
        sock_connect=_seconds(connect, CONNECT_TIMEOUT_S),
        sock_read=read_s,
    )


def _body(request_data: RequestData | None) -> Any:
    if request_data is None:
        return None
    if not request_data.contains_files:
        # As a form, like the library's own transport: every server that speaks the Bot API has been tried with that.
        return aiohttp.BytesPayload(urlencode(request_data.json_parameters).encode(), content_type=FORM)
    # Quoted, "the map.pdf" would be shown to guests as "the%20map.pdf".
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, mime_type) in request_data.multipart_data.items():
        form.add_field(name, BytesIO(cast(bytes, content)), filename=file_name, content_type=mime_type)
    return form


def _told(error: Exception) -> NetworkError:
    """The library's error for one of aiohttp's, without its text: some of those name the whole address."""
    kind = type(error).__name__
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return NotSentError(f"no connection to the Bot API ({kind})")
    if isinstance(error, TimeoutError):
        return TimedOut()
    return NetworkError(f"the connection broke ({kind})")


class PlainParameters:
    """Parameters that are strings already, for a call whose raw answer is wanted; the library's own class is final."""

    contains_files = False

    def __init__(self, **values: str) -> None:
        self.json_parameters = values

    def as_request_data(self) -> RequestData:
        """These, where the library expects its own class and looks at nothing else."""
        return cast(RequestData, self)
