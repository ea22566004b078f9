"""Real Orca, which reads a real Chromium: on a screen, a bus and a window manager of their own, all thrown away.

In place of the speech dispatcher it has a stand-in (`speechd` beside this file), which writes down what it is told to
say. Orca's own debug file would do, too, but is written late.
"""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.support.person import Complaints, Person
from tests.support.services import Arcanon, started, until

HERE = Path(__file__).parent
DEBIAN = "xvfb openbox at-spi2-core dbus orca xdotool libglib2.0-bin"
CHROMIUM = "/usr/bin/chromium"
# As Orca comes, but that it does not begin to read a whole page by itself when it is loaded.
PROFILE = {"profile": ["Default", "default"], "sayAllOnLoad": False}
SETTINGS = {
    "general": {"startingProfile": ["Default", "default"]},
    "profiles": {"default": PROFILE},
    "pronunciations": {},
    "keybindings": {},
}
SPEAKS_WITHIN = 20.0  # seconds in which its first word comes, also on a machine that does other things
SILENT_FOR = 5.0  # seconds without a first word, where none is expected
QUIET_FOR = 2.0  # seconds without a word after which Orca has said what there was to say


class Desktop:
    """A screen on which Orca listens."""

    def __init__(self) -> None:
        missing = [name for name in ("Xvfb", "openbox", "orca", "dbus-daemon", "xdotool") if not shutil.which(name)]
        assert not missing, f"{', '.join(missing)} missing: bin/setup test installs {DEBIAN}"
        self.folder = Path(tempfile.mkdtemp(prefix="arcanon-orca-"))
        self.processes: list[subprocess.Popen[bytes]] = []
        self.log = self.folder / "spoken"
        for name in ("runtime", "home"):
            (self.folder / name).mkdir(mode=0o700)
        settings = self.folder / "home" / ".local" / "share" / "orca" / "user-settings.conf"
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps(SETTINGS))
        self.environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(self.folder / "home"),
            "XDG_RUNTIME_DIR": str(self.folder / "runtime"),
            "PYTHONPATH": str(HERE),
            "ARCANON_SPOKEN": str(self.log),
            "GTK_MODULES": "gail:atk-bridge",
            "ACCESSIBILITY_ENABLED": "1",
            "NO_AT_BRIDGE": "0",
        }

    def start(self) -> "Desktop":
        reading, writing = os.pipe()
        self._run("Xvfb", "-displayfd", str(writing), "-screen", "0", "1000x800x24", pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as display:
            self.environment["DISPLAY"] = f":{display.readline().strip()}"
        address = f"unix:path={self.folder}/runtime/bus"
        self._run("dbus-daemon", "--session", "--nofork", f"--address={address}")
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = address
        until((self.folder / "runtime" / "bus").exists, "the bus to open", 10)
        enable = ["gsettings", "set", "org.gnome.desktop.interface", "toolkit-accessibility", "true"]
        subprocess.run(enable, env=self.environment, capture_output=True, check=False)
        self._run("/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
        self._run("openbox")
        time.sleep(1)  # neither says when it is ready
        self._run("/usr/bin/orca", "--replace")
        until(self._has_begun, "Orca to begin", 60)
        return self

    def _run(self, *command: str, pass_fds: tuple[int, ...] = ()) -> None:
        quiet = subprocess.DEVNULL
        self.processes.append(
            subprocess.Popen(command, env=self.environment, stdout=quiet, stderr=quiet, pass_fds=pass_fds)
        )

    def _has_begun(self) -> bool:
        return self.log.exists() and "Screen reader on" in self.log.read_text(errors="replace")

    def spoken(self) -> list[str]:
        """All that Orca has said so far, phrase by phrase."""
        return self.log.read_text(errors="replace").splitlines()

    def says_after(self, deed: Callable[[], object], within: float = SPEAKS_WITHIN) -> list[str]:
        """What Orca says from a deed on, until it has nothing more to say."""
        before = len(self.spoken())
        deed()
        count, since = before, time.monotonic()
        while time.monotonic() - since < (QUIET_FOR if count > before else within):
            time.sleep(0.05)
            if len(self.spoken()) != count:
                count, since = len(self.spoken()), time.monotonic()
        return self.spoken()[before:]

    def key(self, *keys: str) -> None:
        """Presses keys as a person does, through the window system, so that Orca hears them, too."""
        subprocess.run(["xdotool", "key", *keys], env=self.environment, check=True, capture_output=True)

    def throw_away(self) -> None:
        for process in reversed(self.processes):
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(scope="module")
def desktop() -> Iterator[Desktop]:
    place = Desktop()
    try:
        yield place.start()
    finally:
        place.throw_away()


@pytest.fixture(scope="module")
def server() -> Iterator[Arcanon]:
    with started(Arcanon()) as service:
        yield service


@pytest.fixture(scope="module")
def browsers(desktop: Desktop) -> Iterator[tuple[Browser, Browser]]:
    """One that Orca hears, and one that it does not."""
    with sync_playwright() as playwright:
        heard = playwright.chromium.launch(
            executable_path=CHROMIUM,
            headless=False,
            env=desktop.environment,
            args=["--no-sandbox", "--disable-gpu", "--force-renderer-accessibility", "--window-size=900,700"],
        )
        unheard = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield heard, unheard
        heard.close()
        unheard.close()


@pytest.fixture
def comes(browsers: tuple[Browser, Browser], server: Arcanon) -> Iterator[Callable[..., Person]]:
    """Somebody comes: `comes(is_heard=True)` to the screen that Orca reads, the others without scripts."""
    contexts: list[BrowserContext] = []

    def come(*, is_heard: bool = False) -> Person:
        browser = browsers[0 if is_heard else 1]
        options = {"no_viewport": True} if is_heard else {"java_script_enabled": False}
        contexts.append(browser.new_context(base_url=server.url, **options))
        contexts[-1].set_default_timeout(10_000)
        return Person(contexts[-1].new_page(), Complaints(), scripts=is_heard)

    yield come
    for context in contexts:
        context.close()
