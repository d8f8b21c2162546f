"""What a function's result can depend on: every definition of ours that it reaches by name.

Read from the source, not by running it: a name within a definition leads to the definition of that
name in the same module, or where it is imported from, and so on. What formatting, comments,
docstrings and the types of parameters say is left out: none of them changes a result.
"""

import ast
import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
OURS: Final = ("services", "shared")
WHOLE: Final = "*"  # a name that stands for all of its module
LEFT_OUT: Final = ("ctx", "returns", "type_comment", "type_params", "kind")
Definition = tuple[str, str]  # module, name


@dataclass(frozen=True, slots=True)
class Module:
    """defined: name -> its statements. imported: name -> where it comes from."""

    defined: Mapping[str, list[ast.stmt]]
    imported: Mapping[str, Definition]


class Source:
    """The source beneath a folder, each file read once."""

    def __init__(self, root: Path = ROOT) -> None:
        self._root = root
        self._read: dict[str, Module | None] = {}

    def reached(self, start: Definition, *, ends: Collection[Definition] = ()) -> set[Definition]:
        """Every definition that one leads to, itself included. ends: those not to be followed."""
        found: set[Definition] = set()
        to_do = [start]
        while to_do:
            one = self._resolved(*to_do.pop())
            if one is not None and one not in found:
                found.add(one)
                to_do += () if one in ends else self._named_in(*one)
        return found

    def definition_of(self, function: Callable[..., Any]) -> Definition:
        """Raises ValueError for what has no name of its own at the top of a module of ours."""
        found = (function.__module__, function.__qualname__)
        if not self._statements(*found):
            raise ValueError(f"{'.'.join(found)} is no function at the top of a module of ours")
        return found

    def digest_of(self, definitions: Collection[Definition]) -> str:
        """Of where each is and what it says, the same in every Python that we run on."""
        written = "\n".join(f"{one}: {self._text_of(one)}" for one in sorted(definitions))
        return hashlib.sha256(written.encode()).hexdigest()[:16]

    def _text_of(self, definition: Definition) -> str:
        return "\n".join(_plain(statement) for statement in self._statements(*definition))

    def _module(self, name: str) -> Module | None:
        if name not in self._read:
            path = self._path(name)
            self._read[name] = self._parsed(name, path) if path else None
        return self._read[name]

    def _path(self, module: str) -> Path | None:
        if module.partition(".")[0] not in OURS:
            return None
        path = self._root.joinpath(*module.split("."))
        found = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        return found if found.exists() else None

    def _parsed(self, name: str, path: Path) -> Module:
        package = name if path.name == "__init__.py" else name.rpartition(".")[0]
        defined: dict[str, list[ast.stmt]] = {}
        imported: dict[str, Definition] = {}
        for statement in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(statement, ast.Import | ast.ImportFrom):
                imported.update(self._imported(statement, package))
            else:
                for one in _names(statement):
                    defined.setdefault(one, []).append(statement)
        return Module(defined, imported)

    def _imported(
        self, statement: ast.Import | ast.ImportFrom, package: str
    ) -> Iterator[tuple[str, Definition]]:
        if isinstance(statement, ast.Import):
            for alias in statement.names:
                yield alias.asname or alias.name, (alias.name, WHOLE)
            return
        parts = package.split(".") if statement.level else []
        base = [*parts[: len(parts) - statement.level + 1], *(statement.module or "").split(".")]
        source = ".".join(one for one in base if one)
        for alias in statement.names:
            module = f"{source}.{alias.name}"
            found = (module, WHOLE) if self._path(module) else (source, alias.name)
            yield alias.asname or alias.name, found

    def _resolved(self, module: str, name: str) -> Definition | None:
        """Where a name is really defined; None if it is not ours."""
        found = self._module(module)
        while found is not None and name != WHOLE and name not in found.defined:
            if name not in found.imported:
                return None
            module, name = found.imported[name]
            found = self._module(module)
        return None if found is None else (module, name)

    def _statements(self, module: str, name: str) -> list[ast.stmt]:
        found = self._module(module)
        if found is None:
            return []
        if name == WHOLE:
            return [one for statements in found.defined.values() for one in statements]
        return [*found.defined.get(name, []), *found.defined.get(WHOLE, [])]

    def _named_in(self, module: str, name: str) -> Iterator[Definition]:
        found = self._module(module)
        imported = found.imported if found else {}
        for statement in self._statements(module, name):
            for node in _nodes(statement):
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                    source, whole = imported.get(node.value.id, ("", ""))
                    if whole == WHOLE:
                        yield (source, node.attr)
                elif isinstance(node, ast.Name) and imported.get(node.id, ("", ""))[1] != WHOLE:
                    yield (module, node.id)


def _names(statement: ast.stmt) -> list[str]:
    """What a statement at the top of a module defines; what defines nothing counts for all."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [statement.name]
    targets = [one for one in ast.walk(statement) if isinstance(one, ast.Name)]
    stored = [one.id for one in targets if isinstance(one.ctx, ast.Store)]
    return stored or ([] if _is_docstring(statement) else [WHOLE])


def _nodes(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for _, value in _fields(node):
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, ast.AST):
                yield from _nodes(one)


def _fields(node: ast.AST) -> Iterator[tuple[str, Any]]:
    """What of a node can change a result."""
    for name, value in ast.iter_fields(node):
        if name in LEFT_OUT or value is None or value == []:
            continue
        if name == "annotation" and isinstance(node, ast.arg):
            continue
        is_body = name == "body" and isinstance(value, list)
        yield name, [one for one in value if not _is_docstring(one)] if is_body else value


def _is_docstring(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _plain(value: Any) -> str:
    if isinstance(value, ast.AST):
        inner = " ".join(f"{name}={_plain(one)}" for name, one in _fields(value))
        return f"({type(value).__name__} {inner})"
    if isinstance(value, list):
        return f"[{' '.join(_plain(one) for one in value)}]"
    return repr(value)
