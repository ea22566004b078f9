"""Firefox and WebKit as Debian ships them, driven by the standards that they speak themselves.

Playwright drives builds of its own, which are not what people use. Firefox is reached by WebDriver BiDi, WebKitGTK by
its WebDriver; both run scripts of the test even where the page's own are off.
"""

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
from websockets.sync.client import connect

from tests.support.services import free_port, until

MINI_BROWSER = next(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser"), None)
ENTER = "\ue007"  # WebDriver, section 17.4.2
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # WebDriver, section 12.1
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


class Window:
    """A window of a browser, of one person."""

    def __init__(self, base: str, scripts: bool) -> None:
        self.base = base
        # Without scripts, WebKit does not say when a page is complete.
        self.is_complete = "document.readyState === 'complete'" if scripts else "!!document.querySelector('.footer')"

    def open(self, path: str) -> "Window":
        before, is_new = self.js("[performance.timeOrigin, location.href === 'about:blank']")
        self._navigate(self.base + path)
        waits = "stream" not in path  # which never ends
        if is_new:
            try:
                self._arrive(before, waits=waits)
            except AssertionError:
                # WebKit without scripts, just started on a busy machine, may lose the first address that it is given.
                self._navigate(self.base + path)
                self._arrive(before, waits=waits)
        else:
            self._arrive(before, waits=waits)
        return self

    def _arrive(self, before: float, *, waits: bool = True) -> None:
        """Waits until another page is there than before."""
        is_other = f"performance.timeOrigin !== {before}"
        self.until(f"{is_other} && {self.is_complete}" if waits else is_other)

    def js(self, expression: str) -> Any:
        raise NotImplementedError

    def click(self, css: str) -> None:
        raise NotImplementedError

    def type(self, css: str, text: str) -> None:
        raise NotImplementedError

    def back(self) -> None:
        raise NotImplementedError

    def errors(self) -> list[str]:
        """What the console has complained about."""
        raise NotImplementedError

    def quit(self) -> None:
        raise NotImplementedError

    def _navigate(self, url: str) -> None:
        raise NotImplementedError

    @property
    def path(self) -> str:
        return self.js("location.pathname")

    def texts(self, css: str) -> list[str]:
        return self.js(f"[...document.querySelectorAll({json.dumps(css)})].map(one => one.textContent.trim())")

    def value(self, css: str) -> str:
        return self.js(f"document.querySelector({json.dumps(css)}).value")

    def until(self, expression: str, within: float = 15) -> None:
        """Waits until an expression of JavaScript is true."""

        def is_true() -> bool:
            try:
                return bool(self.js(f"!!({expression})"))
            except (WebDriverError, httpx.HTTPError):
                return False  # the page is just changing

        until(is_true, lambda: f"{expression} at {self.js('location.href + document.body.innerText')[:1500]}", within)

    def shows(self, css: str, text: str) -> None:
        """Waits until some element contains a text."""
        has_text = f"one => one.textContent.includes({json.dumps(text)})"
        self.until(f"[...document.querySelectorAll({json.dumps(css)})].some({has_text})")

    def _bring_into_view(self, css: str) -> None:
        selector = json.dumps(css)
        self.until(f"document.querySelector({selector})")
        self.js(f"(document.querySelector({selector}).scrollIntoView({{block: 'center'}}), true)")

    def press(self, css: str) -> None:
        """Clicks what leads to another page, and waits for it."""
        before = self.js("performance.timeOrigin")
        self.click(css)
        self._arrive(before)


class WebDriverError(Exception):
    pass


class Firefox(Window):
    def __init__(self, base: str, *, scripts: bool = True, dark: bool = False) -> None:
        super().__init__(base, scripts)
        self.folder, port = Path(tempfile.mkdtemp(prefix="arcanon-firefox-")), free_port()
        preferences = {
            "javascript.enabled": scripts,
            "layout.css.prefers-color-scheme.content-override": 0 if dark else 1,
            "browser.shell.checkDefaultBrowser": False,
            "datareporting.policy.dataSubmissionEnabled": False,
            "app.update.enabled": False,
            "network.captive-portal-service.enabled": False,
            "network.connectivity-service.enabled": False,
        }
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in preferences.items()]
        (self.folder / "user.js").write_text("\n".join(lines))
        command = ["firefox-esr", "--headless", f"--remote-debugging-port={port}", "--profile", str(self.folder)]
        self.process = subprocess.Popen(
            [*command, "about:blank"], env={**os.environ, "HOME": str(self.folder)}, **QUIET
        )
        self._errors: list[str] = []
        self._number = 0
        self._socket = self._connect(port)
        self._send("session.new", capabilities={})
        self._send("session.subscribe", events=["log.entryAdded"])
        self._context = self._send("browsingContext.getTree")["contexts"][0]["context"]

    def _connect(self, port: int) -> Any:
        deadline = time.monotonic() + 30
        while True:
            try:
                connection = connect(f"ws://127.0.0.1:{port}/session", max_size=None, legacy=True)
            except OSError:
                assert time.monotonic() < deadline, "Firefox does not answer"
                time.sleep(0.05)
            else:
                return connection

    def _send(self, method: str, **params: object) -> dict[str, Any]:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(timeout=30))
            if message.get("method") == "log.entryAdded" and message["params"]["level"] == "error":
                self._errors.append(str(message["params"]["text"]))
            if message.get("id") == self._number:
                if message["type"] == "error":
                    raise WebDriverError(message)
                return message["result"]

    def _navigate(self, url: str) -> None:
        self._send("browsingContext.navigate", context=self._context, url=url, wait="interactive")

    def js(self, expression: str) -> Any:
        target = {"context": self._context, "sandbox": "test"}
        wrapped = f"JSON.stringify({expression})"
        done = self._send("script.evaluate", expression=wrapped, target=target, awaitPromise=False)
        if done["type"] != "success":
            raise WebDriverError(done)
        return json.loads(done["result"].get("value", "null"))

    def _element(self, css: str) -> dict[str, Any]:
        self._bring_into_view(css)
        found = self._send(
            "browsingContext.locateNodes", context=self._context, locator={"type": "css", "value": css}, maxNodeCount=1
        )
        return {"sharedId": found["nodes"][0]["sharedId"]}

    def _act(self, *sources: dict[str, Any]) -> None:
        self._send("input.performActions", context=self._context, actions=list(sources))

    def click(self, css: str) -> None:
        origin = {"type": "element", "element": self._element(css)}
        steps = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": origin},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._act({"type": "pointer", "id": "mouse", "actions": steps})

    def type(self, css: str, text: str) -> None:
        self.click(css)
        steps = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keyboard", "actions": steps})

    def back(self) -> None:
        self._send("browsingContext.traverseHistory", context=self._context, delta=-1)

    def errors(self) -> list[str]:
        self.js("1")
        return self._errors

    def quit(self) -> None:
        self._socket.close()
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)


class WebKit(Window):
    """MiniBrowser, WebKitGTK's own, on a display in memory."""

    def __init__(self, base: str, *, scripts: bool = True, dark: bool = False) -> None:
        super().__init__(base, scripts)
        assert MINI_BROWSER, "WebKitGTK is missing: bin/setup test installs it"
        self.folder, port = Path(tempfile.mkdtemp(prefix="arcanon-webkit-")), free_port()
        reading, writing = os.pipe()
        display = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1200x900x24", "-nolisten", "tcp"]
        self.display = subprocess.Popen(display, pass_fds=[writing], **QUIET)
        os.close(writing)
        with os.fdopen(reading) as number:
            screen = f":{number.readline().strip()}"
        environment = {
            **os.environ,
            "DISPLAY": screen,
            "HOME": str(self.folder),
            "XDG_CACHE_HOME": str(self.folder),
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",  # its sandbox needs rights that a container has not
            "GTK_THEME": "Adwaita:dark" if dark else "Adwaita",
        }
        self.log = self.folder / "console"
        with self.log.open("wb") as log:
            driver = ["WebKitWebDriver", f"--port={port}", "--host=127.0.0.1"]
            self.process = subprocess.Popen(driver, env=environment, stdout=log, stderr=subprocess.DEVNULL)
        self._http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30)
        until(self._is_ready, "WebKit's driver to start")
        arguments = ["--automation", "--enable-write-console-messages-to-stdout=true"]
        arguments += [] if scripts else ["--enable-javascript=false"]
        options = {"binary": str(MINI_BROWSER), "args": arguments}
        wanted = {"webkitgtk:browserOptions": options, "pageLoadStrategy": "eager" if scripts else "none"}
        answer = self._post("/session", capabilities={"alwaysMatch": wanted})
        self._session = f"/session/{answer['sessionId']}"

    def _is_ready(self) -> bool:
        try:
            return self._http.get("/status").status_code == 200
        except httpx.TransportError:
            return False

    def _post(self, path: str, timeout: float = 30, **values: object) -> Any:
        answer = self._http.post(path, json=values, timeout=timeout).json()["value"]
        if isinstance(answer, dict) and "error" in answer:
            raise WebDriverError(answer)
        return answer

    def _navigate(self, url: str) -> None:
        self._post(f"{self._session}/url", url=url)

    def js(self, expression: str) -> Any:
        # A script that runs while the page goes away is never answered.
        return self._post(f"{self._session}/execute/sync", timeout=2, script=f"return {expression}", args=[])

    def _element(self, css: str) -> str:
        self._bring_into_view(css)
        found = self._post(f"{self._session}/element", using="css selector", value=css)
        return f"{self._session}/element/{found[ELEMENT]}"

    def click(self, css: str) -> None:
        self._post(f"{self._element(css)}/click")

    def type(self, css: str, text: str) -> None:
        self._post(f"{self._element(css)}/value", text=text)

    def back(self) -> None:
        self.js("(history.back(), true)")  # the driver's own command waits for ever

    def errors(self) -> list[str]:
        lines = self.log.read_text(errors="replace").splitlines()
        return [line for line in lines if line.startswith("CONSOLE") and " ERROR " in line]

    def quit(self) -> None:
        self._http.delete(self._session)
        self._http.close()
        for process in (self.process, self.display):
            process.terminate()
            process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)


ENGINES: dict[str, Callable[..., Window]] = {"firefox": Firefox, "webkit": WebKit}
