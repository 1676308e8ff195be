# ruff: noqa
# ends: cpu_limit
"""Catastrophic backtracking: no Python instruction, no signal handler, the GIL held."""

import re

re.match(r"(a+)+$", "a" * 64 + "b")
