"""Axes, and who an artist is within them: its role, its group, its label, the line that drew it.

Runs inside the sandbox: standard library, numpy and matplotlib only.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib import axis, legend, patches, quiver, spines, table, text
from matplotlib.axes import Axes
from matplotlib.container import ErrorbarContainer, StemContainer
from matplotlib.inset import InsetIndicator
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


def data_transform(chain: tuple[Any, ...]) -> Any:
    """The data transform of the innermost axes, None for things on the figure itself."""
    axes = axes_of(chain)
    return None if axes is None else axes.transData


def call_of(artist: Any) -> str:
    """Name of the plotting method that made an artist, "" where that is not known."""
    return str(getattr(artist, "_call", ("", 0))[0])


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


_AXISARTIST = {
    "TickLabels": "tick_label",
    "AxisLabel": "axis_label",
    "Ticks": "tick",
    "GridlinesCollection": "grid",
    "BezierPath": "spine",
}
_COMPOSITES = {
    "hist": "hist", "boxplot": "boxplot", "bxp": "boxplot", "violinplot": "violin", "violin": "violin", "pie": "pie",
    "streamplot": "streamplot", "hexbin": "hexbin", "bar3d": "bar3d", "voxels": "voxels", "plot_surface": "surface",
    "plot_wireframe": "wireframe", "plot_trisurf": "surface", "stackplot": "stackplot", "eventplot": "eventplot",
    "grouped_bar": "grouped bar",
}  # fmt: skip
"""Plotting methods whose artists make one thing together, and what that is."""


class Roles:
    """Answers what part of the figure an artist is."""

    def __init__(self, figure: Any, axes: list[Any]) -> None:
        self.titles, self.labels, self.backgrounds = set(), set(), set()
        for page in _pages(figure):
            self.titles.add(id(page._suptitle))
            self.labels |= {id(page._supxlabel), id(page._supylabel)}
            self.backgrounds.add(id(page.patch))
        self.parts_3d: dict[int, str] = {}
        self.colorbar_parents: dict[int, Any] = {}
        self._groups: dict[int, tuple[str, str]] = {}
        self._parts: dict[int, str] = {}
        self._calls: dict[tuple[str, int], str] = {}
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
            if isinstance(container, StemContainer):
                self._note_part(container.stemlines, "stem")
                self._note_part(container.baseline, "baseline")
            elif isinstance(container, ErrorbarContainer):
                _, caps, bars = container.lines
                self._note_part(caps, "cap")
                self._note_part(bars, "range")

    def _note_part(self, members: Any, part: str) -> None:
        self._parts.update(dict.fromkeys((id(m) for m in _flat([members])), part))

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
        if id(artist) in self.backgrounds or artist is getattr(parent, "patch", None):
            return "background"
        if id(artist) in self.parts_3d:
            return "pane" if self.parts_3d[id(artist)] == "pane" else "grid"
        if isinstance(artist, spines.Spine):
            return "spine"
        if type(artist).__module__ == "mpl_toolkits.axisartist.axis_artist" and type(artist).__name__ in _AXISARTIST:
            return _AXISARTIST[type(artist).__name__]
        if type(parent).__name__ == "AxisArtist" and artist is getattr(parent, "line", None):
            return "spine"
        if id(artist) in self.titles:
            return "title"
        if id(artist) in self.labels:
            return "axis_label"
        if any(isinstance(a, table.Table) for a in chain):
            return "table"
        if axes is not None and id(axes) in self.colorbar_parents:
            return "colorbar"
        if any(isinstance(a, (InsetIndicator, quiver.QuiverKey)) for a in chain):
            return "annotation"
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
        """Name of the call that the artist belongs to, e.g. "bar 0"; composites are counted through the figure."""
        call = getattr(artist, "_call", None)
        if call is not None and (name := _COMPOSITES.get(call[0])):
            if call not in self._calls:
                same = sum(1 for known in self._calls.values() if known.rpartition(" ")[0] == name)
                self._calls[call] = f"{name} {same}"
            return self._calls[call]
        return self._groups.get(id(artist), (None, ""))[0]

    def part(self, artist: Any) -> str:
        """What the artist is within its group, "" where that says nothing."""
        if isinstance(artist, patches.Shadow):
            return "shadow"
        return self._parts.get(id(artist), "") or str(getattr(artist, "_part", ""))

    def label(self, artist: Any) -> str:
        """Legend label, "" for none."""
        label = artist.get_label()
        if isinstance(label, str) and label and not label.startswith("_"):
            return label
        return self._groups.get(id(artist), ("", ""))[1]


def _pages(figure: Any) -> list[Any]:
    """The figure and its subfigures, however deep."""
    return [figure, *(page for sub in figure.subfigs for page in _pages(sub))]


def _flat(container: Any) -> list[Any]:
    found: list[Any] = []
    for member in container:
        if isinstance(member, (tuple, list)):
            found += _flat(member)
        elif member is not None:
            found.append(member)
    return found


def describe_all(
    axes: list[Any], height: float, colorbars: dict[int, Any], ticks: dict[int, dict[float, str]]
) -> list[dict[str, Any]]:
    """Each axes as a dictionary of the shape of `AxesTrace`; `ticks` are the drawn ones, by the axis' `id`."""
    ids = {id(a): number for number, a in enumerate(axes)}
    visible = [a for a in axes if a.get_visible()]
    return [_describe(a, ids, height, colorbars, visible, ticks) for a in axes if a.get_visible()]


def _describe(
    axes: Any,
    ids: dict[int, int],
    height: float,
    colorbars: dict[int, Any],
    visible: list[Any],
    ticks: dict[int, dict[float, str]],
) -> dict[str, Any]:
    box = axes.bbox.extents
    info: dict[str, Any] = {
        "id": ids[id(axes)],
        "projection": getattr(axes, "name", "rectilinear"),
        "bbox": [round(float(v), 2) for v in (box[0], height - box[3], box[2], height - box[1])],
        "title": axes.get_title() or axes.get_title("left") or axes.get_title("right"),
        "x": _axis(axes, axes.xaxis, "x", ticks),
        "y": _axis(axes, axes.yaxis, "y", ticks),
        "aspect": _aspect(axes),
        "facecolor": shapes.hex_color(axes.patch.get_facecolor()) if axes.patch.get_visible() else None,
        "frame": _framed(axes),
    }
    if hasattr(axes, "get_zlim"):
        info["z"] = _axis(axes, axes.zaxis, "z", ticks)
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


def _axis(axes: Any, one: Any, name: str, ticks: dict[int, dict[float, str]]) -> dict[str, Any]:
    low, high = (float(v) for v in getattr(axes, f"get_{name}lim")())
    shown = _framed(axes) and bool(one.get_visible())
    drawn = [[place, label] for place, label in ticks.get(id(one), {}).items() if np.isfinite(place)] if shown else []
    grid = bool(shown and one.majorTicks and one.majorTicks[0].gridline.get_visible())
    if name == "z" or hasattr(axes, "get_zlim"):
        grid = bool(shown and axes._draw_grid)
    return {
        "label": one.label.get_text() if shown and one.label.get_visible() else "",
        "limits": [v if np.isfinite(v) else 0.0 for v in (low, high)],
        "scale": one.get_scale(),
        "ticks": drawn[:MAX_TICKS],
        "grid": grid,
        "visible": shown,
    }
