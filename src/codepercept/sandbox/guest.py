"""What happens inside the sandboxed child: run the script, take the picture and the trace at its natural end.

Uses the standard library, numpy and matplotlib only. Everything here shares a process with untrusted code, so the
parent treats the result as the script's own claim and checks it.
"""

from __future__ import annotations

import builtins
import contextlib
import hashlib
import importlib.metadata
import importlib.util
import io
import json
import linecache
import mmap
import os
import signal
import sys
import traceback
import types
from pathlib import Path
from typing import Any, NoReturn

import matplotlib
import numpy as np
from matplotlib import font_manager, ft2font
from matplotlib.backends.backend_agg import FigureCanvasAgg

from codepercept.figure import recorder, trace
from codepercept.sandbox.determinism import SEED, after_fork
from codepercept.sandbox.limits import RESULT_BYTES, Limits
from codepercept.sandbox.source import FILE_NAME, strip_magics

HEADER = np.dtype([("magic", "S8"), ("meta", "<u8"), ("picture", "<u8")])
MAGIC = b"CPFIGURE"
MIN_DPI = 30.0
_EMOJI_AND_CJK = "NotoSansCJKjp-Regular.otf"


def cjk_font() -> str | None:
    """Path of the bundled font with Chinese, Japanese and Korean glyphs, None if its package is missing."""
    spec = importlib.util.find_spec("notojp_matplotlib")
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(next(iter(spec.submodule_search_locations))) / "fonts" / _EMOJI_AND_CJK
    return str(path) if path.exists() else None


def keep_packaged_fonts() -> None:
    """Forget system fonts, which differ between machines, and let every font fall back on the CJK one."""
    manager = font_manager.fontManager
    packaged = os.path.realpath(matplotlib.get_data_path())
    manager.ttflist = [f for f in manager.ttflist if os.path.realpath(str(f.fname)).startswith(packaged)]
    manager.afmlist = [f for f in manager.afmlist if os.path.realpath(str(f.fname)).startswith(packaged)]
    path = cjk_font()
    if path is None:
        return
    manager.addfont(path)
    fallback = manager.findfont(manager.ttflist[-1].name, fallback_to_default=False)
    find = manager._find_fonts_by_props

    def find_with_fallback(prop: Any, *args: Any, **kwargs: Any) -> list[Any]:
        found = find(prop, *args, **kwargs)
        return found if fallback in found else [*found, fallback]

    manager._find_fonts_by_props = find_with_fallback


def fingerprint() -> str:
    """Hash of all that decides how the same code is drawn: versions, fonts, seed."""
    fonts = sorted(f"{f.name}/{f.style}/{f.weight}" for f in font_manager.fontManager.ttflist)
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        fonts.append("noto " + importlib.metadata.version("notojp-matplotlib"))
    parts = [matplotlib.__version__, np.__version__, ft2font.__freetype_version__, str(SEED), *fonts]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def map_result(descriptor: int) -> mmap.mmap:
    """The shared memory for the result. `mmap` keeps a descriptor of its own; the memory's size is sealed."""
    memory = mmap.mmap(descriptor, RESULT_BYTES)
    os.close(descriptor)
    return memory


def take_code(memory: mmap.mmap, size: int) -> str:
    """The script, which the pool has put into the shared memory: the zygote, which outlives it, never sees it."""
    code = memory[:size].decode("utf-8", "surrogatepass")
    memory[:size] = bytes(size)
    return code


class Session:
    """The one picture that a process will take. Made in the zygote; each child runs one script in its copy."""

    def __init__(self) -> None:
        self.limits = Limits()
        self.memory: mmap.mmap | None = None
        self.animations: list[Any] = []
        self.figures: list[Any] = []
        self.missing: list[str] = []
        self.pid = 0

    def run(self, code: str, limits: Limits, memory: mmap.mmap) -> NoReturn:
        """Execute `code` as `__main__`, write the result to `memory` and end the process. Never returns."""
        self.limits, self.memory, self.pid = limits, memory, os.getpid()
        after_fork()
        try:
            source = strip_magics(code)
            linecache.cache[FILE_NAME] = (len(source), None, source.splitlines(keepends=True), FILE_NAME)
            module = types.ModuleType("__main__")
            module.__dict__.update(__file__=FILE_NAME, __builtins__=builtins)
            sys.modules["__main__"] = module
            sys.argv = [FILE_NAME]
            exec(compile(source, FILE_NAME, "exec", dont_inherit=True), module.__dict__)
        except SystemExit as stop:
            if stop.code not in (None, 0):
                print(f"SystemExit: {stop.code}", file=sys.stderr)
                self.end("error", f"the script exited with {stop.code!r}")
        except MemoryError as error:
            self.end("memory_limit", f"out of memory: {error}".rstrip(": "))
        except BaseException as error:
            self.fail(error)
        self.finish()
        os._exit(0)

    def install(self) -> None:
        """Replace everything that would open a window, save a file or wait for a person. Once, before the fork."""
        import matplotlib.animation as animation
        import matplotlib.pyplot as plt
        from matplotlib import _text_helpers, backend_bases
        from matplotlib.figure import Figure
        from matplotlib.texmanager import TexManager

        session = self
        matplotlib.use = lambda *args, **kwargs: None
        plt.switch_backend = lambda *args, **kwargs: None

        def show(*args: Any, block: bool | None = None, **kwargs: Any) -> None:
            if block is not False and not plt.isinteractive():
                session.finish()

        plt.show = show
        Figure.show = lambda self, *args, **kwargs: session.finish(self)
        self.print_figure = backend_bases.FigureCanvasBase.print_figure

        def print_figure(canvas: Any, *args: Any, **kwargs: Any) -> None:
            session.finish(canvas.figure, **kwargs)

        backend_bases.FigureCanvasBase.print_figure = print_figure
        for name in ("print_png", "print_jpg", "print_jpeg", "print_tif", "print_tiff", "print_webp"):
            setattr(FigureCanvasAgg, name, lambda canvas, *args, **kwargs: session.finish(canvas.figure))
        backend_bases.FigureCanvasBase.start_event_loop = lambda *args, **kwargs: None

        start = animation.Animation.__init__

        def remember(movie: Any, *args: Any, **kwargs: Any) -> None:
            start(movie, *args, **kwargs)
            session.animations.append(movie)

        animation.Animation.__init__ = remember
        for name in ("save", "to_html5_video", "to_jshtml"):
            setattr(animation.Animation, name, lambda movie, *args, **kwargs: session.finish(movie._fig))

        born = Figure.__init__

        def track(figure: Any, *args: Any, **kwargs: Any) -> None:
            born(figure, *args, **kwargs)
            session.figures.append(figure)

        Figure.__init__ = track
        builtins.input = lambda *args: ""
        TexManager.__new__ = _no_latex

        def note_glyph(codepoint: int, names: str) -> None:
            # `names` comes in no fixed order, so it is left out.
            if chr(codepoint) not in session.missing:
                session.missing.append(chr(codepoint))
                print(f"no font on hand has the glyph U+{codepoint:04X}", file=sys.stderr)

        _text_helpers.warn_on_missing_glyph = note_glyph

    def _pick(self) -> Any:
        """The figure that a person would be looking at: the current one, or the newest that is not blank."""
        import matplotlib.pyplot as plt

        if plt.get_fignums():
            current = plt.gcf()
            open_figures = [plt.figure(number) for number in plt.get_fignums()]
        elif self.figures:
            current, open_figures = self.figures[-1], self.figures
        else:
            return None
        return next((f for f in (current, *reversed(open_figures)) if not _blank(f)), None)

    def finish(self, figure: Any = None, **options: Any) -> NoReturn:
        """Take the picture of `figure` (default: the current one) and end the process."""
        if os.getpid() != self.pid:
            os._exit(0)
        try:
            figure = self._pick() if figure is None else getattr(figure, "figure", figure)
            if figure is None or _blank(figure):
                self.end("no_figure", "the script drew no figure" if figure is None else "the figure is blank")
            for movie in self.animations:
                if movie._fig is figure:
                    _draw_first_frame(movie)
            self._capture(figure, options)
        except MemoryError as error:
            self.end("memory_limit", f"out of memory while drawing: {error}".rstrip(": "))
        except BaseException as error:
            self.fail(error)
        os._exit(0)

    def _capture(self, figure: Any, options: dict[str, Any]) -> None:
        dpi = self._clamp(figure)
        keep = ("facecolor", "edgecolor", "orientation", "bbox_inches", "pad_inches", "bbox_extra_artists")
        options = {k: v for k, v in options.items() if k in keep}
        longest = self.limits.max_side_px / dpi
        if hasattr(options.get("bbox_inches"), "bounds") and max(options["bbox_inches"].bounds[2:]) > longest:
            del options["bbox_inches"]
        tight = figure.get_tightbbox

        def bounded_tightbbox(*args: Any, **kwargs: Any) -> Any:
            box = tight(*args, **kwargs)
            fits = np.isfinite(box.extents).all() and 0 < max(box.width, box.height) < longest - 0.5
            return box if fits else figure.bbox_inches.frozen()

        figure.get_tightbbox = bounded_tightbbox
        shot: dict[str, Any] = {}

        def print_raw(canvas: Any, *args: Any, **kwargs: Any) -> None:
            with recorder.recording() as records:
                FigureCanvasAgg.draw(canvas)
            renderer = canvas.get_renderer()
            shot["pixels"] = np.asarray(renderer.buffer_rgba())
            shot["trace"] = trace.build(figure, records, renderer, self.missing, max(1, len(self.figures)))

        FigureCanvasAgg.print_raw = print_raw
        canvas = FigureCanvasAgg(figure)
        self.print_figure(canvas, io.BytesIO(), dpi=dpi, format="raw", **options)
        self._write({"status": "ok", "dpi": dpi, "trace": shot["trace"]}, shot["pixels"])
        os._exit(0)

    def _clamp(self, figure: Any) -> float:
        """The dpi to draw at; a figure that is too large even at `MIN_DPI` is shrunk."""
        longest = float(max(figure.get_size_inches()))
        dpi = min(self.limits.dpi, self.limits.max_side_px / longest)
        if dpi < min(MIN_DPI, self.limits.dpi):
            dpi = min(MIN_DPI, self.limits.dpi)
            figure.set_size_inches(figure.get_size_inches() * (self.limits.max_side_px / dpi / longest))
        return dpi

    def fail(self, error: BaseException) -> NoReturn:
        """End with what the script raised."""
        lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == FILE_NAME]
        if isinstance(error, SyntaxError) and error.filename == FILE_NAME:
            lines = [error.lineno]
        frames = traceback.TracebackException.from_exception(error, limit=-8)
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            print("".join(frames.format()), file=sys.stderr, flush=True)
        where = f" (line {lines[-1]})" if lines else ""
        said = error.msg if isinstance(error, SyntaxError) else str(error)
        message = said.splitlines()[0] if said.strip() else ""
        text = f"{type(error).__name__}: {message}".rstrip(": ") + where
        self.end("blocked" if _was_denied(error) else "error", text)

    def end(self, status: str, error: str) -> NoReturn:
        """End without a picture."""
        text = error[:2000].encode("utf-8", "replace").decode()  # lone surrogates can be stored nowhere
        self._write({"status": status, "error": text}, None)
        os._exit(0)

    def _write(self, meta: dict[str, Any], pixels: Any) -> None:
        assert self.memory is not None
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()
        # The process is about to end: from here on no alarm that the script set may interrupt.
        signal.setitimer(signal.ITIMER_REAL, 0)
        if pixels is not None:
            meta["height"], meta["width"] = pixels.shape[:2]
        body = json.dumps(meta, separators=(",", ":"), allow_nan=False).encode()
        picture = b"" if pixels is None else memoryview(pixels).cast("B")
        start = HEADER.itemsize
        if start + len(body) + len(picture) > RESULT_BYTES:
            os._exit(122)
        self.memory[start : start + len(body)] = body
        self.memory[start + len(body) : start + len(body) + len(picture)] = picture
        self.memory[:start] = np.array([(MAGIC, len(body), len(picture))], HEADER).tobytes()


def _blank(figure: Any) -> bool:
    parts = ("axes", "texts", "lines", "patches", "images", "artists", "legends")
    return not any(getattr(figure, part) for part in parts) and all(_blank(sub) for sub in figure.subfigs)


def _draw_first_frame(movie: Any) -> None:
    """Bring an animation's figure to the state in which a viewer first sees it."""
    movie._init_draw()
    if getattr(movie, "_init_func", None) is not None:  # it has only cleared the stage
        with contextlib.suppress(StopIteration):
            movie._draw_frame(next(movie.new_frame_seq()))


def _no_latex(*args: Any, **kwargs: Any) -> NoReturn:
    raise RuntimeError("text.usetex needs LaTeX, which the sandbox does not run")


def _was_denied(error: BaseException | None) -> bool:
    """Whether the sandbox's refusal is what the script died of, directly or further down the chain."""
    seen: set[int] = set()
    pending = [error]
    while pending:
        current = pending.pop()
        if not isinstance(current, BaseException) or id(current) in seen:
            continue
        seen.add(id(current))
        if isinstance(current, PermissionError) or type(current).__name__ == "gaierror":
            return True
        pending += [current.__cause__, current.__context__, getattr(current, "reason", None), *current.args[:2]]
    return False
