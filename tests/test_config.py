"""Recipes: shares of -n, hashes of inputs, the keys that differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from codepercept.config import CodeSection, differing_keys, load_recipe, resolve, to_yaml
from codepercept.errors import UserError


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    folder = tmp_path / "scripts"
    folder.mkdir()
    for number in range(10):
        (folder / f"s{number}.py").write_text(f"x = {number}")
    return folder


def write(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "recipe.yaml"
    file.write_text(text)
    return file


def test_the_repository_s_recipes_load() -> None:
    for file in Path(__file__).parent.parent.glob("recipes/**/*.yaml"):
        recipe = resolve(load_recipe(file))
        assert recipe.shard_size and recipe.pipelines


def test_rows_are_shared_in_proportion(tmp_path: Path, scripts: Path) -> None:
    file = write(tmp_path, "pipelines: [{kind: geometry, n: 30}, {kind: code, path: scripts}]")
    for n in (0, 1, 7, 20, 40, 100):
        assert sum(s.n for s in load_recipe(file, n=n).pipelines) == n
    assert [s.n for s in load_recipe(file, n=20).pipelines] == [15, 5]


def test_paths_are_relative_to_the_recipe(tmp_path: Path, scripts: Path, monkeypatch) -> None:
    monkeypatch.chdir("/")
    (section,) = load_recipe(write(tmp_path, "pipelines: [{kind: code, path: scripts}]")).pipelines
    assert isinstance(section, CodeSection) and section.path == str(scripts)


def test_inputs_follow_the_files(tmp_path: Path, scripts: Path) -> None:
    file = write(tmp_path, "pipelines: [{kind: code, path: scripts}]")
    before = resolve(load_recipe(file)).inputs
    assert resolve(load_recipe(file)).inputs == before
    (scripts / "s3.py").write_text("x = 33")
    assert resolve(load_recipe(file)).inputs != before


def test_differing_keys_are_named() -> None:
    old = {"seed": 1, "limits": {"dpi": 100, "cpu_seconds": 20}, "pipelines": [{"kind": "geometry", "n": 3}]}
    new = {
        "seed": 1,
        "limits": {"dpi": 50, "cpu_seconds": 20},
        "pipelines": [{"kind": "geometry", "n": 4}],
        "name": "x",
    }
    assert differing_keys(old, new) == ["limits.dpi", "name", "pipelines.0.n"]
    assert differing_keys(old, old) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[1, 2]", "a recipe is a mapping"),
        ("pipelines: []", "`pipelines`"),
        ("pipelines: [{kind: magic}]", "`pipelines.0`"),
        ("pipelines: [{kind: geometry, n: -1}]", "`pipelines.0.n`"),
        ("pipelines: [{kind: code}]", "`pipelines.0.path` is missing"),
        ("pipelines: [{kind: geometry, families: {polyhedra: .inf}}]", "`pipelines.0.families.polyhedra.weight`"),
        ("pipelines: [{kind: geometry, families: {polyhedra: [2]}}]", "a share is a weight, or a mapping"),
        ("pipelines: [{kind: geometry}]\nlimits: {dpi: 5}", "`limits.dpi`"),
        ("pipelines: [{kind: geometry}]\nlimits: {cpu_secs: 5}", "did you mean `cpu_seconds`?"),
    ],
)
def test_bad_recipes_are_one_sentence(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UserError) as caught:
        load_recipe(write(tmp_path, text))
    assert message in str(caught.value) and "\n" not in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path))


def test_a_resolved_recipe_reads_back(tmp_path: Path, scripts: Path) -> None:
    recipe = resolve(load_recipe(write(tmp_path, "name: tëst\npipelines: [{kind: code, path: scripts}]")))
    again = write(tmp_path, to_yaml(recipe))
    assert resolve(load_recipe(again)) == recipe
