# ruff: noqa
# ends: error output_limit
"""An error whose text is 10 MB, with half characters, escapes and line ends."""

raise ValueError("\ud800\x1b[2J\r\n" + "ATTACK " * 10**6)
