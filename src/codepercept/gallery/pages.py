"""The page of a run or dataset: one static `index.html` that needs no server and no network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from codepercept.gallery.chunks import TARGET_BYTES, ChunkStore, encode, replace_file
from codepercept.gallery.pack import STATUS, Index, pack_detail, pack_text, pack_thumbnail
from codepercept.types import Sample

INLINE_LIMIT = 32 * 1024 * 1024
"""Bytes up to which everything goes into the one file, so that it can be mailed."""

SCRIPTS = ("data.js", "text.js", "grid.js", "figure.js", "pointing.js", "sample.js", "routes.js")


def write_gallery(
    samples: Iterable[Sample],
    out: Path,
    *,
    title: str,
    summary: Mapping[str, Any],
    inline_limit: int = INLINE_LIMIT,
) -> Path:
    """Write the static page of a run and return its path, `out/index.html`.

    Samples, rejections and unscored rows are shown in the order in which they come; they are read once and
    never held together. Up to `inline_limit` bytes the page is a single file; above, its data lies in
    `out/page/*.js`, to be kept next to it. Every file appears whole, by rename, and the page last.

    Args:
        samples: Rows, read as a stream.
        out: Folder of the page; made if missing.
        title: Heading of the page.
        summary: Counts of the run: `requested`, `samples`, `rejected`, `unscored`, `by_pipeline`,
            `by_family`, `rejected_by_reason` (mappings from name to count) and optionally `seconds`. Counts
            that are missing are taken from the rows. `models`: answers, tokens and cost by role.
        inline_limit: Bytes of data that the single file may hold.

    Raises:
        OSError: if the folder cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    index, store = Index(), ChunkStore(out / "page", inline_limit)
    for sample in samples:
        index.add(sample)
        store.add("thumbs", pack_thumbnail(sample))
        store.add("text", pack_text(sample))
        store.add("detail", pack_detail(sample))
    columns = index.columns()
    store.finish(extra=len(encode(columns)))
    columns["title"] = title
    columns["chunks"] = {
        kind: {"starts": [chunk.start for chunk in chunks], "files": [c.file for c in chunks if c.file]}
        for kind in TARGET_BYTES
        for chunks in [store.of(kind)]
    }
    data = encode(columns)

    css = _static("page.css")
    script = "\n".join(_static(name) for name in SCRIPTS)
    # Script files beside the page are let in by this word, which no text inside the data can foresee.
    nonce = hashlib.sha256(data.encode("ascii")).hexdigest()[:32] if store.spilled else ""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(quote=lambda text: quote(str(text), safe=""), grouped=lambda n: f"{n:,}")
    template = environment.from_string(
        resources.files("codepercept.gallery").joinpath("templates/page.html").read_text(encoding="utf-8")
    )
    page = template.generate(
        title=title,
        policy=content_policy(script, css, nonce),
        nonce=nonce,
        css=Markup(css),
        script=Markup(script),
        data=Markup(data),
        chunks=[(f"{chunk.kind}/{chunk.number}", Markup(chunk.payload)) for chunk in store.chunks if chunk.payload],
        **header(summary, index),
    )
    target = out / "index.html"
    replace_file(target, page)
    store.remove_stale()
    return target


def content_policy(script: str, css: str, nonce: str = "") -> str:
    """The page's Content-Security-Policy: our script and style by hash, pictures from data URLs, no more.

    Script files next to the page are allowed by a nonce, because `'self'` means different things on `file://`
    in different browsers. Trusted Types forbid every way of turning a string into markup.
    """
    scripts = _hash(script) + (f" 'nonce-{nonce}'" if nonce else "")
    return (
        f"default-src 'none'; script-src {scripts}; style-src {_hash(css)}; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types codepercept"
    )


def header(summary: Mapping[str, Any], index: Index) -> dict[str, Any]:
    """What the head of the page says: counts that add up, and bars."""
    seen = [index.status.count(number) for number in range(len(STATUS))]
    counts = {
        "samples": int(summary.get("samples", seen[0])),
        "rejected": int(summary.get("rejected", seen[1])),
        "unscored": int(summary.get("unscored", seen[2])),
    }
    requested = int(summary.get("requested", sum(counts.values())))
    tables = {
        "pipeline": summary.get("by_pipeline", _count(index, "pipeline", index.pipeline)),
        "family": summary.get("by_family", _count(index, "family", index.family)),
        "reason": summary.get("rejected_by_reason", _count(index, "reason", index.reason)),
    }
    models = summary.get("models") or {}
    return {
        "requested": requested,
        "counts": counts,
        "missing": requested - sum(counts.values()),
        "shown": len(index.ids),
        "duration": duration(summary.get("seconds")),
        "models": sorted(models.items()),
        "priced": any(use.get("cost") for use in models.values()),
        "panels": [
            (heading, column, _bars(tables[column], index.names[column]))
            for heading, column in (
                ("Pipelines", "pipeline"),
                ("Families", "family"),
                ("Rejections by reason", "reason"),
            )
            if tables[column]
        ],
    }


def duration(seconds: float | None) -> str:
    """Seconds in words: "8.4 s", "3 min 5 s", "2 h 10 min"; empty for None."""
    if seconds is None:
        return ""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"


def _bars(table: Mapping[str, int], known: Mapping[str, int]) -> list[dict[str, Any]]:
    most = max(table.values(), default=0) or 1
    ordered = sorted(table.items(), key=lambda item: (-item[1], item[0]))
    return [
        {"name": name, "count": count, "share": round(100 * count / most, 1), "known": name in known}
        for name, count in ordered
    ]


def _count(index: Index, column: str, numbers: list[int]) -> dict[str, int]:
    names = list(index.names[column])
    return {name: count for i, name in enumerate(names) if (count := numbers.count(i))}


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def _static(name: str) -> str:
    return resources.files("codepercept.gallery").joinpath("static", name).read_text(encoding="utf-8")
