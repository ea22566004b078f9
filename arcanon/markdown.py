"""Markdown as CommonMark has it, made into HTML that can do nothing but be read. Rendered once, when it is written."""

import html
import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

REL = "nofollow noopener noreferrer ugc"
LINKS_AT_MOST = 100  # brackets and addresses in one text; with more of them they are only words
DEEPEST = 6  # the last level of heading there is

ITEM = "\u2013 "  # what stands before each line of a list in plain words

_SAFE_LINK = re.compile(r"(?:https?://[^/\\?#]|mailto:)", re.IGNORECASE)
_ADDRESS = re.compile(r"://|www\.|@|\.\w\w", re.IGNORECASE)
_BLOCKS = ("paragraph_open", "heading_open", "list_item_open", "blockquote_open")
_ITEM = re.compile(r"<li[^>]*>\s*(?:<p[^>]*>)?")
_TAG = re.compile(r"<[^>]*>")
_BLOCK_END = re.compile(r"</(?:p|h\d|li|blockquote|pre)>|<br>|<hr>")


class Rendered:
    """HTML that was made here, and may stand in a page as it is."""

    def __init__(self, markup: str) -> None:
        self._markup = markup

    def __html__(self) -> str:
        return self._markup


def render(text: str, *, top: int) -> str:
    """The HTML of a text whose highest heading gets the level `top`, and which skips no level.

    No HTML of the writer's own, no pictures, links to http, https and mailto only and without a referrer. A text
    with more than a hundred brackets, or that many addresses, has them as words: their cost grows with the square.
    """
    few_links = text.count("[") <= LINKS_AT_MOST
    few_addresses = len(_ADDRESS.findall(text)) <= LINKS_AT_MOST
    return _parser(few_links, few_addresses).render(text, {"top": top}).rstrip("\n")


def plain(markup: str) -> str:
    """The words of HTML that `render` made, a line for each of its blocks."""
    words = html.unescape(_TAG.sub("", _BLOCK_END.sub("\n", _ITEM.sub(f"\n{ITEM}", markup))))
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
    """Blocks that take their direction from their own words, headings in order, and links that tell nothing."""

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:
        level, last = int(env["top"]), int(env["top"]) - 1
        smallest = min((int(token.tag[1]) for token in tokens if token.type == "heading_open"), default=1)
        for token in tokens:
            if token.type in _BLOCKS:
                token.attrSet("dir", "auto")
            if token.type == "heading_open":
                # "# a" is as high as may be, and "### b" after it is one below, never two.
                last = min(level + int(token.tag[1]) - smallest, last + 1, DEEPEST)
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
