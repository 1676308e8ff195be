"""Pairs of programs that draw the same picture by other calls, for every kind of element and the common charts."""

from __future__ import annotations

_PAIR_TEXTS = """
== bar, Rectangle
x, y = np.arange(5), np.array([3, 7, 4, 6, 2]); ax.set(xlim=(-0.6, 4.6), ylim=(0, 8))
-- ax.bar(x, y, color="teal")
-- for a, b in zip(x, y): ax.add_patch(plt.Rectangle((a - 0.4, 0), 0.8, b, color="teal", lw=0))
== barh, broken_barh
y, w = np.arange(4), np.array([3, 7, 4, 6]); ax.set(xlim=(0, 8), ylim=(-0.6, 3.6))
-- ax.barh(y, w, height=0.6, color="tomato")
-- for a, b in zip(y, w): ax.broken_barh([(0, b)], (a - 0.3, 0.6), color="tomato", lw=0)
== hist, bar
v = np.sin(np.arange(200)) * 3 + np.cos(np.arange(200) * 0.7); n, e = np.histogram(v, 12)
ax.set(xlim=(-5, 5), ylim=(0, 40))
-- ax.hist(v, bins=e, color="slateblue", edgecolor="black")
-- ax.bar(e[:-1], n, width=np.diff(e), align="edge", color="slateblue", edgecolor="black")
== stairs, fill_between
n, e = np.array([2, 5, 3, 6, 4]), np.arange(6); ax.set(xlim=(-0.5, 5.5), ylim=(0, 7))
-- ax.stairs(n, e, fill=True, color="C2")
-- ax.fill_between(np.repeat(e, 2)[1:-1], np.repeat(n, 2), color="C2", lw=0)
== fill_between, Polygon
x = np.linspace(0, 6, 80); a, b = np.sin(x), np.cos(x) + 2; ax.set(xlim=(0, 6), ylim=(-2, 4))
-- ax.fill_between(x, a, b, color="gold", lw=0)
-- ax.add_patch(plt.Polygon(np.r_[np.c_[x, a], np.c_[x, b][::-1]], color="gold", lw=0))
== pie, Wedge
from matplotlib.patches import Wedge
s = np.array([0.2, 0.35, 0.45]); ax.set(xlim=(-1.25, 1.25), ylim=(-1.25, 1.25), aspect="equal"); ax.axis("off")
-- ax.pie(s, colors=["C0", "C1", "C2"], frame=True)
-- t = np.r_[0, np.cumsum(s)] * 360
   for i in range(3): ax.add_patch(Wedge((0, 0), 1, t[i], t[i + 1], color=f"C{i}", lw=0))
== pie, pie of other shares, colours by number
ax.axis("off")
-- ax.pie([1, 2, 3], colors=["r", "g", "b"])
-- ax.pie([2, 4, 6], colors=["#f00", "#008000", (0, 0, 1)])
== stem, vlines with markers
x = np.arange(8); y = np.array([1, 3, 2, 5, 4, 6, 2, 3.0]); ax.set(xlim=(-0.5, 7.5), ylim=(-0.5, 7))
-- ax.stem(x, y)
-- ax.vlines(x, 0, y, color="C0"); ax.plot(x, y, "o", color="C0"); ax.plot([0, 7], [0, 0], color="C3")
== errorbar, vlines with markers
x = np.arange(6); y = np.array([2, 3, 2.5, 4, 3.5, 5]); d = np.full(6, 0.6); ax.set(xlim=(-0.5, 5.5), ylim=(0, 7))
-- ax.errorbar(x, y, yerr=d, fmt="s", color="darkgreen")
-- ax.vlines(x, y - d, y + d, color="darkgreen"); ax.plot(x, y, "s", color="darkgreen")
== annotate, FancyArrowPatch
from matplotlib.patches import FancyArrowPatch
style = dict(arrowstyle="-|>", color="navy", shrinkA=0, shrinkB=0, mutation_scale=20)
ax.set(xlim=(0, 10), ylim=(0, 10))
-- ax.annotate("", (8, 7), (2, 3), arrowprops=style)
-- ax.add_patch(FancyArrowPatch((2, 3), (8, 7), **style))
== arrow, Polygon
ax.set(xlim=(0, 10), ylim=(0, 10))
-- ax.arrow(1, 5, 6, 0, width=0.4, head_width=1.6, head_length=1.2, color="purple", lw=0)
-- p = [(8.2, 5), (7, 5.8), (7, 5.2), (1, 5.2), (1, 4.8), (7, 4.8), (7, 4.2)]
   ax.add_patch(plt.Polygon(p, color="purple", lw=0))
== Circle, polygon of 200 corners
t = np.linspace(0, 2 * np.pi, 200, endpoint=False); ax.set(xlim=(-2, 2), ylim=(-2, 2), aspect="equal")
-- ax.add_patch(plt.Circle((0.2, 0.1), 1.4, facecolor="lightblue", edgecolor="black"))
-- ax.fill(0.2 + 1.4 * np.cos(t), 0.1 + 1.4 * np.sin(t), facecolor="lightblue", edgecolor="black")
== circle outline, closed line
t = np.linspace(0, 2 * np.pi, 300); ax.set(xlim=(-2, 2), ylim=(-2, 2), aspect="equal")
-- ax.add_patch(plt.Circle((0, 0), 1.5, fill=False, edgecolor="C3", lw=2))
-- ax.plot(1.5 * np.cos(t), 1.5 * np.sin(t), color="C3", lw=2)
== Ellipse, turned polygon
from matplotlib.patches import Ellipse
t = np.linspace(0, 2 * np.pi, 200, endpoint=False); ax.set(xlim=(-3, 3), ylim=(-2, 2), aspect="equal")
-- ax.add_patch(Ellipse((0, 0), 4, 2, angle=30, color="olive", lw=0))
-- c, s = np.cos(np.pi / 6), np.sin(np.pi / 6); u, v = 2 * np.cos(t), np.sin(t)
   ax.fill(c * u - s * v, s * u + c * v, color="olive", lw=0)
== Arc, plotted curve
from matplotlib.patches import Arc
t = np.radians(np.linspace(20, 140, 100)); ax.set(xlim=(-2, 2), ylim=(-2, 2), aspect="equal")
-- ax.add_patch(Arc((0, 0), 3, 3, theta1=20, theta2=140, lw=2, color="C4", capstyle="butt"))
-- ax.plot(1.5 * np.cos(t), 1.5 * np.sin(t), lw=2, color="C4", solid_capstyle="butt")
== annulus wedge, polygon
from matplotlib.patches import Wedge
t = np.radians(np.linspace(30, 300, 200)); ax.set(xlim=(-2, 2), ylim=(-2, 2), aspect="equal")
-- ax.add_patch(Wedge((0, 0), 1.6, 30, 300, width=0.6, color="C5", lw=0))
-- r = np.r_[np.full(200, 1.6), np.full(200, 1.0)]; a = np.r_[t, t[::-1]]
   ax.fill(r * np.cos(a), r * np.sin(a), color="C5", lw=0)
== Bezier path, sampled line
from matplotlib.path import Path; from matplotlib.patches import PathPatch
p = np.array([(0, 0), (1, 3), (3, -2), (4, 1.0)]); t = np.linspace(0, 1, 150)[:, None]
ax.set(xlim=(-0.5, 4.5), ylim=(-1, 2))
-- ax.add_patch(PathPatch(Path(p, [1, 4, 4, 4]), fill=False, lw=2, edgecolor="C6", capstyle="butt"))
-- b = (1 - t) ** 3 * p[0] + 3 * t * (1 - t) ** 2 * p[1] + 3 * t**2 * (1 - t) * p[2] + t**3 * p[3]
   ax.plot(*b.T, lw=2, color="C6", solid_capstyle="butt")
== imshow, pcolormesh
z = np.arange(48).reshape(6, 8) % 7
-- ax.imshow(z, interpolation="nearest", aspect="auto", extent=(0, 8, 0, 6), origin="lower")
-- ax.pcolormesh(np.arange(9), np.arange(7), z)
== pcolormesh, rectangles
z = (np.arange(20).reshape(4, 5) * 3) % 11; ax.set(xlim=(0, 5), ylim=(0, 4))
-- ax.pcolormesh(np.arange(6), np.arange(5), z, cmap="plasma")
-- for i in range(4):
       for j in range(5):
           color = plt.get_cmap("plasma")(z[i, j] / z.max())
           ax.add_patch(plt.Rectangle((j, i), 1, 1, color=color, lw=0))
== plot, two plots that meet
x, y = np.arange(7), np.array([1, 4, 2, 5, 3, 6, 4]); ax.set(xlim=(-0.5, 6.5), ylim=(0, 7))
-- ax.plot(x, y, color="black")
-- ax.plot(x[:4], y[:4], color="black"); ax.plot(x[3:], y[3:], color="black")
== plot, LineCollection of segments
from matplotlib.collections import LineCollection
x, y = np.arange(7), np.array([1, 4, 2, 5, 3, 6, 4]); ax.set(xlim=(-0.5, 6.5), ylim=(0, 7))
-- ax.plot(x, y, color="black", solid_joinstyle="round", solid_capstyle="round")
-- p = np.c_[x, y]; ax.add_collection(LineCollection(np.stack([p[:-1], p[1:]], 1), colors="black", capstyle="round"))
== step, doubled points
x = np.arange(7); y = np.array([1, 4, 2, 5, 3, 6, 4]); ax.set(xlim=(-0.5, 6.5), ylim=(0, 7))
-- ax.step(x, y, where="post", color="C1", lw=2)
-- ax.plot(np.repeat(x, 2)[1:], np.repeat(y, 2)[:-1], color="C1", lw=2)
== contour, plotted levels
g = np.linspace(-2, 2, 60); X, Y = np.meshgrid(g, g); Z = X**2 + 2 * Y**2; ax.set(xlim=(-2, 2), ylim=(-2, 2))
-- ax.contour(X, Y, Z, levels=[1, 2, 3], colors=["C0", "C1", "C2"], linewidths=1.5)
-- t = np.linspace(0, 2 * np.pi, 200)
   for i, c in enumerate([1, 2, 3]): ax.plot(np.sqrt(c) * np.cos(t), np.sqrt(c / 2) * np.sin(t), color=f"C{i}", lw=1.5)
== contourf, its areas as patches
from matplotlib.patches import PathPatch
g = np.linspace(-2, 2, 60); X, Y = np.meshgrid(g, g); Z = X**2 + 2 * Y**2; ax.set(xlim=(-2, 2), ylim=(-2, 2))
-- ax.contourf(X, Y, Z, levels=[0, 1, 2, 3], colors=["C0", "C1", "C2"])
-- areas = ax.contourf(X, Y, Z, levels=[0, 1, 2, 3]); areas.remove()
   for i, path in enumerate(areas.get_paths()): ax.add_patch(PathPatch(path, color=f"C{i}", lw=0, aa=False))
== 3D plot, Line3DCollection
from mpl_toolkits.mplot3d.art3d import Line3DCollection
t = np.linspace(0, 12, 150); p = np.c_[np.cos(t), np.sin(t), t / 12]
fig.clf(); ax = fig.add_subplot(projection="3d"); ax.set(xlim=(-1, 1), ylim=(-1, 1), zlim=(0, 1))
-- ax.plot(*p.T, color="C0")
-- ax.add_collection3d(Line3DCollection([p], colors="C0"), autolim=False)
== 3D scatter, plotted markers
i = np.arange(20); p = np.c_[np.sin(i), np.cos(i * 1.3), i / 20]
fig.clf(); ax = fig.add_subplot(projection="3d"); ax.set(xlim=(-1, 1), ylim=(-1, 1), zlim=(0, 1))
-- ax.scatter(*p.T, s=36, color="C3", depthshade=False)
-- ax.plot(*p.T, "o", ms=6, color="C3")
== 3D trisurf, Poly3DCollection
from mpl_toolkits.mplot3d.art3d import Poly3DCollection
p = np.array([(0, 0, 0), (1, 0, 0.2), (0, 1, 0.4), (1, 1, 1.0)]); f = [(0, 1, 2), (1, 3, 2)]
fig.clf(); ax = fig.add_subplot(projection="3d"); ax.set(xlim=(0, 1), ylim=(0, 1), zlim=(0, 1))
-- ax.plot_trisurf(*p.T, triangles=f, color="C0", edgecolor="black", shade=False)
-- ax.add_collection3d(Poly3DCollection([p[list(t)] for t in f], facecolors="C0", edgecolors="black"), autolim=False)
== boxplot, bxp
from matplotlib import cbook
v = [np.sin(np.arange(40)) * 2 + 3, np.cos(np.arange(40)) + 4, np.sin(np.arange(40) * 2) * 1.5 + 2]; ax.set(ylim=(0, 6))
-- ax.boxplot(v)
-- ax.bxp(cbook.boxplot_stats(v))
== boxplot, lines
v = np.sin(np.arange(41)) * 2 + 3; q = np.percentile(v, [0, 25, 50, 75, 100])
ax.set(xlim=(0.5, 1.5), ylim=(0, 6), xticks=[1])
-- ax.boxplot([v], widths=0.3, manage_ticks=False)
-- ax.plot([0.85, 1.15, 1.15, 0.85, 0.85], [q[1], q[1], q[3], q[3], q[1]], color="black", lw=1)
   for a, b in [(0, 1), (4, 3)]:
       ax.plot([1, 1], [q[b], q[a]], color="black", lw=1); ax.plot([0.925, 1.075], [q[a], q[a]], color="black", lw=1)
   ax.plot([0.85, 1.15], [q[2], q[2]], color="C1", lw=1)
== eventplot, vlines
e = np.array([0.5, 1.1, 2.3, 3.0, 4.8]); ax.set(xlim=(0, 5), ylim=(0, 2))
-- ax.eventplot(e, lineoffsets=1, linelengths=0.8, colors="C4")
-- ax.vlines(e, 0.6, 1.4, color="C4")
== scatter, plotted markers
i = np.arange(30); x, y = np.sin(i * 1.7) * 4, np.cos(i * 2.3) * 3; ax.set(xlim=(-5, 5), ylim=(-4, 4))
-- ax.scatter(x, y, s=49, color="C2")
-- ax.plot(x, y, "o", ms=7, color="C2")
== scatter of squares, rectangles
x, y = np.arange(6), np.array([1, 3, 2, 4, 3, 5]); ax.set(xlim=(-1, 6), ylim=(0, 6))
fig.canvas.draw(); w, h = ax.get_window_extent().size
-- ax.scatter(x, y, s=400, marker="s", color="C1", lw=0)
-- d = 20 * fig.dpi / 72; u, v = 7 * d / w, 6 * d / h
   for a, b in zip(x, y): ax.add_patch(plt.Rectangle((a - u / 2, b - v / 2), u, v, color="C1", lw=0))
== axhline, plot and axvspan, Rectangle
ax.set(xlim=(0, 10), ylim=(0, 5))
-- ax.axhline(2, color="C3", ls="--"); ax.axvspan(3, 6, color="0.8", lw=0)
-- ax.plot([0, 10], [2, 2], color="C3", ls="--"); ax.add_patch(plt.Rectangle((3, 0), 3, 5, color="0.8", lw=0))
== hlines, separate plots
ax.set(xlim=(0, 10), ylim=(0, 6))
-- ax.hlines([1, 2, 3, 4, 5], 1, [9, 7, 8, 5, 6], color="C0", lw=2)
-- for a, b in zip([1, 2, 3, 4, 5], [9, 7, 8, 5, 6]): ax.plot([1, b], [a, a], color="C0", lw=2, solid_capstyle="butt")
== text, annotate
ax.set(xlim=(0, 10), ylim=(0, 6))
-- ax.text(3, 4, "A label of text", ha="center", color="C3", fontsize=14)
   ax.text(6, 2, r"$x^2 + y^2$", rotation=30)
-- ax.annotate("A label of text", (3, 4), ha="center", color="C3", fontsize=14)
   ax.annotate(r"$x^2 + y^2$", (6, 2), rotation=30)
== title, text; legend, legend by handles
x = np.linspace(0, 6, 100); ax.set(xlim=(0, 6), ylim=(-1.5, 1.5))
-- ax.plot(x, np.sin(x), label="sine"); ax.plot(x, np.cos(x), label="cosine")
   ax.legend(loc="upper right"); ax.set_title("Two waves")
-- a, = ax.plot(x, np.sin(x)); b, = ax.plot(x, np.cos(x)); ax.legend([a, b], ["sine", "cosine"], loc="upper right")
   ax.annotate("Two waves", (0.5, 1), (0, 6), "axes fraction", "offset points", fontsize=12, ha="center")
== polar plot, Cartesian data on polar axes
t = np.linspace(0, 2 * np.pi, 200); fig.clf(); ax = fig.add_subplot(projection="polar"); ax.set_rlim(0, 2.2)
-- ax.plot(t, 1 + np.cos(t), color="C0")
-- ax.plot(t[:100], 1 + np.cos(t[:100]), color="C0"); ax.plot(t[99:], 1 + np.cos(t[99:]), color="C0")
== quiver, single quivers
style = dict(angles="xy", scale_units="xy", scale=2, color="C0", width=0.01)
x, y = np.meshgrid(np.arange(4), np.arange(3)); ax.set(xlim=(-0.5, 4.5), ylim=(-0.5, 3.5))
-- ax.quiver(x, y, np.full_like(x, 1), np.full_like(y, 1), **style)
-- for a, b in zip(x.ravel(), y.ravel()): ax.quiver([a], [b], [1], [1], **style)
== stackplot, fill_between
x = np.arange(6); a, b = np.array([1, 2, 3, 2, 3, 4.0]), np.array([2, 1, 2, 3, 2, 1.0])
ax.set(xlim=(0, 5), ylim=(0, 6))
-- ax.stackplot(x, a, b, colors=["C0", "C1"])
-- ax.fill_between(x, 0, a, color="C0", lw=0); ax.fill_between(x, a, a + b, color="C1", lw=0)
== subplots, add_axes
plt.close(fig); x = np.linspace(0, 6, 50)
-- fig, (a, b) = plt.subplots(1, 2); a.plot(x, np.sin(x)); b.plot(x, np.cos(x))
-- fig = plt.figure(); w = 0.35227272727
   a, b = fig.add_axes((0.125, 0.11, w, 0.77)), fig.add_axes((0.9 - w, 0.11, w, 0.77))
   a.plot(x, np.sin(x)); b.plot(x, np.cos(x))
== table, cells
plt.close(fig); fig, ax = plt.subplots(); ax.axis("off"); ax.set(xlim=(0, 1), ylim=(0, 1))
-- ax.table([["1", "2"], ["3", "4"]], bbox=(0.2, 0.3, 0.6, 0.4), cellLoc="center").auto_set_font_size(False)
-- for i, word in enumerate("1234"):
       x, y = 0.2 + 0.3 * (i % 2), 0.5 - 0.2 * (i // 2)
       ax.add_patch(plt.Rectangle((x, y), 0.3, 0.2, facecolor="white", edgecolor="black"))
       ax.text(x + 0.15, y + 0.1, word, ha="center", va="center", fontsize=10)
"""


def _pairs(text: str) -> list[tuple[str, str, str]]:
    """Names and both programs of each pair: common lines first, what differs after "--"."""
    head = "import matplotlib.pyplot as plt\nimport numpy as np\n\nfig, ax = plt.subplots()\n"
    found = []
    for block in text.split("\n== ")[1:]:
        common, one, other = block.rstrip().split("\n-- ")
        name, _, shared = common.partition("\n")
        codes = [f"{head}{shared}\n{part.replace(chr(10) + '   ', chr(10))}\nplt.show()\n" for part in (one, other)]
        found.append((name, codes[0], codes[1]))
    return found


PAIRS: list[tuple[str, str, str]] = _pairs(_PAIR_TEXTS)
"""Two programs each, by other calls, with the same picture but for anti-aliasing; every kind of element occurs."""
