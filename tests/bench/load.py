"""How much arcanon serves, by real HTTP and real sockets. By hand, never in the suite; it takes under five minutes.

    python -m tests.bench.load [--postgres] [--processes 2] [--posts 1000000]

Fills a database with posts, 200 people and 100 chats, starts the server as `bin/serve` does, pinned to one processor,
and asks it from the other one; beside it a bare Starlette that answers with the bytes of our feed. Prints one table:
each number is the median of three turns.
"""

import argparse
import asyncio
import gzip
import itertools
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import uvloop

from arcanon import crypto, settings
from arcanon.chats.models import Chat, Membership, chat_scope
from arcanon.comments.models import Comment
from arcanon.db.transactions import transaction
from arcanon.people import passphrase
from arcanon.people.models import Person, Viewer
from arcanon.posts.models import Post, PostContent
from arcanon.settings import Settings
from tests.bench import forum
from tests.bench.client import PARTIAL, Answer, Connection, Socket
from tests.support.services import ROOT, Arcanon, Postgres, Redis, Service, answers, started, until
from tests.support.site import SECRET, migrate, running

PEOPLE = 200
CHATS = 100
PAIRS = 50
CONNECTIONS = 16
IDLE_SOCKETS = 5_000
THREAD_COMMENTS = 15
LIKE_EVERY = 50  # requests
SECONDS = 2.0  # of one turn
TURNS = 3


@dataclass
class Community:
    tokens: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)  # ids, the newest last
    thread: str = ""  # a post with `THREAD_COMMENTS` comments
    chats: list[tuple[str, int, int]] = field(default_factory=list)  # an id, and the places of two people


class Server(Arcanon):
    """arcanon on a processor of its own."""

    flags = ()

    def __init__(self, processor: int, folder: Path, **environment: str) -> None:
        super().__init__(data_dir=str(folder), **environment)
        self.processor = processor
        self.command = [sys.executable, "-m", "tests.bench.server"]

    def start(self) -> "Server":
        begun = time.perf_counter()
        super().start()
        self.started_within = time.perf_counter() - begun
        assert self.process
        os.sched_setaffinity(self.process.pid, {self.processor})
        for thread in Path(f"/proc/{self.process.pid}/task").iterdir():
            os.sched_setaffinity(int(thread.name), {self.processor})
        return self

    @property
    def memory(self) -> int:
        """Returns the resident memory, in bytes."""
        assert self.process
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * resource.getpagesize()


class Bare(Service):
    """Starlette alone, with the bytes of our feed."""

    def __init__(self, processor: int, content: bytes) -> None:
        super().__init__("bare")
        self.processor = processor
        (self.folder / "page").write_bytes(content)

    def start(self) -> "Bare":
        command = ["taskset", "-c", str(self.processor), sys.executable, "-m", "tests.bench.bare"]
        self.process = subprocess.Popen([*command, str(self.port), str(self.folder / "page")], cwd=ROOT)
        until(lambda: answers(self.port), "Starlette to start")
        return self


# Filling the database


@transaction
async def open_chat(people: list[Viewer], one: int, other: int) -> str:
    chat_id = crypto.new_id(16)
    seats = [(people[place].tag(chat_scope(chat_id)), people[place].person_id, "Hello") for place in (one, other)]
    await Chat.open_between(chat_id, *seats)
    for place in (one, other):
        await people[place].change_vault(lambda vault: vault.keep_chat(chat_id))
    return chat_id


async def fill(site: Settings, posts: int) -> Community:
    """Writes what the jobs need."""
    community, texts = Community(), forum.texts()
    async with running(site):
        people = [await Person.join(passphrase.make()) for _ in range(PEOPLE)]
        community.tokens = [person.token for person in people]
        if posts > 1_000:
            await forum.fill(site, posts - 1_000, people[0])
        topics = list(site.topics)
        for number in range(1_000):
            content = PostContent(f"Title {number}", texts[number % len(texts)][:550], topics[number % len(topics)])
            post = await Post.publish(people[number % PEOPLE], content, crypto.new_id())
            count = THREAD_COMMENTS if number == 990 else number % 7
            for own in range(count):
                writer = people[(number + own) % PEOPLE]
                await Comment.create_under(post, writer, texts[(number + own) % len(texts)][:300], crypto.new_id())
            community.posts.append(post.id)
            if number == 990:
                community.thread = post.id
        for pair in range(CHATS):
            one, other = 2 * pair % PEOPLE, (2 * pair + 1) % PEOPLE
            chat = await open_chat(people, one, other)
            for number in range(20):
                speaker = people[(one, other)[number % 2]]
                membership = await Membership.find(speaker, chat)
                assert membership
                await membership.say(speaker, "A few words that say how the day was.", f"k{number}")
            community.chats.append((chat, one, other))
    return community


# The jobs


class Load:
    """What is measured on some servers."""

    def __init__(self, ports: list[int], community: Community) -> None:
        self.ports = ports
        self.community = community
        self.keys = (f"bench{number}" for number in itertools.count())

    async def rate(self, request: Callable[[Connection, int], Awaitable[Answer]]) -> float:
        """Returns how many requests were answered in a second, asked by `CONNECTIONS` at a time."""
        numbers, count = itertools.count(), 0
        connections = [await Connection.open(self.ports[place % len(self.ports)]) for place in range(CONNECTIONS)]
        deadline = time.perf_counter() + SECONDS

        async def ask(connection: Connection) -> None:
            nonlocal count
            while time.perf_counter() < deadline:
                answer = await request(connection, next(numbers))
                assert answer.status in (200, 303), (answer.status, answer.body[:400])
                count += 1

        begun = time.perf_counter()
        await asyncio.gather(*map(ask, connections))
        taken = time.perf_counter() - begun
        for connection in connections:
            connection.close()
        return count / taken

    def token(self, number: int) -> str:
        return self.community.tokens[number % PEOPLE]

    async def like(self, connection: Connection, number: int) -> Answer:
        """A like, and the next time around taken back."""
        place, is_back = number % PEOPLE, number // PEOPLE % 2
        post = self.community.posts[-1 - place % 20]
        fields = {"liked": "no" if is_back else "yes"}
        return await connection.post(f"/posts/{post}/like", fields, self.token(place), PARTIAL)

    def reading(self, *paths: Callable[[int], str]) -> Callable[[Connection, int], Awaitable[Answer]]:
        """Reads these pages in turn, every 50th time with a like."""

        async def read(connection: Connection, number: int) -> Answer:
            if number % LIKE_EVERY == LIKE_EVERY - 1:
                return await self.like(connection, number // LIKE_EVERY * 7)
            path = paths[number // PEOPLE % len(paths)](number)
            return await connection.get(path, self.token(number))

        return read

    def feed(self, number: int) -> str:
        return "/"

    def thread(self, number: int) -> str:
        return f"/posts/{self.community.thread}"

    def chat(self, number: int) -> str:
        place = number % PEOPLE // 2
        return f"/chats/{self.community.chats[place][0]}"

    def page(self, path: str, token: str = "") -> Callable[[Connection, int], Awaitable[Answer]]:
        return lambda connection, number: connection.get(path, token)

    async def publish(self, connection: Connection, number: int) -> Answer:
        fields = {"title": "", "body": forum_text(number), "topic": "else", "warning": "", "key": next(self.keys)}
        return await connection.post("/posts", fields, self.token(number))

    async def comment(self, connection: Connection, number: int) -> Answer:
        post = self.community.posts[number % 500]
        fields = {"body": forum_text(number)[:300], "key": next(self.keys), "reply_to": ""}
        return await connection.post(f"/posts/{post}/comments", fields, self.token(number), PARTIAL)

    async def talk(self, pairs: int, *, seconds: float = SECONDS) -> list[float]:
        """Each pair says something in turn, and waits until the other has seen it. Returns how long each took."""
        times: list[float] = []
        begins, deadline = asyncio.Barrier(pairs), 0.0

        async def pair(chat: str, one: int, other: int, place: int) -> None:
            ports = self.ports[place % len(self.ports)], self.ports[(place + 1) % len(self.ports)]
            address = f"/chats/{chat}/live"
            sockets = [
                await Socket.open(port, address, self.token(who)) for port, who in zip(ports, (one, other), strict=True)
            ]
            connections = [await Connection.open(port) for port in ports]
            for socket in sockets:
                socket.say("here")
            await asyncio.sleep(0.5)
            nonlocal deadline
            await begins.wait()
            deadline = deadline or time.perf_counter() + seconds
            for turn in itertools.count():
                if time.perf_counter() > deadline:
                    break
                sender, text = turn % 2, f"words {next(self.keys)} end"
                fields = {"body": text, "key": next(self.keys), "seen": "0"}
                begun = time.perf_counter()
                seen = asyncio.ensure_future(sockets[1 - sender].until(text.encode()))
                said = await connections[sender].post(
                    f"/chats/{chat}/messages", fields, self.token((one, other)[sender]), PARTIAL
                )
                assert said.status == 200, said.body
                await asyncio.wait_for(seen, 20)
                times.append(time.perf_counter() - begun)
            for closing in (*sockets, *connections):
                closing.close()

        await asyncio.gather(*(pair(*chat, place) for place, chat in enumerate(self.community.chats[:pairs])))
        return times


def forum_text(number: int) -> str:
    return TEXTS[number % len(TEXTS)][:550]


TEXTS = forum.texts()


def per_second(number: float) -> str:
    return f"{number:,.0f}/s"


class Table:
    def __init__(self, bare: float) -> None:
        self.bare = bare

    def row(self, job: str, value: str, share: float | None = None) -> None:
        print(f"| {job} | {value} | {f'{share / self.bare:.1%}' if share else ''} |", flush=True)


async def median(measure: Callable[[], Awaitable[float]], turns: int = TURNS) -> float:
    return statistics.median([await measure() for _ in range(turns)])


async def run(servers: list[Server], community: Community, only: str) -> None:
    load = Load([server.port for server in servers], community)
    server, token = servers[0], community.tokens[0]
    connection = await Connection.open(server.port)
    memory = server.memory
    feed = await connection.get("/", token)
    packed = await connection.get("/", token, "Accept-Encoding: gzip\r\n")
    with started(Bare(server.processor, feed.body)) as bare:
        table = Table(await median(lambda: Load([bare.port], community).rate(load.page("/"))))
    print("| Job | arcanon | of bare Starlette |\n|---|---|---|")
    table.row("bare Starlette with the bytes of the feed", per_second(table.bare))
    rates: dict[str, Callable[[Connection, int], Awaitable[Answer]]] = {
        "feed, thread and chat page, 200 people in turn, 2 % likes": load.reading(load.feed, load.thread, load.chat),
        "feed, 200 people in turn, 2 % likes": load.reading(load.feed),
        "feed of one person": load.page("/", token),
        "feed as a visitor": load.page("/"),
        "feed as a visitor, gzip": lambda one, number: one.get("/", "", "Accept-Encoding: gzip\r\n"),
        "thread of 15 comments": load.page(load.thread(0), token),
        "thread as a visitor": load.page(load.thread(0)),
        "page of a chat": load.page(load.chat(0), token),
        "a page of fixed words, visitor": load.page("/rules"),
        "a page of fixed words, signed in": load.page("/rules", token),
        "like and take back": load.like,
        "publish a post": load.publish,
        "comment on a post": load.comment,
    }
    for job, request in rates.items():
        if only in job:
            found = await median(lambda request=request: load.rate(request))
            table.row(job, per_second(found), found)
    if only in "chat":
        talks = [await load.talk(PAIRS) for _ in range(TURNS)]
        rate = statistics.median(len(times) / SECONDS for times in talks)
        late = statistics.median(sorted(times)[int(len(times) * 0.99)] for times in talks)
        table.row("chat, 50 pairs: stored, and seen by the other", f"{rate:,.0f}/s, p99 {late * 1e3:.0f} ms")
        idle = statistics.median(await load.talk(1))
        table.row("one message on an idle server, sent to seen", f"{idle * 1e3:.2f} ms")
    if only in "sockets":
        before, sockets = server.memory, []
        for number in range(IDLE_SOCKETS):
            path = f"/posts/{community.thread}/live?after=0" if number % 2 else "/live"
            sockets.append(await Socket.open(server.port, path, load.token(number)))
        await asyncio.sleep(2)
        each = (server.memory - before) / IDLE_SOCKETS / 1024
        table.row(f"{IDLE_SOCKETS:,} idle sockets, each", f"{each:.1f} KiB")
        for socket in sockets:
            socket.close()
    table.row("start to first answer", f"{server.started_within:.2f} s")
    table.row("resident memory after the start", f"{memory / 1024**2:.0f} MiB")
    table.row("feed of 20 posts", f"{len(feed.body) / 1000:.1f} kB, {len(packed.body) / 1000:.1f} kB compressed")
    assert gzip.decompress(packed.body) == feed.body or b"gzip" in packed.header(b"content-encoding")
    connection.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--posts", type=int, default=1_000)
    parser.add_argument("--only", default="", help="a part of a job's name")
    arguments = parser.parse_args()
    processors = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {processors[-1]})
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="arcanon-load-")))
        (folder / "secret").write_bytes(SECRET)
        (folder / "secret").chmod(0o600)
        environment = {}
        if arguments.postgres:
            environment["database_url"] = stack.enter_context(started(Postgres())).url("postgres")
        if arguments.postgres or arguments.processes > 1:
            environment["redis_url"] = stack.enter_context(started(Redis())).url
        database = environment.get("database_url", f"sqlite://{folder}/arcanon.sqlite3")
        site = Settings(data_dir=folder, secret=SECRET, public_url="http://localhost", database_url=database)
        migrate(site)
        community = asyncio.run(fill(site, arguments.posts))
        settings.forget()
        servers = [
            stack.enter_context(started(Server(processors[place % (len(processors) - 1)], folder, **environment)))
            for place in range(arguments.processes)
        ]
        uvloop.run(run(servers, community, arguments.only))


if __name__ == "__main__":
    main()
