"""What models send, read strictly and through their decorations."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codepercept.models.base import split_reasoning
from codepercept.models.readers import (
    Judgement,
    ReadError,
    read_code,
    read_codes,
    read_judgement,
    read_text,
)

CODE = "import matplotlib.pyplot as plt\n\nplt.plot([1, 2])\nplt.show()"


@pytest.mark.parametrize(
    "answer",
    [
        f"```python\n{CODE}\n```",
        f"Sure!\n\n```Python\n{CODE}\n```\nRun it.",
        f"```py\n{CODE}",
        f"~~~python\n{CODE}\n~~~",
        f"````python\n{CODE}\n````",
        f"``` python title=figure.py\n{CODE}\n```",
        f"```\n{CODE}\n```",
        CODE,
        "1. Like this:\n\n   ```python\n" + "\n".join("   " + line for line in CODE.splitlines()) + "\n   ```",
        f"First install:\n```python\nimport os\n```\nthen\n```python\n{CODE}\n```",
        f"```bash\npip install matplotlib\n```\n```python\r\n{CODE}\r\n```",
    ],
)
def test_programs(answer: str) -> None:
    assert read_code(answer).strip() == CODE


@pytest.mark.parametrize("answer", ["", "I cannot do that.", "```json\n{}\n```", "```python\nprint(x)\n```", "x = 1"])
def test_no_program(answer: str) -> None:
    with pytest.raises(ReadError, match="no program"):
        read_code(answer)


def test_several_programs() -> None:
    programs = [CODE.replace("1, 2", f"{i}, 2") for i in range(10)]
    fenced = "\n\n".join(f"### Figure {i}\n\n```python\n{p}\n```" for i, p in enumerate(programs, 1))
    assert read_codes(fenced, 10) == programs
    assert read_codes(fenced, 4) == programs[:4]
    assert read_codes(fenced[: fenced.index("### Figure 9")], 10) == programs[:8]  # the last ones are missing
    one_block = "```python\n" + "\n".join(f"# Figure {i}\n{p}" for i, p in enumerate(programs, 1)) + "\n```"
    assert [p.partition("\n")[2].strip() for p in read_codes(one_block, 10)] == programs
    shared = (
        "```python\nimport matplotlib.pyplot as plt\n\n# --- Figure 1 ---\nplt.plot([1])\n"
        "# --- Figure 2 ---\nplt.bar([1], [2])\n```"
    )
    first, second = read_codes(shared, 2)
    assert "import matplotlib" in first and "import matplotlib" in second
    assert "plt.plot" in first and "plt.bar" not in first and "plt.bar" in second
    with pytest.raises(ReadError, match="10 were asked for"):
        read_codes("No.", 10)


@pytest.mark.parametrize(
    "answer",
    [
        "A red circle.",
        "```text\nA red circle.\n```",
        "**Caption:** A red circle.",
        "## Description\n\nA red circle.",
        "Caption:\n\nA red circle.",
        "  A red circle.\n\n",
    ],
)
def test_prose(answer: str) -> None:
    assert read_text(answer) == "A red circle."


def test_prose_keeps_what_only_looks_like_a_label() -> None:
    text = "Triangle: three red sides.\nIts base is 4 units long."
    assert read_text(text) == text
    with pytest.raises(ReadError):
        read_text("```\n\n```")


FIELDS = {"verdict": "fail", "score": 2, "faults": ["magic_numbers"], "reason": "Offsets {1.37} nobody could infer."}


@pytest.mark.parametrize(
    "answer",
    [
        json.dumps(FIELDS),
        f"```json\n{json.dumps(FIELDS, indent=2)}\n```",
        f"I compared both. {json.dumps(FIELDS)} That is all.",
        json.dumps(FIELDS)[:-1] + ",}",
        json.dumps(FIELDS).replace('"', "'"),
        json.dumps({**FIELDS, "verdict": "FAIL", "score": "2/5", "faults": "magic_numbers"}),
        json.dumps({**FIELDS, "Verdict": "Failed.", "verdict": "Failed.", "score": 2.0}),
        "**Verdict:** FAIL\n**Score:** 2/5\n**Faults:** magic_numbers\n**Reason:** Offsets {1.37} nobody could infer.",
        "- Verdict: fail\n- Score: 2\n- Faults: magic_numbers\n- Reason: Offsets {1.37} nobody could infer.",
    ],
)
def test_judgements(answer: str) -> None:
    assert read_judgement(answer) == Judgement(**FIELDS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("", "no JSON object"),
        ("It looks fine to me.", "no JSON object"),
        ('{"score": 3}', "verdict"),
        ('{"verdict": "maybe", "score": 3}', "verdict"),
        ('{"verdict": "pass"}', "score"),
        ('{"verdict": "pass", "score": 9}', "score"),
        ('{"verdict": "pass", "score": "good"}', "score"),
        ("[1, 2]", "no JSON object"),
    ],
)
def test_judgements_that_cannot_be_read(answer: str, says: str) -> None:
    with pytest.raises(ReadError, match=says):
        read_judgement(answer)


@pytest.mark.parametrize(
    ("raw", "answer", "reasoning"),
    [
        ("<think>three dots</think>\n\nThree.", "Three.", "three dots"),
        ("three dots\n</think>\nThree.", "Three.", "three dots"),
        ("<think>on and on", "", "on and on"),
        ("Three.", "Three.", ""),
        ("```python\nprint('</think>')\n```\n</think>", "```python\nprint('</think>')\n```\n</think>", ""),
    ],
)
def test_reasoning_is_kept_apart(raw: str, answer: str, reasoning: str) -> None:
    assert split_reasoning(raw) == (answer, reasoning)


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_text, read_code, read_judgement, lambda t: read_codes(t, 3)):
        try:
            read(text)
        except ReadError as error:
            assert str(error)


def test_hostile_answers_end_quickly() -> None:
    for text in ("```" * 100_000, "{" * 100_000, "# Figure 1\n" * 30_000, "(" * 50_000, "**a" * 100_000, "x" * 500_000):
        for read in (read_text, read_code, read_judgement, lambda t: read_codes(t, 3)):
            with contextlib.suppress(ReadError):
                read(text)
