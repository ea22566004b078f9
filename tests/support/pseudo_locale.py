"""A language that nobody speaks: every letter of a translated sentence is a full-width one.

Whatever is left in ordinary letters on a page was not translated.
"""

import re
from collections.abc import Iterator
from gettext import NullTranslations

from bs4 import BeautifulSoup, NavigableString
from bs4.element import Comment, Doctype, PreformattedString

# What is not translated inside a sentence: its places (%(name)s), tags, character references.
KEPT = re.compile(r"%\(\w+\)s|%%|<[^>]*>|&\w+;")
FULL_WIDTH = {code: code + 0xFEE0 for code in (*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1))}
# What people hear or read of an element beside its text.
SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-label", "data-lost", "data-back")
# Not ours to translate: the name of the site, the names of languages, and an address.
NAMES = re.compile(r"\barcanon\b|\bUTC\b|https?://\S+|\bAtom\b|\bTor\b|\bMarkdown\b")
LETTERS = re.compile(r"[A-Za-z]{2,}")


def disguise(sentence: str) -> str:
    """Translates a sentence into full-width letters, and leaves its places and tags alone."""
    kept = KEPT.findall(sentence)
    parts = [part.translate(FULL_WIDTH) for part in KEPT.split(sentence)]
    return "".join(part + after for part, after in zip(parts, [*kept, ""], strict=True))


class PseudoLocale(NullTranslations):
    def gettext(self, message: str) -> str:
        return disguise(message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return disguise(singular if n == 1 else plural)


# Elements that hold running text, and no blocks that would be drawn apart.
BLOCKS = ["p", "div", "li", "form", "section", "ol", "ul", "article"]
RUNNING = ("p", "label", "legend", "a", "button", "dd", "dt", "h1", "h2", "h3")


def joined(page: BeautifulSoup) -> Iterator[str]:
    """Returns where two sentences touch, since a template has lost the space between them."""
    for element in page.find_all([*RUNNING, "hx-partial", "div"]):
        is_running = element.name in RUNNING or not element.find(
            ["p", "div", "li", "form", "section", "ol", "ul", "article"]
        )
        if is_running and not element.find_parent(class_="user-text") and "user-text" not in element.get("class", ()):
            yield from re.findall(r"\w+[.!?:]\w[^\W\d_]+", element.get_text())


def untranslated(page: BeautifulSoup) -> Iterator[str]:
    """Returns what is on a page in ordinary letters, other than what people wrote (which the tests write in Greek)."""
    for text in page.find_all(string=True):
        assert isinstance(text, NavigableString)
        if isinstance(text, (Comment, Doctype, PreformattedString)) or text.find_parent(["script", "style", "svg"]):
            continue
        language = text.find_parent(attrs={"lang": True})
        if language and language.name != "html":
            continue  # the name of a language, in that language
        yield from LETTERS.findall(NAMES.sub("", text))
    for element in page.find_all(True):
        for name in SPOKEN:
            yield from LETTERS.findall(NAMES.sub("", str(element.get(name, ""))))
    for meta in page.select("meta[name=description]"):
        yield from LETTERS.findall(NAMES.sub("", meta["content"]))
