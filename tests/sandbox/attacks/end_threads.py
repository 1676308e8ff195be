# ruff: noqa
# ends: no_figure ok error cpu_limit
"""Threads that go on drawing and writing while the picture is taken and after the end."""

import threading

import matplotlib.pyplot as plt


def draw():
    while True:
        plt.plot([1, 2])


for _ in range(3):
    threading.Thread(target=draw, daemon=False).start()
plt.plot([2, 1])
plt.show()
