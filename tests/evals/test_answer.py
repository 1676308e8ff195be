"""Finding the program in an answer, whatever the answer looks like."""

from __future__ import annotations

import time

import pytest

from codepercept.evals.answer import program_of

CODE = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"


@pytest.mark.parametrize(
    ("answer", "program", "block"),
    [
        (f"Here:\n```python\n{CODE}\n```\nDone.", CODE, "python"),
        (f"```Python\n{CODE}\n```", CODE, "python"),
        (f"```py\n{CODE}\n```", CODE, "python"),
        (f"```\n{CODE}\n```", CODE, "plain"),
        (f"```bash\npip install x\n```\n```python\n{CODE}\n```\n```python\nplt.show()\n```", CODE, "python"),
        (f"```\nnot this\n```\n```python\n{CODE}\n```", CODE, "python"),
        (f"```python\n\n```\n```python\n{CODE}\n```", CODE, "python"),
        (f"```python\n{CODE}", CODE, "open"),
        (f"```python\n{CODE}\n```\nor\n```python\nplt.plo", CODE, "python"),
        (CODE, CODE, "bare"),
        ("The figure shows a circle. I import nothing.", "", "none"),
        ("```json\n{}\n```", "", "none"),
        ("", "", "none"),
        (f"````python\n{CODE}\nx = '''\n```\n'''\n````", f"{CODE}\nx = '''\n```\n'''", "python"),
        (f"```python\r\n{CODE}\r\n```\0", CODE, "python"),
    ],
)
def test_the_program_is_found(answer: str, program: str, block: str) -> None:
    assert program_of(answer) == (program, block)


def test_first_or_last() -> None:
    answer = "```python\nimport a\n```\n```python\nimport b\n```"
    assert program_of(answer)[0] == "import a" and program_of(answer, "last")[0] == "import b"


@pytest.mark.parametrize(
    "answer",
    ["word " * 400_000, "`" * 2_000_000, "```python\n" * 200_000, "import a\n" * 250_000, "(" * 300_000 + "\nimport x"],
    ids=["prose", "backticks", "fences", "lines", "nesting"],
)
def test_two_megabytes_are_read_in_no_time(answer: str) -> None:
    started = time.process_time()
    program_of(answer)
    assert time.process_time() - started < 10
