"""The dataset card: what is in the dataset, how it was made, what was left out and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from codepercept import __version__
from codepercept.config import CodeSection, Recipe
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
        "## Columns\n",
        _COLUMNS,
        "## Sources and licences\n",
        *(_source(s) for s in recipe.pipelines),
        "Rejected rows, with stage, kind and reason, are in `rejects/*.parquet`.\n",
    ]
    run.write_text("README.md", "\n".join(p for p in parts if p))


_COLUMNS = """- `image`, `caption`, `code`, `explanation`: the triplet and the explanatory answer
- `facts`, `questions`: statements that follow from the trace or the generator; questions with answers and steps
- `trace`: every drawn element as JSON (`codepercept.types.FigureTrace`), `caption_spans`: what each sentence speaks of
- `pipeline`, `family`, `parameters`, `seed_id`, `source`, `licence`, `history`: where the row comes from
- `width`, `height`, `dpi`, `fingerprint`: how it was rendered
"""


def _table(title: str, counts: Mapping[str, int]) -> str:
    if not counts:
        return ""
    rows = "\n".join(f"| {name} | {count} |" for name, count in counts.items())
    return f"| {title} | rows |\n|---|---:|\n{rows}\n"


def _source(section: Any) -> str:
    if isinstance(section, CodeSection):
        licence = section.licence or "not stated; ask the scripts' owner before publishing"
        return f"- code: a folder of figure scripts. Licence: {licence}.\n"
    return "- geometry: generated from templates and parameters; no outside material.\n"
