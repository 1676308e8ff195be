"""Recipes: shares of -n, hashes of inputs, the keys that differ."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from codepercept.config import CodeSection, differing_keys, from_flag, load_recipe, pipelines_from, resolve, to_yaml
from codepercept.config.evaluation import ScalingConfig, Stem2CodeConfig, load_config
from codepercept.errors import UserError
from codepercept.train.config import GrpoConfig, SftConfig, load_training


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
    folder = Path(__file__).parent.parent / "recipes"
    assert load_config(Stem2CodeConfig, folder / "eval.yaml", {}).models
    assert len(load_config(ScalingConfig, folder / "scaling.yaml", {}).perceivers) == 3
    trainings = [
        *(folder / "train").glob("*.yaml"),
        *(folder / "mini").glob("sft*.yaml"),
        folder / "mini" / "grpo.yaml",
    ]
    for file in trainings:
        kind = GrpoConfig if file.name.startswith("grpo") else SftConfig
        assert load_training(kind, file, {"data": "x", "out": "y"}).task == file.name[: 4 if kind is GrpoConfig else 3]
    others = {*trainings, *folder.glob("**/eval.yaml"), folder / "scaling.yaml", folder / "mini" / "build.yaml"}
    builds = [f for f in folder.glob("**/*.yaml") if f not in others]
    for file in builds:
        recipe = load_recipe(file)
        assert recipe.pipelines
        if recipe.models is None:  # the others want pictures of one's own
            assert resolve(recipe).shard_size


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


def models(tmp_path: Path, text: str = "") -> Path:
    (tmp_path / "pics").mkdir(exist_ok=True)
    Image.new("RGB", (30, 30)).save(tmp_path / "pics" / "a.png")
    return write(
        tmp_path,
        "pipelines: [{kind: reproduce, path: pics}]\n"
        "models:\n  endpoints: {e: {base_urls: http://127.0.0.1:1/v1}}\n"
        f"  roles: {{default: {{model: m}}, judge: null}}\n{text}",
    )


def test_models_by_role(tmp_path: Path) -> None:
    found = load_recipe(models(tmp_path)).models
    assert found is not None and found.endpoints["e"].base_urls == ["http://127.0.0.1:1/v1"]
    assert found.role("coder").model == "m" and found.role("judge") is None  # type: ignore[union-attr]
    assert list(found.used) == ["e"]


def test_seeds_named_on_the_command_line_keep_the_recipe_s_settings(tmp_path: Path, scripts: Path) -> None:
    models(tmp_path)
    recipe = tmp_path / "with_k.yaml"
    recipe.write_text("pipelines: [{kind: diversify, path: gone, k: 4, licence: MIT}, {kind: geometry, n: 3}]")
    path = str(tmp_path / "pics")
    assert pipelines_from(recipe, tmp_path / "pics") == [{"kind": "diversify", "path": path, "k": 4, "licence": "MIT"}]
    both = [{"kind": "reproduce", "path": path}, {"kind": "diversify", "path": path}]
    assert pipelines_from(None, tmp_path / "pics") == both
    code = [{"kind": "code", "path": str(scripts), "read_folder": True}]
    assert pipelines_from(recipe, scripts, read_folder=True) == code


def test_prompt_files_belong_to_the_inputs(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("one")
    file = models(tmp_path, "  prompts: {native_caption: mine.md}\n")
    before = resolve(load_recipe(file)).inputs
    assert set(before) == {str(tmp_path / "pics"), "prompt native_caption"}
    (tmp_path / "mine.md").write_text("two")
    after = resolve(load_recipe(file)).inputs
    assert after["prompt native_caption"] != before["prompt native_caption"]


def test_a_model_named_on_the_command_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CODEPERCEPT_API_KEY", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")
    local = from_flag("http://127.0.0.1:8000/v1#Qwen/Qwen3-VL-8B-Instruct")
    assert local["endpoints"]["main"] == {"base_urls": ["http://127.0.0.1:8000/v1"]}
    assert local["roles"]["default"]["model"] == "Qwen/Qwen3-VL-8B-Instruct"
    assert from_flag("https://api.openai.com/v1#m")["endpoints"]["main"]["key_env"] == "OPENAI_API_KEY"
    monkeypatch.setenv("CODEPERCEPT_API_KEY", "sk-y")
    assert from_flag("http://127.0.0.1:8000/v1#m")["endpoints"]["main"]["key_env"] == "CODEPERCEPT_API_KEY"
    assert "sk-" not in str(from_flag("http://127.0.0.1:8000/v1#m"))
    monkeypatch.chdir(tmp_path)
    assert from_flag("my/model#m")["endpoints"]["main"]["checkpoint"] == str(tmp_path / "my" / "model")
    for wrong in ("http://127.0.0.1:8000/v1", "#m", "http://x#"):
        with pytest.raises(ValueError, match="URL#NAME"):
            from_flag(wrong)


def test_what_a_resumed_run_may_change() -> None:
    role = {
        "model": "m",
        "endpoint": "a",
        "temperature": 0.5,
        "max_tokens": 10,
        "input_price": 1.0,
        "output_price": 1.0,
    }
    old = {"models": {"endpoints": {"a": {"base_urls": ["x"]}}, "roles": {"default": role, "judge": None}}}
    free = {**role, "endpoint": "b", "max_tokens": 99, "input_price": 2.0}
    new = {"models": {"endpoints": {"b": {"base_urls": ["y"]}}, "roles": {"default": free, "judge": None}}}
    assert differing_keys(old, new) == []
    new["models"]["roles"]["default"] = {**free, "temperature": 0.6}
    new["models"]["roles"]["judge"] = {"model": "j"}
    assert differing_keys(old, new) == ["models.roles.default.temperature", "models.roles.judge"]
