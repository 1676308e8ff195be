# ruff: noqa
# ends: error blocked wall_limit
"""As many Python threads as there can be."""

import threading
import time

threading.stack_size(32768)
for number in range(10**5):
    threading.Thread(target=time.sleep, args=(99,), daemon=True).start()
    if number > 20000:
        print("ATTACK SUCCEEDED:", number)
        break
