"""Real services for the tests: PostgreSQL, Redis and arcanon itself, on free ports, with data that is thrown away.

Each is stopped by its process id, and each says whether it has stopped.
"""

import asyncio
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import asyncpg
import httpx

ROOT = Path(__file__).parents[2]
STARTS_WITHIN = 30.0  # seconds


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(condition: Callable[[], bool], what: str | Callable[[], str], within: float = STARTS_WITHIN) -> None:
    """Waits for a condition of another process; fails with what it was."""
    deadline = time.monotonic() + within
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {within} s for {what if isinstance(what, str) else what()}")
        time.sleep(0.02)


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


class Service:
    """A process of ours on a port, with a folder of its own."""

    def __init__(self, prefix: str) -> None:
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix=f"arcanon-{prefix}-"))
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Service":
        raise NotImplementedError

    def kill(self, number: int) -> None:
        assert self.process
        os.kill(self.process.pid, number)

    def stop(self, how: int = signal.SIGTERM, within: float = 20.0) -> int:
        """Ends the process. Returns its exit status."""
        assert self.process
        self.kill(how)
        try:
            return self.process.wait(within)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"{type(self).__name__} did not stop within {within} s") from None

    def throw_away(self) -> None:
        if self.process and self.process.poll() is None:
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        assert not answers(self.port), f"{type(self).__name__} still answers on {self.port}"


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs `python -m arcanon` until it ends by itself."""
    given = {f"ARCANON_{name.upper()}": value for name, value in environment.items()}
    command = [sys.executable, "-m", "arcanon", *arguments]
    return subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, timeout=30, check=False)


Started = TypeVar("Started", bound=Service)


@contextmanager
def started(service: Started) -> Iterator[Started]:
    """Starts a service for as long as it is needed, and sees that it is gone afterwards."""
    try:
        service.start()
        yield service
    finally:
        service.throw_away()


class Postgres(Service):
    """A PostgreSQL cluster. It does not run as root, so then it is another user's."""

    def __init__(self) -> None:
        super().__init__("postgres")
        self.bin = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None, key=str)
        assert self.bin, "PostgreSQL is missing: bin/setup test installs it"
        self.user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        if os.getuid() == 0:
            shutil.chown(self.folder, self.user, self.user)
        self._run("initdb", "-D", self.folder / "data", "-U", "arcanon", "-A", "trust", "-E", "UTF8", "--no-sync")

    def _command(self, program: str, *arguments: object) -> list[str]:
        command = [str(self.bin / program), *map(str, arguments)]
        return (
            ["setpriv", "--reuid", self.user, "--regid", self.user, "--clear-groups", *command]
            if os.getuid() == 0
            else command
        )

    def _run(self, program: str, *arguments: object) -> None:
        done = subprocess.run(self._command(program, *arguments), capture_output=True, cwd="/", check=False)
        assert done.returncode == 0, done.stderr.decode()

    def start(self) -> "Postgres":
        options = ["-c", "fsync=off", "-c", "max_connections=200", "-c", "listen_addresses=127.0.0.1"]
        self.process = subprocess.Popen(
            self._command("postgres", "-D", self.folder / "data", "-p", self.port, "-k", self.folder, *options),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
        )
        until(self._is_ready, "PostgreSQL to start")
        return self

    def _is_ready(self) -> bool:
        check = self._command("pg_isready", "-h", "127.0.0.1", "-p", self.port, "-q")
        return subprocess.run(check, cwd="/", check=False).returncode == 0

    def stop(self, how: int = signal.SIGINT, within: float = 20.0) -> int:
        # SIGINT is PostgreSQL's fast shutdown: it does not wait for clients.
        return super().stop(how, within)

    def throw_away(self) -> None:
        if self.process and self.process.poll() is None:
            self.stop(signal.SIGQUIT)  # at once: there is nothing to keep
        super().throw_away()

    def url(self, database: str) -> str:
        return f"postgres://arcanon@127.0.0.1:{self.port}/{database}"

    def sql(self, statement: str, database: str = "postgres") -> None:
        async def run() -> None:
            connection = await asyncpg.connect(self.url(database))
            try:
                await connection.execute(statement)
            finally:
                await connection.close()

        asyncio.run(run())


class Redis(Service):
    def __init__(self) -> None:
        super().__init__("redis")

    def start(self) -> "Redis":
        self.process = subprocess.Popen(
            [
                "redis-server",
                "--port",
                str(self.port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--dir",
                str(self.folder),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until(lambda: answers(self.port), "Redis to start")
        return self

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"


class Arcanon(Service):
    """arcanon itself, as `bin/serve` runs it. Its output goes to `log`."""

    flags: tuple[str, ...] = ("-X", "dev")
    options: tuple[str, ...] = ()

    def __init__(self, **environment: str) -> None:
        super().__init__("server")
        self.log = self.folder / "log"
        self.said = "nothing"
        self.command = [sys.executable, *self.flags, "-m", "arcanon", "serve", "--migrate", *self.options]
        self.cwd = ROOT
        self.environment = {
            "PATH": os.environ["PATH"],
            "ARCANON_PORT": str(self.port),
            "ARCANON_DATA_DIR": str(self.folder / "data"),
            **{f"ARCANON_{name.upper()}": value for name, value in environment.items()},
        }

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def runs(self, *arguments: str) -> str:
        """Runs a command of the host beside the server. Returns what it says."""
        command = [sys.executable, "-m", "arcanon", *arguments]
        return subprocess.run(
            command, cwd=self.cwd, env=self.environment, check=True, capture_output=True, text=True, timeout=60
        ).stdout

    def start(self) -> "Arcanon":
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.cwd,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        until(self._is_ready, lambda: f"arcanon to start; it said: {self.said}\n{self.log.read_text()}")
        return self

    def _is_ready(self) -> bool:
        assert self.process
        assert self.process.poll() is None, self.log.read_text()
        try:
            answer = httpx.get(f"http://127.0.0.1:{self.port}/readyz")
        except httpx.TransportError as error:
            self.said = repr(error)
            return False
        self.said = answer.text
        return answer.status_code == 200


class Community(Arcanon):
    """arcanon with the small community that `bin/serve --demo` fills it with."""

    options = ("--demo",)
