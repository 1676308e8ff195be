"""Warming up a zygote: import what scripts import, and draw once everything that fills a cache, before any fork.

Whatever is loaded, parsed, compiled or specialised here is paid for once and not by every script. Standard library,
numpy and matplotlib; pandas and seaborn where they are installed.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import gc
import importlib
import io
import itertools
import json
import warnings
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from matplotlib import font_manager, ft2font, pyplot
from matplotlib.backends.backend_agg import FigureCanvasAgg

from codepercept.figure import recorder, trace
from codepercept.sandbox import guest, speedups
from codepercept.sandbox.determinism import make_deterministic

_HUGE = 2 << 20
_MADV_COLLAPSE = 25

LIGHT_MODULES = (
    "argparse", "bisect", "calendar", "cmath", "collections", "colorsys", "copy", "csv", "dataclasses", "datetime",
    "decimal", "enum", "fractions", "functools", "heapq", "io", "itertools", "json", "locale", "math", "operator",
    "random", "re", "statistics", "string", "struct", "textwrap", "time", "typing", "urllib.request", "uuid",
    "matplotlib.animation", "matplotlib.bezier", "matplotlib.collections", "matplotlib.colorizer", "matplotlib.dates",
    "matplotlib.font_manager", "matplotlib.gridspec", "matplotlib.hatch", "matplotlib.image",
    "matplotlib.inset", "matplotlib.layout_engine", "matplotlib.legend_handler", "matplotlib.offsetbox",
    "matplotlib.patheffects", "matplotlib.projections.geo", "matplotlib.pyplot", "matplotlib.quiver",
    "matplotlib.sankey", "matplotlib.sphinxext", "matplotlib.style", "matplotlib.table", "matplotlib.testing",
    "matplotlib.textpath", "matplotlib.ticker", "matplotlib.tri", "matplotlib.widgets",
    "mpl_toolkits.axes_grid1", "mpl_toolkits.axes_grid1.anchored_artists", "mpl_toolkits.axes_grid1.inset_locator",
    "mpl_toolkits.axisartist", "mpl_toolkits.axisartist.floating_axes", "mpl_toolkits.axisartist.grid_finder",
    "mpl_toolkits.mplot3d", "mpl_toolkits.mplot3d.art3d", "mpl_toolkits.mplot3d.axes3d",
    "numpy.fft", "numpy.lib.stride_tricks", "numpy.linalg", "numpy.ma", "numpy.polynomial", "numpy.random",
    "PIL.Image",
)  # fmt: skip
HEAVY_MODULES = (
    "networkx", "pandas", "scipy.constants", "scipy.fft", "scipy.integrate", "scipy.interpolate", "scipy.linalg",
    "scipy.ndimage", "scipy.optimize", "scipy.signal", "scipy.sparse", "scipy.spatial", "scipy.spatial.transform",
    "scipy.special", "scipy.stats", "seaborn", "shapely", "shapely.geometry", "shapely.ops", "sympy",
)  # fmt: skip


def warm_up(heavy: bool, draw: bool = True) -> guest.Session:
    """Bring this process to the state that every script starts from, and return the session that will run one.

    Args:
        heavy: load the scientific stack too.
        draw: fill the caches; not worth the time for a single script.
    """
    matplotlib.use("agg")
    if draw:
        for name in LIGHT_MODULES + (HEAVY_MODULES if heavy else ()):
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
    guest.keep_packaged_fonts()
    speedups.install(font_manager.fontManager)
    _keep_fonts_open()
    recorder.install()
    if draw:
        _draw_everything(heavy)
    matplotlib.rcdefaults()
    pyplot.switch_backend("agg")
    session = guest.Session()
    session.install()
    make_deterministic()
    gc.collect()
    gc.freeze()  # children share these pages; collecting them would copy them
    return session


def _draw_everything(heavy: bool) -> None:
    import matplotlib.pyplot as plt

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for draw in (_charts, _fields, _solids, *((_tables,) if heavy else ())):
            for figure in draw(plt):
                _take(figure)
            plt.close("all")


def use_huge_pages() -> None:
    """Back this process's memory with huge pages where the kernel can (Linux 6.1).

    Forking it then costs half. Takes a while.
    """
    libc = ctypes.CDLL(None)
    libc.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    for line in Path("/proc/self/maps").read_text().splitlines():
        place, rights = line.split()[:2]
        if rights == "rw-p":
            start, end = (int(address, 16) for address in place.split("-"))
            for page in range(-(-start // _HUGE) * _HUGE, end // _HUGE * _HUGE, _HUGE):
                libc.madvise(page, _HUGE, _MADV_COLLAPSE)


class _Resident:
    """Stands in for `ft2font` where fonts are opened: the file is held in memory, so no child has to open it again."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(ft2font, name)

    def FT2Font(self, path: str, **options: Any) -> Any:
        """Open a font as `ft2font.FT2Font` does."""
        if path not in self._files:
            self._files[path] = Path(path).read_bytes()
        return ft2font.FT2Font(io.BytesIO(self._files[path]), **options)


def _keep_fonts_open() -> None:
    """Let children use the fonts opened here.

    matplotlib drops open fonts in every forked child, since processes that run side by side would share one file
    position. Fonts in memory have none to share. The hook stays on matplotlib's own cache, which is left empty.
    """
    font_manager.ft2font = _Resident()
    font_manager._get_font = functools.lru_cache(64)(font_manager._get_font.__wrapped__)
    for name in ("DejaVu Sans", "DejaVu Sans Mono", "DejaVu Serif"):
        for style, weight in itertools.product(("normal", "italic"), ("normal", "bold")):
            wanted = font_manager.FontProperties(name, style=style, weight=weight)
            font_manager.get_font(font_manager.fontManager._find_fonts_by_props(wanted))


def _take(figure: Any) -> None:
    """Draw as the guest does, trace and all."""
    canvas = FigureCanvasAgg(figure)
    with recorder.recording() as records:
        canvas.print_figure(io.BytesIO(), dpi=100, format="raw")
    json.dumps(trace.build(figure, records, canvas.get_renderer(), [], 1))


def _charts(plt: Any) -> list[Any]:
    from matplotlib import patches

    figure, (a, b) = plt.subplots(1, 2)
    x = np.linspace(0, 2 * np.pi, 30)
    a.plot(x, np.sin(x), "o--", color="tab:red", lw=2, label=r"$\sin(x)^2 + \frac{1}{\sqrt{\alpha_i}}$")
    a.plot(x, np.cos(x), label="0123456789 abcdefghijklmnopqrstuvwxyz")
    a.axhline(0, color="k", ls=":")
    a.axvspan(1, 2, alpha=0.2)
    a.fill_between(x, np.sin(x), alpha=0.3, hatch="//")
    box, arrow = {"boxstyle": "round"}, {"arrowstyle": "->"}
    a.annotate("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (1, 0), (2, 0.5), arrowprops=arrow, bbox=box)
    a.text(0, 0, r"$\int_0^1 \vec{F}\,dx = \sum_k \mathbf{A}_{k}$", weight="bold", style="italic")
    a.legend(loc="best")
    a.grid(True)
    a.set(title="Title", xlabel="x label", ylabel="y label")
    b.bar_label(b.bar(["p", "q", "r"], [1, 3, 2], yerr=0.2, capsize=3, color=["C0", "#ff8800", "green"]))
    b.barh([4, 5], [1, 2])
    b.scatter(x, np.sin(x), c=x, s=20 + x, cmap="viridis", alpha=0.6, marker="^")
    b.hist(np.sin(x), bins=8)
    b.boxplot([x, x**2])
    b.violinplot([x, x**2])
    b.stem(x[1:], x[1:])
    b.step(x, x)
    b.twinx().semilogy(x, np.exp(x))
    figure.suptitle("Figure")
    figure.tight_layout()
    second = plt.figure()
    polar, shapes = second.add_subplot(1, 2, 1, projection="polar"), second.add_subplot(1, 2, 2)
    polar.plot(x, x)
    shapes.pie([1, 2, 3], labels=["u", "v", "w"], autopct="%1.1f%%", explode=(0, 0.1, 0))
    for patch in (
        patches.Circle((0.5, 0.5), 0.2, fc="none", ec="b"),
        patches.Rectangle((0, 0), 0.3, 0.2, angle=20),
        patches.Polygon([[0, 0], [1, 0], [0.5, 1]], fill=False),
        patches.Ellipse((0.5, 0.5), 0.3, 0.1),
        patches.Arc((0.2, 0.2), 0.3, 0.3, theta1=0, theta2=90),
        patches.Wedge((0.7, 0.7), 0.1, 20, 200),
        patches.FancyArrowPatch((0, 0), (1, 1), arrowstyle="-|>", mutation_scale=10),
        patches.FancyBboxPatch((0.1, 0.8), 0.2, 0.1, boxstyle="round,pad=0.02"),
    ):
        shapes.add_patch(patch)
    shapes.arrow(0, 0, 0.2, 0.3, head_width=0.05)
    shapes.set_aspect("equal")
    shapes.axis("off")
    return [figure, second]


def _fields(plt: Any) -> list[Any]:
    figure, ((a, b), (c, d)) = plt.subplots(2, 2)
    x, y = np.meshgrid(np.linspace(-1, 1, 12), np.linspace(-1, 1, 12))
    z = x**2 - y
    figure.colorbar(a.imshow(z, cmap="coolwarm", interpolation="bilinear"), ax=a, label="z")
    a.clabel(a.contour(z, levels=4))
    b.contourf(x, y, z)
    b.quiver(x, y, -y, x)
    c.pcolormesh(x, y, z, shading="auto")
    c.streamplot(x, y, np.ones_like(x), y)
    d.tripcolor([0, 1, 0, 1], [0, 0, 1, 1.5], [1, 2, 3, 4])
    d.plot(np.array(["2025-01-01", "2025-03-01"], "datetime64[D]"), [1, 2])
    return [figure]


def _solids(plt: Any) -> list[Any]:
    from mpl_toolkits.mplot3d.art3d import Line3DCollection, Poly3DCollection

    figure = plt.figure()
    a, b = figure.add_subplot(121, projection="3d"), figure.add_subplot(122, projection="3d")
    x, y = np.meshgrid(np.linspace(-1, 1, 8), np.linspace(-1, 1, 8))
    a.plot_surface(x, y, x * y, cmap="viridis")
    a.plot_wireframe(x, y, x + y)
    a.scatter([0], [0], [0])
    a.set(xlabel="x", ylabel="y", zlabel="z", title="3D")
    b.add_collection3d(Poly3DCollection([[(0, 0, 0), (1, 0, 0), (0, 1, 1)]], alpha=0.5, edgecolor="k"))
    b.add_collection3d(Line3DCollection([[(0, 0, 0), (1, 1, 1)]]))
    b.plot([0, 1], [0, 1], [0, 1], "o-")
    b.text(0, 0, 0, "A")
    b.quiver(0, 0, 0, 1, 0, 0)
    b.bar3d([0], [0], [0], 1, 1, 1)
    b.set_box_aspect((1, 1, 1))
    b.view_init(20, 30)
    b.set_axis_off()
    return [figure]


def _tables(plt: Any) -> list[Any]:
    with contextlib.suppress(ImportError):
        pd, sns = importlib.import_module("pandas"), importlib.import_module("seaborn")

        frame = pd.DataFrame({"x": [1.0, 2.0, 3.0, 4.0], "y": [2.0, 1.0, 4.0, 3.0], "kind": ["a", "b", "a", "b"]})
        figure, (a, b, c) = plt.subplots(1, 3)
        frame.plot(x="x", y="y", ax=a)
        frame.groupby("kind").mean().plot.bar(ax=a)
        sns.scatterplot(data=frame, x="x", y="y", hue="kind", ax=b)
        sns.lineplot(data=frame, x="x", y="y", hue="kind", ax=b)
        sns.barplot(data=frame, x="kind", y="y", ax=b)
        sns.heatmap(frame[["x", "y"]].corr(), annot=True, ax=c)
        sns.histplot(data=frame, x="x", kde=True, ax=a)
        sns.boxplot(data=frame, x="kind", y="y", ax=a)
        return [figure]
    return []
