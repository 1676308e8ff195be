"""How well planted errors in true captions are found, and how often a true statement is called wrong.

    python benchmarks/claims.py [--examples] [--held-out] [--set NAME]

Captions: `benchmarks/figures/captions.yaml` and the corrected captions of `examples/recorded/*.yaml`, all meant to be
true. In each, one error of each kind is planted by rule where there is a place for it: a wrong count, a shifted
coordinate, another colour, another label, an invented element, a reversed relation. A plant is *found* if a claim that
overlaps it is "contradicted"; a contradicted claim elsewhere is a false alarm, in the planted captions of that kind and
in the unmodified ones. Wrong counts come in two rows: where the inventory of the trace has the true number, and where
it has not (rows, groups, things made of many parts). Naturally wrong captions are those that the authors of the
recorded answers wrote with an error or two on purpose (`wrong_caption`); one is *caught* if any claim in it is
contradicted. Figures run in the sandbox once; their traces are kept in the
user's cache folder.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import os
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import numpy as np
import yaml
from plants import PLANTERS, Figure, Plant

from codepercept.figure.claims import check_caption
from codepercept.sandbox.pool import SandboxPool
from codepercept.types import Claim, FigureTrace

ROOT = Path(__file__).resolve().parent.parent
RECORDED = ROOT / "examples" / "recorded"
FIXTURE = ROOT / "benchmarks" / "figures" / "captions.yaml"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "codepercept" / "traces"
DEVELOPMENT = ("mathvision", "dynamath", "geometry3k")
KINDS = ("count", "count*", "label", "color", "coordinate", "element", "relation")


def recorded(held_out: bool) -> list[Figure]:
    """Figures of the recorded answers, of the development or of the held-out files."""
    found = []
    for file in sorted(RECORDED.glob("*.yaml")):
        mine = file.name.startswith(DEVELOPMENT)
        if not mine and not held_out:
            continue
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        if (not mine or data.get("batch") == 2) != held_out:
            continue
        for number, figure in enumerate([data["reproduce"], *data["diversify"]]):
            if not figure.get("unrepaired") and len(figure["caption"]) > 60:
                caption, wrong = (" ".join(figure.get(key, "").split()) for key in ("caption", "wrong_caption"))
                found.append(Figure(f"{file.stem}/{number}", caption, figure["code"], wrong=wrong))
    return found


def fixture() -> list[Figure]:
    """Our own captions of the example figures and of geometry figures."""
    if not FIXTURE.exists():
        return []
    found = []
    for number, entry in enumerate(yaml.safe_load(FIXTURE.read_text(encoding="utf-8"))):
        if "file" in entry:
            code = (ROOT / entry["file"]).read_text(encoding="utf-8")
        else:
            from codepercept.geometry import FAMILIES
            from codepercept.geometry.family import sample

            code = sample(FAMILIES[entry["family"]], Random(entry["seed"]))[0].code
        found.append(
            Figure(f"{entry.get('file', entry.get('family'))}/{number}", " ".join(entry["caption"].split()), code)
        )
    return found


async def trace_all(figures: list[Figure]) -> None:
    """Run what is not yet in the cache."""
    CACHE.mkdir(parents=True, exist_ok=True)
    missing = []
    for figure in figures:
        path = CACHE / f"{hashlib.sha256(figure.code.encode()).hexdigest()[:24]}.json"
        if path.exists():
            figure.trace = FigureTrace.model_validate_json(path.read_bytes())
        else:
            missing.append((figure, path))
    if not missing:
        return
    async with SandboxPool(1) as pool:
        for figure, path in missing:
            run = await pool.run(figure.code)
            if run.trace is None:
                print(f"{figure.name}: {run.status} {run.error}")
                continue
            figure.trace = run.trace
            path.with_suffix(".part").write_text(run.trace.model_dump_json(), encoding="utf-8")
            path.with_suffix(".part").replace(path)


@dataclass
class Tally:
    """What was planted, found and wrongly alarmed about, by kind."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    plain_alarms: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    captions: int = 0
    with_alarm: int = 0
    wrong: int = 0
    caught: int = 0
    seconds: list[float] = field(default_factory=list)
    misses: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    false: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def run(figures: list[Figure]) -> Tally:
    """Check every caption as it is, and with each planted error."""
    tally = Tally()
    for figure in figures:
        if figure.trace is None:
            continue
        began = time.process_time()
        claims = check_caption(figure.caption, figure.trace)
        tally.seconds.append(time.process_time() - began)
        tally.captions += 1
        tally.verdicts.update(f"{c.kind} {c.verdict}" for c in claims)
        wrong = [c for c in claims if c.verdict == "contradicted"]
        tally.with_alarm += bool(wrong)
        tally.plain_alarms.update(c.kind for c in wrong)
        for c in wrong:
            tally.false[c.kind].append(_shown(figure, c))
        if figure.wrong:
            tally.wrong += 1
            caught = any(c.verdict == "contradicted" for c in check_caption(figure.wrong, figure.trace))
            tally.caught += caught
            if not caught:
                tally.misses["naturally wrong captions"].append(f"{figure.name}: {figure.wrong}")
        for planter in PLANTERS:
            for plant in planter(figure, Random(f"{figure.name} {planter.__name__}")):
                _try(figure, plant, tally)
    tally.alarms += tally.plain_alarms
    return tally


def _shown(figure: Figure, claim: Claim) -> str:
    around = figure.caption[max(0, claim.start - 50) : claim.end + 40]
    return f"{figure.name}: [{claim.text}] {claim.evidence}   ...{around}..."


def _try(figure: Figure, plant: Plant, tally: Tally) -> None:
    assert figure.trace is not None
    kind = plant.kind.rstrip("*")
    wrong = [c for c in check_caption(plant.caption, figure.trace) if c.verdict == "contradicted"]
    hit = any(c.start < plant.end and plant.start < c.end for c in wrong)
    tally.planted[plant.kind] += 1
    tally.found[plant.kind] += hit
    tally.alarms[kind] += sum(c.kind == kind and not (c.start < plant.end and plant.start < c.end) for c in wrong)
    if not hit:
        around = plant.caption[max(0, plant.start - 50) : plant.end + 50]
        tally.misses[plant.kind].append(f"{figure.name}: {plant.what}   ...{around}...")


def report(name: str, tally: Tally, examples: int) -> None:
    """Print one set's table."""
    print(f"\n## {name}: {tally.captions} captions, {sum(tally.planted.values())} planted errors\n")
    print("| kind | planted | found | recall | false alarms | precision |\n|---|---|---|---|---|---|")
    for kind in KINDS:
        planted, found = tally.planted[kind], tally.found[kind]
        alarms = tally.alarms[kind]
        recall = f"{found / planted:.3f}" if planted else "-"
        shown = (
            "" if kind.endswith("*") else f"{alarms} | {found / (found + alarms):.3f}" if found + alarms else "0 | -"
        )
        print(f"| {kind} | {planted} | {found} | {recall} | {shown or ' | '} |")
    total = sum(tally.verdicts.values())
    each: Counter[str] = Counter()
    for key, number in tally.verdicts.items():
        each[key.split()[1]] += number
    slow = sorted(tally.seconds)
    print(
        f"\n{total / max(tally.captions, 1):.1f} claims a caption: "
        + ", ".join(f"{100 * each[v] / max(total, 1):.1f}% {v}" for v in ("confirmed", "contradicted", "unverifiable"))
        + f"; {tally.with_alarm} of {tally.captions} true captions called wrong somewhere"
        + f"; {1000 * np.mean(slow):.1f} ms of CPU a caption, at most {1000 * slow[-1]:.0f}"
    )
    if tally.wrong:
        print(f"naturally wrong captions: caught {tally.caught} of {tally.wrong}")
    print("false alarms in the unmodified captions:", dict(tally.plain_alarms))
    for title, lists in (("MISSES", tally.misses), ("FALSE ALARMS", tally.false)):
        for kind, lines in sorted(lists.items()) if examples else ():
            print(f"\n{title} of {kind} ({len(lines)})")
            for line in lines[:examples]:
                print("  -", line)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--examples",
        nargs="?",
        type=int,
        const=10,
        default=0,
        help="print so many misses and false alarms of each kind",
    )
    parser.add_argument("--held-out", action="store_true", help="measure the held-out captions too")
    chosen = parser.parse_args()
    sets = {"own captions": fixture(), "development": recorded(False)}
    if chosen.held_out:
        sets["held out"] = recorded(True)
    for name, figures in sets.items():
        asyncio.run(trace_all(figures))
        if figures:
            report(name, run(figures), chosen.examples)


if __name__ == "__main__":
    main()
