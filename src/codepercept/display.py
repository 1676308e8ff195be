"""Progress and results on a terminal; plain lines where there is none. Everything but results goes to stderr."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress
from rich.table import Table
from rich.text import Text

from codepercept.types import Score

PLAIN_SECONDS = 10.0
"""Between two progress lines where there is no terminal."""


class Progress:
    """Counts rows as they end.

    Args:
        name: what is being made.
        total: rows in all.
        done: rows that an earlier run has finished.
        quiet: show nothing.
    """

    def __init__(self, name: str, total: int, done: int = 0, *, quiet: bool = False) -> None:
        self._total, self._done, self._quiet = total, done, quiet
        self._outcomes: Counter[str] = Counter()
        self._started = self._said = time.monotonic()
        self._before = done
        console = Console(stderr=True)
        self._bar: RichProgress | None = None
        if console.is_terminal and not quiet:
            self._bar = RichProgress(
                TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[note]}"),
                TimeElapsedColumn(), TimeRemainingColumn(), console=console,
            )  # fmt: skip
            self._task = self._bar.add_task(name, total=total, completed=done, note="")

    def __enter__(self) -> Progress:
        if self._bar is not None:
            self._bar.start()
        elif self._done and not self._quiet:
            self._say(f"resuming: {self._done} of {self._total} rows are done")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
        elif not self._quiet:
            self._line()

    def row(self, outcome: str) -> None:
        """A row has ended as "sample", "rejection" or "unscored"."""
        self._outcomes[outcome] += 1
        self._done += 1
        if self._bar is not None:
            self._bar.update(self._task, completed=self._done, note=self._note())
        elif not self._quiet and time.monotonic() - self._said >= PLAIN_SECONDS:
            self._said = time.monotonic()
            self._line()

    def _note(self) -> str:
        rest = [f"{self._outcomes[k]} {word}" for k, word in (("rejection", "rejected"), ("unscored", "unscored"))]
        return ", ".join(r for r in rest if not r.startswith("0 "))

    def _line(self) -> None:
        rate = (self._done - self._before) / max(1e-6, time.monotonic() - self._started)
        note = f" ({self._note()})" if self._note() else ""
        self._say(f"{self._done}/{self._total} rows{note}, {rate:.1f} rows/s")

    @staticmethod
    def _say(line: str) -> None:
        print(line, file=sys.stderr, flush=True)


def show_table(columns: Sequence[str], rows: Sequence[Sequence[Any]], title: str = "") -> None:
    """A small table on stdout."""
    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    # Piped, a table keeps its rows on one line each.
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def show_requests(spent: Mapping[str, Mapping[str, Any]]) -> None:
    """What was asked of models, by role, over all runs in this folder: a table on stdout."""
    priced = any(use.get("cost") for use in spent.values())
    columns = ["role", "requests", "answers", "tokens in", "tokens out", *(["cost"] if priced else []), "no answer"]
    rows = []
    for role, use in spent.items():
        failed = {k.replace("_", " "): n for k, n in use["outcomes"].items() if k != "answer"}
        told = ", ".join(f"{n} {k}" for k, n in failed.items())
        cost = [f"{use.get('cost', 0.0):.4f}"] if priced else []
        answers = use["outcomes"].get("answer", 0)
        rows.append([role, use["requests"], answers, use["input_tokens"], use["output_tokens"], *cost, told])
    show_table(columns, rows)


def show_counts(title: str, counts: Mapping[str, int]) -> None:
    """Named counts, one per line, on stdout."""
    if counts:
        width = max(len(str(v)) for v in counts.values())
        print(title)
        for name, count in counts.items():
            print(f"  {count:>{width}}  {name}")


def show_comparison(
    scores: Mapping[str, Score], rows: Sequence[tuple[str, str, float, float, float, float, str]], most: int = 40
) -> None:
    """Print scores with their parts, and what differs between two figures.

    Args:
        scores: by scorer.
        rows: verdict, element, its weight, how far it is the same, in its place and of its look (0 to 1), and a note.
        most: how many rows are shown.
    """
    console = Console()
    names = list(dict.fromkeys(name for s in scores.values() for name in s.parts))
    table = Table("scorer", "score", *names, box=None, pad_edge=False)
    for name, found in scores.items():
        told = "unscored" if found.value is None else f"{found.value:.3f}"
        table.add_row(name, told, *("-" if (v := found.parts.get(n)) is None else f"{v:.3f}" for n in names))
    console.print(table)
    for name, found in scores.items():
        if said := found.fault or found.explanation:
            console.print(f"{name}: {said}", markup=False, highlight=False)
    if not rows:
        return
    colors = {"missing": "red", "extra": "blue", "changed": "yellow"}
    table = Table("", "element", "weight", "same", "place", "look", "what differs", box=None, pad_edge=False)
    for verdict, what, weight, *qualities, note in rows[:most]:
        shown = [Text(f"{q:.2f}") for q in qualities]
        table.add_row(Text(verdict, colors.get(verdict, "")), Text(what), Text(f"{weight:.3f}"), *shown, Text(note))
    console.print()
    console.print(table)
    if len(rows) > most:
        console.print(f"and {len(rows) - most} more; --json has all of them")


def show_agreement(summary: Mapping[str, Any], most: int = 10) -> None:
    """Print what judges made of many pairs: means, how far they agree, and where they do not.

    Args:
        summary: see `codepercept.judge.Judgement.as_dict`.
        most: how many disagreements are shown.
    """

    def told(value: float | None) -> str:
        return "-" if value is None else f"{value:.3f}"

    judges = summary["judges"].items()
    show_table(
        ["judge", "pairs", "unscored", "mean"],
        [(name, j["scored"], j["unscored"] or "", told(j["mean"])) for name, j in judges],
    )
    print()
    rows = [(p["one"], p["other"], p["n"], *map(told, (p["tau"], p["rho"], p["gap"]))) for p in summary["agreement"]]
    show_table(["judges", "", "pairs", "Kendall tau-b", "Spearman rho", "mean gap"], rows)
    if apart := summary["disagreements"][:most]:
        print()
        rows = [(d["id"], *(f"{n} {v:.3f}" for n, v in zip((d["one"], d["other"]), d["values"], strict=True)))
                for d in apart]  # fmt: skip
        show_table(["they disagree most on", "", ""], rows)


def show_evaluation(summary: Mapping[str, Any]) -> None:
    """Print the numbers of an image-to-code evaluation: see `codepercept.evals.results.summarise`."""
    metrics = list(summary["strict"])
    n, scored, unscored = (summary[k] for k in ("n", "scored", "unscored"))
    print(f"{summary['benchmark']}, {summary['model']}: {n} figures = {scored} scored + {unscored} unscored")
    whose = {"image": "our image scorer", "code": "our element scorer, weighted for code"}
    image, code = (whose.get(name, f"the LLM judge ({name})") for name in map(summary["judges"].get, ("image", "code")))
    print(f"image: {image}; code: {code}; brackets are 95% intervals\n")
    strict = summary["strict"]
    rows = [
        ("strict", *(_estimate(strict[m]) for m in metrics), strict["exec"]["n"]),
        ("official", *(f"{summary['official'][m]:.2f}" for m in metrics), summary["official"]["n"]),
    ]
    show_table(["", *metrics, "figures"], rows)
    if note := summary["official"].get("note"):
        print(f"official: {note}")
    for key, values in summary["breakdown"].items():
        print()
        rows = [(name, found["exec"]["n"], *(_estimate(found[m]) for m in metrics)) for name, found in values.items()]
        show_table([key, "figures", *metrics], rows)
    print()
    show_counts("programs:", summary["statuses"])
    show_counts("unscored because:", {str(k)[:160]: v for k, v in summary["unscored_because"].items()})
    if lines := summary["unreadable_lines"]:
        print(f"{len(lines)} lines of the results file cannot be read and were left out, the first is {lines[0]}")
    if "requests" in summary:
        show_requests(summary["requests"])


def show_candidates(summary: Mapping[str, Any]) -> None:
    """Print what came of the making of a benchmark: see `codepercept.evals.bench_build`."""
    print(
        f"{summary['requested']} pictures = {summary['samples']} candidates + {summary['rejected']} rejected + "
        f"{summary['unscored']} unscored, in {summary['seconds']:.1f} s"
    )
    print(f"{summary['passed']} have more than {summary['enough']:g} points of {summary['judge']}")
    show_counts("candidates after:", {f"{k} round{'s' if k > 1 else ''}": v for k, v in summary["rounds"].items()})
    show_counts("rejected because of:", summary["rejected_by_reason"])
    show_counts("unscored because:", {str(k)[:160]: v for k, v in summary["unscored_because"].items()})
    show_requests(summary["requests"])
    print(f"{summary['kept']} candidates: {summary['candidates_file']}")
    if summary["kept"] and not summary["unscored"]:
        print(f"to judge them: codepercept annotate {summary['out']}")


def show_ablation(summary: Mapping[str, Any]) -> None:
    """Print the arms of an ablation and what they are worth: see `codepercept.train.ablate`."""
    print(f"claims of descriptions of {summary['figures']} held-out figures, F1 in percent; brackets: 95% intervals\n")
    parts = ("f1", "charts", "solids", "precision", "recall")
    show_table(
        ["trained on", *parts], [(name, *(_estimate(row[p]) for p in parts)) for name, row in summary["arms"].items()]
    )
    rows = [
        (
            row["what"],
            f"{row['difference']:+.1f} [{row['interval'][0]:+.1f}, {row['interval'][1]:+.1f}]",
            f"{row['p']:.4f}",
        )
        for row in summary["comparisons"]
    ]
    if rows:
        print()
        show_table(["what it is worth", "f1", "p"], rows)
    print(f"\ntable: {summary['table']}")


def _estimate(found: Mapping[str, Any]) -> str:
    if found["value"] is None:
        return "-"
    return f"{found['value']:.1f} [{found['interval'][0]:.0f}, {found['interval'][1]:.0f}]"


def show_models(found: Mapping[str, Any]) -> None:
    """Print a comparison of models: see `codepercept.evals.compare.compare_runs`."""
    models = found["models"]
    metrics = list(next(iter(models.values()))["strict"])
    print(f"{found['benchmark']}, {found['n']} figures; every figure counts once, brackets are 95% intervals\n")
    show_table(
        ["model", *metrics, "unscored"],
        [(name, *(_estimate(m["strict"][k]) for k in metrics), m["unscored"] or "") for name, m in models.items()],
    )
    print()
    rows = [
        (f"{t['other']} - {t['one']}", t["metric"], f"{t['difference']:+.1f}",
         f"[{t['interval'][0]:+.1f}, {t['interval'][1]:+.1f}]", f"{t['p']:.4f}", f"{t['p_holm']:.4f}", t["n"])
        for t in found["tests"] if t["p"] is not None
    ]  # fmt: skip
    show_table(["paired", "metric", "difference", "95%", "p", "p (Holm)", "figures"], rows)


def show_validation(report: Mapping[str, Any]) -> None:
    """Print what `codepercept.evals.validate.validate` found."""
    print(f"{report['benchmark']}: {report['perfect']} of {report['n']} figures score 1 with every scorer")
    show_table(["scorer", "lowest"], [(name, f"{value:.4f}") for name, value in report["scorers"].items()])
    if report["problems"]:
        print()
        show_table(["figure", "scorer", "why"], [(p["id"], p["what"], p["why"][:200]) for p in report["problems"]])
    pictures = report["pictures"]
    if pictures["compared"]:
        print(
            f"\nits pictures against what its code draws here: mean {pictures['mean']:.3f} over {pictures['compared']}"
        )
        for one in pictures["unlike"]:
            print(f"  {one['score']:.3f}  {one['id']}")


def show_solved(summary: Mapping[str, Any]) -> None:
    """Print the numbers of a caption-to-answer evaluation: see `codepercept.evals.solved.summarise_solved`."""
    n, scored, unscored = (summary[k] for k in ("n", "scored", "unscored"))
    print(f"{summary['title']}: {n} questions = {scored} scored + {unscored} unscored")
    print(", ".join(f"{role} {name}" for role, name in summary["roles"].items() if name))
    print(f"\naccuracy {_estimate(summary['accuracy'])} percent (95% interval)")
    own = {k: v for k, v in summary["metrics"].items() if k != "groups"}
    numbers = [(name, f"{v:.4f}" if isinstance(v, float) else v) for name, v in flat(own) if v is not None]
    show_table(["the benchmark's own numbers", ""], numbers)
    print()
    leaks = summary["leaks"]
    told = f"{leaks['captions']} captions give the answer away ({leaks['claimed']} call it the answer)"
    print(f"{told}; without those questions {_estimate(leaks['accuracy_without'])}")
    for key, values in summary["breakdown"].items():
        print()
        rows = [(name, found["n"], found["unscored"] or "", _estimate(found)) for name, found in values.items()]
        show_table([key, "scored", "unscored", "accuracy"], rows)
    show_counts("\nunscored because:", {str(k)[:160]: v for k, v in summary["unscored_because"].items()})


def flat(numbers: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    """Nested numbers as dotted names."""
    found: list[tuple[str, Any]] = []
    for name, value in numbers.items():
        found += flat(value, f"{prefix}{name}.") if isinstance(value, Mapping) else [(f"{prefix}{name}", value)]
    return found


def show_grid(summary: Mapping[str, Any]) -> None:
    """Print a scaling grid: see `codepercept.evals.scaling.run_grid`."""
    by = {(c["perceiver"], c["reasoner"]): c["accuracy"] for c in summary["cells"]}
    print(f"{summary['benchmark']}, {summary['n']} questions a cell; accuracy in percent, 95% intervals\n")
    rows = [(p, *(_estimate(by[p, r]) for r in summary["reasoners"])) for p in summary["perceivers"]]
    show_table(["perceiver \\ reasoner", *summary["reasoners"]], rows)
    print()
    told = [
        (g["axis"], f"{g['from']} -> {g['to']}", g["fixed"], f"{g['difference']:+.1f}",
         f"[{g['interval'][0]:+.1f}, {g['interval'][1]:+.1f}]", f"{g['p']:.4f}")
        for g in summary["gains"] if g["p"] is not None
    ]  # fmt: skip
    show_table(["axis", "from -> to", "fixed at", "gain", "95%", "p"], told)


def show_annotations(found: Mapping[str, Any]) -> None:
    """Print how far annotation is: see `codepercept.annotate.agreement.report`."""
    print(f"{found['complete']} of {found['items']} items have {found['overlap']} finished ratings or more\n")
    if found["drafts"]:
        told = ", ".join(f"{row['id']} ({row['n']})" for row in found["open_drafts"])
        print(f"open drafts, not saved as revisions: {found['drafts']}: {told}\n")
    columns = ["finished", "skipped", "unfinished", "revisions"]
    show_table(["annotator", *columns], [(p["name"], *(str(p[c]) for c in columns)) for p in found["annotators"]])
    print()
    rows = [
        (scale, f"{a['alpha']:.3f}" if a["alpha"] is not None else "-", str(a["values"]), str(a["items"]), a["reason"])
        for scale, a in found["agreement"].items()
    ]
    show_table(["scale", "Krippendorff's alpha", "pairable ratings", "items", ""], rows)
    print()
    marks = ["style", "content", "function", "mean"]
    rows = [(r["id"], str(r["n"]), *(f"{r[m]:.2f}" for m in marks), str(r["revision"])) for r in found["ratings"]]
    show_table(["item", "ratings", *marks, "revision"], rows)
