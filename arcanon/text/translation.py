"""The language that arcanon speaks: every sentence for people passes through gettext here.

There is no catalogue yet, so the sentences come out as they went in. Sentences that are written down before anybody
asks for them, such as the label of a form's field, are marked with `N_` and translated when they are shown.
"""

from contextvars import ContextVar
from gettext import NullTranslations
from typing import Any

_translations: ContextVar[NullTranslations] = ContextVar("translations", default=NullTranslations())  # noqa: B039


def use(translations: NullTranslations) -> None:
    """Makes these the translations of the current task, and of the tasks it starts."""
    _translations.set(translations)


def current() -> NullTranslations:
    """Returns the translations of the current task: what is drawn with others is another text."""
    return _translations.get()


def gettext(message: str, **values: Any) -> str:
    """Translates a whole sentence. `values` fill its places, which are written %(name)s."""
    text = _translations.get().gettext(message)
    return text % values if values else text


def ngettext(singular: str, plural: str, number: int, **values: Any) -> str:
    """Translates a sentence that counts something. %(num)s stands for the number."""
    return _translations.get().ngettext(singular, plural, number) % {"num": f"{number:,}", **values}


def template_gettext(message: str) -> str:
    """`gettext` for templates, which fill the places themselves."""
    return _translations.get().gettext(message)


def template_ngettext(singular: str, plural: str, number: int) -> str:
    """`ngettext` for templates, which fill the places themselves."""
    return _translations.get().ngettext(singular, plural, number)


def N_(message: str) -> str:  # noqa: N802 (the name that gettext's tools look for)
    """Marks a sentence for translation without translating it yet."""
    return message
