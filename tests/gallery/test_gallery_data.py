"""What is packed into a gallery's page: escaping, chunks, geometry, spans, counts."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import re
from pathlib import Path

import gallery_samples as make
import pytest

from codepercept.gallery import write_gallery
from codepercept.gallery.chunks import TARGET_BYTES, ChunkStore, encode
from codepercept.gallery.outlines import pieces_of, thin
from codepercept.gallery.pack import Index, first_words, flatten_spans, pack_detail, value_text
from codepercept.gallery.pages import duration, header
from codepercept.gallery.pictures import small_copy
from codepercept.gallery.shapes import MOST_ELEMENTS, MOST_POINTS, describe_data, pack_trace
from codepercept.types import AxesTrace, Canvas, Element, FigureTrace, Span


def trace_of(*elements: Element, **more: object) -> FigureTrace:
    return FigureTrace.model_validate({"canvas": Canvas(width=100, height=80, dpi=144), "elements": elements} | more)


def test_encoded_text_cannot_leave_its_script_element() -> None:
    text = encode([make.NASTY, "é😀\ud800"])
    assert text.isascii()
    assert not set("<>&\n\r") & set(text)
    assert json.loads(text) == [make.NASTY, "é😀\ud800"]
    with pytest.raises(ValueError):
        encode(math.nan)


def test_page_holds_no_markup_from_data(tmp_path: Path) -> None:
    page = write_gallery([make.nasty(0)], tmp_path, title=make.NASTY, summary={"by_family": {make.NASTY: 1}})
    text = page.read_text(encoding="utf-8")
    assert "<img" not in text
    assert "<!--" not in text
    assert text.count("</script>") == text.count("<script") == 5  # index, program, three chunks
    for block in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.S):
        json.loads(block)


def test_policy_names_exactly_the_inline_program_and_style(tmp_path: Path) -> None:
    text = write_gallery([make.sample(0)], tmp_path, title="t", summary={}).read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    words = policy[1].replace("&#39;", "'")
    for tag in ("style", "script"):
        body = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.S)
        assert body is not None
        digest = base64.b64encode(hashlib.sha256(body[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in words
    assert "unsafe" not in words and "default-src 'none'" in words
    assert not re.search(r"(https?:)?//(?!www\.w3\.org/2000/svg)[a-z]+\.", re.sub(r"<script type.*", "", text))


def test_small_page_is_one_file_and_large_one_has_chunks(tmp_path: Path) -> None:
    rows = list(make.stream(20, size=(160, 120)))
    write_gallery(iter(rows), tmp_path, title="t", summary={}, inline_limit=1000)
    files = sorted(path.name for path in (tmp_path / "page").iterdir())
    assert {name.split("-")[0] for name in files} == set(TARGET_BYTES)
    assert "chunk-detail/0" not in (tmp_path / "index.html").read_text(encoding="utf-8")

    # The same rows again as one file: what the page no longer needs goes, what is not ours stays.
    (tmp_path / "page" / "mine.js").write_text("keep")
    write_gallery(iter(rows), tmp_path, title="t", summary={})
    assert [path.name for path in tmp_path.rglob("*.js")] == ["mine.js"]
    assert "chunk-detail/0" in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert not list(tmp_path.rglob("*.tmp"))


def test_both_modes_hold_the_same_payload(tmp_path: Path) -> None:
    rows = list(make.stream(12, size=(160, 120)))
    page = write_gallery(rows, tmp_path / "one", title="t", summary={})
    write_gallery(rows, tmp_path / "many", title="t", summary={}, inline_limit=0)
    text = page.read_text(encoding="utf-8")
    for file in (tmp_path / "many" / "page").iterdir():
        name, payload = re.fullmatch(r'codepercept\("([^"]*)",(.*)\);\n', file.read_text(), re.S).groups()  # type: ignore[union-attr]
        assert f'<script type="application/json" id="chunk-{name}">{payload}</script>' in text


def test_a_failing_stream_leaves_the_old_page_whole(tmp_path: Path) -> None:
    page = write_gallery([make.sample(0)], tmp_path, title="old", summary={})
    before = page.read_bytes()

    def broken() -> object:
        yield make.sample(0)
        raise RuntimeError("the reader failed")

    with pytest.raises(RuntimeError):
        write_gallery(broken(), tmp_path, title="new", summary={}, inline_limit=0)  # type: ignore[arg-type]
    assert page.read_bytes() == before


def test_chunks_cover_rows_without_gaps(tmp_path: Path) -> None:
    store = ChunkStore(tmp_path / "page", inline_limit=10**9)
    items = [encode("x" * 50_000) for _ in range(30)]
    for item in items:
        store.add("thumbs", item)
    store.finish()
    chunks = store.of("thumbs")
    assert len(chunks) > 3
    assert [row for chunk in chunks for row in json.loads(chunk.payload or "")] == [json.loads(i) for i in items]
    sizes = [len(json.loads(chunk.payload or "")) for chunk in chunks]
    assert [chunk.start for chunk in chunks] == [sum(sizes[:i]) for i in range(len(sizes))]


def test_store_lets_go_of_what_it_spilled(tmp_path: Path) -> None:
    store = ChunkStore(tmp_path / "page", inline_limit=600_000)
    for _ in range(30):
        store.add("detail", encode("y" * 100_000))
    assert store.spilled
    assert all(chunk.payload is None for chunk in store.chunks)


def test_spans_count_utf16_units_and_do_not_overlap() -> None:
    text = "😀 two red dots"
    both = [Span(start=2, end=9, elements=(1,)), Span(start=6, end=14, elements=(2, 1))]
    spans = [*both, Span(start=0, end=2)]
    stretches = flatten_spans(text, spans)
    assert stretches == [[3, 7, [1]], [7, 10, [1, 2]], [10, 15, [2, 1]]]
    units = text.encode("utf-16-le")
    assert units[2 * 7 : 2 * 10].decode("utf-16-le") == text[6:9]
    wild = [Span(start=-3, end=99, elements=(5,)), Span(start=2, end=1, elements=(6,))]
    assert flatten_spans("abc", wild) == [[0, 3, [5]]]


def test_geometry_is_rounded_thinned_and_says_so() -> None:
    wave = tuple((i / 20, 40 + 30 * math.sin(i / 9)) for i in range(2000))
    peak = max(range(2000), key=lambda i: wave[i][1])
    packed = pack_trace(trace_of(Element(id=7, kind="line", pixels=wave, line=3, color="#ABCDEF")))
    (element,) = packed["elements"]
    (run,) = element["g"]
    assert len(run) // 2 <= MOST_POINTS and all(isinstance(v, int) for v in run)
    assert max(run[1::2]) == round(wave[peak][1])
    assert element["i"] == 7 and element["l"] == 3 and element["c"] == "#ABCDEF"
    assert packed["thinned"] == [f"1 long outline is simplified to at most {MOST_POINTS} points"]


def test_thinning_keeps_order_ends_and_spikes() -> None:
    points = [(float(i), 0.0) for i in range(5000)]
    points[1234] = (1234.0, 900.0)
    kept = thin(points, 100)
    assert kept == sorted(set(kept)) and len(kept) <= 100
    assert kept[0] == 0 and kept[-1] == 4999 and 1234 in kept
    assert thin(points[:5], 100) == [0, 1, 2, 3, 4]


def test_too_many_elements_keep_the_ones_that_matter() -> None:
    dot = ((1.0, 1.0), (5.0, 5.0))
    roles = ("data", "grid")
    elements = [Element(id=i, kind="segment", role=roles[i % 2], pixels=dot) for i in range(4000)]
    packed = pack_trace(trace_of(*elements), mentioned=[3999])
    ids = [element["i"] for element in packed["elements"]]
    assert len(ids) == MOST_ELEMENTS and ids == sorted(ids)
    assert 3999 in ids
    assert sum(i % 2 for i in ids) == 1  # data before grid
    assert packed["thinned"] == ["1,500 of 4,000 elements can be pointed at"]


def test_many_long_outlines_share_a_budget() -> None:
    wave = tuple((i, 40 + 30 * math.sin(i / 3)) for i in range(400))
    packed = pack_trace(trace_of(*(Element(id=i, kind="line", pixels=wave) for i in range(1000))))
    assert sum(len(run) // 2 for element in packed["elements"] for run in element["g"]) <= 60_000


def test_invisible_elements_and_bad_colours_are_left_out() -> None:
    packed = pack_trace(
        trace_of(
            Element(id=0, kind="line", pixels=((0, 0), (1, 1)), visible=False),
            Element(id=1, kind="line", pixels=((0, 0), (4, 4), (9, 9), (12, 9)), breaks=(2,)),
            Element(id=2, kind="text", text="a"),
            Element(id=3, kind="image", bbox=(0.4, 0.4, 9.6, 9.6), color="javascript:x"),
            Element(id=4, kind="markers", pixels=((1, 2), (4, 3)), data=((1.0, 2.0), (4.0, 3.0)), count=2),
        )
    )
    one, two, three, four = packed["elements"]
    assert one["g"] == [[0, 0, 4, 4], [9, 9, 12, 9]]
    assert "b" not in two
    assert three["b"] == [0, 0, 10, 10] and "c" not in three
    assert four["g"] == [[1, 2, 4, 3]] and four["p"] == ["(1, 2)", "(4, 3)"]
    encode(packed)


def test_compound_outlines_fall_into_their_pieces() -> None:
    square = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
    hole = [(3, 3), (6, 3), (6, 6), (3, 6), (3, 3)]
    ring = Element(id=0, kind="path", pixels=tuple(square + hole), fill_color="#000000")
    assert [len(piece) for piece in pieces_of(ring)] == [5, 5]
    curve = [(float(i), 0.0) for i in range(20)] + [(float(i), 50.0) for i in range(30)]
    level = Element(id=0, kind="contour", pixels=tuple(curve), count=2)
    assert [len(piece) for piece in pieces_of(level)] == [20, 30]


def test_clipped_elements_name_their_frame() -> None:
    element = Element(id=0, kind="line", axes=2, clip="partial", pixels=((0, -500), (50, 500)))
    packed = pack_trace(trace_of(element, axes=(AxesTrace(id=2, bbox=(9.6, 10, 90, 70.2)),)))
    assert packed["elements"][0]["x"] == [9, 10, 90, 71]


def test_data_summaries() -> None:
    assert describe_data(Element(id=0, kind="segment", data=((0, 0), (1, 2.5)))) == "(0, 0), (1, 2.5)"
    circle = Element(id=0, kind="circle", shape={"center": (0.0, -0.0), "radius": 1 / 3}, data=((0, 1),) * 9)
    assert describe_data(circle) == "center (0, 0), radius 0.3333"
    line = Element(id=0, kind="line", data=tuple((i, -i, 2) for i in range(10)))
    assert describe_data(line) == "10 points, x 0 … 9, y -9 … 0, z 2 … 2"
    assert describe_data(Element(id=0, kind="text")) == ""


def test_details_of_odd_rows_can_be_packed() -> None:
    assert json.loads(pack_detail(make.unscored(0)))["fault"] == "the sandbox worker died twice"
    rejected = json.loads(pack_detail(make.rejected(2)))
    assert rejected["rejection"][1] == "cpu_limit" and "image" not in rejected
    nasty = json.loads(pack_detail(make.nasty(0)))
    assert nasty["scores"][0][1] is None
    assert nasty["seed"]["fields"][0] == ["id", make.NASTY] and "image" not in nasty["seed"]


def test_values_as_text() -> None:
    assert value_text("plain") == "plain"
    assert value_text([1, "ü", None]) == '[1, "ü", null]'
    assert value_text(math.inf) == "Infinity"
    assert len(value_text("x" * 10_000)) == 4000
    assert first_words("  a\n\tb  ") == "a b"
    assert first_words("word " * 100).endswith("word…")
    assert len(first_words("x" * 10_000)) == 181


def test_thumbnails_are_small_and_broken_pictures_are_none() -> None:
    execution = make.sample(0).execution
    assert execution is not None and execution.image is not None
    small = small_copy(execution.image, (240, 180))
    assert small is not None and small[8:12] == b"WEBP" and len(small) < 8000
    assert small_copy(b"not a picture", (240, 180)) is None
    assert small_copy(execution.image[:200], (240, 180)) is None


def test_head_takes_missing_counts_from_rows_and_names_what_is_missing() -> None:
    index = Index()
    for row in make.stream(50, size=(32, 24)):
        index.add(row)
    found = header({}, index)
    assert found["requested"] == 50 == sum(found["counts"].values()) and found["missing"] == 0
    assert header({"requested": 60}, index)["missing"] == 10
    reasons = next(bars for heading, column, bars in found["panels"] if column == "reason")
    assert sum(bar["count"] for bar in reasons) == found["counts"]["rejected"]
    assert [duration(s) for s in (None, 8.43, 185, 7800)] == ["", "8.4 s", "3 min 5 s", "2 h 10 min"]


def test_an_empty_run_has_a_page(tmp_path: Path) -> None:
    text = write_gallery([], tmp_path, title="Nothing", summary={"requested": 0}).read_text(encoding="utf-8")
    assert "<h1" in text and "Rejections by reason" not in text
