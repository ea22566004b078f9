"""The form for an invitation."""

from arcanon.invitations.models import MAX_LINE_LENGTH
from arcanon.text.translation import N_
from arcanon.text.translation import gettext as _
from arcanon.web.forms import KEY, Field, KeyedForm


class InvitationForm(KeyedForm):
    fields = {
        "line": Field(
            N_("A first line"),
            max_length=MAX_LINE_LENGTH,
            hint=N_("Optional. It becomes the first message of the chat if they accept."),
            rows=1,
            is_typed=True,
        ),
        "key": KEY,
    }
    routes = ("invitations:post", "invitations:comment")
    button = N_("Invite")

    def report_open_invitation(self) -> None:
        """Refuses a second invitation in the same thread."""
        self.errors["line"] = _("You have an open invitation in this thread already. You can withdraw it first.")
