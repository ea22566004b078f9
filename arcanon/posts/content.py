"""What a writer gives, and what follows from it."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from arcanon.text import markdown
from arcanon.text.normalisation import is_blank, shorten
from arcanon.text.translation import gettext as _

MAX_TITLE_LENGTH = 120  # characters
MAX_BODY_LENGTH = 5_000
MAX_WARNING_LENGTH = 100
MAX_HEADING_LENGTH = 80  # of a first line that is used as the title
MAX_EXCERPT_LENGTH = 320
HEADING_COLUMN_LENGTH = MAX_TITLE_LENGTH + 40  # a heading may be a sentence about the warning

VERSION_LENGTH = 16
TOP_HEADING = 2  # the highest heading in a post, whose title is the page's own


@dataclass(frozen=True)
class PostContent:
    """Markdown, perhaps a title, a topic, and perhaps a content warning."""

    title: str
    body: str
    topic: str
    warning: str = ""

    @property
    def version(self) -> str:
        """A short name for this very content, by which an edit notices that another one came first."""
        content = "\0".join((self.title, self.body, self.topic, self.warning))
        return hashlib.sha256(content.encode()).hexdigest()[:VERSION_LENGTH]

    @cached_property
    def html(self) -> str:
        return markdown.render(self.body, top=TOP_HEADING)

    @cached_property
    def plain(self) -> str:
        return markdown.plain(self.html)

    @property
    def heading(self) -> str:
        """What the post is called in lists: its title, or else its first line, unless that is behind a warning."""
        if self.title:
            return self.title
        if self.warning:
            return shorten(_("Content warning: %(warning)s", warning=self.warning), MAX_HEADING_LENGTH)
        lines = (line.lstrip(markdown.ITEM_PREFIX) for line in self.plain.split("\n"))
        first_line = next((line for line in lines if not is_blank(line)), "")
        return shorten(first_line, MAX_HEADING_LENGTH) or _("Without words")

    def columns(self) -> dict[str, Any]:
        """Returns the columns that follow from the content."""
        return {
            "title": self.title,
            "heading": self.heading,
            "topic": self.topic,
            "warning": self.warning,
            "body": self.body,
            "html": markdown.keep(self.body, self.html),
            "excerpt": shorten(self.plain, MAX_EXCERPT_LENGTH),
        }
