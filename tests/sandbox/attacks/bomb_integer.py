# ruff: noqa
# ends: cpu_limit memory_limit
"""A power that takes years, in one call into C that holds the GIL."""

x = 7**10**9
