"""Serves a checkpoint over the OpenAI format with `transformers serve`, on loopback.

python benchmarks/tiny_server.py CHECKPOINT PORT
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path


def main() -> None:
    """Body of the server process."""
    from codepercept.models.processor import without_video

    without_video()
    import torch
    from transformers.cli.transformers import app

    torch.set_num_threads(1)
    checkpoint, port = sys.argv[1:3]
    options = ["--host", "127.0.0.1", "--port", port, "--device", "cpu", "--log-level", "warning"]
    sys.argv = ["transformers", "serve", checkpoint, *options]
    app()


@contextlib.contextmanager
def serving_checkpoint(checkpoint: Path, seconds: float = 120.0) -> Iterator[str]:
    """Run the server until the block ends; gives its base URL once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "CUDA_VISIBLE_DEVICES": ""}
    command = [sys.executable, __file__, str(checkpoint), str(port)]
    with (checkpoint.parent / "server.log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + seconds
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5).read()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > deadline:
                    told = (checkpoint.parent / "server.log").read_text()[-2000:]
                    raise RuntimeError(f"the server did not start:\n{told}") from None
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait(20)


if __name__ == "__main__":
    main()
