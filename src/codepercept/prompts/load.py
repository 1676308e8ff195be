"""Reading prompt files.

A file starts with a YAML header between lines of `---`: `role` (who is asked), `inputs` (names used in the text),
`images` (how many pictures go along), `output` (what the answer must be), `version` (a whole number). The rest is a
Jinja template.
"""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Literal, get_args

import jinja2
import jinja2.meta
import jinja2.sandbox
import yaml

from codepercept.config import Role
from codepercept.errors import UserError

OUTPUTS = ("text", "code", "codes", "judgement", "rubric")
"""What an answer must be: text, one program, several, a verdict, or points for a rubric; see `models/readers.py`."""

_HEADER = re.compile(r"---\n(.*?)\n---\n(.*)", re.S)


def _fenced(text: str, language: str = "") -> str:
    """Text in a fence longer than any in it, so that what it says cannot end it."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text.strip()}\n{fence}"


_ENVIRONMENT = jinja2.sandbox.SandboxedEnvironment(
    undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
)
_ENVIRONMENT.filters["fenced"] = _fenced


@dataclass(frozen=True)
class Prompt:
    """A prompt ready to be filled in.

    Attributes:
        name: e.g. "native_caption".
        role: who is asked.
        inputs: names that `render` needs.
        images: how many pictures go along.
        output: one of `OUTPUTS`.
        version: name, the header's version, and a hash of the file, e.g. "native_caption-1-3f2a9c01".
        template: the text.
    """

    name: str
    role: Role | Literal["any"]
    inputs: tuple[str, ...]
    images: int
    output: str
    version: str
    template: str

    def render(self, **inputs: Any) -> str:
        """The text with its inputs filled in; what they hold is taken as it is, never as a template."""
        return _ENVIRONMENT.from_string(self.template).render({k: inputs[k] for k in self.inputs}).strip()


def names() -> list[str]:
    """All prompts that there are."""
    return sorted(f.name.removesuffix(".md") for f in resources.files(__package__).iterdir() if f.name.endswith(".md"))


def load(name: str, path: str | None = None) -> Prompt:
    """Read a prompt.

    Args:
        name: its name.
        path: a file that stands in for ours; it may use the same inputs and must ask for the same output.

    Raises:
        UserError: the file cannot be read or is not a prompt.
    """
    own = _parse(name, (resources.files(__package__) / f"{name}.md").read_text(encoding="utf-8"), f"{name}.md")
    if path is None:
        return own
    try:
        other = _parse(name, Path(path).read_text(encoding="utf-8"), path)
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: this prompt cannot be read ({error})") from None
    if unknown := [i for i in other.inputs if i not in own.inputs]:
        raise UserError(f"{path}: there is no input {unknown[0]!r} for {name}; there are {', '.join(own.inputs)}")
    for key in ("role", "images", "output"):
        if getattr(other, key) != getattr(own, key):
            raise UserError(f"{path}: `{key}` of {name} must be {getattr(own, key)!r}, not {getattr(other, key)!r}")
    return other


@functools.lru_cache(maxsize=64)
def _parse(name: str, text: str, where: str) -> Prompt:
    found = _HEADER.fullmatch(text.replace("\r\n", "\n"))
    if found is None:
        raise UserError(f"{where}: a prompt starts with a header between two lines of ---")
    try:
        header = yaml.safe_load(found[1])
        body = _ENVIRONMENT.parse(found[2])
    except yaml.YAMLError as error:
        raise UserError(f"{where}: the header is not valid YAML ({getattr(error, 'problem', error)})") from None
    except jinja2.TemplateSyntaxError as error:
        raise UserError(f"{where}: line {error.lineno} is not a valid template ({error.message})") from None
    wanted = {"role", "inputs", "images", "output", "version"}
    if not isinstance(header, dict) or set(header) != wanted:
        raise UserError(f"{where}: the header has exactly the keys {', '.join(sorted(wanted))}")
    if header["role"] not in (*get_args(Role), "any") or header["output"] not in OUTPUTS:
        raise UserError(f"{where}: `role` is one of {', '.join(get_args(Role))}; `output` one of {', '.join(OUTPUTS)}")
    inputs = header["inputs"]
    if not isinstance(inputs, list) or not isinstance(header["images"], int) or not isinstance(header["version"], int):
        raise UserError(f"{where}: `inputs` is a list of names, `images` and `version` are whole numbers")
    if unknown := sorted(jinja2.meta.find_undeclared_variables(body) - set(inputs)):
        raise UserError(f"{where}: the text uses {unknown[0]!r}, which is not among `inputs`")
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    version = f"{name}-{header['version']}-{digest}"
    return Prompt(name, header["role"], tuple(inputs), header["images"], header["output"], version, found[2])
