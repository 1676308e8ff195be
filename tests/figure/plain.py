"""Where matplotlib itself puts things: the same snippet drawn by plain Agg in the test's own process."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib
import numpy as np

from codepercept.types import Element

HEAD = "import numpy as np\nimport matplotlib.pyplot as plt\nfrom matplotlib import collections, patches\n"
"""What `draw` puts before a snippet: three lines of imports, and a figure with one axes on the fourth."""

AXES = "fig, ax = plt.subplots()\n"
SPACE = "fig = plt.figure()\nax = fig.add_subplot(projection='3d')\n"


def namespace(snippet: str, head: str = AXES) -> dict[str, Any]:
    """Run a snippet as `draw` does, without a sandbox, and draw its figure."""
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        names: dict[str, Any] = {}
        exec(HEAD + head + snippet, names)
        names["fig"].set_dpi(100)
        names["fig"].canvas.draw()
        plt.close("all")
    return names


def on_page(names: dict[str, Any], points: Any, axes: str = "ax") -> np.ndarray:
    """Page pixels (y downwards) of data coordinates, by `transData` of that figure."""
    height = names["fig"].bbox.height
    pixels = names[axes].transData.transform(np.asarray(points, float))
    return np.column_stack([pixels[:, 0], height - pixels[:, 1]])


def assert_at(element: Element, expected: Sequence[Sequence[float]] | np.ndarray, tolerance: float = 0.02) -> None:
    """The outline of an element goes through exactly these pixels."""
    np.testing.assert_allclose(np.array(element.pixels), np.asarray(expected), atol=tolerance)
