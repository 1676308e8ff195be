"""What an image-to-code benchmark is made of: pictures with the code that draws them, read one at a time.

Four forms: the official JSON Lines of STEM2Code-Eval with its folder of pictures, our own Parquet (a run directory, a
folder of shards, a file), a folder of figure scripts, and the benchmark that ships with the package. All of it is
untrusted: pictures are only read from the folder that the user named, code only runs in the sandbox.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from codepercept.config.evaluation import MINI
from codepercept.errors import UserError
from codepercept.sandbox.source import fenced_blocks, strip_magics
from codepercept.sources import script_files
from codepercept.sources.pictures import MAX_BYTES, read_file
from codepercept.sources.text import clean

SOURCES = ("MathVision", "MathVista", "MathVerse", "DynaMath", "WeMath", "LogicVista")
"""Benchmarks from whose test sets STEM2Code-Eval took its pictures."""


@dataclass(frozen=True)
class Item:
    """One figure to redraw."""

    id: str
    code: str
    image: bytes | None = field(default=None, repr=False)
    """The picture that a model is shown, in any format; None for what the code draws."""
    groups: dict[str, str] = field(default_factory=dict)
    """What results are broken down by, e.g. {"source": "MathVision", "kind": "circuits"}."""
    title: str = ""
    problem: str = ""
    """Why it cannot be used, "" if it can."""


@dataclass(frozen=True)
class Items:
    """A benchmark. Picklable: pictures are read when they are needed."""

    name: str
    read: Callable[[int], Item]
    ids: Sequence[str]
    sha256: str

    def __len__(self) -> int:
        return len(self.ids)


def open_items(data: str, images: Path | None = None) -> Items:
    """Open a benchmark.

    Args:
        data: "mini", or a path.
        images: folder of the pictures of an official file, its own folder by default.

    Raises:
        UserError: there is none, it holds nothing, a line cannot be read, or two ids are equal.
    """
    if data == MINI:
        items = _mini()
    else:
        path = Path(data)
        if not path.exists():
            raise UserError(f"{path}: no such file or folder; `{MINI}` is the benchmark that ships with the package")
        try:
            items = _open(path, images)
        except OSError as error:
            raise UserError(f"{path}: cannot be read ({error.strerror})") from None
    if not items.ids:
        raise UserError(f"{data}: holds no figures")
    seen: dict[str, int] = {}
    for number, name in enumerate(items.ids, 1):
        if seen.setdefault(name, number) != number:
            raise UserError(f"{data}: the id {name!r} of row {number} is that of row {seen[name]} too")
    return items


def _open(path: Path, images: Path | None) -> Items:
    if path.is_file():
        if path.suffix.lower() in (".jsonl", ".json", ".ndjson"):
            return _official(path, images or path.parent)
        if path.suffix.lower() == ".parquet":
            return _parquet([path], path)
        if path.suffix.lower() != ".py":
            raise UserError(f"{path}: name a .jsonl or .parquet file, a folder of figure scripts, or `{MINI}`")
    elif shards := sorted((path / "shards").glob("*.parquet")) or sorted(path.glob("*.parquet")):
        return _parquet(shards, path)
    elif len(lists := sorted(path.glob("*.jsonl"))) == 1:
        return _official(lists[0], images or path)
    return _scripts(path)


# -- the benchmark in the box, and folders of scripts


def _mini() -> Items:
    root = Path(str(resources.files("codepercept.evals") / "mini"))
    lines = (root / "index.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    digest = hashlib.sha256()
    for row in rows:
        digest.update(row["id"].encode() + (root / row["file"]).read_bytes())
    return Items(
        "stem2code-mini", functools.partial(_mini_item, root, rows), [r["id"] for r in rows], digest.hexdigest()
    )


def _mini_item(root: Path, rows: Sequence[dict[str, str]], number: int) -> Item:
    row = rows[number]
    code = (root / row["file"]).read_text(encoding="utf-8")
    return Item(row["id"], code, groups={"kind": row["kind"], "level": row["level"]}, title=row["title"])


def _scripts(path: Path) -> Items:
    files = script_files(path)
    root = path if path.is_dir() else path.parent
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(root).as_posix().encode() + b"\0" + read_file(file)[0])
    names = [file.relative_to(root).with_suffix("").as_posix() for file in files]
    return Items(root.resolve().name, functools.partial(_script_item, files, names), names, digest.hexdigest())


def _script_item(files: Sequence[Path], names: Sequence[str], number: int) -> Item:
    data, problem = read_file(files[number])
    kind = names[number].rpartition("/")[0]
    try:
        code = strip_magics(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        code, problem = "", ("not_text", "the script is not UTF-8 text")
    return Item(names[number], code, groups={"kind": kind} if kind else {}, problem=problem[1] if problem else "")


# -- our own Parquet

_GROUPS = ("pipeline", "family", "kind", "level")


def _parquet(files: Sequence[Path], where: Path) -> Items:
    ids: list[str] = []
    places: list[tuple[Path, int, int]] = []
    digest = hashlib.sha256()
    try:
        for file in files:
            with pq.ParquetFile(file) as table:
                names = table.schema_arrow.names
                if missing := [n for n in ("id", "code") if n not in names]:
                    raise UserError(
                        f"{file}: has no column `{missing[0]}`; `id` and `code` are needed, `image` is used"
                    )
                for group in range(table.num_row_groups):
                    for index, row in enumerate(_row_group(file, group).to_pylist()):
                        places.append((file, group, index))
                        ids.append(str(row["id"]))
                        told = f"{row['id']}\0{row['code']}\0".encode("utf-8", "surrogatepass")
                        digest.update(told + (_image_of(row) or b""))
    except (pa.ArrowException, OSError, ValueError) as error:  # a text that is not UTF-8 is a ValueError
        raise UserError(f"{where}: not readable as Parquet ({str(error)[:120]})") from None
    name = where.resolve().stem if where.is_file() else where.resolve().name
    return Items(name, functools.partial(_parquet_item, places), ids, digest.hexdigest())


def _parquet_item(places: Sequence[tuple[Path, int, int]], number: int) -> Item:
    file, group, index = places[number]
    row = _row_group(file, group).slice(index, 1).to_pylist()[0]
    groups = {k: str(row[k]) for k in _GROUPS if row.get(k)}
    code, usable = row["code"], isinstance(row["code"], str) and bool(row["code"].strip())
    return Item(
        str(row["id"]), code if usable else "", _image_of(row), groups, problem="" if usable else "the row has no code"
    )


def _image_of(row: dict[str, Any]) -> bytes | None:
    image = row.get("image")
    if isinstance(image, dict):
        image = image.get("bytes")
    return image if isinstance(image, bytes) else None


@functools.lru_cache(maxsize=2)
def _row_group(file: Path, group: int) -> pa.Table:
    with pq.ParquetFile(file) as table:
        wanted = [
            n for n in ("id", "code", "image", *_GROUPS)
            if n in table.schema_arrow.names
        ]  # fmt: skip
        return table.read_row_group(group, columns=wanted)


# -- the official file


@dataclass(frozen=True)
class _Line:
    id: str
    code: str
    picture: str


def _official(file: Path, folder: Path) -> Items:
    if not folder.is_dir():
        raise UserError(f"{folder}: no such folder of pictures; name it with --images")
    lines = [_official_line(record, number, i, file) for i, (number, record) in enumerate(read_json_lines(file))]
    digest = hashlib.sha256()
    missing = []
    for line in lines:
        picture = find_picture(line.picture, folder)
        told = json.dumps([line.id, line.code]).encode("utf-8", "surrogatepass")
        if isinstance(picture, str):
            missing.append(picture)
        digest.update(told + hashlib.sha256(b"" if isinstance(picture, str) else picture).digest())
    if lines and len(missing) == len(lines):
        raise UserError(f"{file}: none of its pictures can be read; {missing[0]}")
    return Items(
        file.stem, functools.partial(_official_item, lines, folder), [line.id for line in lines], digest.hexdigest()
    )


def read_json_lines(file: Path) -> list[tuple[int, dict[str, Any]]]:
    """The objects of a JSON Lines file (or of one JSON array), with their line numbers.

    Raises:
        UserError: a line is no JSON object; names it.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(f"{file}: not UTF-8 text") from None
    if text.lstrip().startswith("["):
        try:
            found = list(enumerate(json.loads(text), 1))
        except (ValueError, RecursionError) as error:
            raise UserError(f"{file}: not valid JSON ({str(error)[:120]})") from None
    else:
        found = []
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                try:
                    found.append((number, json.loads(line)))
                except (ValueError, RecursionError) as error:
                    raise UserError(f"{file}, line {number}: not valid JSON ({str(error)[:120]})") from None
    for number, record in found:
        if not isinstance(record, dict):
            raise UserError(f"{file}, line {number}: a JSON object is needed, found {type(record).__name__}")
    return [(number, clean(record)) for number, record in found]


def _official_line(record: dict[str, Any], number: int, index: int, file: Path) -> _Line:
    def at(*path: str | int) -> Any:
        value: Any = record
        for key in path:
            try:
                value = value[key]
            except (KeyError, IndexError, TypeError):
                shown = "".join(f"[{k}]" if isinstance(k, int) else f".{k}" for k in path).lstrip(".")
                raise UserError(f"{file}, line {number}: `{shown}` is missing; is this a STEM2Code file?") from None
        return value

    picture = at("messages", 1, "content", 0, "image")
    code = at("messages", 3, "content", 0, "text")
    for name, value in (("messages[1].content[0].image", picture), ("messages[3].content[0].text", code)):
        if not isinstance(value, str) or not value.strip():
            raise UserError(f"{file}, line {number}: `{name}` must be a text that is not empty")
    blocks = [body for language, body in fenced_blocks(code) if language in ("python", "py", "")]
    return _Line(str(record.get("id", index)), max(blocks, key=len) if blocks else code, picture)


def _official_item(lines: Sequence[_Line], folder: Path, number: int) -> Item:
    line = lines[number]
    source = source_of(line.picture)
    found = find_picture(line.picture, folder)
    if isinstance(found, str):
        return Item(line.id, strip_magics(line.code), None, {"source": source}, problem=found)
    return Item(line.id, strip_magics(line.code), found, {"source": source})


def source_of(path: str) -> str:
    """The benchmark that a picture comes from, as far as its path tells."""
    plain = re.sub(r"[^a-z0-9]", "", path.lower())
    return next((name for name in SOURCES if name.lower() in plain), "unknown")


def find_picture(named: str, folder: Path) -> bytes | str:
    """A picture's bytes, or why there are none.

    It is looked for under its path in the folder and, as paths of other machines mean nothing here, anywhere below it:
    the one file whose path ends most like it.
    """
    root = folder.resolve()
    if "\0" in named or len(named) > 4096:
        return "the picture's path is not a path"
    own = (root / named).resolve()
    inside = own.is_relative_to(root) and own.is_file()
    files = [own] if inside else _most_alike(Path(named), _below(root).get(Path(named).name, ()))
    if not files:
        return f"the picture {Path(named).name} is not in {folder}; name its folder with --images"
    if len(files) > 1:
        return f"{len(files)} pictures in {folder} could be {named[-200:]}; keep their folders as the file names them"
    [file] = files
    if file.stat().st_size > MAX_BYTES:
        return f"the picture {file.name} has more than {MAX_BYTES >> 20} MB"
    return file.read_bytes()


@functools.lru_cache(maxsize=4)
def _below(root: Path) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.resolve().is_relative_to(root):
            found.setdefault(path.name, []).append(path)
    return found


def _most_alike(named: Path, files: Sequence[Path]) -> list[Path]:
    """The files that have most of the last parts of a path in common with it."""

    def common(file: Path) -> int:
        pairs = zip(reversed(named.parts), reversed(file.parts), strict=False)
        return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))

    most = max(map(common, files), default=0)
    return [f for f in files if common(f) == most]
