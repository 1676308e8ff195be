"""Known disturbances of any matplotlib figure, each in four severities, to prove that scorers notice them.

`disturbed_code(code, change, severity)` is the script with the text of a change in front, taken from `disturb_artists`,
`disturb_ladders`, `disturb_equivalents` and this module. That waits until the script shows, saves or ends, lets
matplotlib lay the figure out, and then changes the artists through their own methods. So all but the end of this module
must stay plain numpy and matplotlib, and nothing may depend on chance.
"""

from __future__ import annotations

import ast
import functools
import pathlib
import sys
from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
from disturb_artists import SEVERITIES, NothingToDo
from disturb_equivalents import EQUIVALENTS, VIEWS
from disturb_ladders import FAMILIES, LADDERS, NOTHINGS
from matplotlib import backend_bases
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

__all__ = ["EQUIVALENTS", "FAMILIES", "LADDERS", "NOTHINGS", "SEVERITIES", "VIEWS", "NothingToDo", "disturbed_code"]

_MODULES = ("disturb_artists", "disturb_ladders", "disturb_equivalents", "disturb")


# At the moment of drawing ------------------------------------------------------------------------------------------


def install(change: Callable[[Any, int], None], severity: int, laid_out: bool) -> Callable[[], None]:
    """Make the change happen just before the first figure is shown or saved; returns what the script calls last."""
    done: list[bool] = []

    def apply(figure: Any) -> None:
        if done or figure is None:
            return
        done.append(True)
        figure = figure.get_figure(root=True)
        if laid_out:
            canvas = figure.canvas if hasattr(figure.canvas, "get_renderer") else FigureCanvasAgg(figure)
            renderer = canvas.get_renderer()
            with renderer._draw_disabled():
                figure.draw(renderer)
            figure.set_layout_engine("none")
            for ax in figure.axes:
                ax.set_autoscale_on(False)
                legend = ax.get_legend()
                if legend is not None and legend._get_loc() == 0:  # it would look for the best place once more
                    legend.set_loc(ax.transAxes.inverted().transform(legend.get_window_extent().min))
        change(figure, severity)

    def pick() -> Any:
        numbers = plt.get_fignums()
        if not numbers:
            return None
        current = plt.gcf()
        figures = [current, *(plt.figure(number) for number in reversed(numbers))]
        plt.figure(current)
        return next((f for f in figures if f.axes or f.texts or f.patches or f.lines or f.images or f.subfigs), None)

    show, show_figure, save = plt.show, Figure.show, backend_bases.FigureCanvasBase.print_figure

    def shown(*args: Any, **kwargs: Any) -> Any:
        if kwargs.get("block") is not False and not plt.isinteractive():
            apply(pick())
        return show(*args, **kwargs)

    def figure_shown(figure: Any, *args: Any, **kwargs: Any) -> Any:
        apply(figure)
        return show_figure(figure, *args, **kwargs)

    def saved(canvas: Any, *args: Any, **kwargs: Any) -> Any:
        apply(canvas.figure)
        return save(canvas, *args, **kwargs)

    plt.show = shown
    Figure.show = figure_shown
    backend_bases.FigureCanvasBase.print_figure = saved
    return lambda: apply(pick())


# As text -----------------------------------------------------------------------------------------------------------


def disturbed_code(code: str, change: str, severity: int = 1) -> str:
    """A script that draws what `code` draws, disturbed.

    Args:
        code: a figure script of any kind.
        change: a name in `LADDERS`, `EQUIVALENTS`, `NOTHINGS` or `VIEWS`.
        severity: 1 to 4; only ladders have more than one.
    """
    start = (
        f"import types as _types; _disturb = _types.ModuleType('disturb'); "
        f"exec(compile({_source_of(change)!r}, 'disturb.py', 'exec'), _disturb.__dict__); "
        f"_disturb = _disturb.install(_disturb.{change}, {severity}, {change not in VIEWS})"
    )
    return f"{start}\n{code}\n_disturb()\n"


@functools.cache
def _source_of(change: str) -> str:
    """The text that a change needs, so that editing one leaves the scripts of others as they are."""
    imports, parts = _own_parts()
    needed: set[str] = set()
    pending = ["install", change]
    while pending:
        name = pending.pop()
        if name not in needed:
            needed.add(name)
            pending += [n.id for n in ast.walk(parts[name]) if isinstance(n, ast.Name)] if name in parts else []
    used = {*needed, "annotations"}
    lines = []
    for (module, is_from), names in imports.items():
        kept = [alias for bound, alias in sorted(names.items()) if bound in used]
        if kept:
            lines.append(ast.unparse(ast.ImportFrom(module, kept, 0) if is_from else ast.Import(kept)))
    return "\n".join([*lines, *(ast.unparse(node) for name, node in parts.items() if name in needed)])


@functools.cache
def _own_parts() -> tuple[dict[tuple[str, bool], dict[str, ast.alias]], dict[str, ast.stmt]]:
    """What the modules import, by module and bound name, and their functions, classes and constants by name."""
    imports: dict[tuple[str, bool], dict[str, ast.alias]] = {}
    parts: dict[str, ast.stmt] = {}
    for module in _MODULES:
        for node in ast.parse(pathlib.Path(__file__).with_name(f"{module}.py").read_text()).body:
            if isinstance(node, ast.ImportFrom) and node.module not in _MODULES:
                assert node.module is not None
                found = imports.setdefault((node.module, True), {})
                found.update({alias.asname or alias.name: alias for alias in node.names})
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    imports[alias.name, False] = {alias.asname or alias.name: alias}
            elif isinstance(node, ast.FunctionDef | ast.ClassDef):
                parts[node.name] = node
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                parts[node.targets[0].id] = node
    # In one order, so that the text does not depend on which module a function stands in.
    return dict(sorted(imports.items(), key=lambda item: (*_rank(item[0][0]), item[0][1], item[0][0]))), parts


def _rank(module: str) -> tuple[bool, bool]:
    """`__future__` first, then the standard library, then the rest."""
    return module != "__future__", module.partition(".")[0] not in sys.stdlib_module_names
