"""The deterministic explainer: what is seen, how the code draws it step by step, the exact code, how to run it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from codepercept.figure import words
from codepercept.figure.relations import kind_phrase
from codepercept.figure.scene import by_line
from codepercept.types import Element, FigureTrace

MAX_STEPS = 14
_WEIGHT = ("draw", "canvas", "define", "call", "finish", "finish touches", "compute", "values", "import")
"""Purposes by what they tell a reader: a joined step goes by the first of its purposes."""

_DRESSING = re.compile(
    r"\b(?:plt|fig\w*|\w*ax\w*(?:\[[^\]]*\])?)\.((?:set_\w+|axis|grid|legend|tight_layout|margins|tick_params|view_init"
    r"|xlim|ylim|suptitle|set|invert_\w+|subplots_adjust|xlabel|ylabel|title|xticks|yticks))\("
)


@dataclass
class _Step:
    """Consecutive statements of the script with one purpose."""

    first: int
    last: int
    purpose: str
    nodes: list[ast.stmt]


def write_explanation(code: str, caption: str, trace: FigureTrace) -> str:
    """Explain figure code in Markdown. The code stands in it unchanged, in one ```python block.

    Args:
        code: the program; it must parse.
        caption: what the picture shows.
        trace: what the program drew.
    """
    steps = _steps(code, trace)
    lines = ["## What the picture shows", "", caption, "", "## How it is drawn, step by step", ""]
    told: Counter[str] = Counter()
    for i, step in enumerate(steps, 1):
        lines.append(f"{i}. **{_range(step)}** {_tell(step, trace, told[step.purpose])}")
        told[step.purpose] += 1
    fence = "```" if "```" not in code else "````"
    lines += ["", "## The full code", "", f"{fence}python", code.rstrip("\n"), fence, "", "## How to run it", ""]
    lines.append(_how_to_run(code))
    return "\n".join(lines) + "\n"


def _range(step: _Step) -> str:
    return f"Line {step.first}." if step.first == step.last else f"Lines {step.first}-{step.last}."


def _steps(code: str, trace: FigureTrace) -> list[_Step]:
    """Top-level statements, neighbours of the same purpose joined."""
    drawn = by_line(trace)
    steps: list[_Step] = []
    for node in _body(code):
        last = node.end_lineno or node.lineno
        purpose = _purpose(node, any(node.lineno <= line <= last for line in drawn))
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
        joins = steps and steps[-1].purpose == purpose and purpose != "define"
        if joins and (purpose != "draw" or (last - steps[-1].first < 12 and len(steps[-1].nodes) < 4)):
            steps[-1].last = last
            steps[-1].nodes.append(node)
        else:
            steps.append(_Step(first, last, purpose, [node]))
    while len(steps) > MAX_STEPS:
        _merge_smallest(steps)
    return steps


def _body(code: str) -> list[ast.stmt]:
    body = ast.parse(code).body
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]  # the docstring
    opened: list[ast.stmt] = []
    for node in body:
        is_main = isinstance(node, ast.If) and "__main__" in ast.unparse(node.test)
        opened += node.body if is_main and isinstance(node, ast.If) else [node]
    return opened


def _merge_smallest(steps: list[_Step]) -> None:
    sizes = [steps[i + 1].last - steps[i].first for i in range(len(steps) - 1)]
    i = sizes.index(min(sizes))
    one, two = steps[i], steps.pop(i + 1)
    purpose = min(one.purpose, two.purpose, key=_WEIGHT.index)
    steps[i] = _Step(one.first, two.last, purpose, [*one.nodes, *two.nodes])


def _purpose(node: ast.stmt, draws: bool) -> str:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return "import"
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return "define"
    source = ast.unparse(node)
    if re.search(r"\b(?:show|savefig)\(", source) and not isinstance(node, (ast.For, ast.With)):
        return "finish"
    if re.search(r"\b(?:subplots|figure|add_subplot|subplot|subplot_mosaic|GridSpec|add_axes)\(", source):
        return "canvas"
    if draws:
        return "draw"
    if _DRESSING.search(source) and not isinstance(node, ast.Assign):
        return "finish touches"
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return "call"
    return "values" if _is_literal(node) else "compute"


def _is_literal(node: ast.stmt) -> bool:
    if not isinstance(node, (ast.Assign, ast.AnnAssign)) or node.value is None:
        return False
    return not any(isinstance(n, ast.Call) for n in ast.walk(node.value))


_SET = ("Set the values that shape the figure: {}.", "Fix {}.", "Give {} their values.", "Note down {}.")
_COMPUTE = ("Work out {} from the values above.", "Compute {}.", "Derive {}.", "Prepare {}.")


def _tell(step: _Step, trace: FigureTrace, before: int) -> str:
    """What a step does; `before`, the steps of its purpose told already, keeps phrases from coming twice in a row."""
    drawn = [e for line, es in by_line(trace).items() if step.first <= line <= step.last for e in es]
    names = words.listing([f"`{n}`" for n in _assigned(step.nodes)], most=8)
    if step.purpose == "import":
        modules = words.listing([f"`{m}`" for m in _modules(step.nodes)])
        return f"Import {modules}."
    if step.purpose == "values":
        form = _SET[before % len(_SET)].replace("their values", "its value" if " and " not in names else "their values")
        return form.format(names) if names else "Set fixed values."
    if step.purpose == "define":
        defined = [n for n in step.nodes if isinstance(n, (ast.FunctionDef, ast.ClassDef))]
        if len(defined) == 1:
            return _tell_definition(defined[0], drawn)
        return _tell_definitions(defined, drawn, before)
    if step.purpose == "canvas":
        furniture = _drawn_phrase(drawn)
        made = f" and draw {furniture}" if furniture else ""
        if before:
            new = (
                "a new figure"
                if re.search(r"\b(?:subplots|figure)\(", "\n".join(map(ast.unparse, step.nodes)))
                else "a panel"
            )
            return f"Open {new}{made}." if furniture or before == 1 else f"Go on with {new}."
        count = sum(1 for a in trace.axes if a.colorbar_of is None)
        return f"Open the figure with {words.count(count, 'panel')}{made}." if count else f"Open the figure{made}."
    if step.purpose == "compute":
        return _COMPUTE[before % len(_COMPUTE)].format(names) if names else "Prepare what is drawn next."
    if step.purpose == "finish touches":
        said = _texts(drawn)
        found = _DRESSING.findall("\n".join(map(ast.unparse, step.nodes)))
        calls = words.listing([f"`{c}`" for c in dict.fromkeys(found)], most=6)
        return f"Dress the axes with {calls}" + (f", which writes {said}." if said else ".")
    if step.purpose == "call":
        called = [n.value.func for n in step.nodes if isinstance(n, ast.Expr) and isinstance(n.value, ast.Call)]
        return f"Call {words.listing([f'`{ast.unparse(c)[:60]}`' for c in called], most=6)}."
    if step.purpose == "finish":
        return "Show the finished picture."
    phrase = _drawn_phrase(drawn)
    loop = next((n for n in step.nodes if isinstance(n, (ast.For, ast.While))), None)
    how = f" in a loop over `{ast.unparse(loop.iter)[:60]}`" if isinstance(loop, ast.For) else ""
    prepared = f" after working out {names}" if names and not how else ""
    verb = ("Draw", "Add", "Then draw")[before % 3]
    return f"{verb} {phrase}{how}{prepared}." if phrase else f"Carry on with {names or 'the drawing'}."


def _tell_definitions(nodes: Sequence[ast.FunctionDef | ast.ClassDef], drawn: list[Element], before: int) -> str:
    """Several definitions that were joined to one step."""
    names = words.listing([f"`{node.name}`" for node in nodes], most=8)
    phrase = _drawn_phrase(drawn)
    verb = ("Define", "Go on to define", "Also define")[before % 3]
    return f"{verb} {names}." + (f" Called later, they draw {phrase}." if phrase else "")


def _tell_definition(node: ast.FunctionDef | ast.ClassDef, drawn: list[Element]) -> str:
    doc = re.split(r"\.\s|\n\s*\n", (ast.get_docstring(node) or "").strip())[0]
    doc = re.sub(r"\s+", " ", doc).rstrip(".")[:160]
    kind = "class" if isinstance(node, ast.ClassDef) else "function"
    about = f": {doc[:1].lower() + doc[1:]}" if doc else ""
    phrase = _drawn_phrase(drawn)
    effect = f" Called later, it draws {phrase}." if phrase else ""
    return f"Define the {kind} `{node.name}`{about}.{effect}"


def _assigned(nodes: list[ast.stmt]) -> list[str]:
    found: list[str] = []
    for node in nodes:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        for target in targets:
            found += [n.id for n in ast.walk(target) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    return [n for n in dict.fromkeys(found) if n != "_"]


def _modules(nodes: list[ast.stmt]) -> list[str]:
    found: list[str] = []
    for node in nodes:
        if isinstance(node, ast.Import):
            found += [a.name for a in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append(node.module or ".")
    return list(dict.fromkeys(found))


def _drawn_phrase(elements: list[Element]) -> str:
    """ "four blue bars, two texts" for what some lines draw, furniture left out."""
    shown = [e for e in elements if e.role in ("data", "figure", "annotation", "table", "title", "legend", "colorbar")]
    main = [e for e in shown if e.role not in ("legend", "colorbar", "title") and e.kind != "text"]
    numbers: Counter[str] = Counter()
    for element in main:
        if element.part == "shadow":
            continue
        noun = kind_phrase(element) if element.kind not in ("markers", "mesh") else _symbol(element)
        if element.kind == "wedge":
            noun = f"{words.color_name(element.color)} slice"
        if element.kind == "segment" and element.artist == "Line2D":
            noun = noun.removesuffix("segment") + "line"
        if element.group and element.group.startswith(("bar ", "horizontal bar ")):
            noun = f"{words.color_name(element.color)} bar"
        numbers[noun] += element.count if element.kind == "markers" else 1
    total = sum(numbers.values())
    parts = [words.count(n, noun) for noun, n in numbers.most_common(4)]
    if len(numbers) > 4:
        kinds = Counter(noun.split()[-1] for noun in numbers.elements())
        parts = [words.count(n, f"coloured {kind}") for kind, n in kinds.most_common(4)]
    if total == 0:
        parts = []
    if said := _texts([e for e in shown if e.role != "legend"]):
        parts.append(f"the text {said}" if '" and "' not in said and ", " not in said else f"the texts {said}")
    if any(e.role == "legend" for e in shown):
        parts.append("the legend")
    if any(e.role == "colorbar" for e in shown) and not main:
        parts.append("the colour bar")
    return words.listing(parts)


def _symbol(element: Element) -> str:
    return f"{words.color_name(element.color)} {'marker' if element.kind == 'markers' else 'coloured grid'}".strip()


def _texts(elements: list[Element]) -> str:
    said = [words.quoted(e.text) for e in elements if e.kind == "text" and e.text.strip() and e.role != "tick_label"]
    return words.listing(list(dict.fromkeys(said)), most=6)


def _how_to_run(code: str) -> str:
    top = {m.split(".")[0] for m in _modules([n for n in ast.walk(ast.parse(code)) if isinstance(n, ast.stmt)])}
    packages = {"mpl_toolkits": "matplotlib", "PIL": "pillow", "sklearn": "scikit-learn", "skimage": "scikit-image"}
    known = (
        "matplotlib",
        "mpl_toolkits",
        "numpy",
        "pandas",
        "scipy",
        "seaborn",
        "networkx",
        "sympy",
        "shapely",
        *packages,
    )
    needed = sorted({packages.get(m, m) for m in top if m in known})
    install = f"Install what it imports with `pip install {' '.join(needed)}`, save" if needed else "Save"
    return f"{install} the code as `figure.py` and run `python figure.py`."
