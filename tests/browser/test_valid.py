"""The HTML of every page and state, by the W3C's own checker."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.browser.states import State
from tests.services import ROOT

VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.mark.timeout(300)
def test_the_html_is_valid(states: list[tuple[str, State]], tmp_path: Path) -> None:
    """By the W3C's own checker (Nu Html Checker). It does not know htmx's attributes, and only those are let pass."""
    for number, (name, reach) in enumerate(states):
        page = reach()
        page.wait_for_load_state()
        # The answer itself where it can be asked for again, else what the browser has made of it.
        answer = page.request.get(page.url) if "refused" not in name else None
        content = answer.text() if answer and answer.headers["content-type"].startswith("text/html") else page.content()
        (tmp_path / f"{number:02} {name}.html").write_text(content)
    assert check(tmp_path) == []
    (tmp_path / "broken.html").write_text(
        "<!doctype html><html lang=en><title>x</title><p id=a><p id=a><div hx-get=/ nope=1>"
    )
    assert len(check(tmp_path)) >= 2, "the checker sees what is wrong"


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
