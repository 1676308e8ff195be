"""The run directory: every file appears whole, by rename; a finished shard has a marker with hashes, written last."""

from __future__ import annotations

import contextlib
import fcntl
import functools
import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import yaml

from codepercept.errors import UserError
from codepercept.pipeline.stage import Row, Shard
from codepercept.pipeline.table import write_samples


class RunDir:
    """Paths of one run and the only code that writes there.

    Args:
        path: the folder; made by `start` if it does not exist.
        write: puts rows into a Parquet file.
        settled: rows that ended unscored count as done; they are tried again only after `reopen`.
    """

    def __init__(
        self, path: Path, write: Callable[[Sequence[Any], Path], None] = write_samples, *, settled: bool = False
    ) -> None:
        self.path, self._write, self._settled = path, write, settled

    @property
    def recipe_file(self) -> Path:
        """The resolved recipe."""
        return self.path / "recipe.yaml"

    def samples(self) -> list[Path]:
        """Parquet files of kept samples, in order."""
        return sorted((self.path / "shards").glob("part-*.parquet"))

    def rejects(self) -> list[Path]:
        """Parquet files of rejections and unscored rows, in order."""
        return sorted((self.path / "rejects").glob("part-*.parquet"))

    @contextlib.contextmanager
    def start(
        self,
        recipe: str,
        differing: Callable[[dict[str, Any], dict[str, Any]], list[str]],
        *,
        replace: bool = False,
    ) -> Iterator[None]:
        """Begin or resume a run; holds a lock until the block ends.

        Args:
            recipe: the resolved recipe as YAML.
            differing: names the keys in which two recipes differ.
            replace: all shards are done again, by this recipe.

        Raises:
            UserError: the folder cannot be written, is in use, belongs to another recipe or to something else.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            if not self.recipe_file.exists() and any(not p.name.startswith(".") for p in self.path.iterdir()):
                raise UserError(f"{self.path}: this folder holds other files; name a new or empty one with --out")
            lock = (self.path / ".lock").open("w")
        except (NotADirectoryError, FileExistsError):
            raise UserError(f"{self.path}: there is a file of that name; name a folder with --out") from None
        except OSError as error:
            raise UserError(f"{self.path}: cannot be written ({error.strerror}); choose another --out") from None
        with lock:
            self._hold(lock)
            if replace:
                self._clear()
                self.write_text("recipe.yaml", recipe)
            elif self.recipe_file.exists():
                self._check_same(recipe, differing)
            else:
                self.write_text("recipe.yaml", recipe)
            for folder in ("shards", "rejects", "done"):
                (self.path / folder).mkdir(exist_ok=True)
            self._sweep()
            yield

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep others from writing to a run that is there, until the block ends.

        Raises:
            UserError: it is in use, or cannot be written.
        """
        try:
            lock = (self.path / ".lock").open("w")
        except OSError as error:
            raise UserError(f"{self.path}: cannot be written ({error.strerror})") from None
        with lock:
            self._hold(lock)
            self._sweep()
            yield

    def _hold(self, lock: IO[str]) -> None:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UserError(f"{self.path}: another run is writing here; wait for it or choose another --out") from None

    def _check_same(self, recipe: str, differing: Callable[[dict[str, Any], dict[str, Any]], list[str]]) -> None:
        try:
            old = yaml.safe_load(self.recipe_file.read_text(encoding="utf-8"))
        except (OSError, yaml.YAMLError):
            raise UserError(f"{self.recipe_file}: cannot be read; choose another --out") from None
        keys = differing(old if isinstance(old, dict) else {}, yaml.safe_load(recipe))
        if keys:
            raise UserError(
                f"{self.path}: holds a run of another recipe (differs in {', '.join(keys[:8])}); "
                "choose another --out, or repeat that recipe to resume it"
            )

    def _clear(self) -> None:
        """Forget all rows and what was made of them; kept answers of models stay."""
        self.reopen()
        for file in [*self.samples(), *self.rejects(), self.path / "summary.json"]:
            file.unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Remove what a killed run left half-written."""
        for leftover in self.path.rglob(".*.part"):
            leftover.unlink(missing_ok=True)

    def finished(self, shard: Shard) -> bool:
        """Whether the shard's marker is there."""
        return self._marker(shard).exists()

    def unfinished(self, shards: Iterable[Shard]) -> list[Shard]:
        """Shards that are to be done: those never finished, and those whose files are not what was written.

        Reads all finished files; a damaged one is told in the log, and its shard begins anew.
        """
        todo = []
        for shard in shards:
            if (damaged := self._damaged(shard)) is not None:
                self.log(f"{damaged} is not what was written; shard {shard.index} is done again")
                self._marker(shard).unlink()
            if not self.finished(shard):
                todo.append(shard)
        return todo

    def _marker(self, shard: Shard) -> Path:
        return self.path / "done" / f"{shard.index:05d}"

    def _damaged(self, shard: Shard) -> str | None:
        """The first file of a finished shard that differs from what its marker says; None if all is well."""
        try:
            wanted = json.loads(self._marker(shard).read_bytes() or b"{}")  # versions before 0.2 said nothing
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            return f"done/{shard.index:05d}"
        if not isinstance(wanted, dict):
            return f"done/{shard.index:05d}"
        for folder, digest in wanted.items():
            file = self.path / folder / f"part-{shard.index:05d}.parquet"
            if (file_hash(file) if file.exists() else None) != digest:
                return f"{folder}/{file.name}"
        return None

    def write_shard(self, shard: Shard, samples: Sequence[Row], *, complete: bool) -> None:
        """Write a shard's rows; the marker only if `complete`, so that unscored rows are tried again."""
        name = f"part-{shard.index:05d}.parquet"
        kept = [s for s in samples if s.outcome == "sample"]
        rest = [s for s in samples if s.outcome != "sample"]
        digests: dict[str, str | None] = {}
        for folder, rows in (("shards", kept), ("rejects", rest)):
            target = self.path / folder / name
            if rows:
                write_whole(target, functools.partial(self._write, rows))
            else:
                target.unlink(missing_ok=True)  # readers of a dataset trip over files without rows
            digests[folder] = file_hash(target) if rows else None
        if complete or self._settled:
            write_whole(self._marker(shard), lambda part: part.write_text(json.dumps(digests), encoding="utf-8"))

    def reopen(self, which: Callable[[int], bool] = lambda index: True) -> None:
        """Forget that shards are done, so that the next run takes their rows through all stages again."""
        for marker in (self.path / "done").glob("[0-9]*"):
            if which(int(marker.name)):
                marker.unlink()

    def write_text(self, name: str, text: str) -> None:
        """Write a text file of the run."""
        write_whole(self.path / name, lambda part: part.write_text(text, encoding="utf-8"))

    def write_json(self, name: str, data: Any) -> None:
        """Write a JSON file of the run."""
        self.write_text(name, json.dumps(data, indent=2, ensure_ascii=False) + "\n")

    def log(self, line: str) -> None:
        """Append a line to log.txt, with the time."""
        with (self.path / "log.txt").open("a", encoding="utf-8") as file:
            file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {line}\n")


def write_whole(target: Path, write: Callable[[Path], Any]) -> None:
    """Let `write` make a file, which appears under its name only when it is whole; on failure nothing is left."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        write(part)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def file_hash(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
