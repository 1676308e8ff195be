"""Explanations: four sections, steps in the order of the code and true to it, and the code itself unchanged."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Callable

import pytest

from codepercept.figure.explain import write_explanation
from codepercept.figure.writer import write_caption
from codepercept.types import Execution

SECTIONS = ["What the picture shows", "How it is drawn, step by step", "The full code", "How to run it"]

CODES = {
    "plain": """\
import numpy as np
import matplotlib.pyplot as plt

heights = [3, 5, 2]
names = ['x', 'y', 'z']
fig, ax = plt.subplots()
ax.bar(names, heights, color='teal')
ax.set_title('Three bars')
ax.set_ylabel('metres')
plt.show()
""",
    "defined": '''\
"""A module docstring."""
import matplotlib.pyplot as plt


def mark(ax, x):
    """Put a mark at x. More of it."""
    ax.plot([x], [x], 'ko')


if __name__ == "__main__":
    fig, ax = plt.subplots()
    for i in range(3):
        mark(ax, i)
    text = """with
```fences```"""
    ax.text(0, 1, 'fenced')
    plt.show()
''',
    "long": "import matplotlib.pyplot as plt\nfig, axs = plt.subplots(1, 2)\n"
    + "".join(f"a{i} = {i}\nb{i} = max(a{i}, 1)\naxs[{i % 2}].plot([0, b{i}], [0, {i}])\n" for i in range(12))
    + "axs[0].grid(True)\nplt.show()\n",
    "many definitions": "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\n"
    + "".join(f"a{i} = {i}\n\n\ndef f{i}(x):\n    return x + a{i}\n\n\nax.plot([0, f{i}({i})])\n" for i in range(12))
    + "\n\n".join(f'def g{i}(x):\n    """Number {i} of x."""\n    return x\n\n' for i in range(9))
    + "plt.show()\n",
}


@pytest.mark.parametrize("name", CODES)
def test_an_explanation_is_true_to_its_code(name: str, execute: Callable[[str], Execution]) -> None:
    code = CODES[name]
    execution = execute(code)
    assert execution.trace is not None, execution.error
    caption, _ = write_caption(execution.trace)
    text = write_explanation(code, caption, execution.trace)
    assert re.findall(r"^## (.+)$", text.replace(code, ""), re.M) == SECTIONS
    assert caption in text
    fence = re.search(r"^(`{3,})python\n(.*?)^\1$", text, re.M | re.S)
    assert fence is not None and fence[2].strip("\n") == code.strip("\n")
    assert ast.dump(ast.parse(fence[2])) == ast.dump(ast.parse(code))
    section = text.partition("step by step\n\n")[2].partition("\n\n## The full code")[0]
    steps = section.split("\n")
    assert [s.split(". ")[0] for s in steps] == [str(i + 1) for i in range(len(steps))] and len(steps) <= 14
    ranges = [re.match(r"\d+\. \*\*Lines? (\d+)(?:-(\d+))?\.\*\* [A-Z].*\.$", s) for s in steps]
    assert all(ranges), steps
    bounds = [(int(m[1]), int(m[2] or m[1])) for m in ranges if m]
    assert all(first <= last for first, last in bounds)
    assert all(a[1] < b[0] for a, b in itertools.pairwise(bounds))
    assert bounds[-1][1] <= len(code.splitlines())
    told = [re.sub(r"`[^`]*`|\d+|\*\*.*?\*\*", "", s) for s in steps]
    assert all(a != b for a, b in itertools.pairwise(told)), "\n".join(told)


def test_steps_say_what_their_lines_draw(execute: Callable[[str], Execution]) -> None:
    execution = execute(CODES["plain"])
    assert execution.trace is not None
    text = write_explanation(CODES["plain"], "A caption.", execution.trace)
    for line in (
        "**Lines 1-2.** Import `numpy` and `matplotlib.pyplot`.",
        "`heights` and `names`",
        "**Line 6.** Open the figure with one panel.",
        '"Three bars"',
        "pip install matplotlib numpy",
    ):
        assert line in text, text
    step = next(s for s in text.splitlines() if "three teal bars" in s)
    assert "7" in step.partition("**")[2].partition("**")[0]
    defined = execute(CODES["defined"])
    assert defined.trace is not None
    told = write_explanation(CODES["defined"], "A caption.", defined.trace)
    assert "Define the function `mark`: put a mark at x. Called later, it draws three black markers." in told
    assert "````python" in told
