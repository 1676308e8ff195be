"""Recipes: what to build, from a YAML file plus flags, checked before anything runs."""

from __future__ import annotations

import difflib
import hashlib
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from codepercept.errors import UserError

MAX_SHARD = 1000


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LimitsSection(_Section):
    """Budgets of one figure script, see `codepercept.sandbox.limits.Limits`."""

    cpu_seconds: float = Field(20.0, gt=0, le=3600)
    idle_seconds: float = Field(10.0, gt=0, le=3600)
    memory_mib: int = Field(2048, ge=64)
    output_kib: int = Field(1024, ge=1)
    code_kib: int = Field(1024, ge=1, le=65536)
    max_side_px: int = Field(2000, ge=16, le=2000)
    dpi: float = Field(100.0, ge=10, le=600)


class QualitySection(_Section):
    """Which deterministic checks a sample must pass."""

    code: bool = True
    image: bool = True
    consistency: bool = True


class FamilyShare(_Section):
    """How much of a geometry family, and which of its figures.

    `only` maps parameters of the family to a value, a list of choices, or `{min: 2, max: 6}`.
    """

    weight: float = Field(1.0, gt=0, allow_inf_nan=False)
    only: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _plain_weight(cls, value: Any) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return {"weight": value}
        if not isinstance(value, dict | cls):
            raise ValueError("a share is a weight, or a mapping with `weight` and `only`")
        return value


class GeometrySection(_Section):
    """Samples from solid-geometry families; `families` maps names to weights or shares, all equal by default."""

    kind: Literal["geometry"]
    n: int = Field(60, ge=0)
    families: dict[str, FamilyShare] = Field(default_factory=dict)


class CodeSection(_Section):
    """Samples from a folder of anyone's figure scripts; `n` takes only the first so many."""

    kind: Literal["code"]
    path: str
    pattern: str = "**/*.py"
    n: int | None = Field(None, ge=0)
    licence: str = ""
    read_folder: bool = False
    """Let each script read the folder that it lies in."""


class Recipe(_Section):
    """One build. `inputs` is filled in when a recipe is resolved: hashes of the seed files."""

    name: str = "codepercept"
    seed: int = Field(0, ge=0)
    pipelines: list[Annotated[GeometrySection | CodeSection, Field(discriminator="kind")]] = Field(min_length=1)
    limits: LimitsSection = LimitsSection()
    quality: QualitySection = QualitySection()
    shard_size: int | None = Field(None, ge=1, le=100_000)
    unsafe_sandbox: bool = False
    inputs: dict[str, str] = Field(default_factory=dict)


def default_recipe() -> dict[str, Any]:
    """What `codepercept build` makes when no recipe is named."""
    return {"name": "geometry", "pipelines": [{"kind": "geometry"}]}


def load_recipe(path: Path | None, overrides: dict[str, Any] | None = None, n: int | None = None) -> Recipe:
    """Read and check a recipe.

    Args:
        path: a YAML file; None for the default recipe. Relative paths in it are relative to the file.
        overrides: top-level keys that replace the file's.
        n: total number of rows; shared out over the pipelines in proportion to their own `n`.

    Raises:
        UserError: one sentence that names the file, the key and the fix.
    """
    where = str(path) if path else "the recipe"
    data = default_recipe() if path is None else _read(path)
    data = {**data, **(overrides or {})}
    try:
        recipe = Recipe.model_validate(data)
    except ValidationError as error:
        raise UserError(f"{where}: {explain(error, Recipe)}") from None
    if recipe.inputs and path is None:
        raise UserError(f"{where}: `inputs` is filled in by the program; leave it out")
    base = path.parent if path else Path()
    sections = [
        s.model_copy(update={"path": str((base / Path(s.path).expanduser()).resolve())})
        if isinstance(s, CodeSection)
        else s
        for s in recipe.pipelines
    ]
    return recipe.model_copy(update={"pipelines": _share(sections, n)})


def _read(path: Path) -> dict[str, Any]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(f"{path}: no such recipe") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: cannot be read ({error})") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}" if mark else ""
        raise UserError(f"{path}{place}: not valid YAML ({getattr(error, 'problem', error)})") from None
    if not isinstance(data, dict):
        raise UserError(f"{path}: a recipe is a mapping of keys to values, with at least `pipelines`")
    return data


def explain(error: ValidationError, model: type[BaseModel]) -> str:
    """The first problem of a validation, in one sentence with the fix."""
    problem = error.errors()[0]
    key = ".".join(str(p) for p in problem["loc"] if p not in ("geometry", "code"))
    if problem["type"] == "extra_forbidden":
        known = _known_keys(model)
        close = difflib.get_close_matches(str(problem["loc"][-1]), known, 1)
        hint = f"did you mean `{close[0]}`?" if close else f"known keys: {', '.join(known)}"
        return f"unknown key `{key}`; {hint}"
    if problem["type"] == "missing":
        return f"`{key}` is missing"
    message = problem["msg"].removeprefix("Value error, ")
    return f"`{key}`: {message[:1].lower() + message[1:]} (got {str(problem['input'])[:60]!r})"


def _known_keys(model: type[BaseModel]) -> list[str]:
    sections: list[type[BaseModel]] = [model, GeometrySection, CodeSection, LimitsSection, QualitySection]
    return sorted({k for s in sections for k in s.model_fields if k != "inputs"})


def _share(sections: list[GeometrySection | CodeSection], n: int | None) -> list[GeometrySection | CodeSection]:
    """Give each pipeline its part of `n` rows; a folder without `n` of its own counts as its number of files."""
    if n is None:
        return sections
    if n < 0:
        raise UserError(f"-n {n}: the number of rows cannot be negative")
    sizes = [
        s.n if s.n is not None else len(code_files(s))
        for s in sections
        if isinstance(s, (GeometrySection, CodeSection))
    ]
    total = sum(sizes) or 1
    edges = [round(n * sum(sizes[:i]) / total) for i in range(len(sizes) + 1)]
    shared = []
    for section, start, stop in zip(sections, edges, edges[1:], strict=False):
        shared.append(section.model_copy(update={"n": stop - start}))
    return shared


def code_files(section: CodeSection) -> list[Path]:
    """The scripts of a code pipeline, in the order of their paths.

    Raises:
        UserError: the folder is missing, unreadable or holds no script.
    """
    folder = Path(section.path)
    try:
        if folder.is_file():
            return [folder]
        if not folder.is_dir():
            raise UserError(f"{folder}: no such folder of figure scripts")
        next(folder.iterdir(), None)
        files = sorted(p for p in folder.glob(section.pattern) if p.is_file())
    except PermissionError:
        raise UserError(f"{folder}: this folder may not be read; check its permissions") from None
    if not files:
        raise UserError(f"{folder}: no file matches {section.pattern!r}")
    return files


def resolve(recipe: Recipe) -> Recipe:
    """Fix what depends on the surroundings: hashes of seed files and the shard size."""
    inputs, rows = {}, 0
    for section in recipe.pipelines:
        if isinstance(section, CodeSection):
            files = code_files(section)[: section.n]
            rows += len(files)
            digest = hashlib.sha256()
            for file in files:
                digest.update(str(file.name).encode() + b"\0" + _bytes(file))
            inputs[section.path] = digest.hexdigest()
        else:
            rows += section.n
    size = recipe.shard_size or min(MAX_SHARD, max(8, rows // 32))
    return recipe.model_copy(update={"inputs": inputs, "shard_size": size})


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        return f"unreadable: {error.strerror}".encode()


def to_yaml(recipe: Recipe) -> str:
    """The resolved recipe as it is kept in a run directory."""
    text: str = yaml.safe_dump(recipe.model_dump(mode="json"), sort_keys=False, allow_unicode=True)
    return text


def differing_keys(old: dict[str, Any], new: dict[str, Any], prefix: str = "") -> list[str]:
    """Dotted names of the keys in which two recipes differ."""
    found = []
    for key in sorted(old.keys() | new.keys()):
        one, other, name = old.get(key), new.get(key), f"{prefix}{key}"
        if isinstance(one, dict) and isinstance(other, dict):
            found += differing_keys(one, other, f"{name}.")
        elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
            pairs = [({str(i): a}, {str(i): b}) for i, (a, b) in enumerate(zip(one, other, strict=True))]
            found += [k for a, b in pairs for k in differing_keys(a, b, f"{name}.")]
        elif one != other:
            found.append(name)
    return found
