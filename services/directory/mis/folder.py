"""The five files of a folder: which are there, which can be read, and why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .columns import FILES, File
from .header import Fault, RefusedFile, Table, read_table

# Far above any trust's export (80,000 pupils come to about 30 MB), and it still fits in memory.
MAX_FILE_BYTES = 256 * 1024 * 1024


class UnusableFolder(Exception):
    """The folder, or a file in it, cannot be opened; says which and why, in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStatus:
    """What became of a file: `read`, `refused` or `absent`; the rest only where it was read.

    encoding: `utf-8` or `windows-1252`. rows: its records but for those passed over as blank.
    """

    status: str
    encoding: str | None = None
    delimiter: str | None = None
    rows: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The files of an export by name: status (all five), rows, reasons about whole files."""

    statuses: Mapping[str, FileStatus]
    tables: Mapping[str, Table]
    faults: Mapping[str, tuple[Fault, ...]]

    @property
    def complete(self) -> bool:
        """Whether no file was refused and no required one is absent."""
        return not self.faults

    @property
    def can_be_judged(self) -> bool:
        """Whether every required file was read."""
        return all(file.name in self.tables for file in FILES if file.required)


def read_folder(path: Path) -> Folder:
    """Read the files of an export. Raises UnusableFolder."""
    _require_folder(path)
    statuses: dict[str, FileStatus] = {}
    tables: dict[str, Table] = {}
    faults: dict[str, tuple[Fault, ...]] = {}
    for file in FILES:
        content = _content(path, file)
        if content is None:
            statuses[file.name] = FileStatus(status="absent")
            if file.required:
                faults[file.name] = (Fault(1, "", "missing-file"),)
            continue
        try:
            tables[file.name] = table = read_table(content, file)
            statuses[file.name] = _read(table)
        except RefusedFile as refused:
            statuses[file.name] = FileStatus(status="refused")
            faults[file.name] = refused.faults
    return Folder(statuses=statuses, tables=tables, faults=faults)


def _read(table: Table) -> FileStatus:
    return FileStatus(
        status="read",
        encoding=table.encoding,
        delimiter=table.delimiter,
        rows=table.records,
    )


def _require_folder(path: Path) -> None:
    try:
        next(path.iterdir(), None)
    except OSError as error:
        raise UnusableFolder(f"{path} cannot be read: {error.strerror}") from error


def _content(folder: Path, file: File) -> bytes | None:
    """The bytes of a file, None where it is absent."""
    path = folder / file.name
    try:
        if not path.is_file():
            return None
        if path.stat().st_size > MAX_FILE_BYTES:
            raise UnusableFolder(f"{path} is larger than {MAX_FILE_BYTES // 1024**2} MB")
        return path.read_bytes()
    except OSError as error:
        raise UnusableFolder(f"{path} cannot be read: {error.strerror}") from error
