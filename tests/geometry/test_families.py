"""What all families promise: repeatable, varied, clean scripts with captions, facts and questions."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import random
import subprocess
import sys

import pytest

from codepercept.geometry import FAMILIES
from codepercept.geometry.family import sample

ALLOWED = {"numpy", "matplotlib", "mpl_toolkits", "math", "itertools", "collections"}

# Runs scripts as files would run, with warnings as errors, and checks the texts of each picture.
RUNNER = """
import json, sys, warnings
warnings.simplefilter("error")
import matplotlib.pyplot as plt
from mpl_toolkits.mplot3d import proj3d

for name, code in json.load(sys.stdin):
    plt.close("all")
    shown = []
    plt.show = lambda: shown.append(plt.gcf())
    exec(compile(code, name, "exec"), {"__name__": "__main__"})
    assert len(shown) == 1 and plt.get_fignums() == [shown[0].number], name
    figure = shown[0]
    figure.canvas.draw()
    for axes in figure.axes:
        for text in axes.texts if axes.name == "3d" else []:
            if hasattr(text, "get_position_3d"):  # texts in space know their place on the page only while drawn
                place = proj3d.proj_transform(*text.get_position_3d(), axes.get_proj())
                plt.Text.set_position(text, place[:2])
    boxes = []
    texts = [*figure.texts, *filter(None, [figure._suptitle])]
    for axes in figure.axes:
        texts += [*axes.texts, axes.title]
        if axes.axison and axes.name == "rectilinear":
            # ticks outside the limits are kept by the axes but not drawn
            for labels, k in ((axes.get_xticklabels(), 0), (axes.get_yticklabels(), 1)):
                ends = axes.viewLim.intervalx if k == 0 else axes.viewLim.intervaly
                texts += [label for label in labels if min(ends) <= label.get_position()[k] <= max(ends)]
    for text in dict.fromkeys(texts):
        if not text.get_visible() or not text.get_text().strip():
            continue
        box = text.get_window_extent()
        assert box.x0 >= -1 and box.y0 >= -1 and box.x1 <= figure.bbox.x1 + 1 and box.y1 <= figure.bbox.y1 + 1, (
            name, "clipped", text.get_text())
        for other, word in boxes:
            assert not box.padded(-1).overlaps(other.padded(-1)), (name, "overlap", text.get_text(), word)
        boxes.append((box, text.get_text()))
print("fine")
"""

DIGEST = """
import hashlib, random
from codepercept.geometry import FAMILIES
from codepercept.geometry.family import sample
digest = hashlib.sha256()
for name, family in FAMILIES.items():
    for seed in range(12):
        drawing = sample(family, random.Random(seed))[0]
        digest.update(repr(drawing).encode())
print(digest.hexdigest())
"""


def drawings(name, count, salt="families"):
    family = FAMILIES[name]
    return [sample(family, random.Random(f"{salt} {name} {seed}"))[0] for seed in range(count)]


@pytest.mark.parametrize("name", FAMILIES)
def test_scripts_run_without_warnings_and_keep_their_labels_legible(name):
    scripts = [(f"{name} {i}", drawing.code) for i, drawing in enumerate(drawings(name, 14, "run"))]
    done = subprocess.run(
        [sys.executable, "-c", RUNNER],
        input=json.dumps(scripts),
        capture_output=True,
        text=True,
        env={**os.environ, "MPLBACKEND": "Agg", "OMP_NUM_THREADS": "1"},
        check=False,
    )
    assert done.stdout.strip() == "fine", done.stderr[-2000:]


@pytest.mark.parametrize("name", FAMILIES)
def test_scripts_compile_and_import_only_plotting(name):
    for drawing in drawings(name, 60):
        tree = ast.parse(drawing.code)
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                modules = {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                modules = {(node.module or "").split(".")[0]}
            else:
                continue
            assert modules <= ALLOWED
        assert drawing.code.endswith("plt.show()\n")
        assert "§" not in drawing.code
        assert max(map(len, drawing.code.split("\n"))) <= 130


@pytest.mark.parametrize("name", FAMILIES)
def test_names_that_scripts_import_are_used(name):
    for drawing in drawings(name, 60, "imports"):
        tree = ast.parse(drawing.code)
        imported = {
            (alias.asname or alias.name).split(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert imported <= used, imported - used


@pytest.mark.parametrize("name", FAMILIES)
def test_two_hundred_draws_differ(name):
    family = FAMILIES[name]
    codes = {sample(family, random.Random(seed))[0].code for seed in range(200)}
    assert len(codes) >= 190


def test_equal_in_processes_with_different_hash_seeds():
    digests = set()
    for hash_seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        done = subprocess.run(
            [sys.executable, "-c", DIGEST], capture_output=True, text=True, env=environment, check=True
        )
        digests.add(done.stdout)
    assert len(digests) == 1
    assert len(digests.pop().strip()) == hashlib.sha256().digest_size * 2


@pytest.mark.parametrize("name", FAMILIES)
def test_parameters_survive_json(name):
    family = FAMILIES[name]
    for seed in range(40):
        drawing = sample(family, random.Random(seed))[0]
        again = family.params.model_validate(json.loads(json.dumps(drawing.parameters)))
        assert family.make(again) == drawing


@pytest.mark.parametrize("name", FAMILIES)
def test_captions_are_a_few_plain_sentences(name):
    for drawing in drawings(name, 120, "captions"):
        caption = drawing.caption
        sentences = [part for part in caption.replace('."', '".').split(". ") if part]
        assert 3 <= len(sentences) <= 8, caption
        assert caption[0].isupper() or caption[0].isdigit()
        assert caption.endswith((".", '."'))
        for slip in ("  ", "code", "script", " ,", "..", "None", "one cubes", "one edges", "one faces"):
            assert slip not in caption, (slip, caption)
        texts = [fact.text for fact in drawing.facts]
        assert len(texts) == len(set(texts)) >= 6
        assert all(text.endswith(".") and "  " not in text for text in texts)
        assert 1 <= len(drawing.questions) <= 3
        for entry in drawing.questions:
            assert entry.question.endswith("?") or "Find" in entry.question
            assert entry.answer and entry.steps


@pytest.mark.parametrize("name", FAMILIES)
def test_phrasing_varies(name):
    captions = {drawing.caption for drawing in drawings(name, 100, "variety")}
    openings = {" ".join(caption.split()[:3]) for caption in captions}
    assert len(captions) >= 98
    assert len(openings) >= 6
