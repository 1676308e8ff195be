"""The dataset card: what is in the dataset, how it was made, what was left out and why."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from codepercept import __version__
from codepercept.config import ROLES, CodeSection, DiversifySection, Recipe, ReproduceSection
from codepercept.pipeline.rundir import RunDir

_HEAD = """---
pretty_name: {name}
task_categories: [image-to-text]
tags: [image-caption-code, stem, matplotlib, codepercept]
configs:
- config_name: default
  data_files: shards/*.parquet
---

# {name}

{samples} image-caption-code triplets of STEM figures. Each row holds a picture, a caption that follows from what was
really drawn, the matplotlib code that draws it, and an explanation of that code.

Made with codepercept {version}, seed {seed}. Content hash (rows in order): `{sha256}`.

```python
from datasets import load_dataset

data = load_dataset("parquet", data_files="shards/*.parquet", split="train")
print(data[0]["caption"])
```
"""


def write_card(run: RunDir, recipe: Recipe, summary: Mapping[str, Any]) -> None:
    """Write `README.md` of the run directory, which Hugging Face shows as the dataset's card."""
    text = _HEAD.format(version=__version__, **{k: summary[k] for k in ("name", "samples", "seed", "sha256")})
    parts = [
        text,
        "## Counts\n",
        f"{summary['requested']} rows = {summary['samples']} samples + {summary['rejected']} rejected + "
        f"{summary['unscored']} unscored.\n",
        _table("pipeline", summary["by_pipeline"]),
        _table("family", summary["by_family"]),
        _table("rejected because of", summary["rejected_by_reason"]),
        _models(recipe, summary.get("models", {})),
        "## Columns\n",
        _COLUMNS,
        "## Sources and licences\n",
        *(_source(s) for s in recipe.pipelines),
        "Rejected rows, with stage, kind and reason, are in `rejects/*.parquet`.\n",
    ]
    run.write_text("README.md", "\n".join(p for p in parts if p))


def write_splits_card(out: Path, run: RunDir, rows: Mapping[str, int]) -> None:
    """Write the card of an export for Hugging Face: the run's, with the files and rows of each split."""
    card = (run.path / "README.md").read_text(encoding="utf-8") if (run.path / "README.md").exists() else ""
    _, _, body = card.removeprefix("---\n").partition("---\n")
    head = {
        "task_categories": ["image-to-text"],
        "tags": ["image-caption-code", "stem", "matplotlib", "codepercept"],
        "configs": [
            {"config_name": "default", "data_files": [{"split": s, "path": f"data/{s}-*.parquet"} for s in rows]}
        ],
    }
    body = body.replace(
        'load_dataset("parquet", data_files="shards/*.parquet", split="train")', 'load_dataset(".", split="train")'
    )
    told = f"## Splits\n\nExported rows: {', '.join(f'{s} {n}' for s, n in rows.items())}.\n"
    text = f"---\n{yaml.safe_dump(head, sort_keys=False)}---\n{body.rstrip()}\n\n{told}"
    (out / "README.md").write_text(text, encoding="utf-8")


_COLUMNS = """- `image`, `caption`, `code`, `explanation`: the triplet and the explanatory answer
- `facts`, `questions`: statements that follow from the trace or the generator; questions with answers and steps
- `native_caption`, `analysis`, `claims`, `code_draft`, `seed_caption`, `principle`, `seed_image`: what models said on
  the way, and what was checked; empty where no model was asked
- `trace`: every drawn element as JSON (`codepercept.types.FigureTrace`), `caption_spans`: what each sentence speaks of
- `pipeline`, `family`, `parameters`, `seed_id`, `source`, `licence`, `history`: where the row comes from
- `width`, `height`, `dpi`, `fingerprint`: how it was rendered
"""


def _table(title: str, counts: Mapping[str, int]) -> str:
    if not counts:
        return ""
    rows = "\n".join(f"| {name} | {count} |" for name, count in counts.items())
    return f"| {title} | rows |\n|---|---:|\n{rows}\n"


def _models(recipe: Recipe, used: Mapping[str, Mapping[str, int]]) -> str:
    if recipe.models is None:
        return ""
    rows = []
    for name in ROLES:
        role = recipe.models.role(name)
        if role is not None and name in used:
            tokens = used[name]["input_tokens"] + used[name]["output_tokens"]
            rows.append(f"| {name} | {role.model} | {used[name]['answers']} | {tokens} |")
    return "## Models\n\n| role | model | answers | tokens |\n|---|---|---:|---:|\n" + "\n".join(rows) + "\n"


def _source(section: Any) -> str:
    if isinstance(section, CodeSection):
        licence = section.licence or "not stated; ask the scripts' owner before publishing"
        return f"- code: a folder of figure scripts. Licence: {licence}.\n"
    if isinstance(section, ReproduceSection | DiversifySection):
        licence = section.licence or "as each row says; where it says none, ask the pictures' owner before publishing"
        what = "redrawn from" if section.kind == "reproduce" else "made from the principles behind"
        return f"- {section.kind}: figures {what} seed pictures (column `seed_image`). Licence of those: {licence}.\n"
    return "- geometry: generated from templates and parameters; no outside material.\n"
