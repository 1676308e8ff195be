# ruff: noqa
# ends: error
# clean: stderr
"""Printed escapes that take over the reader's terminal."""

print("\x1b[2J\x1b]0;owned\x07\x9b5n\x90q\x9c\x08\x08\x08")
raise ValueError("x")
