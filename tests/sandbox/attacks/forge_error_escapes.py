# ruff: noqa
# ends: error
# clean: error
"""A reason that clears the reader's screen."""

import sys

sys._getframe(1).f_locals["self"].end("error", "\x1b[2J\x1b]0;owned\x07\r\nsecond line\x9b2J\x00")
