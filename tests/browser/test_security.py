"""What a browser must not be made to do, and what must not stay in it."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.support.payloads import PAYLOADS
from tests.support.person import Person
from tests.support.services import Arcanon

FOREIGN = """<!doctype html><title>evil</title>
<form method=post action="{target}/posts" target=posted>
  <input name=title value=Forged><input name=body value=Forged></form>
<form method=post action="{target}/logout" target=posted></form>
<iframe name=posted></iframe>
<script>
  let socket = new WebSocket("{socket}/live");
  socket.onopen = () => document.title = "socket open";
  socket.onerror = () => document.title = "socket refused";
  for (const form of document.forms) form.submit();
</script>"""


@pytest.fixture
def foreign(server: Arcanon) -> Iterator[str]:
    """The address of a page of another site that tries everything."""
    page = FOREIGN.format(target=server.url, socket=server.url.replace("http", "ws")).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            pass

    site = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=site.serve_forever).start()
    yield f"http://127.0.0.1:{site.server_port}/"
    site.shutdown()
    site.server_close()


def test_another_site_can_do_nothing(opens: Callable[..., Person], foreign: str) -> None:
    alice = opens().joins()
    page = alice.page.context.new_page()
    answers: list[tuple[str, int]] = []
    page.on("response", lambda response: answers.append((response.url.rpartition("/")[2], response.status)))
    page.goto(foreign)
    expect(page).to_have_title("socket refused")
    page.wait_for_load_state("networkidle")
    assert [status for name, status in answers if name in ("posts", "logout")]
    assert {status for name, status in answers if name in ("posts", "logout")} == {403}
    alice.opens("/me")
    expect(alice.page.get_by_text("You haven't written a post")).to_be_visible()
    alice.forgive("WebSocket|403|frame-ancestors|X-Frame|framing|Refused to display")


def test_the_forms_pass_the_guard_without_scripts_and_by_either_name(
    opens: Callable[..., Person], server: Arcanon
) -> None:
    for base in (server.url, server.url.replace("localhost", "127.0.0.1")):
        bob = opens(scripts=False)
        bob.page.goto(f"{base}/join")
        bob.page.get_by_role("button", name="Show my seven words").click()
        expect(bob.page.locator("#passphrase li")).to_have_count(7)


def test_payloads_run_nothing_and_fetch_nothing(opens: Callable[..., Person]) -> None:
    alice, bob = opens().joins(), opens(scripts=False).joins()
    requested: list[str] = []
    for person in (alice, bob):
        person.page.on("request", lambda request: requested.append(request.url))
        person.page.on("dialog", lambda dialog: requested.append(f"dialog {dialog.message}"))
    alice.page.add_init_script(
        "window.evil = () => fetch('/evil-ran');"
        "document.addEventListener('securitypolicyviolation', (event) => console.error('csp', event.blockedURI));"
    )
    everything = "\n".join(PAYLOADS)
    post = alice.writes('"><img src=/evil> hx-get=/evil', everything[:5000])
    half = len(everything) // 2
    for part in (everything[:half], everything[half:]):
        alice.page.get_by_label("Your comment").fill(part)
        alice.page.get_by_role("main").get_by_role("button", name="Comment", exact=True).click()
        expect(alice.page.get_by_label("Your comment")).to_have_value("")
    expect(alice.page.locator(".comment")).to_have_count(2)
    alice.page.get_by_role("link", name="Edit", exact=True).click()
    alice.page.get_by_label("Content warning").fill(PAYLOADS[0][:100])
    alice.page.get_by_role("button", name="Preview").click()
    expect(alice.page.locator(".preview")).to_be_visible()
    alice.page.get_by_label("Your text").fill("")
    alice.page.get_by_role("button", name="Save", exact=True).click()
    expect(alice.page.locator(".summary")).to_be_visible()
    bob.sends(f"{post}/invite", line=everything[:300])
    alice.sends("/me/settings", phrases="\n".join(PAYLOADS[:18]), accepts_invitations="yes")
    alice.meets(bob)
    for start in range(0, len(PAYLOADS), 12):
        bob.says("\n".join(PAYLOADS[start : start + 12])[:1990])
    expect(alice.page.locator("#log > li")).to_have_count((len(PAYLOADS) + 11) // 12)
    for address in (
        "/",
        post,
        "/me",
        "/me/likes",
        "/chats",
        "/invitations",
        "/notifications",
        "/me/settings",
        "/search?q=onerror",
    ):
        alice.opens(address)
        alice.page.wait_for_load_state("networkidle")
    assert not [url for url in requested if "evil" in url], requested
    alice.forgive("422")


def test_htmx_evaluates_nothing(opens: Callable[..., Person]) -> None:
    """Even if such an attribute came into a page, it would do nothing: the policy forbids it."""
    visitor = opens()
    page = visitor.opens("/")
    for markup in (
        "<div hx-on:click='window.ran = 1'>Press</div>",
        "<div hx-get='/' hx-trigger='click[window.ran = 1]'>Press</div>",
        "<div hx-get='/' hx-vals='js:{x: window.ran = 1}'>Press</div>",
        "<button onclick='window.ran = 1'>Press</button>",
    ):
        # In a task of the page's own: what a debugger evaluates is let past the policy.
        page.evaluate(
            """markup => new Promise(done => setTimeout(() => {
                const main = document.querySelector("main");
                main.innerHTML = markup;
                htmx.process(main);
                done();
            }))""",
            markup,
        )
        page.locator("main > *").click()
        page.wait_for_timeout(50)
        assert page.evaluate("window.ran") is None
    assert len([one for one in visitor.complaints if "Content Security Policy" in one]) >= 4
    visitor.forgive("Content Security Policy|EvalError")


def test_no_words_stay_in_the_browser(opens: Callable[..., Person]) -> None:
    alice, bob = opens().joins(), opens(scripts=False).joins()
    alice.meets(bob)
    alice.says("A private word")
    expect(alice.messages()).to_have_text(["A private word"])
    chat = alice.page.url
    for store in ("sessionStorage", "localStorage"):
        assert alice.page.evaluate(f"JSON.stringify({store})") == "{}"
    alice.opens("/me").get_by_role("button", name="Sign out here").click()
    expect(alice.page).to_have_url("/")
    for _ in range(2):
        alice.page.go_back()
    alice.page.wait_for_load_state()
    assert "A private word" not in alice.page.content()
    alice.page.goto(chat)
    assert "A private word" not in alice.page.content()
    cookies = alice.page.context.cookies()
    assert not [cookie for cookie in cookies if "arcanon-session" in cookie["name"]]
