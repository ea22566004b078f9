"""Whether the server's secret is the one that the database was made with.

With another secret no passphrase opens anything, and nobody would be told why.
"""

from tortoise import fields
from tortoise.models import Model

from arcanon import crypto
from arcanon.db.transactions import lock, transaction
from arcanon.settings import Settings, SettingsError
from arcanon.text.translation import gettext as _


class SecretCheck(Model):
    """One row: a fingerprint of the secret."""

    id = fields.SmallIntField(primary_key=True)
    fingerprint = fields.CharField(max_length=64)

    class Meta:
        table = "secret_check"


async def check(settings: Settings) -> None:
    """Notes the secret's fingerprint in a new database. Raises `SettingsError` if the database has another one."""
    fingerprint = crypto.mac(crypto.derive(settings.secret, "secret check"), "arcanon")
    row = await SecretCheck.first() or await _note(fingerprint)
    if row.fingerprint != fingerprint:
        raise SettingsError(
            _(
                "ARCANON_SECRET: the database was made with another secret, and without that one nobody can sign in. "
                "Set it again, or put back the file `secret` of the data directory."
            )
        )


@transaction
async def _note(fingerprint: str) -> SecretCheck:
    await lock("secret check")
    return await SecretCheck.first() or await SecretCheck.create(id=1, fingerprint=fingerprint)
