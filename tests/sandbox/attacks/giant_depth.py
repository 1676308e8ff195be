# ruff: noqa
# ends: error ok no_figure cpu_limit
"""Containers within containers, deeper than recursion goes."""

import matplotlib.pyplot as plt
from matplotlib.offsetbox import AnchoredOffsetbox, HPacker, TextArea

box = TextArea("x")
for _ in range(5000):
    box = HPacker(children=[box], pad=0, sep=0)
plt.gca().add_artist(AnchoredOffsetbox("center", child=box))
plt.show()
