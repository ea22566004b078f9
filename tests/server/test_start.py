"""What stands in the way of a start is said in one line; a start never hangs and never says nothing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.support.services import ROOT, Arcanon, Postgres, Redis, free_port, start, started

pytestmark = pytest.mark.slow


def says_in_one_line(ended: subprocess.CompletedProcess[str]) -> str:
    assert ended.returncode == 1, ended.stderr
    (line,) = ended.stderr.strip().splitlines()
    assert line.startswith("arcanon: ")
    return line


@pytest.mark.parametrize("command", ["migrate", "serve --migrate"])
def test_a_full_disk_is_said(tmp_path: Path, command: str) -> None:
    """A limit of the size of files stands in for the disk: SQLite meets it in the middle of its work."""
    code = (
        "import resource, runpy, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)); runpy.run_module('arcanon', run_name='__main__')"
    )
    given = {"ARCANON_DATA_DIR": str(tmp_path), "ARCANON_PORT": str(free_port())}
    ended = subprocess.run(
        [sys.executable, "-c", code, *command.split()],
        cwd=ROOT,
        env=given,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert "disk is full" in says_in_one_line(ended)


def test_nobody_has_to_read_what_it_prints(tmp_path: Path) -> None:
    environment = {"ARCANON_DATA_DIR": str(tmp_path)}
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "arcanon", "migrate"],
            cwd=ROOT,
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=30,
            check=False,
        )
    assert (ended.returncode, ended.stderr) == (0, b"")
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [sys.executable, "-m", "arcanon", "migrate"],
        cwd=ROOT,
        env={"ARCANON_DATA_DIR": str(tmp_path / "other")},
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=30,
        check=False,
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")


class WithoutOutput(Arcanon):
    """Its output goes to a full disk."""

    def start(self) -> "WithoutOutput":
        self.log = Path("/dev/full")
        super().start()
        return self


def test_it_serves_even_if_its_output_is_lost() -> None:
    with started(WithoutOutput()) as server:
        assert httpx.get(f"http://127.0.0.1:{server.port}/").status_code == 200


class Latin(Arcanon):
    """Python complains where a file is read in the encoding of the locale."""

    flags = ("-X", "dev", "-X", "warn_default_encoding", "-W", "error::EncodingWarning:arcanon")

    def __init__(self) -> None:
        super().__init__()
        self.environment |= {
            "LC_ALL": "C",
            "PYTHONCOERCECLOCALE": "0",
            "PYTHONUTF8": "0",
            "PYTHONIOENCODING": "latin-1",
        }


def test_the_encoding_of_the_locale_does_not_matter() -> None:
    with started(Latin()) as server:
        address = f"http://127.0.0.1:{server.port}"
        page = httpx.get(f"{address}/")
        assert page.status_code == 200
        style = page.text.partition('rel="stylesheet" href="')[2].partition('"')[0]
        assert httpx.get(f"{address}{style}").text.startswith(httpx.get(f"{address}{style}").content.decode()[:500])
        assert "EncodingWarning" not in "".join(
            line for line in server.log.read_text().splitlines() if "/arcanon/" in line
        )


def test_a_service_called_arcanon_in_kubernetes_is_no_setting(tmp_path: Path) -> None:
    """Kubernetes puts its address into every container beside it."""
    ended = start(
        "migrate",
        data_dir=str(tmp_path),
        port="tcp://10.0.0.1:8000",
        service_host="10.0.0.1",
        service_port="8000",
        service_port_http="8000",
        port_8000_tcp="tcp://10.0.0.1:8000",
        port_8000_tcp_addr="10.0.0.1",
    )
    assert ended.returncode == 0, ended.stderr


@pytest.fixture(scope="module")
def databases(postgres: Postgres) -> Iterator[Postgres]:
    postgres.sql("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'")
    postgres.sql("CREATE DATABASE closed")
    postgres.sql("CREATE ROLE guest LOGIN PASSWORD 'x'")
    postgres.sql("CREATE ROLE outsider NOLOGIN")
    yield postgres
    for name in ("latin", "closed"):
        postgres.sql(f"DROP DATABASE {name} WITH (FORCE)")
    postgres.sql("DROP ROLE guest")
    postgres.sql("DROP ROLE outsider")


@pytest.mark.parametrize(
    ("user", "database", "says"),
    [
        ("arcanon", "latin", "keeps text in LATIN1"),
        ("guest", "closed", "GRANT CREATE ON SCHEMA public TO guest"),
        ("outsider", "closed", "does not let outsider in"),
        ("arcanon", "missing", "CREATE DATABASE missing OWNER arcanon"),
    ],
)
def test_what_postgres_refuses_is_named(
    databases: Postgres, tmp_path: Path, user: str, database: str, says: str
) -> None:
    url = databases.url(database).replace("arcanon@", f"{user}@")
    ended = start("migrate", data_dir=str(tmp_path), database_url=url)
    assert says in says_in_one_line(ended)


@pytest.mark.parametrize(
    ("rights", "says"),
    [
        ("+@all ~* resetchannels &other", "&arcanon"),
        ("+@all -eval ~* &*", "does not allow this user what arcanon needs"),
        ("+@all ~other &*", "does not allow this user what arcanon needs"),
    ],
)
def test_what_redis_forbids_is_named(redis: Redis, tmp_path: Path, rights: str, says: str) -> None:
    command = ["redis-cli", "-p", str(redis.port), "ACL", "SETUSER", "guest", "on", ">pw", "reset", "on", ">pw"]
    subprocess.run([*command, *rights.split()], check=True, capture_output=True)
    address = redis.url.replace("redis://", "redis://guest:pw@")
    ended = start("serve", "--migrate", data_dir=str(tmp_path), port=str(free_port()), redis_url=address)
    assert says in says_in_one_line(ended)


def test_a_wrong_password_for_redis_is_named(redis: Redis, tmp_path: Path) -> None:
    address = redis.url.replace("redis://", "redis://nobody:pw@")
    ended = start("serve", "--migrate", data_dir=str(tmp_path), port=str(free_port()), redis_url=address)
    assert "does not accept the user name or password" in says_in_one_line(ended)


def test_the_host_can_say_that_the_clock_is_right(tmp_path: Path) -> None:
    assert start("migrate", data_dir=str(tmp_path)).returncode == 0
    ended = start("trust-clock", data_dir=str(tmp_path))
    assert ended.returncode == 0, ended.stderr
    assert "The clock is believed" in ended.stdout
