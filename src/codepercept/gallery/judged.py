"""The page of judged pairs: static, without scripts, reference beside candidate with every judge's parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from codepercept.gallery.chunks import replace_file
from codepercept.gallery.pages import content_policy
from codepercept.gallery.pictures import base64_text, small_copy

if TYPE_CHECKING:
    from codepercept.judge import Judged

MOST = 300
"""Pairs that the page shows, about 20 kB each."""
_BOX = (480, 360)


def write_judged(pairs: Sequence[Judged], summary: Mapping[str, Any], out: Path, *, title: str) -> Path:
    """Write `out/index.html` and return its path.

    The pairs on which judges disagree come first, then the lowest scores.

    Args:
        pairs: all pairs.
        summary: see `codepercept.judge.Judgement.as_dict`.
        out: folder of the page.
        title: heading.
    """
    apart = {d["id"]: number for number, d in enumerate(summary["disagreements"])}
    ordered = sorted(pairs, key=lambda p: (apart.get(p.id, len(apart)), _mean(p)))
    css = resources.files("codepercept.gallery").joinpath("static/judged.css").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["told"] = lambda value: "–" if value is None else f"{value:.2f}"
    template = environment.from_string(
        resources.files("codepercept.gallery").joinpath("templates/judged.html").read_text(encoding="utf-8")
    )
    page = template.generate(
        title=title,
        policy=content_policy("", css),
        css=Markup(css),
        summary=summary,
        shown=[(p, _picture(p.reference), _picture(p.candidate), p.id in apart) for p in ordered[:MOST]],
        hidden=max(0, len(pairs) - MOST),
    )
    target = out / "index.html"
    replace_file(target, page)
    return target.resolve()


def _mean(pair: Judged) -> float:
    values = [s.value for s in pair.scores.values() if s.value is not None]
    return sum(values) / len(values) if values else 0.0


def _picture(data: bytes | None) -> str:
    """A data URL, "" where there is nothing to show."""
    small = small_copy(data, _BOX) if data else None
    return f"data:image/webp;base64,{base64_text(small)}" if small else ""
