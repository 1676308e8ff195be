# ruff: noqa
# ends: ok
"""A picture and a trace of the script's own: allowed, since they are its own claims. They must fit each other."""

import sys

import numpy as np

session = sys._getframe(1).f_locals["self"]
trace = {"canvas": {"width": 8, "height": 4, "dpi": 100}}
session._write({"status": "ok", "dpi": 100, "trace": trace}, np.zeros((4, 8, 4), np.uint8))
__import__("os")._exit(0)
