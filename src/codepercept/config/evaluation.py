"""What an evaluation runs: settings from the command line and a YAML file, checked before anything is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import Field, ValidationError, model_validator

from codepercept.config.models import ModelsSection, Role, Section, from_flag
from codepercept.config.recipe import LimitsSection, explain, place_models, read_yaml
from codepercept.errors import UserError

MINI = "mini"
"""In the place of a path: the benchmark that ships with the package."""

C = TypeVar("C", bound="EvalConfig")


class EvalConfig(Section):
    """Common to all evaluations. `inputs` is filled in: hashes of the data."""

    data: str
    n: int | None = Field(None, ge=1)
    """Only the first so many rows."""
    seed: int = Field(0, ge=0)
    """Of sampling; sent along with every request."""
    models: ModelsSection | None = None
    inputs: dict[str, str] = Field(default_factory=dict)


class Stem2CodeConfig(EvalConfig):
    """Image to code: who answers, and how the answers are judged."""

    task: Literal["stem2code"] = "stem2code"
    data: str = MINI
    images: str | None = None
    """Folder of the pictures, where it is not the data file's own."""
    answers: str | None = None
    """A results file to take answers from instead of asking a model."""
    block: Literal["first", "last"] = "first"
    """Which of an answer's code blocks is the program. The official script takes the first of most models."""
    unsafe_sandbox: bool = False
    limits: LimitsSection = LimitsSection()
    scorers: list[str] = Field(default_factory=list)
    """Import paths of more scorers, `package.module:object`: a `scorers.base.Scorer`, or a class or function that makes
    one without arguments."""


BenchmarkName = Literal["mathvision", "mathvista", "mathverse", "dynamath", "wemath", "logicvista"]


class CaptionSolveConfig(EvalConfig):
    """Caption to answer: who describes, who answers from the description, and by which benchmark's rule."""

    task: Literal["caption-solve"] = "caption-solve"
    benchmark: BenchmarkName
    images: str | None = None
    """Folder of the pictures, where it is not the data file's own."""
    captions: str | None = None
    """Folder in which captions are kept, to be shared by runs with other solvers; the run directory by default."""
    quick_match: bool = False
    """MathVerse: judge by equality of strings instead of asking a model."""
    legacy_integers: bool = False
    """MathVista: read integers as the older published scores did ("5.0" is none)."""


class ScalingConfig(EvalConfig):
    """A grid: every perceiver's captions put to every reasoner. Both go from small to large."""

    task: Literal["scaling"] = "scaling"
    benchmark: BenchmarkName
    images: str | None = None
    perceivers: dict[str, str] = Field(min_length=1)
    """Names to URL#NAME."""
    reasoners: dict[str, str] = Field(min_length=1)
    judge: str | None = None
    """URL#NAME: reads answers out of long responses, and judges where the benchmark's rule asks a model."""
    max_tokens: int = Field(8192, ge=1)
    temperature: float | None = Field(None, ge=0, le=2)
    quick_match: bool = False
    legacy_integers: bool = False

    @model_validator(mode="after")
    def _no_models(self) -> ScalingConfig:
        if self.models is not None:
            raise ValueError("a grid names its models under `perceivers`, `reasoners` and `judge`")
        return self


class BenchBuildConfig(EvalConfig):
    """The making of an image-to-code benchmark: who redraws pictures, who judges, and when it is enough."""

    task: Literal["bench-build"] = "bench-build"
    judge: Literal["model", "pixels"] = "model"
    """The role `judge` of the models, or the deterministic image scorer."""
    rounds: int = Field(10, ge=1, le=100)
    """Programs that are run for each picture at most."""
    enough: float = Field(90.0, ge=0, le=100)
    """A program with more points (0 to 100) ends its picture's loop."""
    keep: int | None = Field(None, ge=1)
    """So many candidates, the best; all by default."""
    licence: str = ""
    """Of the pictures, where they name none."""
    unsafe_sandbox: bool = False
    limits: LimitsSection = LimitsSection()


def load_config(kind: type[C], path: Path | None, overrides: dict[str, Any], *, again: bool = False) -> C:
    """Settings of an evaluation.

    Args:
        kind: which.
        path: a YAML file, None for none. Relative paths in it are relative to the file.
        overrides: top-level keys that replace the file's; `models` is merged role by role.
        again: the file is that of an earlier run.

    Raises:
        UserError: one sentence that names the file, the key and the fix.
    """
    data = read_yaml(path, "settings of an evaluation are a mapping of keys to values") if path else {}
    base = path.parent if path else Path()
    if data.pop("inputs", None) is not None and not again:
        raise UserError(f"{path}: `inputs` is filled in by the program; leave it out")
    for key in ("data", "images", "answers", "captions"):
        if isinstance(data.get(key), str) and data[key] != MINI:
            if "\0" in data[key]:
                raise UserError(f"{path}: `{key}` is not a path (it holds a null byte)")
            data[key] = str((base / Path(data[key]).expanduser()).resolve())
    for key in ("perceivers", "reasoners"):
        if isinstance(data.get(key), dict):
            data[key] = {name: _placed(flag, base) for name, flag in data[key].items()}
    if "judge" in data:
        data["judge"] = _placed(data["judge"], base)
    if isinstance(data.get("models"), dict) and "models" in overrides:
        own, other = data["models"], overrides["models"]
        parts = {k: own.get(k) or {} for k in ("endpoints", "roles")}
        if all(isinstance(part, dict) for part in parts.values()):
            merged = {k: {**part, **other[k]} for k, part in parts.items()}
            overrides = {**overrides, "models": {**own, **merged}}
        else:  # refused below, in a sentence
            overrides = {k: v for k, v in overrides.items() if k != "models"}
    try:
        config = kind.model_validate({**data, **overrides})
    except ValidationError as error:
        raise UserError(f"{path or 'the settings'}: {explain(error, kind)}") from None
    return config.model_copy(update={"models": place_models(config.models, base)})


def _placed(flag: Any, base: Path) -> Any:
    """URL#NAME, where a folder or file stands for the URL relative to the settings' own folder."""
    if not isinstance(flag, str) or "://" in flag or "#" not in flag:
        return flag
    place, _, name = flag.rpartition("#")
    return f"{(base / Path(place).expanduser()).resolve()}#{name}"


def models_from_flags(flags: dict[Role, str | None], **sampling: Any) -> dict[str, Any]:
    """`--model`, `--solver` and `--judge` as a `models` section, an endpoint for each.

    Args:
        flags: role to URL#NAME.
        sampling: `temperature`, `top_p`, `max_tokens` of the first role that is given; None where not asked for.

    Raises:
        UserError: a flag is not of that form.
    """
    section: dict[str, Any] = {"endpoints": {}, "roles": {}}
    for role, flag in flags.items():
        if flag is None:
            continue
        try:
            found = from_flag(flag)
        except ValueError as error:
            raise UserError(f"{flag}: {error}") from None
        own = {} if section["roles"] else {k: v for k, v in sampling.items() if v is not None}
        section["endpoints"][role] = found["endpoints"]["main"]
        section["roles"][role] = {**found["roles"]["default"], "endpoint": role, **own}
    return section


def dump_config(config: Section) -> str:
    """Settings as they are kept in a run directory."""
    text: str = yaml.safe_dump(config.model_dump(mode="json"), sort_keys=False, allow_unicode=True)
    return text
