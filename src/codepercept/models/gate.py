"""Limits that hold over all worker processes of a run: requests in flight, requests per minute, pauses.

Each address of an endpoint has a few files in a folder that the workers share. A request in flight holds the lock of
one slot file, so the kernel frees what a killed worker held. One more file holds the time at which the next request may
leave.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import hashlib
import struct
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import BinaryIO

POLL = 0.02
"""Seconds between looks for a free slot."""

LONGEST_PAUSE = 3600.0
"""Seconds; a time further off was written before the machine was started anew."""


class Gate:
    """Lets requests to one address through.

    Args:
        folder: shared by all workers.
        address: whose requests.
        at_once: requests in flight.
        per_minute: requests that may leave in a minute, None for any number.
    """

    def __init__(self, folder: Path, address: str, at_once: int, per_minute: float | None) -> None:
        name = hashlib.sha256(address.encode()).hexdigest()[:12]
        folder.mkdir(parents=True, exist_ok=True)
        self._slots = [folder / f"{name}.{i}" for i in range(at_once)]
        self._clock = folder / f"{name}.next"
        self._interval = 60.0 / per_minute if per_minute else 0.0
        self._held: set[int] = set()
        self._first = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Wait for a free slot and for the time to leave, then hold the slot."""
        number, file = await self._free()
        try:
            while (wait := self._departure()) > 0:
                await asyncio.sleep(min(wait, 1.0))
            yield
        finally:
            file.close()
            self._held.discard(number)

    async def _free(self) -> tuple[int, BinaryIO]:
        async with self._first:  # of those who wait in this process, one looks for all
            while True:
                for number, path in enumerate(self._slots):
                    if number not in self._held and (file := self._lock(path)) is not None:
                        self._held.add(number)
                        return number, file
                await asyncio.sleep(POLL)

    @staticmethod
    def _lock(path: Path) -> BinaryIO | None:
        file = path.open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return None
        return file

    def _departure(self) -> float:
        """Seconds until a request may leave; 0.0 takes the turn."""
        if not self._interval and not self._clock.exists():
            return 0.0
        with self._turns() as file:
            due, now = self._read(file), time.monotonic()
            if now < due <= now + LONGEST_PAUSE:
                return due - now
            if self._interval:
                self._write(file, now + self._interval)
            return 0.0

    def pause(self, seconds: float) -> None:
        """Let nothing leave for so long: the server said so."""
        with self._turns() as file:
            self._write(file, time.monotonic() + min(seconds, LONGEST_PAUSE))

    @contextlib.contextmanager
    def _turns(self) -> Iterator[BinaryIO]:
        self._clock.touch()
        with self._clock.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file

    @staticmethod
    def _read(file: BinaryIO) -> float:
        data = file.read(8)
        return float(struct.unpack("d", data)[0]) if len(data) == 8 else 0.0

    @staticmethod
    def _write(file: BinaryIO, due: float) -> None:
        file.seek(0)
        file.write(struct.pack("d", due))
        file.flush()
