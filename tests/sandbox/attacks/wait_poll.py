# ruff: noqa
# ends: wall_limit
"""Wait for something that never comes, with all signals blocked."""

import select
import signal

signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
select.poll().poll()
