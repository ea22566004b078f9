"""The forms of a report: about a comment, a post, or what was said in a chat."""

from typing import Self

from starlette.datastructures import FormData

from arcanon import settings
from arcanon.text.translation import N_
from arcanon.text.translation import gettext as _
from arcanon.web.forms import Field, Form

MAX_DETAILS_LENGTH = 1_000  # characters
LAW = "law"

RULE = Field(N_("What is wrong with it?"), max_length=20, required=N_("Choose what is wrong with it."))
DETAILS = Field(
    N_("What should the moderators know?"),
    max_length=MAX_DETAILS_LENGTH,
    max_lines=40,
    hint=N_("Optional. Up to %(most)s characters. Only the moderators read it."),
    rows=3,
    is_typed=True,
)


class ReportForm(Form):
    """Why a comment is reported."""

    fields = {"rule": RULE, "details": DETAILS}
    routes = ("reports:comment",)
    button = N_("Send the report")

    def check(self, data: FormData) -> None:
        if self.values["rule"] and self.values["rule"] not in settings.current().reasons:
            self.errors["rule"] = _("Choose what is wrong with it.")
        if self.values["rule"] == LAW and not self.values["details"]:
            self.errors["details"] = _("Write which law you mean, and why.")


class PostReportForm(ReportForm):
    """Why a post is reported, and whether it is to be hidden from one's lists."""

    fields = {**ReportForm.fields, "hides": Field(N_("Hide this post from my lists at once"), max_length=3)}
    routes = ("reports:post",)


class ChatReportForm(ReportForm):
    """Why somebody in a chat is reported, and with which messages."""

    lists = ("message",)
    routes = ("reports:chat",)
    numbers: frozenset[int] = frozenset()  # of the messages that are ticked

    @classmethod
    def from_data(cls, data: FormData) -> Self:
        form = super().from_data(data)
        ticked = map(str, data.getlist("message"))
        form.numbers = frozenset(int(value) for value in ticked if value.isdecimal() and len(value) < 10)
        return form

    def require_messages(self, known: set[int]) -> None:
        """Leaves out what is none of these messages, and refuses a report that shows none."""
        self.numbers &= known
        if not self.numbers:
            self.errors["message"] = _("Tick at least one message that the moderators should see.")
