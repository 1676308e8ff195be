"""Fetch the example scripts of matplotlib's gallery into a cache folder; nothing of them is ever committed.

They come from the source distribution on the package index that pip is set up to use.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tarfile
import urllib.parse
import urllib.request
from pathlib import Path

VERSION = "3.11.2"


def cache_folder() -> Path:
    """Where downloads are kept between runs."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "codepercept"


def gallery_scripts() -> list[Path]:
    """All scripts below `galleries/examples`, fetched on first use, in a fixed order."""
    folder = cache_folder() / f"matplotlib-{VERSION}-gallery"
    if not folder.exists():
        archive = fetch("matplotlib", f"matplotlib-{VERSION}.tar.gz")
        unpacked = folder.with_suffix(".part")
        with tarfile.open(archive) as tar:
            wanted = [m for m in tar.getmembers() if "/galleries/examples/" in m.name and m.isfile()]
            tar.extractall(unpacked, members=wanted, filter="data")
        unpacked.rename(folder)
    return sorted(folder.glob("*/galleries/examples/**/*.py"))


def fetch(project: str, filename: str) -> Path:
    """A file of a project from the package index, kept in the cache folder."""
    target = cache_folder() / filename
    if target.exists():
        return target
    request = urllib.request.Request(
        f"{_index().rstrip('/')}/{project}/", headers={"Accept": "application/vnd.pypi.simple.v1+json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        base, files = answer.url, json.load(answer)["files"]
    entry = next(f for f in files if f["filename"] == filename)
    target.parent.mkdir(parents=True, exist_ok=True)
    with urllib.request.urlopen(urllib.parse.urljoin(base, entry["url"]), timeout=300) as answer:
        data = answer.read()
    if hashlib.sha256(data).hexdigest() != entry["hashes"]["sha256"]:
        raise SystemExit(f"{entry['filename']}: the download is damaged; run again")
    part = target.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(data)
    part.rename(target)
    return target


def _index() -> str:
    """The package index that pip uses here."""
    if url := os.environ.get("PIP_INDEX_URL"):
        return url
    asked = subprocess.run(
        [sys.executable, "-m", "pip", "config", "get", "global.index-url"], capture_output=True, text=True
    )
    if asked.returncode == 0:
        return asked.stdout.strip()
    from pip._internal.models.index import PyPI

    return str(PyPI.simple_url)


if __name__ == "__main__":
    print(len(gallery_scripts()), "scripts in", cache_folder())
