"""The command line: arcanon serve, arcanon migrate, arcanon trust-clock."""

import argparse
import asyncio
import sys
from contextlib import nullcontext

from arcanon import demo as community
from arcanon import settings
from arcanon.db import migrations
from arcanon.db.database import open_database
from arcanon.realtime.bus import open_bus
from arcanon.server import clock_check, serving
from arcanon.server.output import finish, say
from arcanon.server.process_lock import only_process, raise_open_file_limit
from arcanon.settings import Settings, SettingsError
from arcanon.text.translation import gettext as _


def main() -> None:
    """Runs one command. A wrong setting ends it with one line and exit status 1."""
    parser = argparse.ArgumentParser(prog="arcanon", description=_("A place to write and talk without a name."))
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help=_("serve the site"))
    serve.add_argument("--migrate", action="store_true", help=_("bring the database up to date first"))
    serve.add_argument("--demo", action="store_true", help=_("fill an empty database with a small community first"))
    commands.add_parser("migrate", help=_("bring the database up to date"))
    commands.add_parser(
        "trust-clock", help=_("believe the clock after it has jumped, so that old things are destroyed")
    )
    arguments = parser.parse_args()
    try:
        current = settings.use(settings.read())
        if arguments.command == "migrate":
            _migrate(current)
        elif arguments.command == "trust-clock":
            asyncio.run(_trust_clock(current))
        else:
            _serve(current, migrate=arguments.migrate, demo=arguments.demo)
    except SettingsError as error:
        sys.exit(f"arcanon: {error}")
    finally:
        finish()


def _migrate(current: Settings) -> None:
    for name in asyncio.run(migrations.migrate(current)):
        say(_("applied migration %(name)s", name=name))


def _serve(current: Settings, *, migrate: bool, demo: bool) -> None:
    """Takes the address and the lock first: a second server must not touch what the first one uses."""
    listener = serving.bind(current)
    with nullcontext() if current.redis_url else only_process(current):
        if migrate:
            _migrate(current)
        asyncio.run(_prepare(current, demo=demo))
    raise_open_file_limit()
    serving.serve(current, listener)


async def _trust_clock(current: Settings) -> None:
    async with open_database(current):
        await clock_check.trust()
    say(_("The clock is believed from now on."))


async def _prepare(current: Settings, *, demo: bool) -> None:
    """Opens everything the application needs once, so that what is missing is one line here and not a trace later."""
    async with open_database(current), open_bus(current):
        if demo and await community.fill():
            say(_("filled the empty database with a demo community"))
