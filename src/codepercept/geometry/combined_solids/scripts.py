"""Figure code of the combined solids."""

from __future__ import annotations

from codepercept.geometry.combined_solids.emit import Emitter
from codepercept.geometry.combined_solids.layout import body_of, layout
from codepercept.geometry.combined_solids.params import FIGURE_SIZES, CombinedSolids
from codepercept.geometry.combined_solids.templates import (
    ARCH,
    BEHIND,
    CLASS,
    CORNERS,
    CUT,
    FLAT,
    FUNCTIONS,
    MPLOT3D,
    PAGE,
    TABLE,
)
from codepercept.geometry.style import PALETTES, fill, literal, rename
from codepercept.geometry.tidy import tidy
from codepercept.geometry.words import Phrasing

NAMES: tuple[dict[str, str], ...] = (
    {},
    {"page": "project", "view": "elevation"},
    {"rim": "circle", "line": "segment", "view": "tilt"},
    {"page": "to_page", "rim": "ellipse", "ball": "sphere_outline"},
    {"line": "stroke", "gap": "space", "dimension": "arrow"},
)


METHOD_NAMES: tuple[dict[str, str], ...] = (
    {},
    {"view": "lift", "drawing": "sketch"},
    {"Drawing": "Projection", "drawing": "picture"},
    {"Drawing": "Sketch", "drawing": "sketch", "gap": "space"},
)
"""Names for the class style, whose methods keep theirs."""


def script(theta: CombinedSolids) -> str:
    """The figure code of a combined solid."""
    words = Phrasing(theta.wording, "combined solids code")
    body, places = body_of(theta), layout(theta)
    emit = Emitter(theta, body, places)
    template = {"functions": FUNCTIONS, "class": CLASS, "flat": FLAT, "table": TABLE, "mplot3d": MPLOT3D}[
        theta.code_style
    ]
    strokes, fills, texts = emit.strokes(), emit.fills(), emit.dimensions()
    derived = [_line(*entry) for entry in body.lines if not _plain(entry[1])]
    code = "\n".join([strokes, fills, texts, *derived])
    helpers = [
        block
        for name, block in (("corners(", CORNERS), ("arch(", ARCH), ("cut(", CUT), ("behind(", BEHIND))
        if name in code
    ]
    values: dict[str, object] = {
        "parameters": "\n".join([*(_line(*entry) for entry in body.lines if _plain(entry[1])), *_view(theta)]),
        "page": PAGE.strip("\n") if theta.code_style not in ("class", "mplot3d") or "behind(" in code else "",
        "helpers": "\n\n\n".join(block.strip("\n") for block in helpers),
        "derived": "\n".join(derived),
        "angles": "\n".join(emit.needs_angles()),
        "fills": fills,
        "strokes": strokes,
        "texts": texts,
        "dash": emit.dash,
        "wide": emit.wide,
        "thin": emit.thin,
        "line": PALETTES[theta.palette].edge,
        "figsize": literal(FIGURE_SIZES[theta.figure]),
        "paper": 'fig.set_facecolor("#fbf5e6")' if theta.paper == "cream" else "",
        "paper_3d": 'fig.set_facecolor("#fbf5e6")\nax.set_facecolor("#fbf5e6")' if theta.paper == "cream" else "",
        "rim_def": "Rim(" in repr(body.strokes),
        "title": f"ax.set_title({literal(theta.title)})" if theta.title else "",
        "top": "0.9" if theta.title else "0.98",
    }
    for name in ("rim", "line", "curve", "ball"):
        values[f"has_{name}"] = f"{name}(" in strokes
    template = _without_unused(template, values)
    names = words.pick(*(METHOD_NAMES if theta.code_style == "class" else NAMES))
    return tidy(rename(fill(template, values), names))


def _without_unused(template: str, values: dict[str, object]) -> str:
    """Leaves out the blocks between `#if name` and `#end` whose primitive is not drawn."""
    lines, keep = [], True
    for line in template.split("\n"):
        mark = line.strip()
        if mark.startswith("#if "):
            keep = bool(values[f"has_{mark.removeprefix('#if ')}"])
        elif mark == "#end":
            keep = True
        elif keep:
            lines.append(line)
    return "\n".join(lines)


def _plain(code: str) -> bool:
    return code.replace(".", "").isdigit()


def _line(name: str, code: str, comment: str) -> str:
    return f"{name} = {code}" + (f"  # {comment}" if comment else "")


def _view(theta: CombinedSolids) -> list[str]:
    lines = [f"view = np.radians({theta.elevation})  # elevation of the viewer"]
    if theta.boxed:
        lines.append(f"turn = np.radians({theta.turn})  # of the box about the vertical axis")
    return lines
