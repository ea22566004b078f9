"""Somebody who looks at a page: here a visitor, and in `models.py` a viewer who has signed in."""

from arcanon.people.vault import NotificationQuery, Vault


class Visitor:
    """Somebody without an account, who can read and owns nothing."""

    is_signed_in = False
    session_id = ""
    session_channel = ""

    def tag(self, scope: str) -> str:
        return ""  # no row has an empty tag

    @property
    def tags(self) -> list[str]:
        """The person's tags in the scopes where notifications may come from."""
        return []

    @property
    def liked(self) -> frozenset[str]:
        """The ids of what the person likes."""
        return frozenset()

    @property
    def blocked_subjects(self) -> frozenset[str]:
        """The ids of the texts for which the person has blocked their writers."""
        return frozenset()

    @property
    def notification_query(self) -> NotificationQuery:
        vault = self.vault
        return NotificationQuery(
            tags=self.tags,
            read_until=vault.notifications_read_until,
            read=vault.notifications_read,
            accepts_invitations=vault.accepts_invitations,
        )

    @property
    def vault(self) -> Vault:
        """The person's vault, as it was when the request began."""
        return Vault()

    async def is_current(self) -> bool:
        """Whether the session has not been ended since, here or from another browser."""
        return True
