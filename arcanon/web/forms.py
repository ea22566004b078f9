"""Reads what a form sends, refuses it in plain words, and gives it back as it was typed.

Everything that happens to a form's fields follows from the form itself: which routes take it, what is kept as a draft,
what is carried through signing in, and what is given back after an error. A new field is on all of these ways at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self
from urllib.parse import parse_qsl

from starlette.datastructures import FormData, QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request

from arcanon import crypto
from arcanon.text import markdown
from arcanon.text.normalisation import clean, clean_line, clean_markdown, is_blank
from arcanon.text.translation import N_
from arcanon.text.translation import gettext as _

MAX_FIELDS = 60  # different names, or repetitions of one, such as the messages that are ticked in a report
MAX_FIELD_BYTES = 64 * 1024
KEY_LENGTH = 20  # characters


@dataclass(frozen=True)
class Field:
    """One field of a form.

    `label`, `hint` and `required` are sentences marked with `N_`. `required` is the error for an empty field; without
    it the field may be empty. `max_length` counts the characters that are kept.
    """

    label: str
    max_length: int = 200
    required: str = ""
    hint: str = ""
    max_lines: int = 1
    rows: int = 8  # how tall its box is drawn
    is_typed: bool = False  # a person writes it, so it must never be lost
    is_markdown: bool = False
    is_secret: bool = False  # never given back

    def read(self, typed: str) -> tuple[str, str]:
        """Returns the value to keep, and the error ("" if there is none). What shows nothing counts as empty."""
        value = self._clean(typed)
        if is_blank(value):
            return "", _(self.required) if self.required else ""
        if len(value) > self.max_length:
            return value, _(
                "%(field)s: keep it to %(most)s characters. It has %(count)s now.",
                field=_(self.label),
                most=f"{self.max_length:,}",
                count=f"{len(value):,}",
            )
        lines = value.count("\n") + 1
        if lines > self.max_lines > 1:
            return value, _(
                "%(field)s: keep it to %(most)s lines. It has %(count)s now.",
                field=_(self.label),
                most=f"{self.max_lines:,}",
                count=f"{lines:,}",
            )
        if self.is_markdown and markdown.shows_nothing(value):
            return value, _(self.required) if self.required else ""
        return value, ""

    def _clean(self, typed: str) -> str:
        if self.is_markdown:
            return clean_markdown(typed)
        return clean(typed) if self.max_lines > 1 else clean_line(typed)


class Form:
    """A form as it was typed, as it will be kept, and its errors.

    A feature's form names its `fields`, the `lists` of boxes that can be ticked, and the `routes` that take it. It may
    `check` what concerns several fields.
    """

    fields: ClassVar[dict[str, Field]] = {}
    lists: ClassVar[tuple[str, ...]] = ()  # names that may come several times
    routes: ClassVar[tuple[str, ...]] = ()
    draft_routes: ClassVar[tuple[str, ...]] = ()  # those of `routes` for which drafts are kept
    button: ClassVar[str] = N_("Send")  # what is pressed to send it
    is_sent_after_joining: ClassVar[bool] = False  # by itself, once a visitor who sent it has joined

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        for route in cls.routes:
            _forms[route] = cls

    def __init__(self, typed: Mapping[str, str] | None = None) -> None:
        self.typed = {name: (typed or {}).get(name, "") for name in self.fields}
        self.values: dict[str, str] = {}
        self.errors: dict[str, str] = {}

    @classmethod
    async def read(cls, request: Request) -> Self:
        """Reads and checks what was sent."""
        return cls.from_data(await read_form_data(request))

    @classmethod
    def from_data(cls, data: FormData) -> Self:
        form = cls({name: value for name, value in data.items() if isinstance(value, str)})
        for name, field in cls.fields.items():
            form.values[name], error = field.read(form.typed[name])
            if error:
                form.errors[name] = error
        form.check(data)
        return form

    def check(self, data: FormData) -> None:
        """Adds to `errors` what a single field cannot tell."""


def new_form_key() -> str:
    """Returns the one-time key of a form that is about to be drawn."""
    return crypto.new_id(KEY_LENGTH)


class KeyedForm(Form):
    """A form that takes effect once, however often it is sent: by a one-time key that is drawn with the form.

    Its `fields` include `KEY`.
    """

    @classmethod
    def empty(cls) -> Self:
        return cls({"key": new_form_key()})

    def check(self, data: FormData) -> None:
        if not self.values["key"]:
            self.values["key"] = self.typed["key"] = new_form_key()

    def ask_again(self, field: str = "body") -> None:
        """Refuses words that came under a key which has sent others already, and gives them a new key."""
        self.typed["key"] = new_form_key()
        self.errors[field] = _("What you sent before did arrive. To send this as well, press the button once more.")

    def report_newer(self, version: str, field: str = "body") -> None:
        """Refuses an edit of something that has changed since the form was opened, once."""
        self.typed["version"] = version
        self.errors[field] = _(
            "This was changed after you opened it here, perhaps in another tab. Look at what is published now. "
            "To replace that with this text, press Save once more."
        )


KEY = Field(N_("Key"), max_length=32)
VERSION = Field(N_("Version"), max_length=32)  # of what an edit began with; empty for a new text

_forms: dict[str, type[Form]] = {}  # by the names of their routes


def form_for_route(name: str | None) -> type[Form] | None:
    """Returns the form that a route takes, or None if it takes none with fields."""
    return _forms.get(name or "")


def all_forms() -> list[type[Form]]:
    """Returns every form that some route takes, each once."""
    return list(dict.fromkeys(_forms.values()))


@dataclass(frozen=True)
class KeptForm:
    """The fields that somebody sent, to be given back: after an error, or after signing in."""

    form: type[Form] | None = None
    pairs: tuple[tuple[str, str], ...] = ()  # names and values, in order; a name may come several times

    @classmethod
    def from_pairs(cls, form: type[Form] | None, pairs: Iterable[tuple[str, str]]) -> Self:
        """Keeps what is not empty, and no secret."""
        secret = {name for one in all_forms() for name, field in one.fields.items() if field.is_secret}
        return cls(form, tuple((name, value) for name, value in pairs if value and name not in secret))

    @property
    def typed(self) -> list[tuple[str, Field, str]]:
        """What a person wrote: the name of each field, the field, and the text."""
        fields = self.form.fields if self.form else {}
        return [(name, fields[name], value) for name, value in self.pairs if name in fields and fields[name].is_typed]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Everything else."""
        typed = {name for name, _field, _value in self.typed}
        return [(name, value) for name, value in self.pairs if name not in typed]

    def get(self, name: str) -> str:
        return next((value for own, value in self.pairs if own == name), "")


def fields_to_carry(data: FormData | QueryParams, form: type[Form] | None) -> list[tuple[str, str]]:
    """Returns the fields of a form that were sent, with every value of those that may come several times."""
    pairs = [(name, value) for name, value in data.multi_items() if isinstance(value, str)]
    names = [*form.fields, *form.lists] if form else []
    single = {name: value for name, value in pairs if name in names and name not in (form.lists if form else ())}
    return [*single.items(), *(pair for pair in pairs if form and pair[0] in form.lists)]


async def read_form_data(request: Request) -> FormData:
    """Returns the fields of the request's body, read once. Raises 400 if it is no plain form, 413 if it is too long."""
    data = request.scope.get("arcanon.form")
    if data is None:
        # No form here takes files, and the parser of forms with files logs what it cannot read.
        if request.headers.get("content-type", "").lower().startswith("multipart/"):
            raise HTTPException(400)
        try:
            pairs = parse_qsl(
                (await request.body()).decode("latin-1"), keep_blank_values=True, max_num_fields=MAX_FIELDS
            )
        except ValueError:
            raise HTTPException(400) from None
        if any(len(value) > MAX_FIELD_BYTES for _name, value in pairs):
            raise HTTPException(413)
        data = FormData([*pairs])
        request.scope["arcanon.form"] = data
    return data


async def sent_pairs(request: Request) -> list[tuple[str, str]]:
    """Returns every field that was sent, for a request that could not be answered. Raises 413 if it is too long."""
    if request.method != "POST":
        return []
    try:
        data = await read_form_data(request)
    except HTTPException as error:
        if error.status_code == 413:
            raise
        return []
    except Exception:
        return []  # the browser has gone, or sent something that is no form
    return [(name, value) for name, value in data.multi_items() if isinstance(value, str)]
