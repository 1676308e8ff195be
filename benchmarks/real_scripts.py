"""How many real figure scripts the sandbox can render: matplotlib's gallery against plain `python script.py`.

    make bench-real                       # every gallery script
    python benchmarks/real_scripts.py DIR # the scripts of another folder

A script counts if `MPLBACKEND=agg python script.py` exits with 0 here; of those, how many end "ok" with a trace that
is not empty? Plain results are cached, since they do not depend on this project.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import matplotlib
from gallery_source import cache_folder, gallery_scripts

from codepercept.sandbox.pool import SandboxPool
from codepercept.types import Execution

PLAIN_SECONDS = 180


def run_plain(script: Path) -> bool:
    """Whether plain python with the Agg backend runs the script, in a scratch folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(
                [sys.executable, str(script)],
                cwd=folder,
                env={**os.environ, "MPLBACKEND": "agg"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PLAIN_SECONDS,
            )
        except subprocess.TimeoutExpired:
            return False
    return done.returncode == 0


def plain_results(scripts: list[Path]) -> dict[str, bool]:
    """`run_plain` for each script, remembered by content and matplotlib version."""
    store = cache_folder() / f"plain-{matplotlib.__version__}.json"
    known: dict[str, bool] = json.loads(store.read_text()) if store.exists() else {}
    results = {}
    for number, script in enumerate(scripts):
        key = hashlib.sha256(script.read_bytes()).hexdigest()
        if key not in known:
            known[key] = run_plain(script)
            store.parent.mkdir(parents=True, exist_ok=True)
            store.write_text(json.dumps(known))
            print(f"\rplain python: {number + 1}/{len(scripts)}", end="", file=sys.stderr)
        results[str(script)] = known[key]
    return results


async def run_ours(scripts: list[Path], workers: int) -> dict[str, Execution]:
    """Every script through the sandbox."""
    async with SandboxPool(workers) as pool:

        async def one(script: Path) -> tuple[str, Execution]:
            return str(script), await pool.run(script.read_text(encoding="utf-8"), folder=script.parent)

        return dict(await asyncio.gather(*(one(s) for s in scripts)))


def drawn(execution: Execution) -> bool:
    """Whether the trace holds anything but blank paper."""
    return execution.trace is not None and any(e.role != "background" for e in execution.trace.elements)


def only_axes(execution: Execution) -> bool:
    """Whether nothing is drawn besides the axes themselves."""
    furniture = {"background", "pane", "spine", "tick", "tick_label", "grid"}
    return execution.trace is not None and all(e.role in furniture for e in execution.trace.elements)


def main() -> None:
    scripts = sorted(Path(sys.argv[1]).rglob("*.py")) if len(sys.argv) > 1 else gallery_scripts()
    plain = plain_results(scripts)
    started = time.monotonic()
    ours = asyncio.run(run_ours(scripts, os.cpu_count() or 1))
    seconds = time.monotonic() - started

    fair = [s for s in map(str, scripts) if plain[s]]
    good = [s for s in fair if ours[s].status == "ok" and drawn(ours[s])]
    print(f"\n{len(scripts)} scripts; plain python runs {len(fair)}; of those {len(good)} end ok with a trace "
          f"({100 * len(good) / max(1, len(fair)):.1f}%)")  # fmt: skip
    print(f"{sum(only_axes(ours[s]) for s in good)} of these draw nothing but empty axes")
    print(f"sandbox: {seconds:.0f} s wall, {sum(e.cpu_seconds for e in ours.values()):.0f} s CPU for all of them\n")
    print(f"{'status':14}{'all':>6}{'plain ok':>10}")
    everything = Counter(e.status for e in ours.values())
    for status, count in everything.most_common():
        print(f"{status:14}{count:>6}{sum(ours[s].status == status for s in fair):>10}")
    print("\nplain python runs these, we do not (or the trace is empty):")
    for script in fair:
        if script not in good:
            print(f"  {Path(script).parent.name}/{Path(script).name}: {ours[script].status} {ours[script].error[:140]}")


if __name__ == "__main__":
    main()
