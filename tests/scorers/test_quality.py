"""Deterministic quality control: faults are found and named, honest figures pass."""

from __future__ import annotations

import pytest

from codepercept.scorers import quality
from codepercept.types import Execution

PLT = "import matplotlib.pyplot as plt\nimport numpy as np\n"

BAD_CODE = {
    "needs_network": "import requests\n" + PLT + "plt.plot([1])",
    "needs_files": PLT + "import pandas as pd\nplt.plot(pd.read_csv('a.csv'))",
    "data_dump": PLT + f"plt.plot({list(range(2000))})",
    "too_long": PLT + "x = 1  # padding\n" * 2000,
    "unseeded_random": PLT + "rng = np.random.default_rng()\nplt.plot(rng.normal(size=5))",
}
BAD_IMAGE = {
    "nothing_drawn": PLT + "plt.subplots()\nplt.show()",
    "blank": PLT + "fig = plt.figure()\nfig.text(0.5, 0.5, '.', fontsize=3)\nplt.show()",
    "missing_glyphs": PLT + "plt.plot([1, 2])\nplt.title('🚀')\nplt.show()",
    "overlapping_text": PLT
    + "plt.plot([1, 2])\nfor i in range(30): plt.text(0.4, 1.5 + i / 300, f'label {i}')\nplt.show()",
    "cut_off_text": PLT + "plt.plot([0, 1])\nfor i in range(9): plt.text(1.2, i / 9, f'far out {i}')\nplt.show()",
    "layout_collapse": PLT
    + "fig = plt.figure(figsize=(9, 9))\nax = fig.add_axes([0, 0, 0.05, 0.05])\nax.plot([1, 2])\n"
    "ax.axis('off')\nfig.patches.append(plt.Rectangle((0.5, 0.5), 0, 0))\nplt.show()",
    "solid": PLT
    + "plt.imshow(np.ones((2, 2)), cmap='gray', vmin=0)\nplt.axis('off')\nplt.gcf().set_facecolor('white')\n"
    "plt.gca().set_position([0.001, 0.001, 0.998, 0.998])\nplt.gca().set_aspect('auto')\nplt.show()",
}
BAD_PAIR = {
    "several_figures": PLT + "plt.plot([1, 2])\nplt.figure()\nplt.plot([2, 1])\nplt.show()",
    "out_of_view": PLT
    + "for i in range(5): plt.plot([10, 11], [i, i])\nplt.plot([0, 1], [0, 1])\nplt.xlim(0, 1)\nplt.show()",
    "missing_text": PLT
    + "fig, ax = plt.subplots()\nax.plot([1, 2])\nax.set_title('hidden')\nax.title.set_visible(False)\nplt.show()",
}
GOOD = [
    PLT + "rng = np.random.default_rng(1)\nplt.hist(rng.normal(size=200), bins=20)\nplt.title('normal')\nplt.show()",
    PLT + "x = np.linspace(0, 6, 99)\nplt.plot(x, np.sin(x), label='sin')\nplt.legend()\nplt.show()",
    PLT + "normal = np.array([0, 1])\nplt.quiver(0, 0, *normal)\nplt.show()",
    PLT + "plt.pie([1, 2, 3], labels=['a', 'b', 'c'], autopct='%d%%')\nplt.show()",
    PLT + "ax = plt.figure().add_subplot(projection='3d')\nax.plot([0, 1], [0, 1], [0, 1])\nplt.savefig('a.png')",
    PLT + "plt.style.use('dark_background')\nplt.plot([1, 3, 2])\nplt.show()",
]


@pytest.mark.parametrize("kind", BAD_CODE)
def test_bad_code(kind: str) -> None:
    rejection = quality.check_code(BAD_CODE[kind])
    assert rejection is not None and rejection.kind == kind
    assert len(rejection.reason) > 10


@pytest.fixture(scope="module")
def runs(run_many) -> dict[str, Execution]:
    codes = [*BAD_IMAGE.values(), *BAD_PAIR.values(), *GOOD]
    return dict(zip(codes, run_many(codes), strict=True))


@pytest.mark.parametrize("kind", [k for k in BAD_IMAGE if k not in ("layout_collapse", "solid")])
def test_bad_image(kind: str, runs) -> None:
    rejection = quality.check_image(runs[BAD_IMAGE[kind]])
    assert rejection is not None and rejection.kind == kind, rejection


@pytest.mark.parametrize("kind", ["layout_collapse", "solid"])
def test_degenerate_layouts_do_not_pass(kind: str, runs) -> None:
    assert quality.check_image(runs[BAD_IMAGE[kind]]) is not None


@pytest.mark.parametrize("kind", BAD_PAIR)
def test_inconsistent_pairs(kind: str, runs) -> None:
    code = BAD_PAIR[kind]
    rejection = quality.check_consistency(code, runs[code])
    assert rejection is not None and rejection.kind == kind, rejection


@pytest.mark.parametrize("code", GOOD)
def test_honest_figures_pass(code: str, runs) -> None:
    run = runs[code]
    assert run.status == "ok", run.stderr
    found = quality.check_code(code) or quality.check_image(run) or quality.check_consistency(code, run)
    assert found is None, found
