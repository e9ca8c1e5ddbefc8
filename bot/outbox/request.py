"""The library's HTTP on aiohttp: its default transport is several times slower under load.

What matters for promises is told apart here, where it is known: `NotSentError` means that the request never left, so it
may be repeated without a second thought. Everything else that breaks may have arrived.
"""

from typing import Any, cast

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT_TIMEOUT_S = 10.0
READ_TIMEOUT_S = 20.0
#: Shorter than any server's, so that a request is not written into a connection that is being closed.
KEEPALIVE_S = 15.0
CONNECTIONS = 256


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
        timeout = aiohttp.ClientTimeout(
            sock_connect=_seconds(connect_timeout, CONNECT_TIMEOUT_S),
            sock_read=_seconds(read_timeout, READ_TIMEOUT_S),
        )
        try:
            async with self._session.request(method, url, data=_body(request_data), timeout=timeout) as response:
                return response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSentError("no connection to the Bot API") from _without_address(error)
        except TimeoutError as error:
            raise TimedOut from _without_address(error)
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"the connection broke ({type(error).__name__})") from _without_address(error)


def _seconds(given: Any, default: float) -> float | None:
    return default if given is BaseRequest.DEFAULT_NONE else given


def _body(request_data: RequestData | None) -> Any:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return request_data.json_parameters
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, mime_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=mime_type)
    return form


def _without_address(error: BaseException) -> BaseException | None:
    """A connector's error names the host, never the path; anything that could carry the token is cut off."""
    return error if isinstance(error, aiohttp.ClientConnectorError) else None


class PlainParameters:
    """Parameters that are strings already, for a call whose raw answer is wanted; the library's own class is final."""

    contains_files = False

    def __init__(self, **values: str) -> None:
        self.json_parameters = values

    def as_request_data(self) -> RequestData:
        """These, where the library expects its own class and looks at nothing else."""
        return cast(RequestData, self)
