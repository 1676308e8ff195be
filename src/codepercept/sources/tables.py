"""Pictures in tables: JSON lines, Parquet, Arrow files as the Hugging Face library saves them."""

from __future__ import annotations

import bisect
import functools
import itertools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from codepercept.errors import UserError
from codepercept.sources.pictures import MAX_BYTES, PictureSeed, PictureSource, read_file

_IMAGE = ("image", "images", "decoded_image", "img", "picture", "image_path", "file_name")
_NAME = ("id", "pid", "uid", "sample_id", "question_id", "index")
_MAX_LINE = 2 * MAX_BYTES


def _pick(record: Mapping[str, Any], names: Sequence[str]) -> Any:
    return next((record[n] for n in names if record.get(n) is not None), None)


def _text(value: Any) -> str | None:
    return None if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def seed_of(record: Mapping[str, Any], number: int, folder: Path) -> PictureSeed:
    """A record's picture and what is known of it.

    Args:
        record: picture as bytes, as `{bytes, path}`, or as a path relative to `folder`; a list means its first.
        number: stands in for a missing id.
        folder: pictures may lie in it or below, nowhere else.
    """
    name = _text(_pick(record, _NAME))
    image = _pick(record, _IMAGE)
    if isinstance(image, list | tuple):
        image = image[0] if image else None
    if isinstance(image, Mapping):
        image = image.get("bytes") or image.get("path")
    data, problem = b"", None
    if isinstance(image, bytes | bytearray | memoryview):
        data = bytes(image)
        if len(data) > MAX_BYTES:
            data, problem = b"", ("too_large", f"the picture has more than {MAX_BYTES >> 20} MB")
    elif isinstance(image, str) and "\0" not in image and len(image) < 4096:
        file = (folder / image).resolve()
        if file.is_relative_to(folder.resolve()):
            data, problem = read_file(file)
        else:
            problem = ("outside_folder", "the record names a picture outside its folder")
        name = name or Path(image).with_suffix("").as_posix()
    else:
        problem = ("no_picture", "the record holds no picture")
    return PictureSeed(
        name=name or f"{number:06d}",
        data=data,
        source=_text(_pick(record, ("source",))) or "",
        licence=_text(_pick(record, ("licence", "license"))) or "",
        question=_text(_pick(record, ("question", "query", "problem"))),
        answer=_text(_pick(record, ("answer", "solution"))),
        problem=problem,
    )


@dataclass(frozen=True)
class JsonLines:
    """A file with one JSON object a line, found by the places where lines start."""

    file: Path
    starts: np.ndarray

    def __len__(self) -> int:
        return len(self.starts)

    def read(self, number: int) -> PictureSeed:
        """One line; a line that is no JSON object is told as a problem."""
        try:
            with self.file.open("rb") as stream:
                stream.seek(int(self.starts[number]))
                record = json.loads(stream.readline(_MAX_LINE))
        except (ValueError, RecursionError) as error:
            return PictureSeed(f"{number:06d}", problem=("bad_record", f"line is not valid JSON: {str(error)[:120]}"))
        except OSError as error:
            return PictureSeed(f"{number:06d}", problem=("unreadable", f"cannot be read: {error.strerror}"))
        if not isinstance(record, dict):
            return PictureSeed(f"{number:06d}", problem=("bad_record", "the line is not a JSON object"))
        return seed_of(record, number, self.file.parent)


def open_json_lines(file: Path) -> PictureSource:
    """Find the lines of a file.

    Raises:
        UserError: the file has no lines.
    """
    starts, place = [], 0
    with file.open("rb") as stream:
        for line in stream:
            if line.strip():
                starts.append(place)
            place += len(line)
    if not starts:
        raise UserError(f"{file}: holds no records")
    return JsonLines(file, np.array(starts, dtype=np.int64))


@dataclass(frozen=True)
class Tables:
    """Arrow or Parquet files, read a block of rows at a time."""

    folder: Path
    blocks: Sequence[tuple[Path, int]]
    """File and number of the block in it."""
    ends: Sequence[int]
    """Rows up to the end of each block."""
    columns: Sequence[str]
    load: Callable[[Path, int, Sequence[str]], pa.Table]

    def __len__(self) -> int:
        return self.ends[-1]

    def read(self, number: int) -> PictureSeed:
        """One row; damaged files are told as a problem."""
        block = bisect.bisect_right(self.ends, number)
        file, index = self.blocks[block]
        try:
            table = self.load(file, index, tuple(self.columns))
        except (pa.ArrowException, OSError) as error:
            return PictureSeed(f"{number:06d}", problem=("unreadable", f"{file.name} is damaged: {str(error)[:120]}"))
        row = table.slice(number - (self.ends[block] - table.num_rows), 1).to_pylist()[0]
        return seed_of(row, number, self.folder)


@functools.lru_cache(maxsize=2)
def _parquet_block(file: Path, index: int, columns: tuple[str, ...]) -> pa.Table:
    return pq.ParquetFile(file).read_row_group(index, columns=list(columns))


@functools.lru_cache(maxsize=2)
def _arrow_block(file: Path, index: int, columns: tuple[str, ...]) -> pa.Table:
    with pa.memory_map(str(file)) as source:
        batches = pa.ipc.open_stream(source)
        return pa.Table.from_batches([next(itertools.islice(batches, index, None))]).select(list(columns))


def open_parquet(files: Sequence[Path], where: Path) -> PictureSource:
    """Parquet files as one source; see `_columns` for what must be in them."""
    blocks: list[tuple[Path, int]] = []
    sizes: list[int] = []
    try:
        schema = pq.read_schema(files[0])
        for file in files:
            meta = pq.read_metadata(file)
            blocks += [(file, i) for i in range(meta.num_row_groups)]
            sizes += [meta.row_group(i).num_rows for i in range(meta.num_row_groups)]
    except (pa.ArrowException, OSError) as error:
        raise UserError(f"{where}: not readable as Parquet ({str(error)[:120]})") from None
    return _tables(where, blocks, sizes, schema, _parquet_block)


def open_arrow(files: Sequence[Path], where: Path) -> PictureSource:
    """Arrow stream files as one source."""
    blocks: list[tuple[Path, int]] = []
    sizes: list[int] = []
    schema = None
    try:
        for file in files:
            with pa.memory_map(str(file)) as source:
                stream = pa.ipc.open_stream(source)
                schema = schema or stream.schema
                for index, batch in enumerate(stream):
                    blocks.append((file, index))
                    sizes.append(batch.num_rows)
    except (pa.ArrowException, OSError) as error:
        raise UserError(f"{where}: not readable as a saved dataset ({str(error)[:120]})") from None
    assert schema is not None
    return _tables(where, blocks, sizes, schema, _arrow_block)


def _tables(
    where: Path,
    blocks: Sequence[tuple[Path, int]],
    sizes: Sequence[int],
    schema: pa.Schema,
    load: Callable[[Path, int, Sequence[str]], pa.Table],
) -> Tables:
    """Raises UserError where no column holds pictures, or there are no rows."""
    if not any(name in schema.names for name in _IMAGE):
        raise UserError(
            f"{where}: no column of pictures; one of {', '.join(_IMAGE[:4])} is needed, found {schema.names}"
        )
    wanted = {*_IMAGE, *_NAME, "source", "licence", "license", "question", "query", "problem", "answer", "solution"}
    if not sum(sizes):
        raise UserError(f"{where}: holds no rows")
    folder = where if where.is_dir() else where.parent
    columns = tuple(name for name in schema.names if name in wanted)
    return Tables(folder, tuple(blocks), tuple(itertools.accumulate(sizes)), columns, load)
