# ruff: noqa
# ends: error
"""Break what the guest needs to report: json, isinstance, len, print."""

import builtins
import json
import os

json.dumps = lambda *args, **kwargs: "{" * 10
builtins.isinstance = lambda *args: True
builtins.len = lambda *args: -1
builtins.print = None
raise KeyError("x")
