"""Small charts whose programs hold numbers that must fit each other: lists as long as the range they are drawn over, as
many values as a field has cells. A model that miscounts writes a program that does not run."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

COLOURS = ("red", "blue", "green", "orange", "purple", "black")
KINDS = ("bars", "line", "steps", "two", "field", "scatter", "space")


def write_scripts(
    folder: Path, count: int, seed: int, without: frozenset[str] = frozenset(), kinds: Sequence[str] = ()
) -> frozenset[str]:
    """Write different programs into a folder, and return them.

    Args:
        folder: made if it is not there.
        count: how many.
        seed: of all that is drawn.
        without: programs that are not to be among them.
        kinds: of each program in turn, over and over; drawn as well by default.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    made: dict[str, None] = {}
    while len(made) < count:
        code = program(rng, kinds[len(made) % len(kinds)] if kinds else None)
        if code in made or code in without:
            continue
        (folder / f"{len(made):05d}.py").write_text(code)
        made[code] = None
    return frozenset(made)


def program(rng: random.Random, kind: str | None = None) -> str:
    """One figure script, of a kind that is drawn as well where none is named."""
    kind, colour = kind or rng.choice(KINDS), rng.choice(COLOURS)
    body = _field(rng) if kind == "field" else _lists(rng, kind, colour)
    imports = ["import matplotlib.pyplot as plt"] + (["import numpy as np"] if kind == "field" else [])
    axes = 'ax = fig.add_subplot(projection="3d")' if kind == "space" else "ax = fig.add_subplot()"
    return "\n".join([*imports, "", "fig = plt.figure(figsize=(2, 2))", axes, *body, "plt.show()"]) + "\n"


def _field(rng: random.Random) -> list[str]:
    rows, columns = rng.randint(3, 6), rng.randint(3, 6)
    values = [rng.randint(0, 9) for _ in range(rows * columns)]
    return [
        f"values = np.array({values}).reshape({rows}, {columns})",
        f'ax.imshow(values, cmap="{rng.choice(("viridis", "gray", "hot"))}")',
    ]


def _lists(rng: random.Random, kind: str, colour: str) -> list[str]:
    n = rng.randint(6, 16) if kind in ("two", "scatter", "space") else rng.randint(8, 30)
    if kind == "space":
        return [f"y = {_walk(rng, n)}", f"z = {_walk(rng, n)}", f'ax.plot(range({n}), y, z, color="{colour}")']
    if kind == "scatter":
        x, y = ([rng.randint(0, 9) for _ in range(n)] for _ in "xy")
        draw = [f"x = {x}", f"y = {y}", f'ax.scatter(x, y, color="{colour}")']
        return [*draw, "ax.set(xlim=(-1, 10), ylim=(-1, 10))"]
    y = _walk(rng, n)
    if kind == "two":
        other = rng.choice([c for c in COLOURS if c != colour])
        low = [max(0, v - rng.randint(1, 4)) for v in y]
        draw = [f"low = {low}", f"high = {y}", f'ax.plot(range({n}), low, color="{colour}")']
        return [*draw, f'ax.plot(range({n}), high, color="{other}")', "ax.set(ylim=(0, 10))"]
    draw = {
        "bars": [f'ax.bar(range({n}), y, color="{colour}")'],
        "line": [f'ax.plot(range({n}), y, color="{colour}", marker="{rng.choice("os^")}")'],
        "steps": [f'ax.step(range({n}), y, color="{colour}")'],
    }[kind]
    return [f"y = {y}", *draw, "ax.set(ylim=(0, 10))"]


def _walk(rng: random.Random, n: int) -> list[int]:
    """Values from 1 to 9, each near the one before."""
    values = [rng.randint(1, 9)]
    while len(values) < n:
        values.append(min(9, max(1, values[-1] + rng.randint(-3, 3))))
    return values
