"""What a curation did, for people: `curation/report.md`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_TOP = 12
_RULES = {
    "strict": "Near duplicates have the same elements in the same order (kinds, texts, colours, styles), and differ in "
    "at most {alike_bits} bits by picture and in no more by trace.\n",
    "loose": "Near duplicates differ in at most {alike_bits} bits by picture or by trace, or by code in no more and by "
    "picture or trace in at most {related_bits}.\n",
    "none": "Near duplicates were not looked for.\n",
}


def report(summary: Mapping[str, Any], examples: Iterable[Mapping[str, Any]]) -> str:
    """The report as Markdown.

    Args:
        summary: of the curation.
        examples: some of the rows that were left out, see `curation.dropped_rows`.
    """
    statistics = summary["statistics"]
    parts = [
        "# Curation\n",
        f"{summary['rows']} rows = {summary['kept']} kept + {summary['in_benchmark']} in a benchmark + "
        f"{summary['duplicate']} duplicates + {summary['near_duplicate']} near duplicates.\n",
        _table(("split", "rows"), summary["splits"].items()),
        "Variants of one seed are in the same split.\n",
        "## Benchmarks that were left out\n",
        _table(
            ("benchmark", "figures", "without a picture", "rows left out"),
            ((s["name"], s["figures"], s["without_picture"], s["rows"]) for s in summary["against"]),
        ),
        "## Duplicates\n",
        "Duplicates have equal pixels, or equal code or trace and pictures that differ in at most "
        f"{summary['alike_bits']} of 256 bits.\n",
        _RULES[summary["near"]].format(**summary),
        "Of rows that are the same the first is kept. `rows.parquet` holds every row.\n",
        _crowded(summary["comparisons_left_out"]),
        _table(
            ("left out", "as", "for", "picture", "code", "trace"),
            (
                (e["id"], e["dropped"], e["leader"], *(_bits(e[v]) for v in ("picture", "code", "trace")))
                for e in examples
            ),
        ),
        "## What was kept\n",
        _figures(statistics),
        _table(("pipeline", "rows"), statistics["by_pipeline"].items()),
        _table(("family", "rows"), statistics["by_family"].items()),
        _table(("drawn with", "rows"), list(statistics["kinds"].items())[:_TOP]),
        _coverage(statistics["coverage"]),
    ]
    return "\n".join(p for p in parts if p)


def _figures(statistics: Mapping[str, Any]) -> str:
    told = (
        ("effective number of ways of drawing", statistics["effective_kinds"]),
        ("distinct texts in pictures", statistics["distinct_texts"]),
        ("distinct words in captions", statistics["distinct_words"]),
        ("words in a caption, mean", statistics["mean_caption_words"]),
        ("distinct colours (of 4,096)", statistics["distinct_colours"]),
        ("effective number of colours", statistics["effective_colours"]),
        ("rows in shades of grey", statistics["grey_only"]),
    )
    return _table(("variety", ""), told) + "\nAn effective number is exp(entropy).\n"


def _coverage(coverage: Mapping[str, Mapping[str, Any]]) -> str:
    if not coverage:
        return ""
    rows = []
    for family, told in coverage.items():
        missing = "; ".join(
            f"{name}: {', '.join(map(str, values[:4]))}{' ...' if len(values) > 4 else ''}"
            for name, values in list(told["missing"].items())[:6]
        )
        rows.append((family, f"{told['seen']} of {told['possible']}", missing or "nothing"))
    head = "## Coverage of templates\n\nValues of choices, and tenths of ranges, that some row has.\n"
    return head + "\n" + _table(("family", "seen", "missing, among others"), rows)


def _crowded(comparisons: Mapping[str, int]) -> str:
    if not any(comparisons.values()):
        return ""
    told = ", ".join(f"{n} by {view}" for view, n in comparisons.items() if n)
    return f"Too many rows had the same key for all pairs of them to be compared; left out: {told}.\n"


def _bits(value: int | None) -> str:
    return "" if value is None else str(value)


def _table(head: tuple[str, ...], rows: Iterable[Iterable[Any]]) -> str:
    lines = ["| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows]
    if not lines:
        return ""
    rule = "|" + "|".join("---" if i == 0 else "---:" for i in range(len(head))) + "|"
    return "\n".join(["| " + " | ".join(head) + " |", rule, *lines]) + "\n"
