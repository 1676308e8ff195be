# ruff: noqa
# ends: no_figure
"""Empty a file that may be read (which Landlock alone allowed before Linux 6.2). Its own scratch file stands for it."""

import os

open("mine.txt", "w").write("x" * 100)
for flags in (os.O_RDONLY, 3):
    try:
        os.open("mine.txt", flags | os.O_TRUNC)
        print("ATTACK SUCCEEDED: truncated without writing", flags)
    except OSError as error:
        print(error)
try:
    os.truncate("mine.txt", 0)
    print("ATTACK SUCCEEDED: truncate works")
except OSError as error:
    print(error)
assert os.path.getsize("mine.txt") == 100
