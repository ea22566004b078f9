"""Joining, signing in, and settings."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from random import SystemRandom
from typing import Self

from starlette.datastructures import FormData

from arcanon import crypto, settings
from arcanon.crypto import BrokenSealError
from arcanon.people import passphrase
from arcanon.people.vault import Vault
from arcanon.text.translation import N_, ngettext
from arcanon.text.translation import gettext as _
from arcanon.web.forms import Field, Form

OFFER_SECONDS = 3600
MAX_HIDDEN_PHRASES = 20

# One sentence for each place, since many languages cannot build them from parts.
LABELS = (
    N_("The first word"),
    N_("The second word"),
    N_("The third word"),
    N_("The fourth word"),
    N_("The fifth word"),
    N_("The sixth word"),
    N_("The seventh word"),
)
MISSING = (
    N_("Type the first word."),
    N_("Type the second word."),
    N_("Type the third word."),
    N_("Type the fourth word."),
    N_("Type the fifth word."),
    N_("Type the sixth word."),
    N_("Type the seventh word."),
)
WRONG = (
    N_("That is not the first word. Look at your seven words again."),
    N_("That is not the second word. Look at your seven words again."),
    N_("That is not the third word. Look at your seven words again."),
    N_("That is not the fourth word. Look at your seven words again."),
    N_("That is not the fifth word. Look at your seven words again."),
    N_("That is not the sixth word. Look at your seven words again."),
    N_("That is not the seventh word. Look at your seven words again."),
)


@dataclass(frozen=True)
class Offer:
    """A passphrase that has been shown but belongs to nobody yet, and the places of the two words to be typed back.

    The page keeps it, sealed. Nothing is stored until the two words are typed.
    """

    words: tuple[str, ...]
    places: tuple[int, int]  # counted from 1

    @classmethod
    def make(cls) -> Self:
        first, second = sorted(SystemRandom().sample(range(1, passphrase.WORD_COUNT + 1), 2))
        return cls(tuple(passphrase.make().split()), (first, second))

    @property
    def passphrase(self) -> str:
        return " ".join(self.words)

    def seal(self) -> str:
        content = f"{int(time.time())} {self.places[0]} {self.places[1]} {self.passphrase}"
        return crypto.seal_text(_derive_key(), content, "offer")

    @classmethod
    def unseal(cls, sealed: str) -> Self | None:
        """Returns the offer that a page kept, or None if it is not ours or has expired."""
        try:
            made_at, first, second, *words = crypto.unseal_text(_derive_key(), sealed, "offer").split()
        except BrokenSealError:
            return None
        if time.time() - int(made_at) > OFFER_SECONDS:
            return None
        return cls(tuple(words), (int(first), int(second)))


def _derive_key() -> bytes:
    return crypto.derive(settings.current().secret, "offer")


class ProofForm(Form):
    """Two of the seven words, typed back."""

    fields = {
        "first": Field(N_("First word"), max_length=40, required=N_("Type the first of the two words.")),
        "second": Field(N_("Second word"), max_length=40, required=N_("Type the second of the two words.")),
    }
    routes = ("people:confirm",)
    offer: Offer

    @classmethod
    def for_offer(cls, offer: Offer, data: FormData | None = None) -> Self:
        """Returns an empty form; or with data, one that was checked against the offer."""
        form = cls() if data is None else cls.from_data(data)
        form.offer = offer
        if data is not None:
            for name, place in zip(cls.fields, offer.places, strict=True):
                typed = passphrase.normalise(form.values[name])
                if name in form.errors:
                    form.errors[name] = _(MISSING[place - 1])
                elif typed != offer.words[place - 1]:
                    form.errors[name] = _(WRONG[place - 1])
        return form

    @property
    def labels(self) -> list[str]:
        return [_(LABELS[place - 1]) for place in self.offer.places]


class SignInForm(Form):
    fields = {
        "words": Field(
            N_("Your seven words"),
            max_length=300,
            required=N_("Type your seven words."),
            hint=N_("Put spaces between them. Capital letters don't matter."),
            is_secret=True,
        )
    }
    routes = ("people:sign_in",)

    def check(self, data: FormData) -> None:
        count = len(passphrase.normalise(self.values["words"]).split())
        if not self.errors and count != passphrase.WORD_COUNT:
            self.errors["words"] = ngettext(
                "You typed %(num)s word; there are seven.", "You typed %(num)s words; there are seven.", count
            )

    def report_unknown_words(self) -> None:
        """Refuses words that belong to nobody, unless they were refused already."""
        self.errors.setdefault("words", _("These words don't open an account. Check each of them once more."))


class PreferencesForm(Form):
    """What a person has chosen for themselves. The topics to hide are in `topics`."""

    fields = {
        "phrases": Field(
            N_("Words to hide"),
            max_length=1_000,
            hint=N_("One word or phrase per line."),
            max_lines=MAX_HIDDEN_PHRASES,
            rows=4,
            is_typed=True,
        ),
        "accepts_invitations": Field(N_("Invitations to talk"), max_length=10),
        "feed": Field(N_("Secret address"), max_length=10),
    }
    lists = ("topics",)
    routes = ("people:settings",)
    button = N_("Save")

    def __init__(self, typed: Mapping[str, str] | None = None) -> None:
        super().__init__(typed)
        self.topics: list[str] = []

    @classmethod
    def from_vault(cls, vault: Vault) -> Self:
        """Returns the form as it was saved."""
        accepts = "yes" if vault.accepts_invitations else "no"
        form = cls({"phrases": "\n".join(vault.hidden_phrases), "accepts_invitations": accepts})
        form.topics = vault.hidden_topics
        return form

    def check(self, data: FormData) -> None:
        chosen = data.getlist("topics")
        self.topics = [topic for topic in settings.current().topics if topic in chosen]
