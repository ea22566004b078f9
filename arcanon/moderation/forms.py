"""The forms of moderation."""

from starlette.datastructures import FormData

from arcanon import settings
from arcanon.moderation.deciding import Ruling
from arcanon.text.translation import N_
from arcanon.text.translation import gettext as _
from arcanon.web.forms import Field, Form

MAX_WORDS_LENGTH = 600  # characters
MAX_PASSPHRASE_LENGTH = 200


class RulingForm(Form):
    """What a moderator decides."""

    fields = {
        "text": Field(N_("The text"), max_length=8, required=N_("Choose what happens to the text.")),
        "person": Field(N_("The writer"), max_length=8),
        "rule": Field(N_("The rule it breaks"), max_length=20),
        "note": Field(
            N_("Words for the writer"),
            max_length=MAX_WORDS_LENGTH,
            max_lines=20,
            hint=N_("The writer reads them, and nobody else. Say what was wrong, and what would be right."),
            rows=3,
            is_typed=True,
        ),
        "urgent": Field(N_("Harm is near: let it begin at once"), max_length=3),
    }
    routes = ("moderation:case",)
    button = N_("Decide")

    def check(self, data: FormData) -> None:
        values = self.values
        has_effect = values["text"] == "hide" or bool(values["person"])
        if values["text"] not in ("", "leave", "hide"):
            self.errors["text"] = _("Choose what happens to the text.")
        if values["person"] not in PEOPLE:
            self.errors["person"] = _("Choose what happens to the writer.")
        if has_effect and values["rule"] not in settings.current().reasons:
            self.errors["rule"] = _("Choose the rule that it breaks.")
        if has_effect and not values["note"]:
            self.errors["note"] = _("Write a few words: whoever is told that they broke a rule must learn how.")

    def report_unknown_writer(self) -> None:
        self.errors["person"] = _("Nobody can tell any more who wrote this, so nothing can happen to them.")

    @property
    def ruling(self) -> Ruling:
        sanction, _separator, days = self.values["person"].partition("-")
        return Ruling(
            hides=self.values["text"] == "hide",
            sanction=sanction,
            rule=self.values["rule"] if self.values["text"] == "hide" or sanction else "",
            words=self.values["note"],
            days=int(days or 0),
            is_urgent=self.values["urgent"] == "yes",
        )


# What can happen to a writer, by what the form sends.
PEOPLE = {
    "": N_("Nothing"),
    "warn": N_("Warn them"),
    "pause-1": N_("Pause them for a day"),
    "pause-7": N_("Pause them for a week"),
    "pause-30": N_("Pause them for thirty days"),
    "ban": N_("Ban them for good"),
}


class CallSignForm(Form):
    """How somebody who begins to moderate is called by their colleagues."""

    fields = {
        "call_sign": Field(
            N_("Your call sign"),
            max_length=40,
            required=N_("Choose a call sign."),
            hint=N_("Other moderators see it, and nobody else. Choose one that you use nowhere else here."),
        )
    }
    routes = ("moderation:accept",)

    def report_taken(self) -> None:
        self.errors["call_sign"] = _("Another moderator has this call sign. Choose another one.")


class WordsForm(Form):
    """The seven words, asked for again before moderating."""

    fields = {
        "words": Field(
            N_("Your seven words"),
            max_length=MAX_PASSPHRASE_LENGTH,
            required=N_("Type your seven words."),
            is_secret=True,
        )
    }
    routes = ("moderation:confirm",)

    def report_wrong_words(self) -> None:
        self.errors["words"] = _("These are not your seven words. Look at them again.")


class AppealForm(Form):
    fields = {
        "reason": Field(
            N_("Why was the decision wrong?"),
            max_length=1_000,
            max_lines=40,
            required=N_("Write why you think that the decision was wrong."),
            hint=N_("Up to %(most)s characters. A moderator who did not decide reads it, if there is one."),
            rows=5,
            is_typed=True,
        )
    }
    routes = ("moderation:appeal",)
    button = N_("Appeal")

    def report_too_late(self) -> None:
        self.errors["reason"] = _("This was not sent: one can appeal once, and only against what still stands.")
