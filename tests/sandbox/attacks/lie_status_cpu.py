# ruff: noqa
# ends: error
"""Report a status that only the zygote may give."""

import sys

sys._getframe(1).f_locals["self"].end("cpu_limit", "not my fault")
