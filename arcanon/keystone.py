"""The one stone that shows whether the secret is the one this database was built with.

With another secret no passphrase opens anything any more, and nobody would be told why.
"""

from tortoise import fields
from tortoise.models import Model

from arcanon import crypto
from arcanon.database import lock, unit
from arcanon.settings import Settings, SettingsError


class Keystone(Model):
    id = fields.SmallIntField(primary_key=True)
    mark = fields.CharField(max_length=64)

    class Meta:
        table = "keystone"


async def check(settings: Settings) -> None:
    """Lays the stone in a new database. Raises `SettingsError` when it was laid with another secret."""
    mark = crypto.mac(crypto.derive(settings.secret, "keystone"), "arcanon")
    stone = await Keystone.first() or await _lay(mark)
    if stone.mark != mark:
        raise SettingsError(
            "ARCANON_SECRET: this is not the secret the database was made with, and without that one nobody can sign "
            "in. Set it again, or put back the file `secret` of the data directory."
        )


@unit
async def _lay(mark: str) -> Keystone:
    await lock("keystone")
    return await Keystone.first() or await Keystone.create(id=1, mark=mark)
