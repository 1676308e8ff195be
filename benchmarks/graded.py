"""Scripted answers of graded quality to an image-to-code benchmark: what `eval` is tried on where there is no model.

python benchmarks/graded.py OUT.jsonl [--skill 0.7] [-n N] writes recorded answers; ask them with
`codepercept eval stem2code --model OUT.jsonl#NAME`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from pathlib import Path

from codepercept.evals.items import Item, open_items

WRONG_COLORS = ["crimson", "teal", "goldenrod", "slateblue"]


def graded_answer(item: Item, skill: float) -> str:
    """An answer to one figure; what is wrong with it follows from the id and the skill.

    Args:
        item: the figure.
        skill: from 0 (nothing usable) to 1 (the reference code itself).
    """
    dice = random.Random(f"{item.id} {skill}")
    if dice.random() > skill:
        kind = dice.choice(["prose", "broken", "nothing", "cut off", "drop", "drop", "drop"])
    else:
        kind = dice.choice(["exact", "shift", "color", "three blocks"])
    code = item.code.strip()
    if kind == "prose":
        return "The figure shows a diagram with several labelled parts, which I can describe but not draw."
    if kind == "broken":
        return (
            f"```python\n{code}\nplt.gca().draw_everything()\n```"
            if "plt.show()" not in code
            else (f"```python\n{code.replace('plt.show()', 'raise ValueError(1)')}\n```")
        )
    if kind == "nothing":
        return "```python\nimport matplotlib.pyplot as plt\nprint('done')\n```"
    if kind == "cut off":
        return f"Here it is:\n```python\n{code[: len(code) // 2]}"
    if kind == "drop":
        code = _without_calls(code, dice, 0.2 + 0.6 * (1 - skill))
    elif kind == "shift":
        code = re.sub(r"\b(\d)\.(\d)\b", lambda m: f"{m[1]}.{(int(m[2]) + 1) % 10}", code, count=6)
    elif kind == "color":
        code = re.sub(r"color=\"[a-z:]+\"", lambda m: f'color="{dice.choice(WRONG_COLORS)}"', code)
    if kind == "three blocks":
        before, after = "First:\n```bash\npip install matplotlib\n```", "or\n```python\nplt.show()\n```"
        return f"{before}\nthen\n```python\n{code}\n```\n{after}"
    return f"```python\n{code}\n```"


def _without_calls(code: str, dice: random.Random, share: float) -> str:
    """The program without some of the statements that draw (those on one line, at the top level)."""
    kept = []
    for line in code.split("\n"):
        one_call = re.match(r"(ax\w*|plt)(\[.*?\])?\.\w+\(", line) and line.count("(") == line.count(")")
        if one_call and "subplots" not in line and "show" not in line and dice.random() < share:
            continue
        kept.append(line)
    return "\n".join(kept)


def write_graded(out: Path, skill: float, data: str = "mini", n: int | None = None) -> None:
    """Write recorded answers for a benchmark."""
    items = open_items(data)
    with out.open("w", encoding="utf-8") as file:
        for number in range(min(n or len(items), len(items))):
            item = items.read(number)
            answer = graded_answer(item, skill)
            file.write(json.dumps({"label": f"redraw {item.id}", "answer": answer}, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--skill", type=float, default=0.7)
    parser.add_argument("--data", default="mini")
    parser.add_argument("-n", type=int)
    options = parser.parse_args()
    write_graded(options.out, options.skill, options.data, options.n)


if __name__ == "__main__":
    main()
