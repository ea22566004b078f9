"""Renders CommonMark into HTML that can do nothing but be read. A text is rendered once, when it is written."""

import html
import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from arcanon.text import links
from arcanon.text.normalisation import clean_shown, close_isolates, is_blank

REL = "nofollow noopener noreferrer ugc"
DEEPEST_HEADING = 6
MAX_DEPTH = 12  # levels of nesting: a quote is one, a list is two; what is deeper is shown flat
MAX_PARSER_DEPTH = 100  # at which markdown-it drops what it reads; `MAX_DEPTH` keeps it from getting there

ITEM_PREFIX = "\u2013 "  # before each item of an unordered list in plain text

_BLOCKS = ("paragraph_open", "heading_open", "list_item_open", "blockquote_open")
_CODE_LANGUAGE = re.compile(r"[A-Za-z0-9+#._-]{1,20}")
_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_START = re.compile(r'start="(\d+)"')
_LINE_BREAKS = frozenset({"br", "hr"})
_LINE_ENDS = frozenset({"p", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})


class Rendered:
    """HTML that was rendered here and may stand in a page unescaped."""

    def __init__(self, markup: str) -> None:
        self.markup = markup

    def __html__(self) -> str:
        return self.markup


def render(text: str, *, top: int) -> str:
    """Renders a text. Its highest heading gets the level `top`, and no level is skipped below it.

    The writer's own HTML and images are not rendered. Links lead to http, https and mailto only and send no referrer.
    A text with more than `links.MAX_LINKS` brackets or addresses gets none: the cost of parsing them grows
    quadratically. No word is lost, and what is shown is as clean as `normalisation.clean` makes what is typed.
    """
    few_links = text.count("[") <= links.MAX_LINKS
    return _parser(few_links, links.has_few_addresses(text)).render(text, {"top": top}).rstrip("\n")


def keep(text: str, markup: str) -> str:
    """Returns what a row keeps of a rendered text: nothing if `restore` finds it again from the text, as with most."""
    return "" if markup == _paragraphs(text) else markup or " "


def restore(text: str, kept: str) -> str:
    """Returns what `render` made of a text, from what `keep` kept."""
    return kept or _paragraphs(text)


def _paragraphs(text: str) -> str:
    """Returns what `render` makes of words in paragraphs and nothing else. It costs a hundredth of it."""
    paragraphs = (escapeHtml(one).replace("\n", "<br>\n") for one in text.split("\n\n"))
    return "\n".join(f'<p dir="auto">{one}</p>' for one in paragraphs) if text else ""


def plain(markup: str) -> str:
    """Returns the plain text of HTML that `render` made, one line for each block."""
    words = html.unescape("".join(_plain_pieces(markup)))
    lines = filter(None, (" ".join(line.split()) for line in words.splitlines()))
    return close_isolates("\n".join(lines))


def _plain_pieces(markup: str) -> Iterator[str]:
    position = 0
    lists: list[int | None] = []  # around the current place: the number of the next item, or None
    is_item_start = False
    for tag in _TAG.finditer(markup):
        between = markup[position : tag.start()]
        is_item_start = is_item_start and not between.strip()
        yield "" if is_item_start else between
        position = tag.end()
        closes, name, attributes = tag.groups()
        if name in ("ol", "ul") and closes:
            lists.pop()
        elif name in ("ol", "ul"):
            start = _START.search(attributes)
            lists.append((int(start[1]) if start else 1) if name == "ol" else None)
        elif name == "li" and not closes:
            number = lists[-1]
            yield f"\n{ITEM_PREFIX}" if number is None else f"\n{number}. "
            lists[-1] = None if number is None else number + 1
            is_item_start = True
        elif name in _LINE_BREAKS or (name in _LINE_ENDS and (closes or not is_item_start)):
            yield "\n"
    yield markup[position:]


def shows_nothing(text: str) -> bool:
    """Whether no word of a text in Markdown can be seen once it is rendered."""
    return all(is_blank(line.lstrip(ITEM_PREFIX)) for line in plain(render(text, top=1)).split("\n"))


@cache
def _parser(has_links: bool, has_addresses: bool) -> MarkdownIt:
    options = {"html": False, "linkify": True, "breaks": True, "xhtmlOut": False, "maxNesting": MAX_PARSER_DEPTH}
    parser = MarkdownIt("commonmark", options, renderer_cls=_Renderer)
    parser.disable(["image", "html_block", "html_inline", "reference"])
    parser.enable("strikethrough")
    if has_links and has_addresses:
        parser.enable("linkify")
    if not has_links:
        parser.disable("link")
    parser.linkify = links.make_finder()
    parser.validateLink = links.is_safe  # type: ignore[method-assign]
    parser.normalizeLinkText = links.shown  # type: ignore[method-assign, assignment]
    parser.block.ruler.before("code", "flatten", _flatten)
    parser.core.ruler.push("keep_words", _keep_words)
    parser.core.ruler.push("clean", _clean)
    return parser


def _flatten(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A block rule: what is nested deeper than `MAX_DEPTH` becomes one paragraph."""
    if silent or state.level < MAX_DEPTH:
        return False
    end = first
    while end < last and (state.isEmpty(end) or state.sCount[end] >= state.blkIndent):
        end += 1
    state.line = end
    state.push("paragraph_open", "p", 1).map = [first, end]
    inline = state.push("inline", "", 0)
    inline.content, inline.children = state.getLines(first, end, state.blkIndent, False).strip(), []
    inline.map = [first, end]
    state.push("paragraph_close", "p", -1)
    return True


def _keep_words(state: StateCore) -> None:
    """A core rule: a link's title and a code block's first line are shown, too, and no link or heading is empty."""
    kept: list[Token] = []
    for token in state.tokens:
        if token.type == "inline":
            token.children = list(_with_link_titles(token.children or []))
        elif token.type == "fence" and token.info.strip():
            if not _CODE_LANGUAGE.fullmatch(token.info.strip()) or is_blank(token.content):
                token.content = f"{token.info.strip()}\n{token.content}"
        elif token.type == "heading_close" and is_blank("".join(child.content for child in kept[-1].children or [])):
            del kept[-2:]
            continue
        kept.append(token)
    state.tokens = kept


def _with_link_titles(tokens: list[Token]) -> Iterator[Token]:
    """Yields the tokens with titles shown, without links that lead nowhere, and without links inside links."""
    links_open: list[Token] = []
    label = ""
    for token in tokens:
        label += token.content
        if token.type == "link_open":
            links_open.append(token)
            if len(links_open) == 1 and token.attrs.get("href"):
                label = ""
                yield token
        elif token.type == "link_close":
            link = links_open.pop()
            if not links_open and (href := str(link.attrs.get("href", ""))):
                if is_blank(label):
                    yield _text(links.shown(href))
                yield token
            if title := link.attrs.get("title"):
                yield _text(f" ({title})")
        else:
            yield token


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _clean(state: StateCore) -> None:
    """A core rule: cleans what is shown, now that entities and escapes have become characters."""
    for token in state.tokens:
        if token.type in ("fence", "code_block"):
            lines = token.content.split("\n")
            token.content = "\n".join(clean_shown(line)[0] for line in lines)
        marks = 0
        for child in token.children or []:
            if child.type in ("softbreak", "hardbreak"):
                marks = 0
            elif child.content:
                child.content, marks = clean_shown(child.content, marks)


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
