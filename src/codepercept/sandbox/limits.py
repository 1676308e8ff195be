"""Budgets of one execution. Standard library only: the sandboxed side imports this too."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Limits:
    """What one script may use up.

    Verdicts rest on CPU and idle time, which do not grow with the machine's load. Idle time is wall time minus CPU
    time minus time spent waiting for a core; only a sleeping or blocked script has any.

    Attributes:
        cpu_seconds: user + system time of the script, all threads.
        idle_seconds: time spent neither running nor waiting for a core; exceeding it is status "wall_limit".
        wall_seconds: last resort; reaching it is a "fault" of ours, never a verdict on the code.
        memory_mib: address space on top of the warm interpreter's, and resident memory.
        output_kib: what may be printed to stdout and stderr together.
        code_kib: length of the source.
        max_side_px: longest side of the picture; a larger figure is drawn at a lower dpi.
        dpi: resolution of the picture.
        scratch_mib: size of files the script may write, when it is given a scratch folder at all.
    """

    cpu_seconds: float = 20.0
    idle_seconds: float = 10.0
    wall_seconds: float = 900.0
    memory_mib: int = 2048
    output_kib: int = 1024
    code_kib: int = 1024
    max_side_px: int = 2000
    dpi: float = 100.0
    scratch_mib: int = 64

    def as_dict(self) -> dict[str, Any]:
        """Plain dictionary, for the wire."""
        return asdict(self)


RESULT_BYTES = 64 << 20
"""Size of the shared memory that carries one result: picture (4 bytes a pixel) and trace."""
