# ruff: noqa
# ends: no_figure
# pad: newlines
"""Code that is slow to look at before it runs: very many empty lines (appended by the test)."""
