"""The command line: arcanon serve, migrate, trust-clock, moderator, moderation."""

import argparse
import asyncio
import sys
from contextlib import nullcontext

from arcanon import demo as community
from arcanon import settings
from arcanon.db import migrations
from arcanon.db.database import open_database
from arcanon.moderation.models import Decision, Moderator, ModeratorInvitation
from arcanon.realtime.bus import open_bus
from arcanon.server import clock_check, serving
from arcanon.server.output import finish, say
from arcanon.server.process_lock import only_process, raise_open_file_limit
from arcanon.settings import Settings, SettingsError
from arcanon.settings.help_lines import FILE, SHIPPED
from arcanon.text import clock
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
    moderator = commands.add_parser("moderator", help=_("let somebody moderate, or no more"))
    moderator.add_argument("action", choices=("invite", "list", "revoke"))
    moderator.add_argument("call_sign", nargs="?", default="", help=_("of the moderator to revoke"))
    verify = commands.add_parser("moderation", help=_("check that no decision of the log was changed"))
    verify.add_argument("action", choices=("verify",))
    arguments = parser.parse_args()
    try:
        current = settings.use(settings.read())
        if arguments.command == "migrate":
            _migrate(current)
        elif arguments.command == "moderator":
            asyncio.run(_moderator(current, arguments.action, arguments.call_sign))
        elif arguments.command == "moderation":
            asyncio.run(_verify(current))
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
    if current.help_lines is SHIPPED:
        say(
            _(
                "The help lines are those that arcanon brings along. Yours: %(path)s.",
                path=current.data_dir / FILE,
            )
        )
    raise_open_file_limit()
    serving.serve(current, listener)


async def _trust_clock(current: Settings) -> None:
    async with open_database(current):
        await clock_check.trust()
    say(_("The clock is believed from now on."))


async def _moderator(current: Settings, action: str, call_sign: str) -> None:
    """Invites a moderator, lists them, or revokes one. Raises `SettingsError` if there is none of that call sign."""
    async with open_database(current):
        if action == "invite":
            say(_("Open this address within a day, signed in. It works once:"))
            say(f"{current.public_url}/moderation/join/{await ModeratorInvitation.make()}")
        elif action == "list":
            moderators = await Moderator.all().order_by("call_sign")
            for one in moderators:
                say(_("%(name)s, since %(day)s", name=one.call_sign, day=clock.day(one.since)))
            if not moderators:
                say(_("There are no moderators yet. Invite one: arcanon moderator invite"))
        elif not await Moderator.revoke(call_sign):
            raise SettingsError(_("there is no moderator called %(name)s. See: arcanon moderator list", name=call_sign))
        else:
            say(_("%(name)s moderates no more.", name=call_sign))


async def _verify(current: Settings) -> None:
    async with open_database(current):
        wrong = await Decision.first_wrong()
    if wrong is not None:
        raise SettingsError(_("decision %(number)s was changed, or one before it is missing.", number=wrong))
    say(_("No decision was changed."))


async def _prepare(current: Settings, *, demo: bool) -> None:
    """Opens everything the application needs once, so that what is missing is one line here and not a trace later."""
    async with open_database(current), open_bus(current):
        if demo and await community.fill():
            say(_("filled the empty database with a demo community"))
