# ruff: noqa
# ends: no_figure
"""Devices and the kernel's settings, opened for writing."""

import os

for path in (
    "/dev/mem /dev/kmsg /dev/tty /dev/ptmx /dev/console /dev/fuse /dev/kvm /dev/sda /dev/vda /dev/loop0 /dev/zero "
    "/dev/urandom /dev/full /proc/sys/kernel/core_pattern /proc/sysrq-trigger /proc/self/oom_score_adj /proc/self/comm "
    "/proc/self/mem /proc/self/clear_refs /proc/self/uid_map /sys/kernel/mm/ksm/run /sys/fs/cgroup/cgroup.procs"
).split():
    try:
        os.open(path, os.O_WRONLY)
        print("ATTACK SUCCEEDED:", path)
    except OSError as error:
        print(error)
