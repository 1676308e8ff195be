# ruff: noqa
# ends: no_figure
"""Worker processes."""

import multiprocessing

for method in ("fork", "spawn", "forkserver"):
    try:
        process = multiprocessing.get_context(method).Process(target=print, args=("ATTACK SUCCEEDED",))
        process.start()
        print("ATTACK SUCCEEDED: started", process.pid)
    except OSError as error:
        print(error)
