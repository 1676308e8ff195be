"""What the tracer cannot describe never costs the picture, and is never passed off as complete."""

from __future__ import annotations

import pytest

from codepercept.figure.facts import facts_of
from codepercept.scorers.quality import check_consistency

PLT = "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([0, 4], [0, 4])\nax.set_aspect('equal')\n"
TURNED = PLT + (
    "from matplotlib.transforms import Affine2D\nbox = plt.Rectangle((0, 0), 2, 1, color='red')\n"
    "box.set_transform(Affine2D().rotate_deg(90).translate(3, 1) + ax.transData)\nax.add_patch(box)\nplt.show()"
)
STRANGE = PLT + (
    "class Odd(plt.Circle):\n    def get_width(self):\n        raise KeyError('surprise')\n"
    "ax.add_artist(Odd((2, 2), 1))\nplt.show()"
)
ARROWS = PLT + (
    "for x, c in ((1, 'red'), (2, 'green')):\n"
    "    ax.annotate('', (x, 3), (x, 1), arrowprops=dict(arrowstyle='->', color=c))\nplt.show()"
)


@pytest.fixture(scope="module")
def runs(run_many):
    return run_many([TURNED, STRANGE, ARROWS])


def test_a_turned_patch_is_where_it_is_painted(runs) -> None:
    box = next(e for e in runs[0].trace.elements if e.color == "#ff0000")
    corners = {(round(x, 3), round(y, 3)) for x, y in box.data}
    assert corners == {(3, 1), (3, 3), (2, 3), (2, 1)}
    assert "corner" not in box.shape, "its own width and corner hold before the turn, not on the page"


def test_an_artist_that_breaks_the_tracer_does_not_break_the_run(runs) -> None:
    run = runs[1]
    assert run.status == "ok" and run.trace.untraced == 1
    assert "cannot describe a Odd: KeyError" in run.stderr
    assert any(e.role == "data" for e in run.trace.elements), "the rest is traced all the same"
    assert check_consistency(STRANGE, run).kind == "untraced"


def test_arrows_of_several_colours_are_told_apart(runs) -> None:
    text = " ".join(f.text for f in facts_of(runs[2].trace))
    assert "A red (#ff0000) arrow points from (1, 1) to (1, 3)." in text
    assert "A green (#008000) arrow points from (2, 1) to (2, 3)." in text
