"""The layout of the code: what may import what, and what alone may touch what. README.md repeats the table."""

import ast
import re
from pathlib import Path

import pytest

from tests.support.services import ROOT

PACKAGE = ROOT / "arcanon"

# Each package imports only from those above it.
PACKAGES = ["crypto", "text", "settings", "db", "web", "realtime", "server"]
# The features, in the order in which their models may import each other. What is notified, searched and blocked stands
# above what is written: a post enters the index, and a comment sends a notification, in its own transaction.
FEATURES = [
    "people",
    "blocks",
    "search",
    "notifications",
    "posts",
    "comments",
    "likes",
    "chats",
    "matches",
    "invitations",
    "reports",
    "moderation",
]
# What puts the features together. Nothing imports these but each other, in this order.
TOP = ["routes", "application", "demo", "cli", "__main__"]
# The files of a feature that other features may import: what it stores and takes, what it sends and draws, and how its
# lists are read. The others (views, jobs, middleware …) are its own.
PUBLIC = {"models", "forms", "channel", "pieces", "threads", "hiding", "unread"}

FILES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    """Returns the modules of arcanon that a file imports, by their full names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path} imports relatively"
            assert node.module
            found |= {full for alias in node.names if is_module(full := f"{node.module}.{alias.name}")} or {node.module}
    return found


def is_module(name: str) -> bool:
    path = ROOT / name.replace(".", "/")
    return path.with_suffix(".py").is_file() or path.is_dir()


def own_imports(path: Path) -> set[tuple[str, str]]:
    """Returns what a file imports of arcanon, each as its package and its module."""
    parts = [[*name.split(".")[1:], "", ""] for name in imports(path) if name.split(".")[0] == "arcanon"]
    return {(package, module) for package, module, *_ in parts if package}


def place(path: Path) -> tuple[str, str]:
    """Returns the package a file belongs to, and its module; for a file beside the packages, its name and ""."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return (parts[0], parts[1]) if len(parts) > 1 else (parts[0], "")


def problems(path: Path) -> list[str]:
    """Returns what a file imports against the rules."""
    package, module = place(path)
    found = []
    for other, name in own_imports(path):
        if other == package:
            continue
        if other in TOP:
            if package not in TOP or TOP.index(other) > TOP.index(package):
                found.append(f"{other} stands above {package}")
        elif other in PACKAGES:
            if package in PACKAGES and PACKAGES.index(other) >= PACKAGES.index(package):
                found.append(f"{other} is not above {package} in the table")
        elif other in FEATURES:
            if package in PACKAGES:
                found.append(f"{package} imports the feature {other}")
            elif package in FEATURES:
                if name not in PUBLIC:
                    found.append(f"{other}.{name} is private to {other}")
                if module == "models" and FEATURES.index(other) >= FEATURES.index(package):
                    found.append(f"models of {other} are not above those of {package}")
        else:
            found.append(f"{other} is in no row of the table")
    return found


def test_the_tables_name_everything_there_is() -> None:
    places = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert places == {*PACKAGES, *FEATURES}
    assert {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"} == {*TOP}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    assert problems(path) == []


def test_the_rules_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    models, views = PACKAGE / "posts" / "models.py", PACKAGE / "posts" / "views.py"
    assert ("search", "models") in own_imports(models)
    assert ("web", "rendering") in own_imports(views)
    assert "arcanon.settings" in imports(PACKAGE / "web" / "hosts.py")
    for path, imported, says in (
        (models, ("comments", "models"), "not above"),
        (models, ("people", "views"), "private"),
        (PACKAGE / "web" / "forms.py", ("posts", "models"), "imports the feature"),
        (PACKAGE / "db" / "sqlite.py", ("web", "forms"), "not above"),
        (views, ("routes", ""), "stands above"),
    ):
        monkeypatch.setitem(globals(), "own_imports", lambda _, imported=imported: {imported})
        assert says in problems(path)[0]


def test_the_readme_repeats_the_tables() -> None:
    table = (ROOT / "README.md").read_text().partition("## Find your way")[2].partition("\n## ")[0]
    named = [name for row in table.splitlines() if row.startswith("|") for name in re.findall(r"`(\w+)/`", row)]
    assert [name for name in named if name in {*PACKAGES, *FEATURES}] == [*PACKAGES, *FEATURES]


def imports_it(path: Path, module: str) -> bool:
    return any(name == module or name.startswith(f"{module}.") for name in imports(path))


@pytest.mark.parametrize(
    ("module", "files"),
    [
        ("jinja2", {"web/rendering.py"}),
        ("jinja2_fragments", {"web/rendering.py"}),
        ("broadcaster", {"realtime/bus.py", "realtime/redis_backend.py"}),
        ("limits", {"web/rate_limits.py"}),
        ("cryptography", {"crypto/__init__.py", "crypto/primitives.py"}),
        ("tortoise.transactions", {"db/transactions.py"}),
        ("uvicorn", {"server/protocols.py", "server/serving.py"}),
    ],
)
def test_only_these_files_touch_it(module: str, files: set[str]) -> None:
    touching = {path.relative_to(PACKAGE).as_posix() for path in FILES if imports_it(path, module)}
    assert touching
    assert touching <= files


def test_only_settings_read_the_environment() -> None:
    readers = [path for path in FILES if re.search(r"os\.(environ|getenv)", path.read_text())]
    assert [path.relative_to(PACKAGE).as_posix() for path in readers] == ["settings/environment.py"]


def test_no_middleware_skips_sockets() -> None:
    """Starlette's `BaseHTTPMiddleware` passes WebSockets by."""
    assert not [path for path in FILES if "BaseHTTPMiddleware" in path.read_text()]


def test_no_file_is_long() -> None:
    long = {str(path.relative_to(ROOT)): count for path in FILES if (count := len(path.read_text().splitlines())) > 250}
    assert long == {}


TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
MAX_LINE_LENGTH = 120  # of a line that is more than one tag
FORBIDDEN = ("|safe", "| safe", "hx-on", "js:", "style=", " onclick", "tojson", "autoescape", "hx-boost")


def is_one_tag(line: str) -> bool:
    """Whether a line of a template is one tag, or a part of one."""
    html = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", line)
    return re.fullmatch(r"\s*(<[\w/-]+ [^<>]*>?|[\w:-]+=[^<>]*>?)", html) is not None


def test_the_rule_for_long_lines_can_fail() -> None:
    assert is_one_tag('  <a class="x" href="{{ address }}"{% if a > b %} hx-get="{{ address }}"{% endif %}>')
    assert not is_one_tag('  <p class="x">{{ _("Text") }}</p>')
    assert not is_one_tag('  {% set x = {"a": _("Text")} %}')


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_templates_hold_nothing_inline_and_no_long_lines(path: Path) -> None:
    assert path.suffix == ".html", "autoescape goes by the ending"
    text = path.read_text()
    for forbidden in FORBIDDEN:
        assert forbidden not in text
    assert text.count("<script") == text.count("<script src=")
    long = [line for line in text.splitlines() if len(line) > MAX_LINE_LENGTH and not is_one_tag(line)]
    assert long == []


@pytest.mark.parametrize("path", sorted((ROOT / "static" / "js").glob("*.js")), ids=lambda path: path.name)
def test_scripts_are_short_and_plain(path: Path) -> None:
    lines = path.read_text().splitlines()
    assert len(lines) <= 150
    assert max(map(len, lines)) <= 120
