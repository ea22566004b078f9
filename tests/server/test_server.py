"""arcanon as it is run: its start, its stop, what it logs, and how it bears bad peers and broken neighbours."""

import asyncio
import re
import resource
import signal
import socket
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, closing
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.support.cast import Browser, match, new_key, soup
from tests.support.services import Arcanon, Postgres, Redis, answers, free_port, start, started, until
from tests.support.sockets import shows_signals

WHO = "127.0.0.77"


@pytest.fixture(scope="module")
def server() -> Iterator[Arcanon]:
    with started(Arcanon()) as service:
        yield service


def person(server: Arcanon, address: str = "127.0.0.1") -> Browser:
    return Browser(httpx.AsyncHTTPTransport(local_address=address), server.url.replace("localhost", "127.0.0.1"))


def live(server: Arcanon, somebody: Browser, path: str, address: str = "127.0.0.1", **options: object) -> connect:
    origin = f"http://127.0.0.1:{server.port}"
    headers = {"Cookie": f"arcanon-session={somebody.cookies['arcanon-session']}", "User-Agent": "canary-agent"}
    return connect(
        f"ws://127.0.0.1:{server.port}{path}",
        origin=origin,
        additional_headers=headers,
        user_agent_header=None,
        local_addr=(address, 0),
        **options,
    )


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"port": "x"}, "ARCANON_PORT"),
        ({"secret": "short"}, "ARCANON_SECRET"),
        ({"public_url": "http://[bad"}, "ARCANON_PUBLIC_URL"),
        ({"host": "a..b"}, "cannot be listened on"),
        ({"host": "192.0.2.1"}, "cannot be listened on"),
        ({"redis_url": "redis://127.0.0.1:1/0"}, "Redis does not answer"),
        ({"redis_url": "redis://127.0.0.1:1/0?colour=red"}, "an option in the address is unknown ('colour')"),
        ({"database_url": "postgres://nobody@127.0.0.1:1/nothing"}, "does not answer"),
        ({"database_url": "postgres://nobody@127.0.0.1:abc/nothing"}, "ARCANON_DATABASE_URL"),
        ({"database_url": "sqlite:////no/such/folder/x.sqlite3"}, "cannot write to the folder"),
        ({"database_url": "sqlite://{folder}/words.txt"}, "it is no SQLite database"),
        ({"database_url": "sqlite://{folder}/folder"}, "it cannot be opened"),
    ],
)
@pytest.mark.parametrize("command", ["serve --migrate", "migrate"])
def test_what_is_wrong_is_one_line(tmp_path: Path, command: str, environment: dict[str, str], says: str) -> None:
    if command == "migrate" and environment.keys() & {"host", "redis_url"}:
        command = "serve --migrate --demo"  # migrating needs neither an address nor Redis
    (tmp_path / "folder").mkdir()
    (tmp_path / "words.txt").write_text("These are words, and no database.")
    given = {name: value.replace("{folder}", str(tmp_path)) for name, value in environment.items()}
    ended = start(*command.split(), data_dir=str(tmp_path), **{"port": str(free_port()), **given})
    assert ended.returncode == 1
    lines = ended.stderr.strip().splitlines()
    assert len(lines) == 1, ended.stderr
    assert lines[0].startswith("arcanon: ")
    assert says in lines[0]


def test_an_address_that_is_taken_is_said_in_one_line(server: Arcanon, tmp_path: object) -> None:
    ended = start("serve", "--migrate", port=str(server.port), data_dir=str(tmp_path))
    assert ended.returncode == 1
    assert "cannot be listened on (Address already in use)" in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1


def test_a_second_process_in_memory_is_refused(server: Arcanon) -> None:
    ended = start("serve", port=str(free_port()), data_dir=server.environment["ARCANON_DATA_DIR"])
    assert ended.returncode == 1
    assert "set ARCANON_REDIS_URL to run several" in ended.stderr


def test_it_may_have_as_many_sockets_as_the_system_allows() -> None:
    few, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, most))
    try:
        with started(Arcanon()) as service:
            limits = Path(f"/proc/{service.process.pid}/limits").read_text()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (few, most))
    assert re.search(rf"^Max open files +{most} ", limits, re.M), limits


def test_another_secret_is_noticed(tmp_path: object) -> None:
    service = Arcanon().start()
    try:
        service.stop()
        ended = start("serve", data_dir=service.environment["ARCANON_DATA_DIR"], secret="x" * 40, port=str(free_port()))
        assert ended.returncode == 1
        assert "made with another secret" in ended.stderr
    finally:
        service.throw_away()


async def test_it_begins_again_within_two_seconds() -> None:
    service = Arcanon()
    try:
        await asyncio.to_thread(service.start)
        await asyncio.to_thread(service.stop)
        await asyncio.to_thread(service.start)
        assert "arcanon is at http://localhost" in service.log.read_text()
    finally:
        service.throw_away()


async def heard(talk: ClientConnection) -> str:
    """The next frame, but for those that only show how the other is."""
    while shows_signals(frame := str(await talk.recv())):
        pass
    return frame


async def test_nothing_of_who_was_here_is_written_anywhere() -> None:
    """The story from 127.0.0.77 with canaries in the agent, the referrer, cookies, queries and bodies; errors too."""
    service = await asyncio.to_thread(Arcanon().start)
    try:
        canaries = ["canary-agent", "canary-referrer", "canary-cookie", "canary-query", "canary-form", WHO]
        async with person(service, WHO) as alice, person(service, WHO) as bob:
            for one in (alice, bob):
                one.headers.update({"User-Agent": "canary-agent", "Referer": "http://canary-referrer/"})
                await one.join()
                one.cookies["extra"] = "canary-cookie"
            post = await alice.write("Readable")
            await bob.comment(post)
            chat = await match(alice, bob)
            async with live(service, alice, f"/chats/{chat}/live?after=0&x=canary-query", WHO) as talk:
                await bob.say(chat, "Hello")
                assert "Hello" in await heard(talk)
            await alice.get("/?canary-query=canary-query")
            await alice.act("/posts", {"title": "", "nothing": "canary-form"})
            await alice.get("/nowhere/canary-query")
            await alice.act("/match", {"languages": "en", "role": "canary-form"})
            await alice.post(
                "/posts", content=b"canary-form", headers={"Content-Type": "multipart/form-data; boundary=canary-form"}
            )
            await alice.post(
                "/posts", content=b"--x\r\ncanary-form\x01", headers={"Content-Type": "multipart/form-data; boundary=x"}
            )
            await alice.act("/posts", {"title": "t", "body": "b"}, headers={"Sec-Fetch-Site": "cross-site"})
            with pytest.raises(InvalidStatus):
                await connect(
                    f"ws://127.0.0.1:{service.port}/live?canary-query",
                    origin="http://evil.example",
                    local_addr=(WHO, 0),
                )
            # A row that the database refuses, quoted in its exception: a 500 with somebody's words in it.
            database = service.folder / "data" / "arcanon.sqlite3"
            await asyncio.to_thread(set_trap, database)
            response = await alice.act(f"/posts/{post}/comments", {"body": "canary-form", "key": "k"})
            assert response.status_code == 500
        raw(service.port, b"GET / HTTP/1.1\r\nHost: canary-query\r\nBad Header\r\n\r\n", WHO)
        raw(service.port, b"\x00canary-form\r\n\r\n", WHO)
        await asyncio.to_thread(service.stop)
        log = service.log.read_text()
        assert "IntegrityError at" in log, "the error itself is logged, by its place"
        written = b"".join(path.read_bytes() for path in service.folder.rglob("*") if path.is_file())
        assert b"Readable" in written, "the positive control"
        assert b"Hello" not in written, "what is said in a chat is nowhere to be read"
        for canary in canaries:
            found = [
                path for path in service.folder.rglob("*") if path.is_file() and canary.encode() in path.read_bytes()
            ]
            # The trigger holds its own word.
            assert not [path for path in found if not (canary == "canary-form" and "sqlite3" in path.name)], (
                canary,
                found,
                log,
            )
    finally:
        service.throw_away()


def set_trap(database: Path) -> None:
    with closing(sqlite3.connect(database, timeout=9)) as connection:
        connection.execute("CREATE TRIGGER t BEFORE INSERT ON comments BEGIN SELECT RAISE(ABORT, 'canary-form'); END")


async def until_closed(talk: ClientConnection) -> None:
    try:
        while True:
            await talk.recv()
    except ConnectionClosed:
        pass


def raw(port: int, content: bytes, address: str = "127.0.0.1") -> bytes:
    with closing(socket.create_connection(("127.0.0.1", port), 5, source_address=(address, 0))) as peer:
        peer.sendall(content)
        try:
            return peer.recv(65536)
        except OSError:
            return b""


async def test_a_request_that_arrives_too_slowly_is_ended(server: Arcanon) -> None:
    """Slow heads, silence, slow bodies, and blank lines after a whole request: none is alive after 13 seconds."""
    whole = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    beginnings = {
        "silence": b"",
        "half a head": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
        "half a body": b"POST /login HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: none\r\nContent-Length: 500\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\nwords=",
        "after a whole one": whole,
    }
    peers = []
    for name, content in beginnings.items():
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(content)
        peers.append((name, reader, writer))

    async def dribble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, name: str) -> bool:
        gone = asyncio.create_task(until_gone(reader))
        for _ in range(15):
            try:
                writer.write(b"\r\n" if name == "after a whole one" else b"" if name == "silence" else b"a")
                await writer.drain()
            except ConnectionError:
                return True
            done, _ = await asyncio.wait([gone], timeout=1)
            if done:
                return True
        gone.cancel()
        return False

    async def until_gone(reader: asyncio.StreamReader) -> None:
        try:
            while await reader.read(4096):
                pass
        except ConnectionError:
            pass

    ended = await asyncio.gather(*(dribble(reader, writer, name) for name, reader, writer in peers))
    assert dict(zip(beginnings, ended, strict=True)) == dict.fromkeys(beginnings, True)
    for _, _, writer in peers:
        writer.close()


async def test_a_slow_line_may_take_its_time(server: Arcanon) -> None:
    """Twelve seconds for 24 kB: longer than a silence may last."""
    body = b"words=" + b"a" * 24_000
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    head = "POST /login HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: none\r\nConnection: close\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\n"
    writer.write(f"{head}{kind}Content-Length: {len(body)}\r\n\r\n".encode())
    for at in range(0, len(body), 2_000):
        writer.write(body[at : at + 2_000])
        await writer.drain()
        await asyncio.sleep(1)
    assert b" 422 " in (await reader.readline())
    writer.close()


async def test_asking_for_the_head_of_a_stream_ends(server: Arcanon, pair: tuple[Browser, Browser, str]) -> None:
    alice, _, chat = pair
    for _ in range(2):  # by the same connection
        response = await asyncio.wait_for(alice.head(f"/chats/{chat}/stream"), 5)
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/html")
    assert (await alice.get("/")).status_code == 200


async def test_odd_wishes_for_static_files_are_met(server: Arcanon) -> None:
    async with person(server) as somebody:
        script = "/static/x/vendor/htmx.min.js"
        plain = (await somebody.get(script, headers={"Accept-Encoding": ""})).text
        assert (await somebody.get(script, headers={"Range": "bytes=0-9"})).status_code == 206
        for header in ('"etag"', 'W/"etag"', "Wed, 21 Oct 2015 07:28:00 GMT", "nonsense"):
            for address in (script, "/static/x/css/app.css"):
                response = await somebody.get(address, headers={"Range": "bytes=0-9", "If-Range": header})
                assert response.status_code == 200
                assert len(response.content) > 10
        for wish, coding in (
            ("gzip", "gzip"),
            ("gzip;q=0", None),
            ("br, gzip ; q=0.5", "gzip"),
            ("identity, gzip;q=0.000", None),
            ("x-gzip", None),
            ("", None),
            ("gzip;q=a", None),
            ("gzip, deflate, br, zstd", "zstd"),
            ("zstd;q=0, gzip", "gzip"),
            ("zstd", "zstd"),
        ):
            response = await somebody.get("/rules", headers={"Accept-Encoding": wish})
            assert response.headers.get("content-encoding") == coding, wish
            static = await somebody.get(script, headers={"Accept-Encoding": wish})
            assert static.headers.get("content-encoding") == coding, wish
            assert static.text == plain
            assert "Accept-Encoding" in response.headers["vary"]
            assert "</html>" in response.text


async def test_a_feed_that_has_not_changed_is_not_sent_again(server: Arcanon) -> None:
    async with person(server) as reader, person(server, "127.0.4.1") as alice:
        await alice.join()
        first = await reader.get("/feed.atom")
        tag = first.headers["etag"]
        for known in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
            again = await reader.get("/feed.atom", headers={"If-None-Match": known})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        await alice.write("New")
        assert (await reader.get("/feed.atom", headers={"If-None-Match": tag})).status_code == 200


async def test_a_broken_handshake_is_ended(server: Arcanon) -> None:
    """One with a body: `websockets` refuses it, and uvicorn would not answer."""
    for more in ("Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", ""):
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        head = f"GET /live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n{more}\r\n"
        writer.write(head.encode())
        assert b"101" not in await asyncio.wait_for(reader.read(), 5)
        writer.close()


def test_a_long_address_is_said_to_be_one(server: Arcanon) -> None:
    answer = raw(server.port, b"GET /search?q=" + b"a" * 30_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 414 ")
    assert b"That address is too long" in answer


def test_a_head_is_bounded(server: Arcanon) -> None:
    answer = raw(server.port, b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-Long: " + b"a" * 15_000 + b"\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200")
    for size in (17_000, 50_000, 1_000_000):
        answer = raw(server.port, b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: a=" + b"a" * size + b"\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 431 "), size
        assert b"Delete the cookies of this site" in answer
    with closing(socket.create_connection(("127.0.0.1", server.port), 5)) as peer:
        sent = 0
        try:
            while sent < 6_000_000:
                peer.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " * (sent == 0) + b"a" * 30_000)
                sent += 30_000
                time.sleep(0.01)
        except OSError:
            pass
    assert sent < 6_000_000


async def test_a_long_body_gets_its_answer(server: Arcanon) -> None:
    async with person(server) as somebody:
        response = await somebody.act("/login", {"words": "x" * 200_000})
        assert response.status_code == 413
        assert "too long to send" in response.text
        refused = await somebody.act("/login", {"words": "x" * 60_000}, headers={"Sec-Fetch-Site": "cross-site"})
        assert refused.status_code == 403


@pytest.fixture
async def pair(server: Arcanon) -> AsyncIterator[tuple[Browser, Browser, str]]:
    """Alice, Bob and their chat on a real server."""
    global _places
    async with AsyncExitStack() as stack:
        people = []
        for _ in range(2):
            _places += 1
            people.append(await (await stack.enter_async_context(person(server, f"127.0.3.{_places}"))).join())
        yield people[0], people[1], await match(*people)


_places = 0


async def test_a_big_frame_is_refused_and_no_compression_is_agreed(
    server: Arcanon, pair: tuple[Browser, Browser, str]
) -> None:
    alice, _, chat = pair
    async with live(server, alice, f"/chats/{chat}/live?after=0") as talk:
        assert not talk.protocol.extensions
        await talk.send("x" * 5000)
        await until_closed(talk)
        assert talk.close_code == 1009


async def test_signing_out_closes_within_a_second_and_nothing_follows(
    server: Arcanon, pair: tuple[Browser, Browser, str]
) -> None:
    alice, bob, chat = pair
    async with live(server, alice, f"/chats/{chat}/live?after=0") as talk:
        await bob.say(chat, "Hello")
        assert "Hello" in await heard(talk)
        await alice.act("/logout")
        async with asyncio.timeout(1):
            assert "You are signed out" in await heard(talk)
            with pytest.raises(ConnectionClosed):
                await talk.recv()
        assert talk.close_code == 1008


async def test_a_stalled_reader_is_disconnected_and_slows_nobody(
    server: Arcanon, pair: tuple[Browser, Browser, str]
) -> None:
    alice, _, chat = pair
    stalled = await stall(server, alice, chat)
    with closing(stalled):
        await let_go_while_bob_talks(server, pair, stalled)


async def let_go_while_bob_talks(server: Arcanon, pair: tuple[Browser, Browser, str], stalled: socket.socket) -> None:
    alice, bob, chat = pair
    async with live(server, bob, f"/chats/{chat}/live?after=0") as talk:
        said = 0
        deadline = time.monotonic() + 30
        while not is_gone(stalled):
            assert time.monotonic() < deadline, "the stalled reader was never let go"
            response = await (bob if said % 2 else alice).say(chat, "w" * 2000, new_key())
            if response.status_code == 429:
                await asyncio.sleep(0.2)
                continue
            said += 1
            assert f'id="m-{said}"' in await asyncio.wait_for(heard(talk), 2)
    assert said


async def stall(server: Arcanon, somebody: Browser, chat: str) -> socket.socket:
    """A websocket that is opened with a tiny receive buffer and never read."""
    peer = socket.socket()
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    peer.connect(("127.0.0.1", server.port))
    peer.sendall(
        f"GET /chats/{chat}/live?after=0 HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        f"Origin: http://127.0.0.1:{server.port}\r\n"
        f"Cookie: arcanon-session={somebody.cookies['arcanon-session']}\r\n\r\n".encode()
    )
    return peer


def is_gone(peer: socket.socket) -> bool:
    """Whether the server has reset the connection; asked without reading what waits."""
    error = peer.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if error:
        return True
    try:
        peer.send(b"")
        inode = f"{peer.getsockname()[1]:04X}"
    except OSError:
        return True
    with open("/proc/net/tcp") as table:
        states = [
            line.split()[3]
            for line in table
            if re.search(rf" 0100007F:{inode} ", line) and line.split()[1].endswith(inode)
        ]
    return not states or states[0] != "01"


async def test_it_stops_in_time_with_stalled_readers_and_open_sockets() -> None:
    """On SIGTERM: 1012 to sockets, an answer to what is under way, and gone."""
    service = await asyncio.to_thread(Arcanon().start)
    try:
        async with person(service, "127.0.4.1") as alice, person(service, "127.0.4.2") as bob:
            await alice.join()
            await bob.join()
            chat = await match(alice, bob)
            for number in range(40):
                await bob.say(chat, f"{number} " + "w" * 1900)
            stalled = [await stall(service, bob, chat) for _ in range(5)]
            async with AsyncExitStack() as stack:
                sockets: list[ClientConnection] = [
                    await stack.enter_async_context(live(service, alice, f"/chats/{chat}/live?after=40"))
                    for _ in range(5)
                ]
                saying = [asyncio.create_task(alice.say(chat, f"Under way {n}")) for n in range(10)]
                await asyncio.wait(saying, return_when=asyncio.FIRST_COMPLETED)
                started = time.monotonic()
                service.kill(signal.SIGTERM)
                status = await asyncio.to_thread(service.process.wait, 15)
                assert time.monotonic() - started < 10
                assert status in (0, -signal.SIGTERM, 143)
                for one in sockets:
                    await until_closed(one)
                    assert one.close_code == 1012
                acknowledged = [
                    task
                    for task in (await asyncio.wait(saying))[0]
                    if not task.exception() and task.result().status_code == 303
                ]
            for one in stalled:
                one.close()
        assert "Traceback" not in service.log.read_text()
        await asyncio.to_thread(service.start)
        async with person(service) as alice_again:
            alice_again.cookies = alice.cookies
            page = await alice_again.page(f"/chats/{chat}")
            kept = [one.text for one in page.select(".message__text") if one.text.startswith("Under way")]
            assert len(kept) >= len(acknowledged) > 0
    finally:
        service.throw_away()


async def test_killed_at_any_moment_what_was_acknowledged_is_there() -> None:
    service = await asyncio.to_thread(Arcanon().start)
    try:
        async with person(service, "127.0.5.1") as alice, person(service, "127.0.5.2") as bob:
            await alice.join()
            await bob.join()
            chat = await match(alice, bob)
            acknowledged: list[str] = []
            for turn in range(4):

                async def talk(somebody: Browser, name: str, turn: int = turn) -> None:
                    for number in range(40):
                        body = f"{name} {turn} {number}"
                        try:
                            response = await somebody.say(chat, body)
                        except httpx.TransportError:
                            return
                        if response.status_code == 303:
                            acknowledged.append(body)

                talking = [asyncio.create_task(talk(one, name)) for one, name in ((alice, "a"), (bob, "b"))]
                await asyncio.sleep(0.05 + turn * 0.03)
                service.kill(signal.SIGKILL)
                await asyncio.wait(talking)
                await asyncio.to_thread(service.process.wait)
                await asyncio.to_thread(service.start)
            said = []
            address = f"/chats/{chat}/messages?after=0"
            while address:
                page = await alice.page(address)
                said += [
                    (int(one["data-number"]), one.select_one(".message__text").text) for one in page.select(".message")
                ]
                more = page.find("a", string="More")
                address = more["href"] if more else ""
            assert [number for number, _ in said] == list(range(1, len(said) + 1))
            words = [word for _, word in said]
            assert len(set(words)) == len(words)
            assert set(acknowledged) <= set(words)
            assert acknowledged
    finally:
        service.throw_away()


@pytest.fixture(params=["sqlite", "postgres"])
def processes(request: pytest.FixtureRequest, tmp_path: object) -> Iterator[tuple[Arcanon, Arcanon, Redis]]:
    """Two processes on one database, with a Redis that the test may kill."""
    redis = Redis().start()
    shared = {"redis_url": redis.url, "secret": "a secret of two processes, long enough"}
    shared["keys_dir"] = f"{tmp_path}/keys"
    if request.param == "postgres":
        postgres: Postgres = request.getfixturevalue("postgres")
        name = f"processes_{tmp_path.name.replace('-', '_')}".lower()
        postgres.sql(f"CREATE DATABASE {name} TEMPLATE template")
        postgres.sql("DELETE FROM secret_check", name)
        shared["database_url"] = postgres.url(name)
    else:
        shared["database_url"] = f"sqlite://{tmp_path}/shared.sqlite3"
    one, other = Arcanon(**shared), Arcanon(**shared)
    try:
        one.start()
        other.start()
        yield one, other, redis
    finally:
        one.throw_away()
        other.throw_away()
        redis.throw_away()


async def test_forty_press_at_once_in_two_processes(processes: tuple[Arcanon, Arcanon, Redis]) -> None:
    one, other, _ = processes
    async with AsyncExitStack() as stack:
        crowd = []
        for number in range(40):
            somebody = await stack.enter_async_context(person(one if number % 2 else other, f"127.0.6.{number + 1}"))
            crowd.append(await somebody.join())
        answers = await asyncio.gather(
            *(somebody.act("/match", {"languages": "en", "role": "either"}) for somebody in crowd)
        )
        assert {answer.status_code for answer in answers} == {303}
        chats: dict[str, int] = {}
        for somebody in crowd:
            (link,) = (await somebody.page("/chats")).select("#chats a")
            chats[link["href"]] = chats.get(link["href"], 0) + 1
        assert sorted(chats.values()) == [2] * 20


async def test_a_chat_across_processes_survives_a_dead_redis(
    processes: tuple[Arcanon, Arcanon, Redis],
) -> None:
    one, other, redis = processes
    async with person(one, "127.0.7.1") as alice, person(other, "127.0.7.2") as bob:
        await alice.join()
        await bob.join()
        chat = await match(alice, bob)
        async with (
            live(one, alice, f"/chats/{chat}/live?after=0") as hers,
            live(other, bob, f"/chats/{chat}/live?after=0") as his,
        ):
            seen: dict[ClientConnection, list[int]] = {hers: [], his: []}

            async def sees(talk: ClientConnection, number: int, within: float) -> None:
                async with asyncio.timeout(within):
                    while not seen[talk] or seen[talk][-1] < number:
                        seen[talk] += [int(found) for found in re.findall(r'id="m-(\d+)"', await talk.recv())]

            await bob.say(chat, "Through the other one")
            await sees(hers, 1, 2)
            await sees(his, 1, 2)

            await asyncio.to_thread(redis.stop, signal.SIGKILL)
            assert (await bob.say(chat, "While Redis is away")).status_code == 303
            await sees(his, 2, 3)
            assert (await alice.say(chat, "So say I")).status_code == 303
            await asyncio.to_thread(redis.start)
            await sees(hers, 3, 3)
            await sees(his, 3, 3)
            for number in range(4, 24):
                assert (await (alice if number % 2 else bob).say(chat, f"Number {number}")).status_code == 303
            await sees(hers, 23, 5)
            await sees(his, 23, 5)
            assert seen[hers] == seen[his] == list(range(1, 24))
            # Signing out in one process closes a socket in the other.
            async with person(other, "127.0.7.3") as elsewhere:
                await elsewhere.act("/login", {"words": alice.words})
                await elsewhere.act("/logout/everywhere")
            async with asyncio.timeout(5):
                await until_closed(hers)
            assert hers.close_code == 1008
    for service in (one, other):
        until(
            lambda service=service: httpx.get(f"http://127.0.0.1:{service.port}/readyz").status_code == 200,
            "both to be ready",
            6,
        )


async def test_a_proxy_is_believed_only_when_it_is_trusted() -> None:
    service = await asyncio.to_thread(Arcanon(trusted_proxies="127.0.0.1").start)
    try:
        async with person(service) as near, person(service, "127.0.8.1") as far:
            for somebody, expected in ((near, {200}), (far, {200, 429})):
                statuses = set()
                for number in range(70):
                    response = await somebody.act("/join", headers={"X-Forwarded-For": f"10.0.0.{number}"})
                    statuses.add(response.status_code)
                    somebody.cookies.clear()
                assert statuses == expected
    finally:
        service.throw_away()


async def test_words_outlive_a_postgres_that_is_away() -> None:
    postgres = await asyncio.to_thread(Postgres().start)
    service = None
    try:
        await asyncio.to_thread(postgres.sql, "CREATE DATABASE arcanon")
        service = await asyncio.to_thread(Arcanon(database_url=postgres.url("arcanon")).start)
        async with person(service) as alice:
            await alice.join()
            await asyncio.to_thread(postgres.stop)
            response = await alice.act("/posts", {"title": "Kept", "body": "Kept words", "key": "k"})
            page = soup(response, 503)
            assert page.select_one("[name=body]").text.strip() == "Kept words"
            assert page.select_one("main button").text == "Try again"
            part = soup(await alice.act("/posts", {"title": "t", "body": "b"}, partial=True), 503)
            assert part.select_one("hx-partial")["hx-target"] == "#alert"
            ready = await alice.get("/readyz")
            assert (ready.status_code, ready.text) == (503, "database: does not answer\n")
            assert (await alice.get("/healthz")).status_code == 200
            await asyncio.to_thread(postgres.start)
            async with asyncio.timeout(10):
                while (await alice.submit(page.select_one("main form"))).status_code != 303:
                    await asyncio.sleep(0.1)
            assert (await alice.get("/readyz")).status_code == 200
        assert "Traceback" not in service.log.read_text()
    finally:
        if service:
            service.throw_away()
        postgres.throw_away()


async def test_readiness_tells_what_is_not_well(processes: tuple[Arcanon, Arcanon, Redis]) -> None:
    one, _, redis = processes
    await asyncio.to_thread(redis.stop, signal.SIGKILL)
    address = f"http://127.0.0.1:{one.port}"
    await asyncio.to_thread(until, lambda: httpx.get(f"{address}/readyz").status_code == 503, "readiness to notice", 20)
    assert "bus: does not receive its own heartbeat" in httpx.get(f"{address}/readyz").text
    assert httpx.get(f"{address}/healthz").text == "ok\n"
    await asyncio.to_thread(redis.start)
    await asyncio.to_thread(
        until, lambda: httpx.get(f"{address}/readyz").status_code == 200, "readiness to come back", 20
    )


def test_services_are_gone_when_they_are_thrown_away() -> None:
    for service in (Redis(), Arcanon()):
        service.start()
        assert answers(service.port)
        service.throw_away()
        assert service.process.poll() is not None
        assert not answers(service.port)
        assert not service.folder.exists()


async def test_a_silent_connection_is_closed_within_forty_five_seconds(
    server: Arcanon, pair: tuple[Browser, Browser, str]
) -> None:
    """Half open: the other end is gone without a word, and answers no ping."""
    alice, _, chat = pair
    silent = await stall(server, alice, chat)
    with closing(silent):
        async with asyncio.timeout(45):
            while not is_gone(silent):
                await asyncio.sleep(0.5)


async def test_a_restart_ends_the_live_page_with_a_link() -> None:
    service = await asyncio.to_thread(Arcanon().start)
    try:
        async with person(service) as alice, person(service) as bob:
            for one in (alice, bob):
                await one.join()
            chat = await match(alice, bob)
            async with alice.stream("GET", f"/chats/{chat}/stream") as response:
                assert "content-encoding" not in response.headers
                assert "frame-ancestors 'self'" in response.headers["content-security-policy"]
                assert response.headers["x-frame-options"] == "SAMEORIGIN"
                parts = response.aiter_text()
                assert "Messages as they arrive" in await anext(parts)
                await bob.say(chat, "While it is open")
                assert "While it is open" in await asyncio.wait_for(anext(parts), 1)
                began = time.monotonic()
                stopping = asyncio.create_task(asyncio.to_thread(service.stop))
                rest = "".join([part async for part in parts])
                assert "The site is restarting." in rest
                assert f'href="/chats/{chat}?live=stream"' in rest
                assert rest.rstrip().endswith("</html>")
                await stopping
                assert time.monotonic() - began < 5
    finally:
        service.throw_away()


@pytest.mark.parametrize("how", ["logout/everywhere", "chats/{chat}/end", "chats/{chat}/block", "chats/{chat}/delete"])
async def test_what_ends_in_one_process_ends_in_the_other_within_five_seconds(
    processes: tuple[Arcanon, Arcanon, Redis], how: str
) -> None:
    one, other, _ = processes
    address = f"127.0.8.{len(how)}"
    async with person(one, address) as alice, person(other, "127.0.8.200") as bob, person(other, address) as elsewhere:
        await alice.join()
        await bob.join()
        await elsewhere.act("/login", {"words": alice.words})
        chat = await match(alice, bob)
        async with live(one, alice, f"/chats/{chat}/live?after=0") as talk:
            await talk.recv()
            await elsewhere.act("/" + how.format(chat=chat))
            async with asyncio.timeout(5):
                await until_closed(talk)
            assert talk.close_code in (1000, 1008), "codes the browser does not come back from"
            assert (await bob.say(chat, "After")).status_code in (303, 422)
