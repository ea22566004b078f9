"""python -m arcanon: serve, migrate."""

import argparse
import asyncio
import sys
from contextlib import nullcontext

from arcanon import database, migrations, server, settings
from arcanon import demo as community
from arcanon.live import open_bus
from arcanon.process import admit_many, only_process
from arcanon.settings import Settings, SettingsError


def main() -> None:
    """Runs one command. A wrong setting is one line and exit status 1."""
    parser = argparse.ArgumentParser(prog="python -m arcanon", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="serve the site")
    serve.add_argument("--migrate", action="store_true", help="bring the database up to date first")
    serve.add_argument("--demo", action="store_true", help="fill an empty database with a small community first")
    commands.add_parser("migrate", help="bring the database up to date")
    arguments = parser.parse_args()
    try:
        here = settings.use(settings.read())
        if arguments.command == "migrate":
            _migrate(here)
        else:
            _serve(here, migrate=arguments.migrate, demo=arguments.demo)
    except SettingsError as error:
        sys.exit(f"arcanon: {error}")


def _migrate(here: Settings) -> None:
    for name in asyncio.run(migrations.migrate(here)):
        print(f"applied migration {name}", flush=True)


def _serve(here: Settings, *, migrate: bool, demo: bool) -> None:
    """Takes the address and the place first: a second server must not touch what a first one uses."""
    listener = server.bind(here)
    with nullcontext() if here.redis_url else only_process(here):
        if migrate:
            _migrate(here)
        asyncio.run(_prepare(here, demo=demo))
    admit_many()
    server.serve(here, listener)


async def _prepare(here: Settings, *, demo: bool) -> None:
    """Looks at everything the application needs, so that what is missing is said in one line and not in a trace."""
    async with database.open_database(here), open_bus(here):
        if demo and await community.fill():
            print("filled the empty database with a demo community", flush=True)
