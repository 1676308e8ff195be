# ruff: noqa
# ends: cpu_limit
"""An endless loop that swallows everything."""

while True:
    try:
        while True:
            pass
    except BaseException:
        pass
