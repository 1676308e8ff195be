"""What each layer of the sandbox costs per script, in CPU time of the process that enters it.

python benchmarks/layer_cost.py [ROUNDS]

Medians over children forked from a warm process. That a confined script runs no slower afterwards shows in the last two
lines: system calls are checked by the filter, opened files by Landlock.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
from collections import defaultdict
from pathlib import Path
from time import thread_time_ns  # of the thread: the other clock stands still between ticks once RLIMIT_CPU is set

from codepercept.sandbox import isolation, warmup, zygote
from codepercept.sandbox.limits import Limits

FREE = Limits(memory_mib=1 << 20)


def main() -> None:
    """Measure and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    warmup.warm_up(heavy=False)
    warmup.use_huge_pages()
    isolation.seccomp_template()
    readable = isolation.readable_paths()
    costs: dict[str, list[float]] = defaultdict(list)

    def timed(name: str, action: object, *arguments: object, into: dict[str, list[float]]) -> object:
        before = thread_time_ns()
        result = action(*arguments)  # type: ignore[operator]
        into[name].append((thread_time_ns() - before) / 1e6)
        return result

    def some_calls() -> None:
        for _ in range(1000):
            os.getuid()

    def some_files() -> None:
        for _ in range(100):
            os.close(os.open(json.__file__, os.O_RDONLY))

    for _ in range(rounds):
        rules = [*readable, "/usr/share"]
        ruleset = timed("Landlock ruleset for a readable folder", isolation.build_ruleset, rules, into=costs)
        output, there = os.pipe()
        pid = timed("fork, in the zygote", os.fork, into=costs)
        if pid == 0:
            found: dict[str, list[float]] = defaultdict(list)
            timed("1000 system calls, open", some_calls, into=found)
            timed("100 files, open", some_files, into=found)
            timed("rlimits, capabilities, no_new_privs", isolation.confine, FREE, 0, None, False, False, into=found)
            timed("Landlock", isolation._libc.syscall, 446, ruleset, 0, into=found)
            timed("seccomp", isolation._enter_seccomp, into=found)
            timed("1000 system calls, confined", some_calls, into=found)
            timed("100 files, confined", some_files, into=found)
            os.write(there, json.dumps(found).encode())
            os._exit(0)
        watch = zygote._Watch(int(str(pid)), Limits(), 0.0, None)
        watch.limits = Limits(wall_seconds=1e9, idle_seconds=1e9)
        timed("one look at a script", watch._look, 1.0, into=costs)
        for name, values in json.loads(os.read(output, 1 << 16)).items():
            costs[name] += values
        os.waitpid(int(str(pid)), 0)
        for descriptor in (output, there, int(str(ruleset))):
            os.close(descriptor)
    print("| | ms of CPU |\n|---|---|")
    for name, values in costs.items():
        print(f"| {name} | {statistics.median(values):.3f} |")


if __name__ == "__main__":
    assert Path("/proc/self/task").exists(), "Linux only"
    main()
