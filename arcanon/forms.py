"""Reading what a form sends, refusing it in plain words, and giving it back as it was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from arcanon import crypto
from arcanon.text import clean, clean_line

FIELDS_AT_MOST = 20
KEY_LENGTH = 20
FIELD_BYTES_AT_MOST = 64 * 1024

# What a person writes, as opposed to what a page fills in: this is what must never be lost.
WRITTEN = ("title", "body", "line")


@dataclass(frozen=True)
class Field:
    """One field of a form.

    `missing` is said when it is empty; without it the field may be empty. `most` counts characters as kept.
    """

    label: str
    most: int = 200
    missing: str = ""
    hint: str = ""
    lines: int = 1  # how many it may have; 1 is a single line
    rows: int = 8  # how tall its box is drawn

    def read(self, typed: str) -> tuple[str, str]:
        """The value to keep, and what is wrong with it ("" when nothing is)."""
        value = clean(typed) if self.lines > 1 else clean_line(typed)
        if self.missing and not value:
            return value, self.missing
        if len(value) > self.most:
            return value, f"{self.label}: keep it to {self.most:,} characters. There are {len(value):,} now."
        if value.count("\n") >= self.lines > 1:
            return (
                value,
                f"{self.label}: keep it to {self.lines:,} lines. There are {value.count(chr(10)) + 1:,} now.",
            )
        return value, ""


class Form:
    """A form as it was typed, as it will be kept, and what is wrong with it.

    A feature's form names its `fields` and may `check` what concerns several of them.
    """

    fields: ClassVar[dict[str, Field]] = {}

    def __init__(self, typed: Mapping[str, str] | None = None) -> None:
        self.typed = {name: (typed or {}).get(name, "") for name in self.fields}
        self.values: dict[str, str] = {}
        self.errors: dict[str, str] = {}

    @classmethod
    async def read(cls, request: Request) -> Self:
        """Reads and checks what was sent."""
        return cls.checked(await sent(request))

    @classmethod
    def checked(cls, data: FormData) -> Self:
        form = cls({name: value for name, value in data.items() if isinstance(value, str)})
        for name, field in cls.fields.items():
            form.values[name], error = field.read(form.typed[name])
            if error:
                form.errors[name] = error
        form.check(data)
        return form

    def check(self, data: FormData) -> None:
        """What fields alone cannot tell: adds to `errors`."""


class KeyedForm(Form):
    """A form that says its words once, however often it is sent: by a key that is drawn with the form.

    Its `fields` have a "key". `renew` is for words that came under a key which has said others already.
    """

    @classmethod
    def empty(cls) -> Self:
        return cls({"key": crypto.new_id(KEY_LENGTH)})

    def check(self, data: FormData) -> None:
        if not self.values["key"]:
            self.values["key"] = self.typed["key"] = crypto.new_id(KEY_LENGTH)

    def renew(self, field: str = "body") -> None:
        """Asks to send the words once more, under another key."""
        self.typed["key"] = crypto.new_id(KEY_LENGTH)
        self.errors[field] = "What you sent before did arrive. If you want to say this too, send it once more."


KEY = Field("Key", most=32)


async def sent(request: Request) -> FormData:
    """The fields of the request's body, read once. Raises 400 for what is no plain form, 413 for what is too long."""
    kept = request.scope.get("arcanon.form")
    if kept is None:
        # Nothing here takes files, and the parser of forms with files logs what it stumbles over.
        if request.headers.get("content-type", "").lower().startswith("multipart/"):
            raise HTTPException(400)
        kept = await request.form(max_files=0, max_fields=FIELDS_AT_MOST, max_part_size=FIELD_BYTES_AT_MOST)
        request.scope["arcanon.form"] = kept
    return kept


async def written(request: Request) -> dict[str, str]:
    """The fields of the form that was sent, to be given back when they could not be taken; not the passphrase.

    Raises 413 when they are too long to be read at all.
    """
    if request.method != "POST":
        return {}
    try:
        data = await sent(request)
    except HTTPException as error:
        if error.status_code == 413:
            raise
        return {}
    except Exception:
        return {}  # The browser has left, or sends what is no form.
    return {name: value for name, value in data.items() if isinstance(value, str) and value and name != "words"}


def repeated(request: Request) -> list[tuple[str, str]]:
    """The fields that came more than once, such as ticked boxes, each time they came but the last."""
    data: FormData | None = request.scope.get("arcanon.form")
    items = [] if data is None else [(name, value) for name, value in data.multi_items() if isinstance(value, str)]
    names = [name for name, _ in items]
    return [item for place, item in enumerate(items) if item[0] in names[place + 1 :]]


def has_words(fields: dict[str, str]) -> bool:
    """Whether a person wrote any of these fields."""
    return any(name in fields for name in WRITTEN)
