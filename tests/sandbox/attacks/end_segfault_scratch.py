# ruff: noqa
# ends: error
"""Crash where core dumps might be taken, in the folder that can be written."""

import ctypes

open("file", "w")
ctypes.string_at(0)
