"""Pictures from wherever people keep them, in whatever state."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PIL import Image

from codepercept.errors import UserError
from codepercept.sources import open_pictures
from codepercept.sources.pictures import PictureSource, holds_pictures
from codepercept.stages.pictures import MAX_KEPT, BadPicture, normalised


def encoded(image: Image.Image, form: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def drawing(color: str = "red", mode: str = "RGB", size: tuple[int, int] = (40, 30)) -> Image.Image:
    image = Image.new("RGB", size, "white")
    image.paste(color, (10, 10, 30, 20))
    return image.convert(mode)


def pixels(data: bytes) -> np.ndarray:
    image = Image.open(io.BytesIO(normalised(data)[0]))
    assert image.format == "PNG" and image.mode == "RGB"
    return np.asarray(image)


def names(source: PictureSource) -> list[str]:
    return [source.read(i).name for i in range(len(source))]


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.png").write_bytes(encoded(drawing()))
    (tmp_path / "sub" / "a.jpeg").write_bytes(encoded(drawing("blue"), "JPEG"))
    (tmp_path / "wrong.png").write_bytes(encoded(drawing("green"), "GIF"))
    (tmp_path / "no_suffix").write_bytes(encoded(drawing("black")))
    (tmp_path / "copy.png").write_bytes(encoded(drawing()))
    (tmp_path / "broken.png").write_bytes(encoded(drawing("teal"))[:60])
    (tmp_path / "notes.txt").write_text("not one of them")
    (tmp_path / ".hidden.png").write_bytes(b"x")
    found = open_pictures(tmp_path)
    assert names(found.source) == ["b", "broken", "copy", "no_suffix", "sub/a", "wrong"]
    assert found.count == 6 and found.duplicates == {2: "b"}
    assert open_pictures(tmp_path, 2).count == 2 and open_pictures(tmp_path, 2).sha256 != found.sha256
    assert holds_pictures(tmp_path)


def test_json_lines(tmp_path: Path) -> None:
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "a.png").write_bytes(encoded(drawing()))
    outside = tmp_path.parent / "secret.png"
    outside.write_bytes(encoded(drawing()))
    (tmp_path / "img" / "link.png").symlink_to(outside)
    lines = [
        json.dumps({"id": "q1", "image": "img/a.png", "question": "How many?", "answer": 4, "licence": "MIT"}),
        "",
        '{"id": "half", ',
        '["a list"]',
        json.dumps({"id": "gone", "image": "img/gone.png"}),
        json.dumps({"id": "text only"}),
        json.dumps({"id": "up", "image": "../secret.png"}),
        json.dumps({"id": "link", "image": "img/link.png"}),
        json.dumps({"id": "absolute", "image": str(outside)}),
        json.dumps({"image": ["img/a.png", "img/b.png"]}),
        "[" * 100_000,
    ]
    (tmp_path / "items.jsonl").write_text("\n".join(lines))
    source = open_pictures(tmp_path).source
    records = [source.read(i) for i in range(len(source))]
    first = records[0]
    assert (first.name, first.question, first.answer, first.licence) == ("q1", "How many?", "4", "MIT")
    assert pixels(first.data).shape == (30, 40, 3)
    kinds = [r.problem[0] if r.problem else "" for r in records]
    bad = ["bad_record", "bad_record", "unreadable", "no_picture", "outside_folder", "outside_folder", "outside_folder"]
    assert kinds == ["", *bad, "", "bad_record"]
    assert records[-2].name == "img/a"


def test_parquet_in_parts(tmp_path: Path) -> None:
    for part in range(2):
        rows = [
            {
                "id": f"p{part}-{i}",
                "image": {"bytes": encoded(drawing(size=(40 + i, 30))), "path": None},
                "question": "?",
            }
            for i in range(5)
        ]
        pq.write_table(pa.Table.from_pylist(rows), tmp_path / f"part-{part}.parquet", row_group_size=2)
    found = open_pictures(tmp_path)
    assert names(found.source) == [f"p{p}-{i}" for p in range(2) for i in range(5)]
    assert pixels(found.source.read(8).data).shape == (30, 43, 3)
    assert sorted(found.duplicates) == [5, 6, 7, 8, 9]


def test_a_dataset_saved_by_the_hugging_face_library(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    data = datasets.Dataset.from_dict(
        {"pid": ["a", "b", "c"], "image": [drawing(c) for c in ("red", "blue", "green")], "answer": ["1", "2", "3"]},
        features=datasets.Features(
            {"pid": datasets.Value("string"), "image": datasets.Image(), "answer": datasets.Value("string")}
        ),
    )
    data.select([2, 0]).save_to_disk(str(tmp_path / "one"))
    assert names(open_pictures(tmp_path / "one").source) == ["c", "a"]
    datasets.DatasetDict({"train": data, "test": data.select([1])}).save_to_disk(str(tmp_path / "splits"))
    source = open_pictures(tmp_path / "splits").source
    assert sorted(names(source)) == ["a", "b", "b", "c"]
    assert pixels(source.read(0).data).shape == (30, 40, 3) and source.read(0).answer


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda p: p / "gone", "no such folder or file"),
        (lambda p: p, "holds no pictures"),
        (lambda p: _write(p / "x.jsonl", b"\n\n"), "holds no records"),
        (lambda p: _write(p / "x.parquet", b"not parquet"), "not readable as Parquet"),
        (lambda p: _write(p / "x.arrow", b"not arrow"), "not readable as a saved dataset"),
        (lambda p: _table(p / "x.parquet"), "no column of pictures"),
    ],
)
def test_no_source(tmp_path: Path, make: object, says: str) -> None:
    with pytest.raises(UserError, match=says):
        open_pictures(make(tmp_path))  # type: ignore[operator]


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _table(path: Path) -> Path:
    pq.write_table(pa.table({"text": ["a"]}), path)
    return path


def test_modes() -> None:
    plain = pixels(encoded(drawing()))
    assert plain[15, 20].tolist() == [255, 0, 0] and plain[0, 0].tolist() == [255, 255, 255]
    cmyk = pixels(encoded(drawing(mode="CMYK"), "JPEG", quality=95))
    assert cmyk[15, 20, 0] > 200 and cmyk[15, 20, 1] < 60 and cmyk[0, 0].min() > 240
    assert pixels(encoded(drawing(mode="P")))[15, 20].tolist() == [255, 0, 0]
    assert pixels(encoded(drawing(mode="1")))[0, 0].tolist() == [255, 255, 255]
    assert pixels(encoded(drawing(mode="L"), "BMP"))[15, 20].tolist() == [76, 76, 76]


def test_sixteen_bits_are_scaled_not_cut_off() -> None:
    ramp = np.linspace(0, 65535, 40 * 30).reshape(30, 40).astype(np.uint16)
    grey = pixels(encoded(Image.fromarray(ramp)))
    assert np.abs(grey[..., 0].astype(float) - ramp / 257).max() <= 1
    floating = pixels(encoded(Image.fromarray((ramp / 65535 * 255).astype(np.float32)), "TIFF"))
    assert np.abs(floating[..., 0].astype(float) - ramp / 257).max() <= 1


def test_transparent_parts() -> None:
    clear = Image.new("RGBA", (40, 30), (0, 0, 0, 0))
    dark = clear.copy()
    dark.paste((0, 0, 200, 255), (10, 10, 30, 20))
    shown = pixels(encoded(dark))
    assert shown[0, 0].tolist() == [255, 255, 255] and shown[15, 20].tolist() == [0, 0, 200]
    chalk = clear.copy()
    chalk.paste((250, 250, 250, 255), (10, 10, 30, 20))
    shown = pixels(encoded(chalk))
    assert shown[0, 0].tolist() == [0, 0, 0] and shown[15, 20].tolist() == [250, 250, 250], "white on white is nothing"
    assert normalised(encoded(chalk))[1] == "transparent, on black"
    indexed = drawing(mode="P")
    indexed.info["transparency"] = indexed.getpixel((0, 0))
    assert pixels(encoded(indexed))[0, 0].tolist() == [255, 255, 255]


def test_animations_and_rotations() -> None:
    frames = [drawing(c) for c in ("red", "blue", "green")]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert pixels(data)[15, 20].tolist() == [255, 0, 0] and normalised(data)[1] == "first of 3 frames"
    exif = Image.Exif()
    exif[0x0112] = 6  # lying on its side
    assert pixels(encoded(drawing(), "JPEG", exif=exif)).shape == (40, 30, 3)


def test_large_ones_are_scaled_down_and_huge_ones_refused() -> None:
    data, note = normalised(encoded(Image.new("L", (4000, 1000), 255)))
    width, height = Image.open(io.BytesIO(data)).size
    assert width * height <= MAX_KEPT and abs(width / height - 4) < 0.02 and note == "scaled down from 4000 x 1000"
    with pytest.raises(BadPicture, match="at most 64,000,000"):
        normalised(encoded(Image.new("1", (9000, 9000))))
    with pytest.raises(BadPicture) as error:
        normalised(encoded(Image.new("1", (20_000, 10_000))))
    assert error.value.kind == "too_large"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "not_a_picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_a_picture"),
        (encoded(drawing())[:70], "corrupt_picture"),
        (encoded(Image.effect_noise((90, 90), 90))[:3000], "corrupt_picture"),
        (encoded(drawing(), "JPEG")[:300], "corrupt_picture"),
        (encoded(drawing(size=(4, 4))), "too_small"),
        (os.urandom(5000), "not_a_picture"),
    ],
)
def test_what_is_no_picture(data: bytes, kind: str) -> None:
    with pytest.raises(BadPicture) as error:
        normalised(data)
    assert error.value.kind == kind and str(error.value)
