"""How far distinct figures lie apart by their signatures, and how far dressed-up copies of one figure do.

    python benchmarks/alike.py [RUN]

Distinct: all pairs of the 263 figures of stem2code-mini; with RUN (curated), also of up to 3,000 rows of it. Copies:
every sixth figure of stem2code-mini, drawn again with one thing changed. The last columns say what curation would do.
"""

from __future__ import annotations

import ast
import asyncio
import random
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from codepercept.dataset.dedup import Signatures, apart_by_view, apart_from, find_duplicates, looks_alike
from codepercept.dataset.references import mini_signatures
from codepercept.dataset.signatures import VIEWS, signature
from codepercept.dataset.signing import as_columns, load_signatures
from codepercept.evals.items import open_items
from codepercept.sandbox.pool import SandboxPool

EVERY, MOST = 6, 3000


class Shifted(ast.NodeTransformer):
    """All decimal numbers larger or smaller by a share."""

    def __init__(self, share: float) -> None:
        self._share, self._random = share, random.Random(0)

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        """One number."""
        if isinstance(node.value, float):
            return ast.copy_location(ast.Constant(node.value * (1 + self._random.choice((-1, 1)) * self._share)), node)
        return node


def last(line: str) -> Callable[[str], str]:
    """A line put before the figure is shown."""

    def change(code: str) -> str:
        place = code.rfind("plt.show()")
        return f"{code[:place]}{line}\n{code[place:]}" if place >= 0 else f"{code}\n{line}\n"

    return change


def shifted(share: float) -> Callable[[str], str]:
    """All decimal numbers changed."""
    return lambda code: ast.unparse(Shifted(share).visit(ast.parse(code)))


_ALL = "list(plt.gca().lines) + list(plt.gca().patches) + list(plt.gca().collections)"
COPIES: dict[str, Callable[[str], str]] = {
    "another resolution": last("plt.gcf().set_dpi(60)"),
    "a note in the corner": last("plt.gcf().text(0.02, 0.02, 'Fig. 7', fontsize=8)"),
    "another title": last("plt.gca().set_title('another title of this figure')"),
    "numbers 0.3% off": shifted(0.003),
    "numbers 1% off": shifted(0.01),
    "a page three quarters as large": last("plt.gcf().set_size_inches(plt.gcf().get_size_inches() * 0.75)"),
    "one element red": last(f"({_ALL})[0].set_color('crimson')"),
    "all elements teal": last(f"[o.set_color('teal') for o in {_ALL}]"),
    "numbers 3% off": shifted(0.03),
}


def distinct(name: str, rows: Signatures) -> None:
    """Distances of all pairs."""
    left, right = np.triu_indices(len(rows), 1)
    apart = apart_by_view(rows, left, right)
    told = []
    for view in VIEWS:
        told.append(" / ".join(str(int(q)) for q in np.quantile(apart[view], [0, 0.0001, 0.01, 0.5])))
    print(f"| {name} | {len(left):,} | " + " | ".join(told) + f" | {int(looks_alike(apart).sum())} | "
          f"{int((find_duplicates(rows).leader >= 0).sum())} |")  # fmt: skip


async def draw(pool: SandboxPool, code: str, change: Callable[[str], str]) -> Signatures | None:
    """The signature of a changed figure; None where the change does not fit it."""
    changed = change(code)
    run = await pool.run(changed)
    if run.status != "ok" or run.trace is None:
        return None
    return as_columns([signature(run.image, changed, run.trace.model_dump(mode="json", exclude_defaults=True))])


async def copies() -> None:
    """One row for each change."""
    items, known = open_items("mini"), mini_signatures().signatures
    numbers = range(0, len(items), EVERY)
    async with SandboxPool(2) as pool:
        for name, change in COPIES.items():
            drawn = await asyncio.gather(*(draw(pool, items.read(n).code, change) for n in numbers))
            bits = [
                [int(apart_from(known, one, 0)[v][n]) for v in VIEWS]
                for n, one in zip(numbers, drawn, strict=True)
                if one is not None
            ]
            loose = looks_alike({v: np.array(bits, np.int16)[:, i] for i, v in enumerate(VIEWS)}).mean()
            strict = np.mean([same(known, n, one) for n, one in zip(numbers, drawn, strict=True) if one is not None])
            told = [" / ".join(str(int(q)) for q in np.quantile(np.array(bits)[:, i], [0.5, 0.9, 1])) for i in range(3)]
            print(f"| {name} | {len(bits)} | " + " | ".join(told) + f" | {loose:.0%} | {strict:.0%} |", flush=True)


def same(known: Signatures, number: int, copy: Signatures) -> bool:
    """Whether a copy beside its original would be left out."""
    both = Signatures(
        {v: np.concatenate([known.near[v][[number]], copy.near[v]]) for v in VIEWS},
        {v: np.concatenate([known.exact[v][[number]], copy.exact[v]]) for v in VIEWS},
        {v: np.concatenate([known.has[v][[number]], copy.has[v]]) for v in VIEWS},
        np.concatenate([known.inventory[[number]], copy.inventory]),
    )
    return bool(find_duplicates(both).leader[1] == 0)


def main() -> None:
    print("| distinct figures | pairs | picture: least / 0.01% / 1% / median | code | trace | pairs that look alike | "
          "rows left out as the same |\n"
          + "| --- " * 7 + "|")  # fmt: skip
    distinct("stem2code-mini", mini_signatures().signatures)
    if len(sys.argv) > 1:
        rows = load_signatures(sorted((Path(sys.argv[1]) / "curation").glob("part-*.parquet")))
        distinct(Path(sys.argv[1]).name, rows.take(np.arange(min(len(rows), MOST))))
    print(
        "\n| copies with | figures | picture: median / 90% / most | code | trace | looks alike | is the same |\n"
        + "| --- " * 7
        + "|"
    )
    asyncio.run(copies())


if __name__ == "__main__":
    main()
