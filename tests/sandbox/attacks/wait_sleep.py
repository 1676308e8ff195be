# ruff: noqa
# ends: wall_limit
"""Sleep for good, by a clock that is not replaced."""

import ctypes

ctypes.CDLL(None).sleep(10**6)
