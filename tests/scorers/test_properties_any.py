"""Any two executions give a score, or are unscored with a reason; nothing that a scorer is shown makes it raise.

Traces and pictures come out of the process that ran a policy's code, so here they are mangled in ways that no script
should manage: numbers that are no numbers, boxes without a size, words nobody chose, files cut short. Comparing many
elements must not blow up either.
"""

from __future__ import annotations

import asyncio
import io
import itertools
import math
import time
import warnings
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from codepercept.scorers.elements import ElementScorer, element_score
from codepercept.scorers.image import ImageScorer, compare, image_score, prepare
from codepercept.types import (
    AxesTrace,
    Canvas,
    Element,
    Execution,
    FigureTrace,
    Kind,
    Rollout,
    Sample,
    Score,
    Seed,
    Status,
)

SLOW = 5.0
"""CPU seconds that no pair may take, whatever is in it; usual pairs take a hundredth of that."""

CODE = """
import matplotlib.pyplot as plt
import numpy as np
fig, axes = plt.subplots(2, 2)
axes[0, 0].plot([0, 1, 2], [0, 2, 1], "o--", label="line")
axes[0, 0].annotate("peak", (1, 2), (1.5, 1.8), arrowprops={"arrowstyle": "->"})
axes[0, 0].legend()
axes[0, 1].bar([1, 2, 3], [3, 1, 2], color="teal", hatch="/")
axes[0, 1].set_title("Bars")
axes[1, 0].imshow(np.arange(12).reshape(3, 4))
axes[1, 1].scatter([1, 2, 3], [3, 1, 2], s=[10, 40, 90], c=[1, 2, 3])
axes[1, 1].pie([1, 2, 3])
plt.show()
"""

numbers = st.one_of(
    st.floats(-50, 900),
    st.sampled_from([0.0, -0.0, 1e-300, 1e5, -1e9, 1e18, 1e300, -1e308, math.nan, math.inf, -math.inf]),
)
words = st.one_of(
    st.text(max_size=20), st.sampled_from(["", " ", "\n\n", "$", "$x^2", "x" * 20_000, "\u202e\ufeff", "\ud800"])
)
colors = st.one_of(st.none(), st.sampled_from(["#ff0000", "#zzzzzz", "", "red", "#fff", "none", "#12345678"]))
points = st.lists(st.tuples(numbers, numbers), max_size=6).map(tuple)
boxes = st.one_of(st.none(), st.tuples(numbers, numbers, numbers, numbers), st.just((5.0, 5.0, 5.0, 5.0)))
fields: dict[str, st.SearchStrategy[Any]] = {
    "kind": st.sampled_from([*get_args(Kind), "hologram"]),
    "role": st.one_of(st.sampled_from(["data", "title", "tick", "spine", "legend", "background"]), words),
    "axes": st.one_of(st.none(), st.integers(-2, 9)),
    "call": words,
    "data": points,
    "pixels": points,
    "breaks": st.lists(st.integers(-3, 99), max_size=4).map(tuple),
    "bbox": boxes,
    "color": colors,
    "edge_color": colors,
    "fill_color": colors,
    "alpha": numbers,
    "line_width": numbers,
    "line_style": words,
    "marker": st.one_of(words, st.sampled_from(["o", "s", "^", "+", "$a$", "None"])),
    "marker_size": numbers,
    "sizes": st.lists(numbers, max_size=4).map(tuple),
    "hatch": words,
    "count": st.sampled_from([-1, 0, 1, 3, 10**12]),
    "colors": st.lists(colors.filter(bool), max_size=4).map(tuple),
    "grid": st.lists(colors.filter(bool), max_size=70).map(tuple),
    "text": words,
    "font_size": numbers,
    "rotation": numbers,
    "zorder": numbers,
    "visible": st.booleans(),
    "clip": st.sampled_from(["none", "partial", "full"]),
    "truncated": st.booleans(),
}
changes = st.dictionaries(st.sampled_from(sorted(fields)), st.none(), min_size=1, max_size=8).flatmap(
    lambda names: st.fixed_dictionaries({name: fields[name] for name in names})
)
canvases = st.fixed_dictionaries(
    {"width": st.sampled_from([0, 1, 640, 10**9, -5]), "height": st.sampled_from([0, 1, 480, 10**9]), "dpi": numbers},
    optional={"facecolor": st.sampled_from(["#000000", "", "paper"])},
)
edits = st.lists(st.tuples(st.integers(0, 400), changes), max_size=12)


def mangled(trace: FigureTrace, where: list[tuple[int, dict[str, Any]]], page: dict[str, Any] | None) -> FigureTrace:
    """A trace with some fields of some elements replaced, unchecked."""
    elements = list(trace.elements)
    for at, change in where:
        elements[at % len(elements)] = elements[at % len(elements)].model_copy(update=change)
    canvas = Canvas.model_construct(**page) if page else trace.canvas
    axes = (
        tuple(a.model_copy(update={"bbox": (math.nan, 0.0, -5.0, 1e300)}) for a in trace.axes) if page else trace.axes
    )
    return trace.model_copy(update={"elements": tuple(elements), "canvas": canvas, "axes": axes})


def checked(score: Score) -> Score:
    """A score that is one, or says why not."""
    if score.value is None:
        assert score.fault
    else:
        assert score.fault is None and 0 <= score.value <= 1
        assert all(part is None or 0 <= part <= 1 for part in score.parts.values()), score
    return score


def scored(one: Execution, other: Execution) -> list[Score]:
    """Both scorers both ways, each of them in time; pictures that are equal one way only."""
    found = []
    for scorer in (ImageScorer(), ElementScorer()):
        same = isinstance(scorer, ImageScorer) and one.image == other.image
        for pair in ((one, other),) if same else ((one, other), (other, one)):
            start = time.process_time()
            found.append(checked(scorer.score(*pair)))
            assert time.process_time() - start < SLOW, scorer.name
    return found


@pytest.fixture(scope="module")
def drawn(run_many) -> Execution:
    run = run_many([CODE])[0]
    assert run.status == "ok", run.error
    return run


def calm(examples: int) -> settings:
    """Always the same examples, however busy the machine is."""
    unhealthy = list(HealthCheck)
    return settings(
        max_examples=examples, deadline=None, derandomize=True, database=None, suppress_health_check=unhealthy
    )


@calm(100)
@given(where=edits, page=st.one_of(st.none(), st.none(), canvases))
def test_any_trace(drawn: Execution, where: list[tuple[int, dict[str, Any]]], page: dict[str, Any] | None) -> None:
    assert drawn.trace is not None
    trace = mangled(drawn.trace, where, page)
    scored(drawn, drawn.model_copy(update={"trace": trace}))
    checked(element_score(trace, drawn.trace))
    checked(element_score(trace, trace))


@calm(40)
@given(change=changes, copies=st.sampled_from([1, 700, 4000]))
def test_a_trace_of_one_thing_many_times(drawn: Execution, change: dict[str, Any], copies: int) -> None:
    assert drawn.trace is not None
    element = Element.model_construct(**{"id": 0, "kind": "polygon", **change})
    trace = drawn.trace.model_copy(update={"elements": (element,) * copies})
    scored(drawn, drawn.model_copy(update={"trace": trace}))


def test_senseless_numbers_never_raise() -> None:
    wild = [
        Element(id=0, kind="line", pixels=((1e300, -1e300), (0, 0)), edge_color="#zzzzzz", line_width=1e300),
        Element(id=1, kind="markers", pixels=((1e308, 1e308),), marker="no such", marker_size=1e308, count=10**9),
        Element(id=2, kind="polygon", pixels=((0, 0),) * 5, fill_color="#ff0000"),
        Element(id=3, kind="text", text="x" * 10_000, bbox=(0, 0, 0, 0), font_size=1e300),
        Element(id=4, kind="image", bbox=(5, 5, 1, 1), grid=("red", "")),
        Element(id=5, kind="path", pixels=((0, 0), (5, 5), (9, 1)), breaks=(1, 99, -4), fill_color="#00ff00"),
    ]
    trace = FigureTrace(canvas=Canvas(width=0, height=0, dpi=0), elements=tuple(wild))
    plain = FigureTrace(canvas=Canvas(width=640, height=480, dpi=100), elements=tuple(wild))
    for one, other in ((trace, plain), (plain, trace), (trace, trace)):
        checked(element_score(one, other))


@pytest.mark.parametrize("form", [0, 1, 3, 10**9])
def test_a_trace_of_another_format(drawn: Execution, form: int) -> None:
    assert drawn.trace is not None
    old = drawn.model_copy(update={"trace": drawn.trace.model_copy(update={"format": form})})
    assert [s.value is None for s in scored(drawn, old)] == [False, True, True]


def png(picture: Image.Image, form: str = "PNG") -> bytes:
    stream = io.BytesIO()
    picture.save(stream, form)
    return stream.getvalue()


def some_picture(mode: str, width: int, height: int, seed: int) -> Image.Image:
    noise = np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
    picture = Image.fromarray(noise if seed % 2 else np.full_like(noise, 255))
    return picture.convert("L").convert(mode) if mode in ("I", "F", "I;16", "LA", "1") else picture.convert(mode)


MODES = ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK", "YCbCr", "LAB", "I", "F"]


@calm(40)
@given(mode=st.sampled_from(MODES), size=st.sampled_from([(1, 2), (33, 17), (640, 480)]), seed=st.integers(0, 3))
def test_any_mode(drawn: Execution, mode: str, size: tuple[int, int], seed: int) -> None:
    form = "PNG" if MODES.index(mode) < 7 else "TIFF"
    data = png(some_picture(mode, *size, seed), form)
    assert checked(image_score(data, data)).value == 1.0
    scores = scored(drawn, drawn.model_copy(update={"image": data}))
    assert scores[0].value is not None and scores[0].value <= 0.3


def test_any_size(drawn: Execution) -> None:
    rng = np.random.default_rng(1)
    shapes = [(1, 1), (1, 7), (7, 1), (2, 3), (3, 20_000), (20_000, 2), (9, 9), (4000, 5000)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for height, width in shapes:
            plain = np.full((height, width, 3), 255, np.uint8)
            marked = plain.copy()
            marked[height // 2, width // 2] = 0
            noise = rng.integers(0, 256, plain.shape, dtype=np.uint8)
            prepared = [prepare(p) for p in (plain, marked, noise)] + [prepare(drawn.image or b"")]
            for one, two in itertools.product(prepared, repeat=2):
                found = checked(compare(one, two))
                assert found.value == 1 or one is not two


@calm(100)
@given(
    cut=st.one_of(st.none(), st.floats(0, 1)),
    flips=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=8),
)
@example(cut=0.0, flips=[])
@example(cut=1.0, flips=[(0.0, 0)])
def test_any_damage_to_a_file(drawn: Execution, cut: float | None, flips: list[tuple[float, int]]) -> None:
    assert drawn.image is not None
    data = bytearray(drawn.image)
    for at, byte in flips:
        data[min(int(at * len(data)), len(data) - 1)] = byte
    broken = bytes(data if cut is None else data[: int(cut * len(data))])
    checked(image_score(broken, drawn.image))
    checked(image_score(broken, broken))
    scored(drawn, drawn.model_copy(update={"image": broken}))


states = st.fixed_dictionaries(
    {
        "status": st.sampled_from(get_args(Status)),
        "image": st.sampled_from(["its own", b"", b"not a picture", None]),
        "trace": st.sampled_from(["its own", None]),
        "fingerprint": st.sampled_from(["its own", "", "another"]),
        "error": st.sampled_from(["", "NameError: x"]),
    }
)


@calm(150)
@given(one=st.one_of(st.none(), states), other=st.one_of(st.none(), states), code=st.sampled_from(["", "plt.plot()"]))
def test_any_two_executions(
    drawn: Execution, one: dict[str, Any] | None, other: dict[str, Any] | None, code: str
) -> None:
    def made(state: dict[str, Any] | None) -> Execution | None:
        return state and drawn.model_copy(update={k: v for k, v in state.items() if v != "its own"})

    sample = Sample(id="s", seed=Seed(id="s"), pipeline="t", execution=made(one))
    rollout = Rollout(prompt="", completion="", code=code, execution=made(other))
    for scorer in (ImageScorer(), ElementScorer()):
        score = checked(asyncio.run(scorer(rollout, sample)))
        if score.value is None and not code:
            pytest.fail("an answer without code is worth nothing, whatever else there is")
        checked(scorer.score(made(one), made(other)))


def crowd(count: int, seed: int) -> FigureTrace:
    """So many dots and dashes anywhere on a page, alternately."""
    places = np.random.default_rng(seed).uniform(50, 550, (count, 2)).round(1).tolist()
    dots = tuple(
        Element(
            id=i, kind="circle" if i % 2 else "segment", color="#ff0000", fill_color="#ff0000" if i % 2 else None,
            edge_color=None if i % 2 else "#ff0000", line_width=0.0 if i % 2 else 1.0,
            pixels=((x, y), (x + 9, y), (x + 5, y + 9), (x, y)) if i % 2 else ((x, y), (x + 9, y + 9)),
        )
        for i, (x, y) in enumerate(places)
    )  # fmt: skip
    axes = AxesTrace(id=0, bbox=(0, 0, 640, 600))
    return FigureTrace(canvas=Canvas(width=640, height=600, dpi=100), axes=(axes,), elements=dots)


def seconds(count: int, times: int = 3) -> float:
    """CPU of one comparison of so many elements with as many others, the best of some."""
    one, other = crowd(count, 1), crowd(count, 2)
    spent = []
    for _ in range(times):
        start = time.process_time()
        assert element_score(one, other).value is not None
        spent.append(time.process_time() - start)
    return min(spent)


def test_a_thousand_against_a_thousand_elements_take_less_than_a_second() -> None:
    few, many = seconds(300), seconds(1000)
    assert many < 1.0 and many < 10 * few, (few, many)


def test_ten_thousand_elements_do_not_blow_up() -> None:
    spent = seconds(10_000, times=1)
    assert spent < SLOW, spent
