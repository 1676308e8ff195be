"""A corpus of real figures and of what known disturbances make of them, executed in the sandbox and kept on disk.

    python benchmarks/disturbed.py [COUNT]    # make it, and count what there is

    for case in corpus(40):                   # or corpus(skip=DEVELOPED): no figure that the scorers were made with
        case.reference.image, case.run.image, case.kind, case.change, case.severity

Half of the figures are examples of matplotlib's gallery, half are ours. Each execution is kept under the hash of its
code, so that only what is new is executed.
"""

from __future__ import annotations

import ast
import asyncio
import contextlib
import gzip
import hashlib
import io
import itertools
import json
import os
import pickle
import random
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
import yaml
from disturb import EQUIVALENTS, LADDERS, NOTHINGS, SEVERITIES, VIEWS, disturbed_code
from gallery_source import cache_folder, gallery_scripts
from PIL import Image

from codepercept.figure import trace
from codepercept.geometry import FAMILIES, DegenerateParametersError
from codepercept.sandbox import guest
from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import SandboxPool
from codepercept.types import Execution, FigureTrace

HERE = Path(__file__).resolve().parent
DEVELOPED = 24
"""Of `figures()`, the first so many were looked at while the scorers were written; the rest is held out."""
DPIS = (60.0, 200.0)
NOTICEABLE = 12
"""Pixels that must differ by more than `LEVELS` for a step of a ladder to count."""
LEVELS = 16
UNRELATED = 3
"""Figures of other types that each is compared with."""
EQUAL_SHARE = 0.005
"""Share of pixels that may differ by more than 40 levels between equivalent pictures."""

GALLERY = """
misc/patheffect_demo images_contours_and_fields/irregulardatagrid pie_and_polar_charts/bar_of_pie
lines_bars_and_markers/axline shapes_and_collections/patch_collection statistics/customized_violin mplot3d/subplot3d
subplots_axes_and_figures/axhspan_demo pie_and_polar_charts/polar_error_caps statistics/xcorr_acorr_demo
mplot3d/trisurf3d axes_grid1/scatter_hist_locatable_axes specialty_plots/skewt ticks/align_ticklabels
lines_bars_and_markers/span_regions style_sheets/grayscale mplot3d/stem3d_demo images_contours_and_fields/triplot_demo
statistics/boxplot_vs_violin lines_bars_and_markers/vline_hline_demo misc/svg_filter_pie
images_contours_and_fields/spy_demos statistics/histogram_cumulative images_contours_and_fields/quiver_simple_demo
lines_bars_and_markers/hat_graph shapes_and_collections/arrow_guide color/colorbar_basics
lines_bars_and_markers/step_demo mplot3d/hist3d images_contours_and_fields/matshow misc/table_demo
text_labels_and_annotations/angle_annotation images_contours_and_fields/barb_demo statistics/bxp
subplots_axes_and_figures/geo_demo pyplots/pyplot_two_subplots spines/centered_spines_with_arrows misc/fill_spiral
scales/asinh_demo pie_and_polar_charts/nested_pie lines_bars_and_markers/broken_barh units/evans_test
images_contours_and_fields/tripcolor_demo lines_bars_and_markers/fill_betweenx_demo
lines_bars_and_markers/stackplot_demo mplot3d/voxels_numpy_logo images_contours_and_fields/image_transparency_blend
images_contours_and_fields/specgram_demo specialty_plots/anscombe text_labels_and_annotations/annotation_polar
lines_bars_and_markers/stairs_demo ticks/auto_ticks showcase/integral shapes_and_collections/hatch_demo
pie_and_polar_charts/pie_and_donut_labels style_sheets/bmh axes_grid1/parasite_simple2 statistics/confidence_ellipse
mplot3d/tricontour3d mplot3d/tricontourf3d statistics/boxplot_color mplot3d/quiver3d style_sheets/ggplot
spines/spine_placement_demo images_contours_and_fields/multi_image axes_grid1/demo_axes_divider
statistics/histogram_histtypes subplots_axes_and_figures/axis_equal_demo statistics/histogram_multihist
subplots_axes_and_figures/subfigures shapes_and_collections/collections lines_bars_and_markers/eventplot_demo
"""
"""Chosen for variety: each has calls, element kinds, projections or numbers of axes that those before had little of."""


Runner = Callable[[str], Awaitable[Execution]]


@dataclass(frozen=True)
class Figure:
    """A figure script."""

    name: str
    code: str


@dataclass(frozen=True)
class Case:
    """A figure and what a change made of it.

    Attributes:
        figure: the script.
        reference: what it draws.
        kind: "ladder" (four severities), "equivalent" (the same picture by other calls), "view" (the same figure at
            another size), "nothing" (empty, or an unrelated figure).
        change: the change's name, or "unrelated".
        severity: 1 to 4 for ladders, else 1.
        run: what the disturbed script draws.
    """

    figure: Figure
    reference: Execution = field(repr=False)
    kind: Literal["ladder", "equivalent", "view", "nothing"]
    change: str
    severity: int
    run: Execution = field(repr=False)


def figures(count: int = 140, seed: int = 0) -> list[Figure]:
    """A fixed choice, taken in turn from the gallery and from ours; the seed decides the order of ours."""
    both = itertools.zip_longest(gallery_figures(), own_figures(seed))
    return [figure for pair in both for figure in pair if figure is not None][:count]


def gallery_figures() -> list[Figure]:
    """Those of matplotlib's gallery, which is fetched from the package index on first use."""
    scripts = {f"{path.parent.name}/{path.stem}": path for path in gallery_scripts()}
    return [Figure(f"gallery/{name}", scripts[name].read_text()) for name in GALLERY.split()]


def own_figures(seed: int = 0) -> list[Figure]:
    """Examples, programs of the recorded answers, and two draws from each geometry family, shuffled."""
    found = []
    for folder in (HERE.parent / "examples" / "figures", HERE / "figures"):
        found += [Figure(f"ours/{path.stem}", path.read_text()) for path in sorted(folder.glob("[!f]*.py"))]
    for number, path in enumerate(sorted((HERE.parent / "examples" / "recorded").glob("*.yaml"))):
        programs = yaml.safe_load(path.read_text())["diversify"]
        runs = (p for p in (programs[number * 3 % len(programs)], *programs) if "unrepaired" not in p)
        found.append(Figure(f"recorded/{path.stem}", next(runs)["code"]))
    chance = random.Random(0)
    for number in range(2 * len(FAMILIES)):
        family = FAMILIES[sorted(FAMILIES)[number % len(FAMILIES)]]
        while True:
            with contextlib.suppress(DegenerateParametersError):
                found.append(Figure(f"geometry/{family.name}_{number}", family.make(family.draw(chance)).code))
                break
    random.Random(seed).shuffle(found)
    return found


def pixels(run: Execution) -> np.ndarray:
    """The picture as (height, width, 3) int16; (0, 0, 3) if there is none."""
    if run.image is None:
        return np.zeros((0, 0, 3), np.int16)
    return np.asarray(Image.open(io.BytesIO(run.image)).convert("RGB"), np.int16)


def changed(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether a person might see a difference."""
    return one.shape != other.shape or int(_differing(one, other, LEVELS).sum()) >= NOTICEABLE


def alike(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two pictures are the same but for anti-aliasing."""
    return one.shape == other.shape and float(_differing(one, other, 40).mean()) < EQUAL_SHARE


def _differing(one: np.ndarray, other: np.ndarray, levels: int) -> np.ndarray:
    far = np.abs(one - other) > levels
    found: np.ndarray = far[..., 0] | far[..., 1] | far[..., 2]
    return found


class Store:
    """Executes scripts, each once; results are kept on disk by hash of the code."""

    def __init__(self, pool: SandboxPool, folder: Path) -> None:
        self.pool, self.folder, self.executed = pool, folder, 0
        folder.mkdir(parents=True, exist_ok=True)

    async def run(self, code: str, dpi: float = 100.0) -> Execution:
        """The execution of a script at a resolution."""
        name = hashlib.sha256(f"{dpi:g}\n{code}".encode()).hexdigest()[:24]
        path = self.folder / name[:2] / f"{name}.gz"
        if path.exists():
            with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
                kept: Execution = pickle.loads(gzip.decompress(path.read_bytes()))
                return kept
        result = await self.pool.run(code, Limits(dpi=dpi))
        self.executed += 1
        if result.status == "fault":  # ours, and not to be remembered
            return result
        path.parent.mkdir(exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(gzip.compress(pickle.dumps(result), 1))
        part.rename(path)
        return result


def corpus(
    count: int = 140, workers: int = 2, folder: Path | None = None, seed: int = 0, skip: int = 0
) -> Iterator[Case]:
    """All cases of the first `count` figures, figure by figure.

    Args:
        count: how many figures.
        workers: how many scripts run at once.
        folder: where executions are kept, by default below the user's cache.
        seed: see `figures`.
        skip: leave out so many at the beginning.
    """
    chosen = figures(count, seed)
    with asyncio.Runner() as runner:
        pool = runner.run(SandboxPool(workers).__aenter__())
        try:
            store = Store(pool, folder or cache_folder() / f"disturbed-{pool.fingerprint}-{_format()}")
            for number, figure in enumerate(chosen[skip:], skip):
                yield from runner.run(cases(figure, [*chosen[number + 1 :], *chosen[:number]], store))
        finally:
            runner.run(pool.__aexit__(None, None, None))


def _format() -> str:
    """Hash of what decides how an execution is traced and stored; what was kept in another format is not read."""
    paths = [*Path(trace.__file__).parent.glob("*.py"), Path(guest.__file__)]
    inside = [text for text in (path.read_text() for path in sorted(paths)) if "nside the sandbox" in text]
    code = [ast.dump(ast.parse(text)) for text in inside]
    parts = [json.dumps(Execution.model_json_schema(), sort_keys=True), *code]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


async def cases(figure: Figure, others: Sequence[Figure], store: Store) -> list[Case]:
    """All cases of one figure; none if it does not run."""
    reference = await store.run(figure.code)
    if reference.status != "ok":
        return []
    wanted = [name for name in LADDERS if applies(reference.trace, name)]
    ladders = await asyncio.gather(*(ladder(figure, reference, name, store.run) for name in wanted))
    found = [case for steps in ladders for case in steps]
    plain = pixels(reference)
    for name in EQUIVALENTS:
        run = await store.run(disturbed_code(figure.code, name))
        if run.status == "ok" and alike(plain, pixels(run)):
            found.append(Case(figure, reference, "equivalent", name, 1, run))
    views = {f"dpi_{dpi:g}": await store.run(figure.code, dpi) for dpi in DPIS}
    views |= {name: await store.run(disturbed_code(figure.code, name)) for name in VIEWS}
    found += [Case(figure, reference, "view", name, 1, run) for name, run in views.items() if _same(reference, run)]
    for name in NOTHINGS:
        run = await store.run(disturbed_code(figure.code, name))
        if changed(plain, pixels(run)):
            found.append(Case(figure, reference, "nothing", name, 1, run))
    found.append(Case(figure, reference, "nothing", "blank", 1, await store.run(blank_like(reference))))
    unrelated = 0
    for other in others:
        if unrelated == UNRELATED:
            break
        run = await store.run(other.code)
        if run.status == "ok" and not kinds(run) & kinds(reference):
            unrelated += 1
            found.append(Case(figure, reference, "nothing", "unrelated", 1, run))
    return [case for case in found if case.run.status == "ok"]


def _same(one: Execution, other: Execution) -> bool:
    """Whether both show the same figure of a script that opens several: nearly all but ticks and grid is in both."""
    if one.trace is None or other.trace is None:
        return False
    varying = ("tick", "tick_label", "grid", "spine", "pane")
    ours, theirs = (
        Counter((e.kind, e.count, e.text) for e in t.elements if e.role not in varying)
        for t in (one.trace, other.trace)
    )
    return 2 * (ours & theirs).total() >= 0.8 * (ours.total() + theirs.total())


def applies(trace: FigureTrace | None, change: str) -> bool:
    """Whether a ladder can change a figure at all, as far as its trace tells."""
    if trace is None:
        return False
    if change == "camera":
        return any(axes.view for axes in trace.axes)
    if change == "delete_axes":
        return sum(axes.colorbar_of is None for axes in trace.axes) >= 4
    if change.startswith("marker_"):
        return any(e.kind == "markers" or e.marker for e in trace.elements)
    return True


def kinds(run: Execution) -> set[str]:
    """What sort of figure it is: the calls and kinds that make up a good part of its data, and its projections."""
    assert run.trace is not None
    data = [e.call or e.kind for e in run.trace.elements if e.role == "data" and e.visible]
    counts = Counter(data)
    found = {what for what, number in counts.items() if number >= 0.25 * len(data)}
    return found | {a.projection for a in run.trace.axes if a.projection != "rectilinear"}


async def ladder(figure: Figure, reference: Execution, change: str, run: Runner) -> list[Case]:
    """The steps of a ladder that differ from the step before; none if fewer than three do."""
    before = pixels(reference)
    top = await run(disturbed_code(figure.code, change, SEVERITIES[-1]))
    if top.status != "ok" or not changed(before, pixels(top)):
        return []
    steps = []
    for severity in SEVERITIES:
        drawn = await run(disturbed_code(figure.code, change, severity))
        if drawn.status == "ok" and changed(before, after := pixels(drawn)):
            steps.append(Case(figure, reference, "ladder", change, severity, drawn))
            before = after
    return steps if len(steps) >= 3 else []


def blank_like(reference: Execution) -> str:
    """A script that draws nothing on a page of the same size."""
    size = (reference.width / 100, reference.height / 100)
    return f"import matplotlib.pyplot as plt\nplt.figure(figsize={size}).add_subplot().axis('off')\nplt.show()\n"


def main() -> None:
    """Make the corpus and count its cases."""
    started, counts, seen = time.monotonic(), Counter[tuple[str, str]](), set()
    for case in corpus(int(sys.argv[1]) if len(sys.argv) > 1 else 140):
        counts[case.kind, case.change] += 1
        if case.figure.name not in seen:
            seen.add(case.figure.name)
            print(f"{len(seen):4d} {time.monotonic() - started:6.0f} s {case.figure.name}", flush=True)
    for (kind, change), number in sorted(counts.items()):
        print(f"{kind:12s}{change:24s}{number:6d}")
    print(f"{len(seen)} figures, {counts.total()} cases, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
