"""Recipes: what to build, from a YAML file plus flags, checked before anything runs."""

from __future__ import annotations

import difflib
import hashlib
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, Field, ValidationError, model_validator

from codepercept.config.models import EndpointSection, ModelsSection, RoleSection, Section
from codepercept.errors import UserError
from codepercept.sources import Pictures, holds_pictures, open_pictures, script_files
from codepercept.sources.scripts import file_bytes

MAX_SHARD = 256
"""Rows of a shard, which a worker holds in memory (about 0.8 MB each) until all have ended."""
_TAGS = ("geometry", "code", "reproduce", "diversify")
"""Names of pipeline kinds, which pydantic puts into the place of a problem."""


class LimitsSection(Section):
    """Budgets of one figure script, see `codepercept.sandbox.limits.Limits`."""

    cpu_seconds: float = Field(20.0, gt=0, le=3600)
    idle_seconds: float = Field(10.0, gt=0, le=3600)
    memory_mib: int = Field(2048, ge=64)
    output_kib: int = Field(1024, ge=1)
    code_kib: int = Field(1024, ge=1, le=65536)
    max_side_px: int = Field(2000, ge=16, le=2000)
    dpi: float = Field(100.0, ge=10, le=600)


class QualitySection(Section):
    """Which deterministic checks a sample must pass."""

    code: bool = True
    image: bool = True
    consistency: bool = True


class FamilyShare(Section):
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


class GeometrySection(Section):
    """Samples from solid-geometry families; `families` maps names to weights or shares, all equal by default."""

    kind: Literal["geometry"]
    n: int = Field(60, ge=0)
    families: dict[str, FamilyShare] = Field(default_factory=dict)


class CodeSection(Section):
    """Samples from a folder of anyone's figure scripts; `n` takes only the first so many."""

    kind: Literal["code"]
    path: str
    pattern: str = "**/*.py"
    n: int | None = Field(None, ge=0)
    licence: str = ""
    read_folder: bool = False
    """Let each script read the folder that it lies in."""


class _PictureSection(Section):
    """Pictures to start from: a folder of them, a `.jsonl` or `.parquet` file (or a folder of those), or a dataset
    that the Hugging Face library saved to disk; `n` takes only the first so many.
    """

    path: str
    n: int | None = Field(None, ge=0)
    licence: str = ""


class ReproduceSection(_PictureSection):
    """Image reproduction: each picture is described, then redrawn in code from picture and description."""

    kind: Literal["reproduce"]


class DiversifySection(_PictureSection):
    """Image diversity: the principle behind each picture, then `k` different programs that realise it."""

    kind: Literal["diversify"]
    k: int = Field(10, ge=1, le=50)


AnySection = GeometrySection | CodeSection | ReproduceSection | DiversifySection


class RaySection(Section):
    """Where `--engine ray` runs."""

    address: str | None = None
    """Of a cluster, `auto` for the one that this node belongs to; without, Ray is started on this machine."""


class Recipe(Section):
    """One build. `inputs` is filled in when a recipe is resolved: hashes of the seed files."""

    name: str = "codepercept"
    seed: int = Field(0, ge=0)
    pipelines: list[Annotated[AnySection, Field(discriminator="kind")]] = Field(min_length=1)
    limits: LimitsSection = LimitsSection()
    quality: QualitySection = QualitySection()
    models: ModelsSection | None = None
    repair_rounds: int = Field(2, ge=0, le=20)
    """How often a model may try to mend code that does not run; without a repairer it is not mended."""
    shard_size: int | None = Field(None, ge=1, le=100_000)
    unsafe_sandbox: bool = False
    ray: RaySection | None = None
    """Only read, never kept: the engine changes nothing in a run."""
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
        s if isinstance(s, GeometrySection) else s.model_copy(update={"path": _absolute(base, s.path)})
        for s in recipe.pipelines
    ]
    update: dict[str, Any] = {"pipelines": _share(sections, n), "models": place_models(recipe.models, base)}
    return recipe.model_copy(update=update)


def pipelines_from(recipe: Path | None, seeds: Path, read_folder: bool = False) -> list[dict[str, Any]]:
    """Pipelines for seeds named on the command line.

    Those of the recipe that take such seeds, with their settings; else scripts become code samples, pictures are both
    reproduced and diversified.
    """
    kinds = ("reproduce", "diversify") if holds_pictures(seeds) else ("code",)
    own = _read(recipe).get("pipelines") if recipe else None
    fitting = [p for p in own if isinstance(p, dict) and p.get("kind") in kinds] if isinstance(own, list) else []
    extra = {"read_folder": True} if read_folder else {}
    return [{**p, **extra, "path": str(seeds.resolve())} for p in fitting or [{"kind": k} for k in kinds]]


def _absolute(base: Path, path: str) -> str:
    return str((base / Path(path).expanduser()).resolve())


def place_models(models: ModelsSection | None, base: Path) -> ModelsSection | None:
    """The section with its paths made absolute."""
    if models is None:
        return None
    endpoints = {
        name: e.model_copy(
            update={k: _absolute(base, v) for k in ("checkpoint", "recorded") if (v := getattr(e, k)) is not None}
        )
        for name, e in models.endpoints.items()
    }
    prompts = {name: _absolute(base, path) for name, path in models.prompts.items()}
    return models.model_copy(update={"endpoints": endpoints, "prompts": prompts})


def _read(path: Path) -> dict[str, Any]:
    return read_yaml(path, "a recipe is a mapping of keys to values, with at least `pipelines`")


def read_yaml(path: Path, expected: str) -> dict[str, Any]:
    """A YAML file that holds a mapping.

    Args:
        path: the file.
        expected: what is said where it holds something else.

    Raises:
        UserError: it cannot be read, or is something else.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(f"{path}: no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: cannot be read ({error})") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}" if mark else ""
        raise UserError(f"{path}{place}: not valid YAML ({getattr(error, 'problem', error)})") from None
    if not isinstance(data, dict):
        raise UserError(f"{path}: {expected}")
    return data


def explain(error: ValidationError, model: type[BaseModel]) -> str:
    """The first problem of a validation, in one sentence with the fix."""
    problem = error.errors()[0]
    key = ".".join(str(p) for p in problem["loc"] if p not in _TAGS)
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
    sections: list[type[BaseModel]] = [model, GeometrySection, CodeSection, DiversifySection, LimitsSection,
                                       QualitySection, ModelsSection, EndpointSection, RoleSection]  # fmt: skip
    return sorted({k for s in sections for k in s.model_fields if k != "inputs"})


def _share(sections: list[AnySection], n: int | None) -> list[AnySection]:
    """Give each pipeline its part of `n` rows; seeds without `n` of their own count as many as there are."""
    if n is None:
        return sections
    if n < 0:
        raise UserError(f"-n {n}: the number of rows cannot be negative")
    sizes = [s.n if s.n is not None else rows_of(s) for s in sections]
    total = sum(sizes) or 1
    edges = [round(n * sum(sizes[:i]) / total) for i in range(len(sizes) + 1)]
    shared = []
    for section, start, stop in zip(sections, edges, edges[1:], strict=False):
        shared.append(section.model_copy(update={"n": stop - start}))
    return shared


def code_files(section: CodeSection) -> list[Path]:
    """The scripts of a code pipeline, in the order of their paths, at most `n` of them."""
    return script_files(Path(section.path), section.pattern)[: section.n]


def pictures_of(section: ReproduceSection | DiversifySection) -> Pictures:
    """The pictures of a pipeline, at most `n` of them."""
    return open_pictures(Path(section.path), section.n)


def rows_of(section: AnySection) -> int:
    """With how many rows a pipeline starts."""
    if isinstance(section, GeometrySection):
        return section.n
    return len(code_files(section)) if isinstance(section, CodeSection) else pictures_of(section).count


def resolve(recipe: Recipe) -> Recipe:
    """Fix what depends on the surroundings: hashes of seed files and the shard size."""
    inputs, rows = {}, 0
    for section in recipe.pipelines:
        rows += rows_of(section)
        if isinstance(section, CodeSection):
            digest = hashlib.sha256()
            for file in code_files(section):
                digest.update(str(file.name).encode() + b"\0" + file_bytes(file))
            inputs[section.path] = digest.hexdigest()
        elif not isinstance(section, GeometrySection):
            first = "" if section.n is None else f" (first {section.n})"
            inputs[section.path + first] = pictures_of(section).sha256
    for name, path in (recipe.models.prompts if recipe.models else {}).items():
        inputs[f"prompt {name}"] = hashlib.sha256(file_bytes(Path(path))).hexdigest()
    most = min(_shard_limit(s) for s in recipe.pipelines)
    size = recipe.shard_size or min(most, max(8, rows // 32))
    return recipe.model_copy(update={"inputs": inputs, "shard_size": size})


def _shard_limit(section: AnySection) -> int:
    """Rows of a shard, which is held in memory with all its pictures until it is written."""
    if isinstance(section, ReproduceSection | DiversifySection):
        return max(1, MAX_SHARD // (section.k if isinstance(section, DiversifySection) else 1))
    return MAX_SHARD


def to_yaml(recipe: Recipe) -> str:
    """The resolved recipe as it is kept in a run directory."""
    text: str = yaml.safe_dump(recipe.model_dump(mode="json", exclude={"ray"}), sort_keys=False, allow_unicode=True)
    return text


_FREE = ("max_tokens", "input_price", "output_price")


def differing_keys(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Dotted names of the keys in which two recipes differ, but for those that a resumed run may change.

    Those say where models are, how fast they may be asked and what they cost; see `EndpointSection`, `RoleSection`.
    """
    return _differing(_fixed(old), _fixed(new), "")


def _fixed(recipe: dict[str, Any]) -> dict[str, Any]:
    models = recipe.get("models")
    if not isinstance(models, dict) or not isinstance(models.get("roles"), dict):
        return recipe
    roles = {
        name: {k: v for k, v in role.items() if k not in (*_FREE, "endpoint")} if isinstance(role, dict) else role
        for name, role in models["roles"].items()
    }
    return {**recipe, "models": {**models, "roles": roles, "endpoints": None}}


def _differing(old: dict[str, Any], new: dict[str, Any], prefix: str) -> list[str]:
    found = []
    for key in sorted(old.keys() | new.keys()):
        one, other, name = old.get(key), new.get(key), f"{prefix}{key}"
        if isinstance(one, dict) and isinstance(other, dict):
            found += _differing(one, other, f"{name}.")
        elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
            pairs = [({str(i): a}, {str(i): b}) for i, (a, b) in enumerate(zip(one, other, strict=True))]
            found += [k for a, b in pairs for k in _differing(a, b, f"{name}.")]
        elif one != other:
            found.append(name)
    return found
