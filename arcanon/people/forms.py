"""Joining and signing in."""

import time
from dataclasses import dataclass
from random import SystemRandom

from starlette.datastructures import FormData

from arcanon import crypto, settings
from arcanon.crypto import BrokenSealError
from arcanon.forms import Field, Form
from arcanon.people import passphrase

OFFER_LIFE = 3600  # seconds


@dataclass(frozen=True)
class Offer:
    """A passphrase that has been made and shown but belongs to nobody yet, and the two words to be asked back.

    It is kept by the page, sealed, and not by us: until its words are given back nothing is stored.
    """

    words: tuple[str, ...]
    asked: tuple[int, int]  # places, counted from 1

    @classmethod
    def make(cls) -> "Offer":
        first, second = sorted(SystemRandom().sample(range(1, passphrase.WORDS + 1), 2))
        return cls(tuple(passphrase.make().split()), (first, second))

    @property
    def passphrase(self) -> str:
        return " ".join(self.words)

    def seal(self) -> str:
        content = f"{int(time.time())} {self.asked[0]} {self.asked[1]} {self.passphrase}"
        return crypto.seal_text(_key(), content, "offer")

    @classmethod
    def unseal(cls, sealed: str) -> "Offer | None":
        """The offer a page kept; None when it is not ours, or more than an hour old."""
        try:
            made_at, first, second, *words = crypto.unseal_text(_key(), sealed, "offer").split()
        except BrokenSealError:
            return None
        if time.time() - int(made_at) > OFFER_LIFE:
            return None
        return cls(tuple(words), (int(first), int(second)))


def _key() -> bytes:
    return crypto.derive(settings.current().secret, "offer")


def ordinal(place: int) -> str:
    return ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")[place - 1]


class ProofForm(Form):
    """Two of the seven words, given back."""

    fields = {
        "first": Field("First asked word", most=40, missing="Type the first of the two words."),
        "second": Field("Second asked word", most=40, missing="Type the second of the two words."),
    }
    offer: Offer

    @classmethod
    def of(cls, offer: Offer, data: FormData | None = None) -> "ProofForm":
        if data is None:
            form = cls()
            form.offer = offer
            return form
        form = cls.checked(data)
        form.offer = offer
        for name, place in zip(cls.fields, offer.asked, strict=True):
            typed = passphrase.normalise(form.values[name])
            if name in form.errors:
                form.errors[name] = f"Type the {ordinal(place)} word."
            elif typed != offer.words[place - 1]:
                form.errors[name] = f"That is not the {ordinal(place)} word. Look at your seven words again."
        return form


class SignInForm(Form):
    fields = {
        "words": Field(
            "Your seven words",
            most=300,
            missing="Type your seven words.",
            hint="With spaces between them. Capitals do not matter.",
        )
    }

    def check(self, data: FormData) -> None:
        count = len(passphrase.normalise(self.values["words"]).split())
        if not self.errors and count != passphrase.WORDS:
            words = "1 word" if count == 1 else f"{count} words"
            self.errors["words"] = f"You typed {words}; there are seven."
