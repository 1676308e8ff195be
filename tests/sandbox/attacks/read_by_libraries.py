# ruff: noqa
# ends: no_figure
"""Libraries that open files in C, or as something else."""

import ctypes
import linecache

import matplotlib.font_manager as fonts
import matplotlib.image as image
import numpy as np

WORLD = {}  # the test fills it in

path = WORLD["secret_file"]
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
for action in (
    lambda: np.fromfile(path, np.uint8),
    lambda: np.loadtxt(path, dtype=str),
    lambda: np.memmap(path, np.uint8, "r")[:10],
    lambda: image.imread(path),
    lambda: linecache.getlines(path) or 1 / 0,
    lambda: fonts.fontManager.addfont(path),
    lambda: libc.fopen(path.encode(), b"r") or 1 / 0,
):
    try:
        print("ATTACK SUCCEEDED:", action())
    except Exception as error:
        print(repr(error))
