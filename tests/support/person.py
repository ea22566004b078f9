"""Somebody at a browser, who does what people do."""

import re

from bs4 import BeautifulSoup
from playwright.sync_api import Error, Locator, Page, expect

from tests.support.cast import proof
from tests.support.services import until

# What a browser says of itself with a form of ours; Playwright's own requests do not.
OURS = {"Sec-Fetch-Site": "same-origin"}
LONG = "A line that is long enough to fill a good part of the width of the page, and then some more of it. " * 4
PLACES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"]


class Complaints(list[str]):
    """What the console said of errors, less what a test forgives."""

    def __init__(self) -> None:
        super().__init__()
        # A transition that a resize or the next one cuts short is no fault: what it showed is there.
        self.forgiven: list[str] = ["Transition was (aborted|skipped)"]

    @property
    def left(self) -> list[str]:
        return [one for one in self if not any(re.search(pattern, one) for pattern in self.forgiven)]


class Person:
    def __init__(self, page: Page, complaints: Complaints, scripts: bool = True) -> None:
        self.page = page
        self.complaints = complaints
        self.words: list[str] = []
        self.scripts = scripts

    def forgive(self, pattern: str) -> None:
        """Lets pass what the test itself brings about, such as the end of a server that it kills."""
        self.complaints.forgiven.append(pattern)

    def opens(self, address: str) -> Page:
        self.page.goto(address)
        return self.page

    def joins(self) -> "Person":
        """Goes the whole way without showing it; the story and the journeys show it."""

        def posts(address: str, **fields: str) -> BeautifulSoup:
            response = self.page.request.post(address, form=fields, headers=OURS, max_redirects=0)
            return BeautifulSoup(response.text(), "html.parser")

        shown = posts("/join")
        self.words = [one.text.strip() for one in shown.select("#passphrase li")]
        offer = shown.select_one("[name=offer]")["value"]
        posts("/join/confirm", offer=offer, **proof(posts("/join/proof", offer=offer), self.words))
        self.page.goto("/")
        expect(self.page.get_by_role("link", name="Mine", exact=True)).to_be_visible()
        return self

    def gives_words_back(self) -> None:
        shown = self.page.locator("#passphrase li")
        expect(shown).to_have_count(7)
        self.words = [word.strip() for word in shown.all_inner_texts()]
        self.page.get_by_role("button", name="I have saved them").click()
        labels = self.page.locator("main form .field__label", has_text="word")
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Two of your words")
        for label in labels.all_inner_texts():
            place = PLACES.index(re.fullmatch(r"The (\w+) word", label)[1])
            self.page.get_by_label(label).fill(self.words[place])
        self.page.locator("main").get_by_role("button", name="Join").click()

    def writes(self, title: str, body: str) -> str:
        """Publishes a post. Returns its address."""
        self.page.goto("/posts/new")
        self.page.get_by_label("Title").fill(title)
        self.page.get_by_label("Your text").fill(body)
        self.page.get_by_role("button", name="Publish").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)
        return self.page.url.partition("?")[0]

    def sends(self, address: str, **fields: str) -> str:
        """Sends a form without showing it, for what a test only needs to be there. Returns where it led."""
        response = self.page.request.post(address, form=fields, headers=OURS, max_redirects=0)
        assert response.status == 303, (address, response.status)
        return response.headers["location"].partition("#")[0].partition("?")[0]

    def is_live(self) -> None:
        """Waits until the page's socket is open."""
        is_open = "document.querySelector('[hx-ws\\\\:connect]')._htmx?.ws?.connection?.socket?.readyState === 1"
        until(lambda: self.page.evaluate(is_open), "the socket to open")

    def focus(self) -> str:
        """The id of what has focus, or its tag."""
        return self.page.evaluate("document.activeElement.id || document.activeElement.tagName")

    def is_drawn(self) -> None:
        """Waits until the page was drawn anew: what a browser does with it, such as telling of scrolling, is done."""

        def has_drawn() -> bool:
            try:
                self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            except Error:  # the page that was asked has just been left for another one
                return False
            return True

        until(has_drawn, "the page to be drawn")

    def scrolls_to_the_bottom(self) -> None:
        self.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        self.is_drawn()

    def stays(self) -> None:
        """Marks the page, so that a reload would be noticed by `stayed`."""
        self.page.evaluate("window.stayed = true")

    @property
    def stayed(self) -> bool:
        return self.page.evaluate("window.stayed === true")

    def signs_in(self, words: list[str]) -> None:
        self.page.goto("/login")
        self.page.get_by_label("Your seven words").fill(" ".join(words))
        self.page.get_by_role("main").get_by_role("button", name="Sign in").click()
        expect(self.page).to_have_url(re.compile(r"/(\?flash=signed-in)?$"))

    def meets(self, other: "Person") -> None:
        """Both ask for a match and open the chat."""
        self.asks_for("To talk")
        other.asks_for("To listen")
        expect(other.page).to_have_url(re.compile(r"/chats/\w+#latest$"))
        self.page.goto(other.page.url)
        if self.scripts:
            self.is_live()

    def asks_for(self, wish: str) -> None:
        self.page.goto("/match")
        self.page.get_by_label(wish).check()
        self.page.get_by_role("button", name="Find someone").click()

    def says(self, words: str) -> None:
        self.box().fill(words)
        self.page.get_by_role("button", name="Send").click()
        expect(self.box()).to_have_value("")
        expect(self.page.locator("#outbox > li")).to_have_count(0)

    def messages(self) -> Locator:
        return self.page.locator(".message__text")

    def box(self) -> Locator:
        return self.page.get_by_label("Message", exact=True)

    def talks(self, count: int, words: str = LONG) -> None:
        """Says so many messages without showing it."""
        chat = self.page.url.partition("#")[0].partition("?")[0]
        for number in range(count):
            self.sends(f"{chat}/messages", body=f"{number} {words}", key=f"talk{number}{len(words)}{count}")
