"""Why a transaction is rolled back, other than that the database fails."""


class GoneError(Exception):
    """The row that was to be changed has been deleted meanwhile. Rolls back the transaction it is raised in."""


class KeyUsedError(Exception):
    """This one-time key has already sent other words. Rolls back the transaction it is raised in."""


class ChangedError(Exception):
    """What was to be edited has been changed meanwhile; `version` is what it is now. Rolls back the transaction."""

    def __init__(self, version: str) -> None:
        super().__init__(version)
        self.version = version


class QuotaError(Exception):
    """A quota is reached. The message names it and says what to do."""
