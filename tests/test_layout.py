"""Who may import whom, and who may touch what: rules 1 to 4 of the design, read from the source."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "arcanon"
# Models import only to their left. What is told of, searched and blocked stands left of what is written: a post or
# comment enters the index, and makes a notice, in its own unit of work.
FEATURES = ["people", "blocks", "search", "notices", "posts", "comments", "likes", "rooms", "matches", "asks"]
SHARED = {("people", "names"), ("people", "vault"), ("people", "authorship"), ("notices", "bell"), ("rooms", "keys")}
KNOW_FEATURES = {"application", "routes", "database", "cli", "demo"}

FILES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    """The modules a file imports, by their full names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path} imports relatively"
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def place(path: Path) -> tuple[str, str]:
    """The feature a file belongs to ("" for the machine), and its module."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return (parts[0], parts[1]) if len(parts) > 1 else ("", parts[0])


def features_in(names: set[str]) -> set[tuple[str, str]]:
    parts = [name.split(".") for name in names if name.startswith("arcanon.")]
    return {(one[1], one[2]) for one in parts if len(one) > 2 and one[1] in FEATURES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    feature, module = place(path)
    imported = features_in(imports(path))
    if not feature:
        assert not imported or module in KNOW_FEATURES, f"the machine imports {imported}"
        return
    for other, name in imported:
        if other != feature:
            assert name == "models" or (other, name) in SHARED, f"{other}.{name} is not {feature}'s to use"
        if module == "models":
            assert FEATURES.index(other) <= FEATURES.index(feature), f"{other} is not to the left of {feature}"
        assert name != "views", "views never import views"


def test_the_rules_can_fail() -> None:
    assert features_in({"arcanon.posts.views.index"}) == {("posts", "views")}
    assert place(PACKAGE / "rooms" / "views.py") == ("rooms", "views")
    assert "arcanon.settings" in imports(PACKAGE / "pages.py")


def imports_it(path: Path, module: str) -> bool:
    return any(name == module or name.startswith(f"{module}.") for name in imports(path))


@pytest.mark.parametrize(
    ("word", "file"),
    [
        ("os.environ", "settings.py"),
        ("jinja2", "pages.py"),
        ("broadcaster", "live.py live_redis.py"),
        ("tortoise.transactions", "database.py"),
    ],
)
def test_one_file_alone_touches_it(word: str, file: str) -> None:
    touching = {
        path.name for path in FILES if word in path.read_text() and (word == "os.environ" or imports_it(path, word))
    }
    assert touching == set(file.split())


def test_no_security_middleware_skips_sockets() -> None:
    assert not [path for path in FILES if "BaseHTTPMiddleware" in path.read_text()]


def test_templates_hold_nothing_inline() -> None:
    for path in (ROOT / "templates").rglob("*"):
        if path.is_file():
            text = path.read_text()
            assert path.suffix == ".html", "autoescape goes by the ending"
            for banned in (
                "|safe",
                "| safe",
                "hx-on",
                "js:",
                "style=",
                " onclick",
                "tojson",
                "autoescape",
                "hx-boost",
            ):
                assert banned not in text, f"{path}: {banned}"
            assert text.count("<script") == text.count("<script src="), path


def test_scripts_stay_small() -> None:
    scripts = list((ROOT / "static" / "js").glob("*.js"))
    assert sum(path.stat().st_size for path in scripts) <= 6 * 1024
    assert all(len(path.read_text().splitlines()) <= 60 for path in scripts)
