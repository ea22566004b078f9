"""The Python package: built, installed into an empty environment, and served from a folder that holds nothing else."""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import httpx
import pytest

from tests.support.cast import soup
from tests.support.services import ROOT, Arcanon, started


class Installed(Arcanon):
    """arcanon as its own command, started in a folder that holds nothing of it."""

    def __init__(self, command: Path, folder: Path) -> None:
        super().__init__()
        self.command = [str(command), "serve", "--migrate"]
        self.cwd = folder


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `arcanon` of an environment with arcanon's dependencies, in which only the wheel was installed."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    packages = next(folder.glob("lib/python*/site-packages"))
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "install"]
    subprocess.run([*pip, "--quiet", "--no-deps", "--no-index", str(wheel)], check=True, capture_output=True)
    return folder / "bin" / "arcanon"


def test_the_wheel_holds_everything_that_is_served(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("arcanon/")}
    wanted = {f"arcanon/{path.relative_to(ROOT / 'arcanon')}" for path in (ROOT / "arcanon").rglob("*.py")}
    for folder in ("templates", "static", "migrations"):
        wanted |= {f"arcanon/{path.relative_to(ROOT)}" for path in (ROOT / folder).rglob("*") if is_ours(path)}
    assert wanted - held == set()
    assert held - wanted == set()
    assert "arcanon/static/vendor/htmx.min.js" in held


def is_ours(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".") and "__pycache__" not in path.parts


def test_it_serves_from_any_folder(command: Path, tmp_path: Path) -> None:
    with started(Installed(command, tmp_path)) as server:
        page = soup(httpx.get(server.url))
        assert page.title.text == "Latest posts · arcanon"
        for asset in page.select("link[rel=stylesheet], script[src]"):
            assert httpx.get(server.url + (asset.get("href") or asset["src"])).status_code == 200
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_what_it_can_do(command: Path, tmp_path: Path) -> None:
    said = subprocess.run([command, "--help"], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert "serve" in said
    assert "migrate" in said
