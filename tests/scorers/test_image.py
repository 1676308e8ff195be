"""The image score: identity, nothing, symmetry, any file at all, and an order that people would agree with."""

from __future__ import annotations

import asyncio
import io
import itertools

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from codepercept.scorers.base import Scorer
from codepercept.scorers.image import BadPicture, ImageScorer, compare, image_score, image_scores, prepare
from codepercept.types import Execution, Rollout, Sample, Score, Seed

DIMENSIONS = ["completeness", "position", "text", "style", "clarity"]
SIZE = (640, 480)


def png(picture: Image.Image, form: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def figure(
    color: str = "#1f77b4",
    bars: int = 5,
    shift: int = 0,
    width: int = 3,
    title: str = "Yield of wheat",
    zoom: float = 1.0,
    paper: str = "white",
    spurious: int = 0,
) -> Image.Image:
    """A chart of bars and a line in a frame, with numbers along it."""
    picture = Image.new("RGB", (round(SIZE[0] * zoom), round(SIZE[1] * zoom)), paper)
    draw = ImageDraw.Draw(picture)

    def at(*xy: float) -> list[float]:
        return [v * zoom for v in xy]

    draw.rectangle(at(80, 60, 600, 420), outline="black")
    draw.text(at(260, 30), title, fill="black", font_size=18 * zoom)
    heights = [120, 250, 180, 310, 90]
    for i, height in enumerate(heights[:bars]):
        left = 110 + 95 * i + shift
        draw.rectangle(at(left, 420 - height, left + 60, 420), fill=color)
        draw.text(at(130 + 95 * i, 428), str(10 * i), fill="black", font_size=14 * zoom)
    for (x, a), (y, b) in itertools.pairwise(enumerate([100, 240, 200, 330, 270])):
        points = at(140 + 95 * x + shift, 420 - a, 140 + 95 * y + shift, 420 - b)
        draw.line(points, fill="#d62728", width=round(width * zoom))
    for i in range(spurious):
        x, y = 95 + 67 * i % 450, 80 + 41 * i % 300
        draw.ellipse(at(x, y, x + 28, y + 28), fill="#2ca02c")
    return picture


def scene(seed: int) -> Image.Image:
    """Something else altogether."""
    picture = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(picture)
    random = np.random.default_rng(seed)
    for _ in range(9):
        x, y, r = random.integers(60, 420, 3).tolist()
        draw.ellipse([x, y, x + r // 3 + 20, y + r // 3 + 20], outline="black", width=2)
        draw.line([x, y, *random.integers(50, 450, 2).tolist()], fill="#9467bd", width=3)
    return picture


BLANK = Image.new("RGB", SIZE, "white")
REFERENCE = png(figure())


def value(candidate: Image.Image | bytes, reference: bytes = REFERENCE) -> float:
    found = image_score(reference, candidate if isinstance(candidate, bytes) else png(candidate)).value
    assert found is not None and 0 <= found <= 1
    return found


def test_the_same_picture_is_one() -> None:
    same = image_score(REFERENCE, png(figure(), compress_level=0))
    assert same.value == 1.0 and list(same.parts) == DIMENSIONS and set(same.parts.values()) == {1.0}
    assert value(png(figure(), "BMP")) == 1.0
    assert value(png(figure(), "JPEG", quality=92)) > 0.97


def test_nothing_is_zero_unless_nothing_was_asked_for() -> None:
    assert value(BLANK) == 0.0
    assert value(Image.new("RGB", SIZE, "#fafafa")) == 0.0
    assert value(Image.new("RGB", SIZE, "black")) == 0.0
    assert value(Image.new("RGB", (99, 50), "white"), png(BLANK)) == 1.0
    assert value(Image.new("RGB", SIZE, "black"), png(BLANK)) < 0.3


def test_unrelated_pictures_and_cheap_tricks_are_low() -> None:
    rng = np.random.default_rng(0)
    hatch = np.full((480, 640, 3), 255, np.uint8)
    hatch[::6] = hatch[:, ::6] = 0
    ramp = np.broadcast_to(np.linspace(0, 255, 640).astype(np.uint8)[None, :, None], (480, 640, 3))
    wall = BLANK.copy()
    for row in range(24):
        ImageDraw.Draw(wall).text((5, 20 * row), "Yield of wheat 0 10 20 30 40 " * 4, fill="black", font_size=14)
    dot = BLANK.copy()
    ImageDraw.Draw(dot).ellipse([310, 230, 330, 250], fill="#1f77b4")
    tricks = [
        scene(1),
        scene(2),
        Image.fromarray(hatch),
        Image.fromarray(rng.integers(0, 256, (480, 640, 3), dtype=np.uint8)),
        Image.fromarray(ramp.copy()),
        wall,
        dot,
    ]
    assert [round(value(t), 2) for t in tricks if value(t) > 0.2] == []
    assert value(figure(bars=0, width=0)) < 0.6


def test_order_does_not_matter() -> None:
    pictures = [
        prepare(png(p)) for p in (figure(), figure(color="#2ca02c", shift=9), scene(3), figure(zoom=1.3), BLANK)
    ]
    for one, two in itertools.combinations(pictures, 2):
        assert compare(one, two) == compare(two, one)


@pytest.mark.parametrize(
    "ladder",
    [
        [{"color": c} for c in ("#2b7fc0", "#5f97c4", "#b487a4", "#ff7f0e")],
        [{"bars": n} for n in (4, 3, 1, 0)],
        [{"shift": s} for s in (2, 6, 14, 30)],
        [{"width": w} for w in (4, 6, 10, 18)],
        [{"title": t} for t in ("Yield of wheal", "Yield of maize", "Price of maize", "Snow in the hills")],
        [{"spurious": n} for n in (1, 3, 7, 14)],
    ],
    ids=lambda ladder: next(iter(ladder[0])),
)
def test_worse_is_lower(ladder: list[dict[str, object]]) -> None:
    values = [1.0] + [value(figure(**step)) for step in ladder]  # type: ignore[arg-type]
    assert values == sorted(values, reverse=True) and len(set(values)) == len(values), values


def test_resolution_and_margins_hardly_count() -> None:
    for zoom in (0.6, 1.25, 2.0):
        assert value(figure(zoom=zoom)) > 0.93, zoom
    assert value(figure().crop((60, 20, 620, 460))) > 0.97
    wide = Image.new("RGB", (900, 700), "white")
    wide.paste(figure(), (150, 90))
    assert value(wide) > 0.97


def test_every_mode_is_read() -> None:
    picture = figure()
    gray = picture.convert("L")
    transparent = picture.convert("RGBA")
    transparent.putalpha(gray.point(lambda v: 0 if v == 255 else 255))
    palette = picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=32)
    deep = Image.fromarray(np.asarray(gray).astype(np.uint16) * 257)
    for form, modified in [("PNG", transparent), ("PNG", palette), ("TIFF", picture.convert("CMYK")), ("GIF", palette)]:
        assert value(png(modified, form)) > 0.95, (form, modified.mode)
    for form, modified in [("PNG", gray), ("PNG", deep), ("PNG", gray.convert("LA"))]:
        assert value(png(modified, form), png(gray)) > 0.999, (form, modified.mode)
    assert value(png(picture.convert("1")), png(gray)) > 0.3
    assert value(png(Image.fromarray(np.full((40, 40), np.nan, np.float32)), "TIFF")) == 0.0


def test_what_cannot_be_read_is_unscored_with_a_reason() -> None:
    bomb = png(Image.new("1", (30_000, 30_000)))
    bad = [b"", b"hello", REFERENCE[:200], REFERENCE[:-3000], bomb, png(figure(), "PDF")]
    for data in bad:
        with pytest.raises(BadPicture) as told:
            prepare(data)
        assert str(told.value) and "\n" not in str(told.value)
        one, two = image_score(data, REFERENCE), image_score(REFERENCE, data)
        assert one.value is None and one.fault is not None and one.fault.startswith("reference: ")
        assert two.value is None and two.fault is not None and two.fault.startswith("candidate: ")
    for array in (np.zeros((4, 4), np.uint8), np.zeros((4, 4, 3), np.float32), np.zeros((0, 4, 3), np.uint8)):
        with pytest.raises(BadPicture):
            prepare(array)


def test_many_at_once_is_the_same_as_one_by_one() -> None:
    candidates = [png(p) for p in (figure(shift=5), figure(bars=3), scene(4), BLANK)]
    reference = prepare(REFERENCE)
    pairs = [(REFERENCE, c) for c in candidates] + [(REFERENCE, b"no")]
    batch = image_scores(pairs)
    assert batch == [image_score(*pair) for pair in pairs]
    assert batch[:4] == [compare(reference, prepare(c)) for c in candidates]
    assert image_scores([]) == []


def test_threads_do_not_matter() -> None:
    before = cv2.getNumThreads()
    found = []
    try:
        for threads in (1, 4):
            cv2.setNumThreads(threads)
            found.append(image_score(REFERENCE, png(figure(zoom=1.3, shift=4))))
    finally:
        cv2.setNumThreads(before)
    assert found[0] == found[1]


def test_rollouts() -> None:
    def sample(run: Execution | None) -> Sample:
        return Sample(id="t", seed=Seed(id="t"), pipeline="test", execution=run)

    def score(run: Execution | None, target: Sample, code: str = "plt.plot([1, 2])") -> Score:
        return asyncio.run(scorer(Rollout(prompt="redraw", completion="", code=code, execution=run), target))

    scorer: Scorer = ImageScorer()
    drew = Execution(status="ok", image=REFERENCE)
    other = Execution(status="ok", image=png(figure(bars=3)))
    assert scorer.name == "image"
    assert score(drew, sample(drew)).value == 1.0
    assert 0.3 < (score(other, sample(drew)).value or 0) < 0.95
    assert score(drew, sample(other)) == score(other, sample(drew))
    assert score(Execution(status="error", error="NameError"), sample(drew)).value == 0.0
    assert score(None, sample(drew), code="").value == 0.0
    assert score(None, sample(drew)).value is None
    assert score(Execution(status="fault", error="worker died"), sample(drew)).fault == "worker died"
    assert score(drew, sample(None)).value is None
    assert score(drew, sample(Execution(status="error", error="x"))).value is None
    assert score(Execution(status="ok", image=b"?"), sample(drew)).value is None
    assert score(drew, sample(Execution(status="ok", image=b"?"))).value is None
