"""The manual of the families is up to date, and there is a recipe for each."""

from __future__ import annotations

from pathlib import Path

import yaml

from codepercept.geometry import FAMILIES
from codepercept.geometry.__main__ import table
from codepercept.geometry.ranges import check

ROOT = Path(__file__).parents[2]


def test_the_manual_lists_every_parameter() -> None:
    manual = (ROOT / "docs/geometry.md").read_text(encoding="utf-8")
    for name in FAMILIES:
        assert table(name) in manual, f"put the output of `python -m codepercept.geometry {name}` into docs/geometry.md"


def test_every_family_has_its_recipe_and_all_share_one() -> None:
    shared = yaml.safe_load((ROOT / "recipes/geometry.yaml").read_text())
    assert shared["pipelines"][0]["families"] == dict.fromkeys(FAMILIES, 1)
    for name in FAMILIES:
        text = (ROOT / f"recipes/geometry/{name}.yaml").read_text()
        assert list(yaml.safe_load(text)["pipelines"][0]["families"]) == [name]
        example = next(line for line in text.split("\n") if "# only" in line)
        check(FAMILIES[name].params, yaml.safe_load(example.strip().removeprefix("# "))["only"])
