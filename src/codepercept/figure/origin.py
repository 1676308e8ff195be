"""Remembers where artists come from: the line of figure code, the plotting method, the part they play in its result.

Runs inside the sandbox: standard library, numpy and matplotlib only. The memory is kept in attributes of the artists.
"""

from __future__ import annotations

import functools
import itertools
import sys
from collections.abc import Iterable
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.text import Text
from mpl_toolkits.mplot3d import Axes3D

from codepercept.sandbox.source import FILE_NAME

_METHODS = (
    "plot", "scatter", "bar", "barh", "hist", "hist2d", "boxplot", "bxp", "violinplot", "violin", "pie", "stem",
    "errorbar", "step", "stairs", "fill", "fill_between", "fill_betweenx", "stackplot", "streamplot", "hexbin",
    "eventplot", "broken_barh", "hlines", "vlines", "axhline", "axvline", "axline", "axhspan", "axvspan", "contour",
    "contourf", "tricontour", "tricontourf", "quiver", "barbs", "imshow", "matshow", "pcolor", "pcolormesh",
    "tripcolor", "triplot", "arrow", "bar3d", "voxels", "plot_surface", "plot_wireframe", "plot_trisurf", "grouped_bar",
    "ecdf", "indicate_inset", "bar_label", "acorr", "xcorr", "spy", "specgram", "table",
)  # fmt: skip
"""Methods of axes whose names are kept as `call`."""

_PARTS = {
    "boxes": "box", "medians": "median", "whiskers": "whisker", "caps": "cap", "fliers": "flier", "means": "mean",
    "bodies": "body", "cmeans": "mean", "cmins": "end", "cmaxes": "end", "cbars": "range", "cmedians": "median",
    "cquantiles": "quantile",
}  # fmt: skip

_calls: list[tuple[str, int]] = []
_numbers = itertools.count()


def source_line() -> int | None:
    """The line of the figure code that is being executed now, the innermost one; None outside of it."""
    frame: Any = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename == FILE_NAME:
            return int(frame.f_lineno)
        frame = frame.f_back
    return None


def install() -> None:
    """Hook the artists' constructor and the plotting methods; call once per process."""
    born = Artist.__init__

    def remember(self: Any, *args: Any, **kwargs: Any) -> None:
        born(self, *args, **kwargs)
        self._source_line = source_line()
        if _calls:
            self._call = _calls[0]

    Artist.__init__ = remember
    _remember_line(Text, "set_text", "_source_line")
    for name in ("set_ticks", "set_ticklabels"):
        _remember_line(Axis, name, "_source_line")
    _remember_line(Axis, "grid", "_grid_line")
    for cls, name in itertools.product((Axes, Axes3D), _METHODS):
        if name in cls.__dict__:
            _remember_call(cls, name)


def _remember_line(cls: type, name: str, attribute: str) -> None:
    method = getattr(cls, name)

    @functools.wraps(method)
    def call(self: Any, *args: Any, **kwargs: Any) -> Any:
        result = method(self, *args, **kwargs)
        if (line := source_line()) is not None:
            setattr(self, attribute, line)
        return result

    setattr(cls, name, call)


def _remember_call(cls: type, name: str) -> None:
    method = cls.__dict__[name]

    @functools.wraps(method)
    def call(self: Any, *args: Any, **kwargs: Any) -> Any:
        _calls.append((name, next(_numbers)))
        try:
            result = method(self, *args, **kwargs)
        finally:
            _calls.pop()
        if name == "scatter":
            result._marker_code = kwargs.get("marker") or "o"
        elif isinstance(result, dict):
            for key, members in result.items():
                _set_part(members, _PARTS.get(key, ""))
        return result

    setattr(cls, name, call)


def _set_part(members: Any, part: str) -> None:
    for member in members if isinstance(members, Iterable) else [members]:
        member._part = part
