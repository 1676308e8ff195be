"""Deterministic quality control: is the code, the picture, and the two together worth learning from?

Three checks in the sense of the specification's Q_C, Q_I and Q_IC. Each returns the first fault found, None if there is
none. They look at the syntax tree, the pixels and the trace; taste is never a reason.
"""

from __future__ import annotations

import ast
import functools
import io
import re
from collections import Counter

import numpy as np
from PIL import Image

from codepercept.types import Element, Execution, Rejection

MAX_LITERALS = 1500
"""Numbers written out in the code; beyond this it is a dump of data, not a program."""

MAX_CODE_CHARS = 20_000
MAX_STRING = 4000
MIN_INK = 0.002
MAX_INK = 0.999
"""Share of pixels that differ from the paper."""

MAX_COVERED_TEXT = 0.34
"""Share of texts that other texts overlap."""

_OUTSIDE = {"open", "read_csv", "read_excel", "read_json", "read_parquet", "imread", "loadtxt", "genfromtxt", "urlopen",
            "get_sample_data", "fetch_openml", "load_dataset", "read_html", "read_sql", "fromfile"}  # fmt: skip
_NETWORK = {"requests", "urllib", "http", "socket", "aiohttp", "httpx", "ftplib", "yfinance"}


@functools.lru_cache(maxsize=8)
def _nodes(code: str) -> tuple[ast.AST, ...]:
    """Every node of the program, the module first."""
    return tuple(ast.walk(ast.parse(code)))


def check_code(code: str) -> Rejection | None:
    """Q_C: the code must express a recoverable idea and stand on its own.

    Args:
        code: a program that parses (it has run).
    """
    nodes = _nodes(code)
    calls = [ast.unparse(n.func).split(".") for n in nodes if isinstance(n, ast.Call)]
    if found := sorted(_modules(nodes) & _NETWORK):
        return _reject("needs_network", f"the code imports {found[0]}, which reaches for the network")
    if found := sorted({path[-1] for path in calls} & _OUTSIDE):
        return _reject("needs_files", f"the code calls {found[0]}, so it needs files besides itself")
    if len(code) > MAX_CODE_CHARS:
        return _reject("too_long", f"the code has {len(code)} characters, at most {MAX_CODE_CHARS} are useful")
    constants = [n.value for n in nodes if isinstance(n, ast.Constant)]
    numbers = sum(isinstance(v, (int, float)) for v in constants)
    if numbers > MAX_LITERALS:
        return _reject("data_dump", f"the code writes out {numbers} numbers instead of a rule that makes them")
    embedded = max((len(v) for v in constants if isinstance(v, (str, bytes))), default=0)
    if embedded > MAX_STRING:
        return _reject("data_dump", f"the code holds a string of {embedded} characters")
    if any(map(_is_random, calls)) and not any(map(_is_seeding, nodes)):
        return _reject("unseeded_random", "the code draws random numbers without a fixed seed")
    return None


def _modules(nodes: tuple[ast.AST, ...]) -> set[str]:
    found = {a.name.split(".")[0] for n in nodes if isinstance(n, ast.Import) for a in n.names}
    return found | {(n.module or "").split(".")[0] for n in nodes if isinstance(n, ast.ImportFrom)}


def _is_random(path: list[str]) -> bool:
    """Whether a called name lies in `random` or `np.random`, or makes a generator."""
    return (path[0] == "random" and len(path) > 1) or "random" in path[1:-1] or path[-1] == "default_rng"


def _is_seeding(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    seeds = ("seed", "default_rng", "RandomState", "Random", "Generator", "PCG64")
    return name in seeds and bool(node.args or node.keywords)


def check_image(execution: Execution) -> Rejection | None:
    """Q_I: no fatal rendering fault."""
    trace, image = execution.trace, execution.image
    if trace is None or image is None:
        return _reject("no_picture", "there is no picture")
    pixels = np.asarray(Image.open(io.BytesIO(image)).convert("RGB"))[::2, ::2].astype(np.int16)
    paper = Counter(map(tuple, np.concatenate([pixels[0], pixels[-1]])[::3].tolist())).most_common(1)[0][0]
    ink = float((np.abs(pixels - np.array(paper)).max(axis=2) > 12).mean())
    if ink < MIN_INK:
        return _reject("blank", f"only {100 * ink:.2f}% of the picture differs from the paper")
    if ink > MAX_INK:
        return _reject("solid", "the picture is one solid area")
    drawn = [e for e in trace.elements if e.role in ("data", "figure", "annotation", "table", "colorbar")]
    if not any(e.visible for e in drawn):
        return _reject("nothing_drawn", "nothing is drawn besides empty axes")
    if trace.missing_glyphs:
        shown = ", ".join(f"U+{ord(g):04X}" for g in trace.missing_glyphs[:5])
        return _reject("missing_glyphs", f"no font has {shown}; empty boxes stand in the picture")
    return _crowding(trace.elements) or _cut_off(execution, drawn) or _collapse(execution, trace.elements)


def _crowding(elements: tuple[Element, ...]) -> Rejection | None:
    texts = [e for e in elements if e.kind == "text" and e.visible and e.text.strip() and e.bbox is not None]
    if len(texts) < 4:
        return None
    if len(texts) > 400:
        return _reject("too_dense", f"{len(texts)} texts cannot be read in one picture")
    boxes = np.array([e.bbox for e in texts])
    low, high = np.maximum(boxes[:, None, :2], boxes[None, :, :2]), np.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
    shared = np.prod(np.clip(high - low, 0, None), axis=2)
    own = np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    # The same words painted twice are an outline effect, not a collision.
    same = np.array([[a.text == b.text for b in texts] for a in texts])
    covered = ((shared > 0.3 * np.minimum(own[:, None], own[None, :])) & ~same).any(axis=1)
    if covered.mean() > MAX_COVERED_TEXT:
        return _reject("overlapping_text", f"{int(covered.sum())} of {len(texts)} texts lie on top of each other")
    return None


def _cut_off(execution: Execution, drawn: list[Element]) -> Rejection | None:
    """Texts that run off the page."""
    width, height = execution.width, execution.height
    texts = [e for e in drawn if e.kind == "text" and e.text.strip() and e.bbox is not None]
    outside = [e for e in texts if e.bbox is not None and _share_inside(e.bbox, width, height) < 0.6]
    if texts and len(outside) > max(1, 0.3 * len(texts)):
        return _reject("cut_off_text", f"{len(outside)} of {len(texts)} texts run off the page")
    return None


def _collapse(execution: Execution, elements: tuple[Element, ...]) -> Rejection | None:
    """Everything, axes included, pushed into a corner of the page."""
    width, height = execution.width, execution.height
    boxes = [e.bbox for e in elements if e.visible and e.bbox is not None and e.role != "background"]
    if boxes:
        wide = min(width, max(b[2] for b in boxes)) - max(0.0, min(b[0] for b in boxes))
        tall = min(height, max(b[3] for b in boxes)) - max(0.0, min(b[1] for b in boxes))
        if wide * tall < 0.01 * width * height:
            return _reject("layout_collapse", "all that is drawn covers less than 1% of the page")
    return None


def _share_inside(box: tuple[float, float, float, float], width: int, height: int) -> float:
    area = (box[2] - box[0]) * (box[3] - box[1])
    inside = max(0.0, min(box[2], width) - max(box[0], 0)) * max(0.0, min(box[3], height) - max(box[1], 0))
    return inside / area if area > 0 else 1.0


def check_consistency(code: str, execution: Execution) -> Rejection | None:
    """Q_IC: what the code sets out to draw is what the picture shows."""
    trace = execution.trace
    if trace is None:
        return _reject("no_trace", "there is no trace to compare with")
    if trace.untraced:
        return _reject(
            "untraced", f"the tracer could not describe {trace.untraced} drawn things, so no caption is sure"
        )
    if trace.figures > 1:
        return _reject("several_figures", f"the code makes {trace.figures} figures, the picture shows one of them")
    nodes = _nodes(code)
    endings = [
        n.lineno
        for n in nodes
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute) and n.func.attr in ("show", "savefig")
    ]
    drawn_lines = [e.line for e in trace.elements if e.line is not None]
    later = [n for n in nodes if isinstance(n, ast.Call) and _draws(n) and endings and n.lineno > min(endings)]
    if later and drawn_lines and max(drawn_lines) < min(n.lineno for n in later):
        return _reject("several_figures", f"line {later[0].lineno} draws after the picture was taken")
    hidden = [e for e in trace.elements if e.role == "data" and not e.visible and e.clip == "full"]
    shown = [e for e in trace.elements if e.role == "data" and e.visible]
    if len(hidden) > len(shown):
        return _reject("out_of_view", f"{len(hidden)} of {len(hidden) + len(shown)} drawn things lie outside the view")
    shown_text = " ".join(e.text for e in trace.elements if e.kind == "text" and e.visible)
    for wanted in _titles(nodes[0]):
        if re.sub(r"\s+", " ", wanted).strip() not in re.sub(r"\s+", " ", shown_text):
            return _reject("missing_text", f"the code sets the text {wanted[:60]!r}, the picture does not show it")
    return None


def _draws(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in (
        "plot", "bar", "scatter", "imshow", "pie", "hist", "contour", "contourf", "fill", "subplots", "figure",
    )  # fmt: skip


def _titles(tree: ast.AST) -> list[str]:
    """Literal titles that the code sets at its top level, where they are sure to be set."""
    found = []
    for statement in getattr(tree, "body", []):
        call = statement.value if isinstance(statement, ast.Expr) else None
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args):
            continue
        literal = call.args[0]
        if call.func.attr in ("set_title", "suptitle") and isinstance(literal, ast.Constant):
            found.append(str(literal.value))
    return found


def _reject(kind: str, reason: str) -> Rejection:
    return Rejection(stage="filter", kind=kind, reason=reason)
