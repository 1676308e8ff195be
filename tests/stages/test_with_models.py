"""Stages that ask models, each alone: what they send, and what they make of the answers."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from codepercept.config import ModelsSection
from codepercept.models import Models, ReadError
from codepercept.models.base import GenerateConfig, Message, ModelError, ModelOutput
from codepercept.models.cache import Calls
from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import SandboxPool
from codepercept.stages.caption import Caption
from codepercept.stages.diversify import Diversify, alike, picture_hash, skeleton
from codepercept.stages.execute import Execute
from codepercept.stages.explain import Explain, read_explanation, steps
from codepercept.stages.judge import Judge
from codepercept.stages.label import label_of
from codepercept.stages.repair import Repair, trimmed
from codepercept.types import Execution, Sample, Seed

CIRCLE = """import matplotlib.pyplot as plt
fig, ax = plt.subplots()
ax.add_patch(plt.Circle((0, 0), 1, color='red'))
ax.set_xlim(-2, 2)
ax.set_ylim(-2, 2)
ax.set_aspect('equal')
plt.show()"""
BARS = "import matplotlib.pyplot as plt\nplt.bar(['a', 'b'], [3, 5])\nplt.title('Sales')\nplt.show()"
CURVE = "import numpy as np\nimport matplotlib.pyplot as plt\nx = np.linspace(0, 6)\nplt.plot(x, np.sin(x))\nplt.show()"


class Told:
    """Answers by the prompt's name (the first word of a label), in the order given; remembers what it was sent."""

    def __init__(self, **answers: str | list[str]) -> None:
        self.answers = {k: [v] if isinstance(v, str) else list(v) for k, v in answers.items()}
        self.sent: list[tuple[str, str]] = []

    async def generate(self, messages: Sequence[Message], config: GenerateConfig) -> ModelOutput:
        name = config.label.split()[0]
        self.sent.append((config.label, messages[-1].text))
        if not self.answers.get(name):
            raise ModelError(f"not expected: {config.label}")
        return ModelOutput(text=self.answers[name].pop(0), model="m")

    @property
    def labels(self) -> list[str]:
        return [label for label, _ in self.sent]


def go(tmp_path: Path, told: Told, stage: Any, row: Sample) -> list[Sample]:
    """Run a stage, made from models and a sandbox, on a row."""

    async def run() -> list[Sample]:
        section = ModelsSection.model_validate(
            {"endpoints": {"e": {"recorded": "-"}}, "roles": {"default": {"model": "m"}}}
        )
        calls = Calls(tmp_path / "calls.sqlite")
        models = Models(section, {"e": told}, calls, 0)
        async with SandboxPool(1, Limits(cpu_seconds=10)) as sandbox:
            done: list[Sample] = await stage(models, sandbox)(row)
        calls.close()
        return done

    return asyncio.run(run())


def executed(code: str) -> Execution:
    async def run() -> Execution:
        async with SandboxPool(1) as sandbox:
            return await sandbox.run(code)

    return asyncio.run(run())


def row(code: str = "", pipeline: str = "reproduce", run: bool = False, **fields: Any) -> Sample:
    identity = f"{pipeline}-000003-circle"
    seed = Seed(id="circle", image=executed(CIRCLE).image if pipeline == "diversify" else None)
    execution = executed(code) if run else None
    return Sample(id=identity, seed=seed, pipeline=pipeline, code=code, execution=execution, **fields)


def test_labels_do_not_depend_on_the_run() -> None:
    made = row().model_copy(update={"id": "diversify-000041-mathvision-2110--07"})
    assert label_of(made) == "diversify/mathvision-2110/07"
    assert label_of(made.model_copy(update={"id": "cube_nets-0000012"})) == "cube_nets-0000012"


def test_repair_until_it_runs(tmp_path: Path) -> None:
    broken = CIRCLE.replace("plt.Circle", "plt.Circel")
    told = Told(repair=[f"```python\n{broken}\nplt.plot(undefined)\n```", f"```python\n{CIRCLE}\n```"])
    (done,) = go(tmp_path, told, lambda m, s: Execute(s, repair=Repair(m, 3)), row(broken))
    assert done.outcome == "sample" and done.code == CIRCLE
    assert told.labels == ["repair reproduce/circle 1", "repair reproduce/circle 2"]
    first = told.sent[0][1]
    assert "has no attribute 'Circel'" in first and broken in first and "raised an exception" in first
    given_up = [h for h in done.history if h.stage == "repair"]
    assert given_up[0].code == broken and "Circel" in given_up[0].note and len(given_up) == 2


def test_repair_ends_after_so_many_rounds(tmp_path: Path) -> None:
    told = Told(repair=["```python\nimport os\n1 / 0\n```"] * 2)
    (done,) = go(tmp_path, told, lambda m, s: Execute(s, repair=Repair(m, 2)), row("import os\n1 / 0"))
    assert done.rejection and done.rejection.kind == "error" and "(after 2 repairs)" in done.rejection.reason
    (left,) = go(tmp_path, Told(), lambda m, s: Execute(s), row("import os\n1 / 0"))
    assert left.rejection and "repair" not in left.rejection.reason


def test_a_traceback_is_trimmed_to_the_script() -> None:
    run = executed("import matplotlib.pyplot as plt\nimport numpy as np\nplt.plot([1, 2], [1, 2, 3])\nplt.show()")
    text = trimmed(run)
    assert "x and y must have same first dimension" in text and "line 3" in text
    assert "site-packages" not in text and len(text) < 600
    long = executed("raise ValueError('x' * 100_000)")
    assert len(trimmed(long)) <= 2500


def test_ten_variants_of_a_principle(tmp_path: Path) -> None:
    renamed = (
        "import numpy as np\nimport matplotlib.pyplot as plt\nt = np.linspace(0, 7)\nplt.plot(t, np.sin(t))\nplt.show()"
    )
    same_look = (
        "import numpy as np\nimport matplotlib.pyplot as plt\nt = np.linspace(0, 2 * np.pi, 200)\n"
        "plt.fill(np.cos(t), np.sin(t), color='red')\nplt.axis([-2, 2, -2, 2])\nplt.gca().set_aspect('equal')"
        "\nplt.show()"
    )
    programs = [
        CIRCLE,
        BARS,
        CURVE,
        renamed,
        same_look,
        "import os\n1 / 0",
        "import matplotlib.pyplot as plt\nplt.plot(",
    ]
    told = Told(
        principle="A set is as large as itself.",
        diversify_codes="\n".join(f"### Figure {i}\n```python\n{p}\n```" for i, p in enumerate(programs, 1)),
    )
    seed = row(pipeline="diversify", parameters={"k": 10})
    done = go(tmp_path, told, lambda m, s: Diversify(m, Execute(s)), seed)
    assert [d.id[-4:] for d in done] == [f"--{i:02d}" for i in range(1, 11)]
    kinds = [d.rejection.kind if d.rejection else "" for d in done]
    assert kinds == ["", "", "", "duplicate_code", "duplicate_picture", "error", "error", *["not_written"] * 3]
    assert done[3].rejection and done[3].rejection.reason.endswith(
        "diversify-000003-circle--03 with other names or numbers"
    )
    assert done[9].rejection and "7 of the 10 programs" in done[9].rejection.reason
    assert all(d.principle == "A set is as large as itself." and d.parameters["k"] == 10 for d in done)
    assert "A set is as large as itself." in told.sent[1][1] and "exactly 10 programs" in told.sent[1][1]
    assert all(d.execution for d in done[:3])


def test_programs_and_pictures_alike() -> None:
    assert alike(skeleton(CURVE), skeleton(CURVE.replace("x", "angle").replace("6", "7"))) == 1.0
    assert alike(skeleton(CURVE), skeleton(BARS)) == 0.0
    assert skeleton("plt.plot(") == ["plt", ".", "plot", "("]
    one, two = executed(BARS).image, executed(BARS.replace("3, 5", "5, 3")).image
    assert one and two and picture_hash(one) - picture_hash(two) > 10 and picture_hash(one) - picture_hash(one) == 0


def test_the_judge_is_asked_in_order_and_stops_at_the_first_no(tmp_path: Path) -> None:
    yes = '{"verdict": "pass", "score": 5, "reason": "fine"}'
    no = '{"verdict": "fail", "score": 2, "faults": ["detached_label"], "reason": "The label floats."}'
    (good,) = go(
        tmp_path, Told(judge_code=yes, judge_image=yes, judge_pair=yes), lambda m, s: Judge(m), row(CIRCLE, run=True)
    )
    assert good.outcome == "sample" and good.scores["judge_pair"].value == 1.0
    told = Told(judge_code=yes, judge_image=no)
    (bad,) = (
        go(tmp_path / "x", told, lambda m, s: Judge(m), row(CIRCLE, run=True))
        if (tmp_path / "x").mkdir() is None
        else ()
    )
    assert bad.rejection and (bad.rejection.kind, bad.rejection.reason) == ("image:detached_label", "The label floats.")
    assert bad.scores["judge_image"].value == 0.25 and "judge_pair" not in bad.scores
    (free,) = go(tmp_path, Told(), lambda m, s: Judge(m), row(CIRCLE, pipeline="geometry", run=True))
    assert free.outcome == "sample" and not free.scores


TRUE = "A single red circle lies on axes that run from -2 to 2."
FALSE = "Three green circles lie on axes that run from -2 to 2."


def test_a_caption_that_contradicts_the_trace_goes_back_once(tmp_path: Path) -> None:
    told = Told(native_caption="Some circles.", analyse="- one red circle", refine_caption=FALSE, correct_caption=TRUE)
    (done,) = go(tmp_path, told, lambda m, s: Caption(m), row(CIRCLE, run=True))
    assert done.outcome == "sample" and done.caption == TRUE and done.native_caption == "Some circles."
    assert done.scores["grounding"].value == 1.0 and done.claims
    contradictions = told.sent[-1][1]
    assert FALSE in contradictions and "green" in contradictions.split(FALSE)[1]
    assert "A circle" in told.sent[1][1] or "circle" in told.sent[1][1], "the analyst sees the facts of the trace"


def test_a_caption_that_stays_wrong_is_refused(tmp_path: Path) -> None:
    told = Told(native_caption="Some circles.", analyse="- one red circle", refine_caption=FALSE, correct_caption=FALSE)
    (done,) = go(tmp_path, told, lambda m, s: Caption(m), row(CIRCLE, run=True))
    assert done.rejection and done.rejection.kind == "contradicts_trace" and "green" in done.rejection.reason
    assert done.caption == FALSE and done.scores["grounding"].value != 1.0


def lesson(
    code: str = CIRCLE, told: str = "1. A red circle of radius 1 is drawn.\n2. The axes get equal aspect."
) -> str:
    program = f"```python\n{code}\n```"
    parts = ("## What the picture shows", "A circle.", "## Step by step", told, "## The full code", program)
    return "\n\n".join(parts) + "\n"


def test_explanations_hold_the_true_code(tmp_path: Path) -> None:
    changed = lesson(CIRCLE.replace("-2, 2", "-3, 3"))
    told = Told(explain_draft=lesson(BARS), explain_refine=[changed, f"```markdown\n{lesson()}```"])
    (done,) = go(tmp_path, told, lambda m, s: Explain(m), row(CIRCLE, run=True))
    assert done.explanation == lesson() and done.code_draft == lesson(BARS).strip()
    assert "the program in it is not the given one" in told.sent[-1][1]
    (plain,) = go(
        tmp_path, Told(), lambda m, s: Explain(m), row(CIRCLE, pipeline="geometry", run=True, caption="A circle.")
    )
    assert "```python" in plain.explanation and not plain.code_draft


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (lesson("x = 1"), "not the given one"),
        (lesson().replace("```", ""), "no ```python block"),
        (lesson(told="First a circle is drawn."), "no numbered steps"),
        (lesson(told="1. A red circle is drawn.\n2. Now relax and enjoy life."), "step 2 names nothing"),
    ],
)
def test_explanations_that_are_refused(text: str, says: str) -> None:
    trace = executed(CIRCLE).trace
    assert trace
    with pytest.raises(ReadError, match=says):
        read_explanation(text, CIRCLE, trace)


def test_layout_and_comments_of_the_code_may_differ() -> None:
    trace = executed(CIRCLE).trace
    assert trace and read_explanation(lesson(CIRCLE + "  # shown\n"), CIRCLE, trace)


@pytest.mark.parametrize(
    "text",
    [
        "1. one\n2. two\n   more\n3. three",
        "### 1. one\ntext\n### 2. two\n\n### Step 3: three",
        "**Step 1:** one\n\n**Step 2:** two\n\n```python\n4. not this\n```\n\n**3.** three",
        "The radius is\n2.5. It grows.\n\n1. one\n2. two\n3. three",
        "1) one\n2) two\n3) three\n\n## The end\n\n    4. code",
    ],
)
def test_steps_are_found(text: str) -> None:
    assert len(steps(text)) == 3
