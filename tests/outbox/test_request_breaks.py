"""How a call can break on real sockets, what the library is told of each way, and that nobody is told the token."""

import asyncio
import logging
import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing, suppress

import pytest
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.outbox.request import AiohttpRequest, NotSentError

SECRET = "AAF-rehearsal-secret_rehearsal-secret"
TOKEN = f"4343434343:{SECRET}"

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Trouble = tuple[str, dict[str, float]]


@asynccontextmanager
async def served(serve: Serve) -> AsyncIterator[str]:
    """A server that does with each connection what ``serve`` says; its address."""

    served_ones = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served_ones.add(asyncio.current_task())
        try:
            with suppress(ConnectionError, asyncio.CancelledError):
                await serve(reader, writer)
        finally:
            writer.transport.abort()
            with suppress(ConnectionError):
                await writer.wait_closed()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in served_ones:
            task.cancel()
        await asyncio.gather(*served_ones, return_exceptions=True)


async def whole_request(reader: asyncio.StreamReader) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    await reader.readexactly(int(length[1]) if length else 0)


def answering(answer: bytes) -> Serve:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await whole_request(reader)
        writer.write(answer)
        await writer.drain()

    return serve


async def resets(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await whole_request(reader)
    writer.transport.abort()


async def says_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()


def unused_port() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


async def error_of(base: str, **timeouts: float) -> TelegramError:
    """What a message to ``base`` raises."""
    request = AiohttpRequest()
    bot = Bot(TOKEN, base_url=f"{base}/bot", request=request, get_updates_request=AiohttpRequest())
    await request.initialize()
    try:
        with pytest.raises(TelegramError) as caught:
            await bot.send_message(1, "hello", **timeouts)
        return caught.value
    finally:
        await request.shutdown()


def everything_in(error: BaseException | None) -> str:
    """All that an error and whatever stands behind it says of itself, whether shown or not."""
    told = []
    while error is not None:
        told += [str(error), repr(error), repr(error.args), *getattr(error, "__notes__", [])]
        if error.__cause__ is not None and error.__cause__ is not error.__context__:
            told.append(everything_in(error.__cause__))
        error = error.__context__
    return "\n".join(told)


@pytest.fixture(autouse=True)
def no_token_in_the_log(caplog: pytest.LogCaptureFixture) -> AsyncIterator[None]:
    caplog.set_level(logging.DEBUG, "aiohttp")
    caplog.set_level(logging.DEBUG, "asyncio")
    caplog.set_level(logging.DEBUG, "telegram.request")
    yield
    assert SECRET not in caplog.text


BROKEN_AFTERWARDS = {
    "closed": answering(b""),
    "reset": resets,
    "cut short": answering(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"),
    "no HTTP": answering(b"I am no web server\r\n\r\n"),
    "a broken header": answering(b"HTTP/1.1 200 OK\r\nBad Header\x00: 1\r\n\r\n"),
    "no JSON": answering(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"),
    "a page of a proxy": answering(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 6\r\n\r\n<html>"),
}


@pytest.mark.parametrize("how", BROKEN_AFTERWARDS)
async def test_what_breaks_after_the_request_was_written_may_have_arrived(how: str) -> None:
    async with served(BROKEN_AFTERWARDS[how]) as base:
        error = await error_of(base)
    assert not isinstance(error, NotSentError | TimedOut)
    assert isinstance(error, NetworkError) or how == "no JSON"
    assert SECRET not in everything_in(error)


async def test_a_silent_server_means_a_timeout() -> None:
    async with served(says_nothing) as base:
        error = await error_of(base, read_timeout=0.05)
    assert type(error) is TimedOut
    assert SECRET not in everything_in(error)


async def test_a_line_that_takes_nothing_more_ends_in_a_timeout_too() -> None:
    async def never_reads(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.pause_reading()
        await asyncio.Event().wait()

    request = AiohttpRequest()
    async with served(never_reads) as base, asyncio.timeout(15):
        bot = Bot(TOKEN, base_url=f"{base}/bot", request=request, get_updates_request=AiohttpRequest())
        await request.initialize()
        with pytest.raises(TimedOut) as caught:
            await bot.send_document(1, bytes(30_000_000), read_timeout=0.1, write_timeout=0.1, pool_timeout=0.1)
        await request.shutdown()
    assert SECRET not in everything_in(caught.value)


async def test_a_refused_connection_was_not_sent() -> None:
    error = await error_of(f"http://127.0.0.1:{unused_port()}")
    assert type(error) is NotSentError
    assert SECRET not in everything_in(error)


async def test_a_name_that_nobody_knows_was_not_sent() -> None:
    error = await error_of("http://no-such-host.invalid")
    assert type(error) is NotSentError
    assert SECRET not in everything_in(error)


async def test_a_failed_handshake_was_not_sent() -> None:
    async def speaks_no_tls(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async with served(speaks_no_tls) as base:
        error = await error_of(base.replace("http", "https"))
    assert type(error) is NotSentError
    assert SECRET not in everything_in(error)


async def test_a_connection_that_nobody_takes_was_not_sent() -> None:
    with closing(socket.socket()) as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        error = await error_of(f"http://127.0.0.1:{full.getsockname()[1]}", connect_timeout=0.1)
        for one in waiting:
            one.close()
    assert type(error) is NotSentError
    assert SECRET not in everything_in(error)


async def test_no_free_connection_of_our_own_means_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.outbox.request.CONNECTIONS", 1)
    request = AiohttpRequest()
    taken = asyncio.Event()

    async def holds(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        taken.set()
        await reader.read()

    async with served(holds) as base:
        bot = Bot(TOKEN, base_url=f"{base}/bot", request=request, get_updates_request=AiohttpRequest())
        await request.initialize()
        first = asyncio.create_task(bot.send_message(1, "takes the only one"))
        await taken.wait()
        with pytest.raises(NotSentError) as caught:
            await bot.send_message(1, "waits for it", pool_timeout=0.05)
        await request.shutdown()
        with pytest.raises(NetworkError):
            await first
    assert SECRET not in everything_in(caught.value)


async def test_a_pool_that_is_closed_was_not_sent() -> None:
    with pytest.raises(NotSentError):
        await AiohttpRequest().do_request("http://127.0.0.1:1/", "POST")


async def test_a_redirect_never_takes_the_token_elsewhere() -> None:
    seen: list[bytes] = []

    async def elsewhere(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        seen.append(await reader.readuntil(b"\r\n\r\n"))

    async with served(elsewhere) as other:
        target = f"{other}/bot{TOKEN}/sendMessage".encode()
        answer = b"HTTP/1.1 307 Temporary Redirect\r\nContent-Length: 0\r\nLocation: %b\r\n\r\n" % target
        async with served(answering(answer)) as base:
            error = await error_of(base)
    assert isinstance(error, NetworkError)
    assert seen == []


async def test_the_search_for_the_token_finds_it_where_it_is() -> None:
    """The control: the same search over what aiohttp itself says."""
    with pytest.raises(ValueError) as caught:
        try:
            raise RuntimeError(f"https://api.telegram.org/bot{TOKEN}/getMe")
        except RuntimeError:
            raise ValueError("nothing to see") from None
    assert SECRET in everything_in(caught.value)
