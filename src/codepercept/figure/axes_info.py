"""Axes, and who an artist is within them: its role, its group, its label, the line that drew it.

Runs inside the sandbox: standard library, numpy and matplotlib only.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib import axis, legend, patches, spines, table, text
from matplotlib.axes import Axes
from matplotlib.markers import MarkerStyle

from codepercept.figure import shapes

MAX_TICKS = 60


def all_axes(figure: Any) -> list[Any]:
    """Every axes of the figure: its own in order of creation, each followed by its insets."""
    found: list[Any] = []

    def visit(axes: Any) -> None:
        if axes not in found:
            found.append(axes)
        for child in axes.child_axes:  # a secondary axis is a child too, but no Axes
            if isinstance(child, Axes):
                visit(child)

    for axes in figure.get_axes():
        visit(axes)
    return found


def axes_of(chain: tuple[Any, ...]) -> Any:
    """The innermost axes of a chain of artists, None for things on the figure itself."""
    return next((a for a in reversed(chain) if isinstance(a, Axes)), None)


def line_of(chain: tuple[Any, ...]) -> int | None:
    """Source line of the innermost artist that has one."""
    artist = chain[-1]
    if len(chain) > 1 and isinstance(chain[-2], axis.Tick) and artist is chain[-2].gridline:
        owner = next((a for a in chain if isinstance(a, axis.Axis)), None)
        if (line := getattr(owner, "_grid_line", None)) is not None:
            return int(line)
    for member in reversed(chain):
        if (line := getattr(member, "_source_line", None)) is not None:
            return int(line)
    return None


def marker_code(artist: Any) -> str:
    """matplotlib's code of a marker ("o", "s", ...), "" where it is a custom path."""
    code = getattr(artist, "_marker_code", None)
    if code is None and hasattr(artist, "get_marker"):
        code = artist.get_marker()
    if isinstance(code, MarkerStyle):
        code = code.get_marker()
    return code if isinstance(code, str) and code not in ("None", "none", " ", "") else ""


class Roles:
    """Answers what part of the figure an artist is."""

    def __init__(self, figure: Any, axes: list[Any]) -> None:
        self.titles, self.labels, self.backgrounds = set(), set(), {id(figure.patch)}
        for part in (figure._suptitle,):
            self.titles.add(id(part))
        self.labels |= {id(figure._supxlabel), id(figure._supylabel)}
        self.parts_3d: dict[int, str] = {}
        self.colorbar_parents: dict[int, Any] = {}
        self._groups: dict[int, tuple[str, str]] = {}
        for one in axes:
            self.titles |= {id(one.title), id(one._left_title), id(one._right_title)}
            self.backgrounds.add(id(one.patch))
            for part in ("pane", "gridlines") if hasattr(one, "get_zlim") else ():
                named = {id(getattr(a, part)) for a in (one.xaxis, one.yaxis, one.zaxis) if hasattr(a, part)}
                self.parts_3d.update(dict.fromkeys(named, part))
            if (bar := getattr(one, "_colorbar", None)) is not None:
                self.colorbar_parents[id(one)] = getattr(bar.mappable, "axes", None)
            self._containers(one)

    def _containers(self, axes: Any) -> None:
        for number, container in enumerate(axes.containers):
            name = type(container).__name__.removesuffix("Container").lower()
            if getattr(container, "orientation", None) == "horizontal":
                name = "horizontal bar"
            label = str(container.get_label() or "")
            for member in _flat(container):
                self._groups[id(member)] = (f"{name} {number}", "" if label.startswith("_") else label)

    def role(self, chain: tuple[Any, ...], axes: Any) -> str:
        """Role of the last artist of the chain, see `Element.role`."""
        artist, parent = chain[-1], chain[-2] if len(chain) > 1 else None
        if any(isinstance(a, legend.Legend) for a in chain):
            return "legend"
        if isinstance(parent, axis.Tick):
            if artist is parent.gridline:
                return "grid"
            return "tick_label" if isinstance(artist, text.Text) else "tick"
        if (owner := next((a for a in chain if isinstance(a, axis.Axis)), None)) is not None:
            return self._axis_role(artist, owner)
        if id(artist) in self.backgrounds:
            return "background"
        if id(artist) in self.parts_3d:
            return "pane" if self.parts_3d[id(artist)] == "pane" else "grid"
        if isinstance(artist, spines.Spine):
            return "spine"
        if id(artist) in self.titles:
            return "title"
        if id(artist) in self.labels:
            return "axis_label"
        if any(isinstance(a, table.Table) for a in chain):
            return "table"
        if axes is not None and id(axes) in self.colorbar_parents:
            return "colorbar"
        boxed = isinstance(parent, text.Text) and isinstance(artist, patches.Patch)
        if isinstance(artist, text.Text) or boxed:
            return "annotation"
        return "data" if axes is not None else "figure"

    @staticmethod
    def _axis_role(artist: Any, owner: Any) -> str:
        if artist is owner.label:
            return "axis_label"
        if isinstance(artist, text.Text):
            return "tick_label"
        return "spine" if artist is getattr(owner, "line", None) else "tick"

    def group(self, artist: Any) -> str | None:
        """Name of the call that the artist belongs to, e.g. "bar 0"."""
        return self._groups.get(id(artist), (None, ""))[0]

    def label(self, artist: Any) -> str:
        """Legend label, "" for none."""
        label = artist.get_label()
        if isinstance(label, str) and label and not label.startswith("_"):
            return label
        return self._groups.get(id(artist), ("", ""))[1]


def _flat(container: Any) -> list[Any]:
    found: list[Any] = []
    for member in container:
        if isinstance(member, (tuple, list)):
            found += _flat(member)
        elif member is not None:
            found.append(member)
    return found


def describe_all(axes: list[Any], height: float, colorbars: dict[int, Any]) -> list[dict[str, Any]]:
    """Each axes as a dictionary of the shape of `AxesTrace`."""
    ids = {id(a): number for number, a in enumerate(axes)}
    visible = [a for a in axes if a.get_visible()]
    return [_describe(a, ids, height, colorbars, visible) for a in axes if a.get_visible()]


def _describe(
    axes: Any, ids: dict[int, int], height: float, colorbars: dict[int, Any], visible: list[Any]
) -> dict[str, Any]:
    box = axes.bbox.extents
    info: dict[str, Any] = {
        "id": ids[id(axes)],
        "projection": getattr(axes, "name", "rectilinear"),
        "bbox": [round(float(v), 2) for v in (box[0], height - box[3], box[2], height - box[1])],
        "title": axes.get_title() or axes.get_title("left") or axes.get_title("right"),
        "x": _axis(axes, axes.xaxis, "x"),
        "y": _axis(axes, axes.yaxis, "y"),
        "aspect": _aspect(axes),
        "facecolor": shapes.hex_color(axes.patch.get_facecolor()) if axes.patch.get_visible() else None,
        "frame": _framed(axes),
    }
    if hasattr(axes, "get_zlim"):
        info["z"] = _axis(axes, axes.zaxis, "z")
        info["view"] = [round(float(v), 3) for v in (axes.elev, axes.azim, getattr(axes, "roll", 0.0))]
    elif axes.axison:
        info["spines"] = [name for name, spine in axes.spines.items() if spine.get_visible()]
    if (shown := axes.get_legend()) is not None and shown.get_visible():
        info["legend"] = [t.get_text() for t in shown.get_texts()]
    if id(axes) in colorbars:
        info["colorbar_of"] = ids.get(id(colorbars[id(axes)]))
    if (owner := next((o for o in visible if axes in o.child_axes), None)) is not None:
        info["inset_of"] = ids[id(owner)]
    siblings = [s for s in axes._twinned_axes.get_siblings(axes) if s is not axes and id(s) in ids]
    older = [ids[id(s)] for s in siblings if ids[id(s)] < ids[id(axes)]]
    if older:
        info["twin_of"] = min(older)
    return info


def _aspect(axes: Any) -> str:
    aspect = axes.get_aspect()
    if isinstance(aspect, str):
        return aspect
    return "equal" if aspect == 1 else f"{float(aspect):.4g}"


def _framed(axes: Any) -> bool:
    return bool(axes._axis3don if hasattr(axes, "get_zlim") else axes.axison)


def _axis(axes: Any, one: Any, name: str) -> dict[str, Any]:
    low, high = (float(v) for v in getattr(axes, f"get_{name}lim")())
    shown = _framed(axes) and bool(one.get_visible())
    ticks = []
    if shown:
        for tick in one._update_ticks()[: 4 * MAX_TICKS]:
            label = tick.label1 if tick.label1.get_visible() else tick.label2
            place = float(tick.get_loc())
            if label.get_visible() and label.get_text() and np.isfinite(place) and tick in one.majorTicks:
                ticks.append([place, label.get_text()])
    grid = bool(shown and one.majorTicks and one.majorTicks[0].gridline.get_visible())
    if name == "z" or hasattr(axes, "get_zlim"):
        grid = bool(shown and axes._draw_grid)
    return {
        "label": one.label.get_text() if shown and one.label.get_visible() else "",
        "limits": [v if np.isfinite(v) else 0.0 for v in (low, high)],
        "scale": one.get_scale(),
        "ticks": ticks[:MAX_TICKS],
        "grid": grid,
        "visible": shown,
    }
