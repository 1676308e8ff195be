# ruff: noqa
# ends: ok error
"""Replace the functions that take the picture and write the trace."""

import json

import matplotlib.pyplot as plt

from codepercept.figure import trace
from codepercept.sandbox import guest

honest = trace.build
guest.trace.build = lambda *args: {**honest(*args), "elements": [{"id": 0, "kind": "text", "text": "drawn by nobody"}]}
guest.os._exit = guest.os._exit
plt.plot([1, 2])
plt.show()
