"""The HTML of every page and state, by the W3C's own checker; and what a screen reader finds there, as agreed."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.names import NAME
from tests.support.services import ROOT
from tests.support.states import State

VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
OUTLINES = Path(__file__).parent / "outlines"
ORDINALS = "first|second|third|fourth|fifth|sixth|seventh"


@pytest.mark.timeout(300)
def test_every_state_is_valid_and_outlined_as_agreed(
    states: list[tuple[str, State]], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """By the Nu Html Checker, which does not know htmx's attributes: only those are let pass. And by the tree of roles
    and names that Chromium gives to screen readers, kept in `outlines/`, so that a change of it is seen in review.

    `bin/test tests/browser/test_valid.py --outlines` writes them anew.
    """
    outlines: dict[str, str] = {}
    for number, (name, reach) in enumerate(states):
        page = reach()
        page.wait_for_load_state()
        # The comment itself where it can be asked for again, else what the browser has made of it.
        response = page.request.get(page.url) if "refused" not in name else None
        content = (
            response.text() if response and response.headers["content-type"].startswith("text/html") else page.content()
        )
        (tmp_path / f"{number:02} {name}.html").write_text(content)
        outlines[f"{name.replace(',', '').replace(' ', '-')}.yml"] = outline(page, whole=not number)
    if request.config.getoption("--outlines"):
        keep(outlines)
    agreed = {path.name: path.read_text() for path in OUTLINES.glob("*.yml")}
    assert outlines == agreed, "read the difference, then write them anew with --outlines"
    assert check(tmp_path) == []
    (tmp_path / "broken.html").write_text(
        "<!doctype html><html lang=en><title>x</title><p id=a><p id=a><div hx-get=/ nope=1>"
    )
    assert len(check(tmp_path)) >= 2, "the checker sees what is wrong"


def outline(page: Page, *, whole: bool) -> str:
    """The title, and the tree of the page, or of what is different from page to page; chance taken out of it."""
    page.locator("#passphrase li, #all-words").evaluate_all("(all) => all.forEach((one) => one.textContent = 'word')")
    if page.locator("#chat[hx-ws\\:connect]").count() and page.evaluate("typeof window.htmx") == "object":
        expect(page.locator("#signals")).to_contain_text(" is ")  # the socket says it a moment later
    parts = [page.title()]
    open_dialog = page.locator("dialog[open]")
    for place in ["body"] if whole else ["main"] if not open_dialog.count() else ["dialog[open]"]:
        parts.append(page.locator(place).aria_snapshot())
    text = "\n".join(parts)
    for number, name in enumerate(dict.fromkeys(one.lower() for one in re.findall(NAME, text, re.IGNORECASE))):
        text = re.sub(rf"\b{name}\b", f"name-{'abcdefgh'[number]}", text, flags=re.IGNORECASE)
    text = re.sub(r"((?:posts|comments|chats|invitations|cases|hidden)/|#comment-)[a-z0-9]{12,16}\b", r"\1ID", text)
    text = re.sub(r"((?:appeals|reports|moderation/join)/)[\w-]{20,}", r"\1TOKEN", text)
    text = re.sub(r"\b\d\d:\d\d\b", "HH:MM", text)
    text = re.sub(r"(after|before)=[\w%~.-]+", r"\1=PLACE", text)
    text = re.sub(rf"\b([Tt]he) ({ORDINALS}) word", r"\1 Nth word", text)
    return re.sub(r"http://localhost:\d+/notifications/feed/[\w-]+", "SECRET ADDRESS", text) + "\n"


def keep(outlines: dict[str, str]) -> None:
    OUTLINES.mkdir(exist_ok=True)
    for path in OUTLINES.glob("*.yml"):
        path.unlink()
    for name, text in outlines.items():
        (OUTLINES / name).write_text(text)


def check(folder: Path) -> list[str]:
    command = [
        "java",
        "-jar",
        str(VNU),
        "--format",
        "json",
        "--exit-zero-always",
        *map(str, sorted(folder.glob("*.html"))),
    ]
    done = subprocess.run(command, capture_output=True, check=True)
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{Path(one['url']).name}: {one['message']}"
        for one in messages
        if not (
            "Attribute “hx-" in one["message"]
            and ("not allowed" in one["message"] or "not serializable" in one["message"])
        )
    ]
