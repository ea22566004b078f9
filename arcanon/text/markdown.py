"""Renders CommonMark into HTML that can do nothing but be read. A text is rendered once, when it is written."""

import html
import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

REL = "nofollow noopener noreferrer ugc"
MAX_LINKS = 100  # opening brackets, or addresses, in one text; with more of them they stay plain text
DEEPEST_HEADING = 6

ITEM_PREFIX = "\u2013 "  # before each list item in plain text

_SAFE_LINK = re.compile(r"(?:https?://[^/\\?#]|mailto:)", re.IGNORECASE)
_ADDRESS = re.compile(r"://|www\.|@|\.\w\w", re.IGNORECASE)
_BLOCKS = ("paragraph_open", "heading_open", "list_item_open", "blockquote_open")
_ITEM = re.compile(r"<li[^>]*>\s*(?:<p[^>]*>)?")
_TAG = re.compile(r"<[^>]*>")
_BLOCK_END = re.compile(r"</(?:p|h\d|li|blockquote|pre)>|<br>|<hr>")


class Rendered:
    """HTML that was rendered here and may stand in a page unescaped."""

    def __init__(self, markup: str) -> None:
        self._markup = markup

    def __html__(self) -> str:
        return self._markup


def render(text: str, *, top: int) -> str:
    """Renders a text. Its highest heading gets the level `top`, and no level is skipped below it.

    The writer's own HTML and images are not rendered. Links lead to http, https and mailto only and send no referrer.
    A text with more than `MAX_LINKS` brackets or addresses gets none: the cost of parsing them grows quadratically.
    """
    few_links = text.count("[") <= MAX_LINKS
    few_addresses = len(_ADDRESS.findall(text)) <= MAX_LINKS
    return _parser(few_links, few_addresses).render(text, {"top": top}).rstrip("\n")


def plain(markup: str) -> str:
    """Returns the plain text of HTML that `render` made, one line for each block."""
    words = html.unescape(_TAG.sub("", _BLOCK_END.sub("\n", _ITEM.sub(f"\n{ITEM_PREFIX}", markup))))
    return "\n".join(filter(None, (" ".join(line.split()) for line in words.splitlines())))


@cache
def _parser(links: bool, addresses: bool) -> MarkdownIt:
    parser = MarkdownIt(
        "commonmark", {"html": False, "linkify": True, "breaks": True, "xhtmlOut": False}, renderer_cls=_Renderer
    )
    parser.disable(["image", "html_block", "html_inline", "reference"])
    parser.enable("strikethrough")
    if links and addresses:
        parser.enable("linkify")
    if not links:
        parser.disable("link")
    if parser.linkify:
        parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    parser.validateLink = lambda url: bool(_SAFE_LINK.match(url))  # type: ignore[method-assign]
    return parser


class _Renderer(RendererHTML):
    """Gives each block its own direction, puts headings in order, and makes links send no referrer."""

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:
        level, last = int(env["top"]), int(env["top"]) - 1
        smallest = min((int(token.tag[1]) for token in tokens if token.type == "heading_open"), default=1)
        for token in tokens:
            if token.type in _BLOCKS:
                token.attrSet("dir", "auto")
            if token.type == "heading_open":
                # "# a" gets the level `top`, and "### b" after it the next one, so that no level is skipped.
                last = min(level + int(token.tag[1]) - smallest, last + 1, DEEPEST_HEADING)
            if token.type in ("heading_open", "heading_close"):
                token.tag = f"h{last}"
        return super().render(tokens, options, env)

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        token.attrs = {"href": token.attrs["href"], "rel": REL}
        return self.renderToken(tokens, idx, options, env)

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f'<pre dir="ltr"><code>{html.escape(tokens[idx].content)}</code></pre>\n'

    code_block = fence
