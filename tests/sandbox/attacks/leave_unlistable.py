# ruff: noqa
# ends: no_figure
"""Folders that nobody may list, enter or remove."""

import os

os.umask(0)
for mode in (0, 0o100, 0o200, 0o300, 0o400):
    os.mkdir(f"z{mode}", 0o700)
    os.mkdir(f"z{mode}/inner", 0o700)
    os.close(os.open(f"z{mode}/inner/f", os.O_CREAT | os.O_WRONLY, 0))
    os.mkdir(f"z{mode}/inner/closed", mode)
os.umask(0o777)
os.mkdir("closed")
