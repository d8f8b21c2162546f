"""Who may import whom, and what no file may hold: design 2 and the style's four rules."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SERVICES = sorted(
    path.name for path in (ROOT / "services").iterdir() if (path / "__init__.py").exists()
)
# What a domain may know besides itself and the standard library: docs/decisions/0003.
PURE_SHARED = {
    "shared.errors",
    "shared.personal",
    "shared.calendar",
    "shared.upn",
    "shared.rulebook",
    "shared.days",
    "shared.texts",
    "shared.access.reasons",
}
PARTS_APART = ("api", "projections", "policies")


def python_files(*folders: str) -> list[Path]:
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "node_modules" not in path.parts
    ]


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def package_of(path: Path) -> str:
    module = module_of(path)
    return module if path.name == "__init__.py" else module.rpartition(".")[0]


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, absolute; of `from x import y` both x and x.y."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = package_of(path).split(".")
                parents = parents[: len(parents) - node.level + 1]
                base = ".".join([*parents, *([node.module] if node.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def domain_files() -> list[Path]:
    return [path for path in python_files("services") if "domain" in path.parts]


@pytest.mark.parametrize("path", domain_files(), ids=module_of)
def test_a_domain_knows_itself_and_nothing_around_it(path: Path) -> None:
    own = module_of(path).split(".domain")[0] + ".domain"
    ours = [one for one in imports(path) if one.split(".")[0] in ("services", "shared", "deploy")]
    strangers = [
        one
        for one in imports(path)
        if one.split(".")[0]
        in ("flask", "pymongo", "bson", "kafka", "msgspec", "marshmallow", "requests")
    ]
    wrong = [
        one
        for one in ours
        if one not in (own, "shared")
        and not within(one, own)
        and not any(within(one, pure) for pure in PURE_SHARED)
    ]
    assert (wrong, strangers) == ([], [])


@pytest.mark.parametrize("service", SERVICES)
def test_services_never_import_one_another(service: str) -> None:
    wrong = [
        (module_of(path), one)
        for path in python_files(f"services/{service}")
        for one in imports(path)
        if within(one, "services") and one != "services" and not within(one, f"services.{service}")
    ]
    assert wrong == []


def test_shared_imports_no_service() -> None:
    wrong = [
        (module_of(path), one)
        for path in python_files("shared")
        for one in imports(path)
        if within(one, "services") or within(one, "deploy") or within(one, "tests")
    ]
    assert wrong == []


@pytest.mark.parametrize("service", SERVICES)
def test_api_projections_and_policies_do_not_import_each_other(service: str) -> None:
    """Only `app` and `worker` see all."""
    base = f"services.{service}"
    wrong = []
    for part in PARTS_APART:
        others = [f"{base}.{other}" for other in PARTS_APART if other != part]
        for path in python_files(f"services/{service}"):
            if within(module_of(path), f"{base}.{part}"):
                wrong += [
                    (module_of(path), one)
                    for one in imports(path)
                    if any(within(one, other) for other in others)
                ]
    assert wrong == []


def categories(service: str) -> set[str]:
    """What stands before the hyphen in the names of a service's streams, as its code makes them."""
    trees = [ast.parse(path.read_text()) for path in python_files(f"services/{service}")]
    return {name for tree in trees for name in (*named_categories(tree), *stream_names(tree))}


def named_categories(tree: ast.AST) -> Iterator[str]:
    """Of `Aggregate(category="pupil")`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "category":
            yield ast.literal_eval(node.value)


def stream_names(tree: ast.AST) -> Iterator[str]:
    """Of the functions that make a stream's name: `return f"plan-{plan_id}"`."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and "stream" in function.name:
            for node in ast.walk(function):
                first = node.values[0] if isinstance(node, ast.JoinedStr) else None
                if isinstance(first, ast.Constant) and str(first.value).endswith("-"):
                    yield str(first.value).removesuffix("-")


def test_a_category_of_streams_belongs_to_one_service() -> None:
    """Parking and tokens know a stream by its name alone: shared/parking.py."""
    found = {service: categories(service) for service in SERVICES}
    owners: dict[str, list[str]] = {}
    for service, names in found.items():
        for name in names:
            owners.setdefault(name, []).append(service)
    folder = ROOT / "services"
    with_streams = {service for service in SERVICES if (folder / service / "domain").is_dir()}
    assert {service for service, names in found.items() if names} == with_streams
    assert {name: of for name, of in owners.items() if len(of) > 1} == {}
    assert [name for name in owners if not re.fullmatch(r"[a-z]+", name)] == []


@pytest.mark.parametrize("path", python_files("services", "shared", "deploy"), ids=module_of)
def test_no_import_stands_inside_a_function(path: Path) -> None:
    """A circle means that a name lives in the wrong module."""
    inside = [
        node.lineno
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


@pytest.mark.parametrize("path", python_files("services", "shared", "deploy"), ids=module_of)
def test_no_module_is_called_utils_or_helpers(path: Path) -> None:
    assert path.stem not in ("utils", "helpers", "common", "misc")
