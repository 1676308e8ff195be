"""All the ways in which real scripts end, and what becomes of them."""

from __future__ import annotations

import pytest

from codepercept.sandbox.limits import Limits
from codepercept.types import Execution

LIMITS = Limits(cpu_seconds=3, idle_seconds=2, memory_mib=700, output_kib=256)
PLT = "import matplotlib.pyplot as plt\n"

CASES: dict[str, tuple[str, str, str]] = {
    # name: (code, status, a part of the error)
    "empty": ("", "no_figure", "no figure"),
    "syntax error": ("def f(:", "error", "SyntaxError"),
    "binary": ("a\0b", "error", "null bytes"),
    "too long": ("#" * (2 << 20), "error", "MB long"),
    "show": (PLT + "plt.plot([1, 2])\nplt.show()\nraise SystemExit(5)", "ok", ""),
    "own savefig": (PLT + "plt.plot([1, 2])\nplt.savefig('x.pdf', dpi=300, transparent=True)", "ok", ""),
    "savefig into a made folder": (
        PLT + "import os\nos.makedirs('out')\nplt.plot([1])\nplt.savefig('out/x.png')", "ok", ""),
    "no show": (PLT + "plt.plot([1, 2])", "ok", ""),
    "main guard": (PLT + "if __name__ == '__main__':\n    plt.plot([1, 2])\n    plt.show()", "ok", ""),
    "style": (PLT + "plt.style.use('ggplot')\nplt.plot([1, 2])\nplt.show()", "ok", ""),
    "other backend": (
        "import matplotlib\nmatplotlib.use('TkAgg')\n" + PLT + "plt.switch_backend('QtAgg')\nplt.plot([1])", "ok", ""),
    "animation": (
        PLT + "from matplotlib.animation import FuncAnimation\nfig, ax = plt.subplots()\nline, = ax.plot([], [])\n"
        "def step(i):\n    line.set_data([0, i + 1], [0, 1])\n    return line,\n"
        "movie = FuncAnimation(fig, step, frames=5)\nmovie.save('x.gif', writer='pillow')", "ok", ""),
    "interactive": (PLT + "plt.ion()\nplt.plot([1, 2])\nplt.show()\nplt.pause(0.5)\nplt.title('later')", "ok", ""),
    "input": (PLT + "plt.plot([1, 2])\nplt.show(block=False)\ninput('press enter')", "ok", ""),
    "sys.exit(0)": (PLT + "import sys\nplt.plot([1, 2])\nsys.exit(0)", "ok", ""),
    "sys.exit(3)": (PLT + "import sys\nplt.plot([1, 2])\nsys.exit(3)", "error", "exited with 3"),
    "warnings": (PLT + "import warnings\nwarnings.warn('look out')\nplt.plot([1])", "ok", ""),
    "magic": ("%matplotlib inline\n" + PLT + "!pip install x\nplt.plot([1, 2])", "ok", ""),
    "Figure without pyplot": (
        "from matplotlib.figure import Figure\nfig = Figure()\nfig.subplots()\nfig.savefig('a.svg')", "ok", ""),
    "catches everything": (PLT + "try:\n    plt.plot([1])\n    plt.show()\nexcept BaseException:\n    raise", "ok", ""),
    "raises": (PLT + "plt.plot([1])\n1 / 0", "error", "ZeroDivisionError: division by zero (line 3)"),
    "raises KeyboardInterrupt": ("raise KeyboardInterrupt", "error", "KeyboardInterrupt"),
    "blank figure": (PLT + "plt.figure()\nplt.show()", "no_figure", "no figure"),
    "endless loop": ("while True: pass", "cpu_limit", "CPU time"),
    "endless loop in C": ("10 ** 10 ** 8", "cpu_limit", "CPU time"),
    "sleeps": ("import time\ntime.sleep(10 ** 6)", "wall_limit", "slept"),
    "sleeps in small pieces": ("import time\nwhile True: time.sleep(0.1)", "wall_limit", "slept"),
    "stops itself": ("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", "wall_limit", "slept"),
    "endless output": ("while True: print('x' * 1000)", "output_limit", "printed"),
    "memory bomb": ("x = []\nwhile True: x.append(bytearray(10 ** 7))", "memory_limit", "memory"),
    "giant array": ("import numpy as np\nnp.ones(10 ** 10)", "memory_limit", "74.5 GiB"),
    "fork bomb": ("import os\nwhile True: os.fork()", "blocked", "not permitted"),
    "thread bomb": (
        "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(99,)).start()", "error", ""),
    "subprocess": ("import subprocess\nsubprocess.run(['ls'])", "blocked", "not permitted"),
    "network": ("import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9')", "blocked", "URLError"),
    "reads a file": ("open('/etc/passwd').read()", "blocked", "Permission denied"),
    "deletes files": ("import shutil\nshutil.rmtree('/usr/lib')", "blocked", "Permission denied"),
    "writes elsewhere": ("open('/tmp/codepercept-was-here', 'w')", "blocked", "Permission denied"),
    "missing file": ("open('data.csv')", "error", "FileNotFoundError"),
    "kills its parent": ("import os\nos.kill(os.getppid(), 9)", "blocked", "not permitted"),
    "segfault": ("import ctypes\nctypes.string_at(0)", "error", "SIGSEGV"),
    "os._exit": ("import os\nos._exit(0)", "error", "left no result"),
    "raises the limits": (
        "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (10 ** 6, 10 ** 6))", "error", "not allowed"),
    "many files": (
        "i = 0\nwhile True:\n    open(f'f{i}', 'wb').write(bytes(10 ** 6))\n    i += 1", "output_limit", "wrote more"),
    "own scratch file": (
        PLT + "import numpy as np\nnp.savetxt('a.txt', [1, 2])\nplt.plot(np.loadtxt('a.txt'))", "ok", ""),
    "asyncio": (PLT + "import asyncio\nasyncio.run(asyncio.sleep(0))\nplt.plot([1])", "ok", ""),
    "usetex": (PLT + "plt.rcParams['text.usetex'] = True\nplt.title('x')\nplt.show()", "error", "LaTeX"),
    "pandas": ("import pandas as pd\n" + PLT + "pd.DataFrame({'a': [1, 2]}).plot()\nplt.show()", "ok", ""),
    "pandas behind another": (
        "import os, pandas as pd\n" + PLT + "pd.DataFrame({'a': [1, 2]}).plot()\nplt.show()", "ok", ""),
    "seaborn after a semicolon": (PLT.strip() + "; import seaborn as sns\nsns.lineplot(x=[1, 2], y=[1, 2])", "ok", ""),
    "pandas by its name": (
        PLT + "import importlib\npd = importlib.import_module('pandas')\npd.Series([1, 2]).plot()", "ok", ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def endings(run_many) -> dict[str, Execution]:
    return dict(zip(CASES, run_many([code for code, _, _ in CASES.values()], LIMITS), strict=True))


@pytest.mark.parametrize("name", CASES)
def test_ending(name: str, endings: dict[str, Execution]) -> None:
    _, status, error = CASES[name]
    run = endings[name]
    assert run.status == status, f"{run.status}: {run.error}\n{run.stderr}"
    assert error in run.error
    assert (run.image is not None) == (run.trace is not None) == (status == "ok")
    if status == "ok":
        assert run.error == "" and run.width > 0 and run.trace.elements


def test_what_is_printed_comes_back(run_many) -> None:
    (run,) = run_many(["import os\nprint('hello')\nprint(sorted(os.environ))\nraise ValueError('broken')"])
    assert "hello" in run.stderr and "ValueError: broken" in run.stderr
    assert "SECRET" not in run.stderr


def test_secrets_of_the_environment_stay_outside(run_many, monkeypatch) -> None:
    monkeypatch.setenv("CODEPERCEPT_SECRET_KEY", "sk-12345")
    code = (
        "import os\nprint(os.environ)\nfor p in (os.getppid(), os.getpid()):\n    try:\n"
        "        print(open(f'/proc/{p}/environ').read())\n    except OSError as e:\n        print(e)\nraise ValueError"
    )
    (run,) = run_many([code])
    assert "sk-12345" not in run.stderr and "SECRET" not in run.stderr
    assert "PYTHONHASHSEED" in run.stderr  # the print itself worked


def test_nothing_was_written_outside() -> None:
    from pathlib import Path

    assert not Path("/tmp/codepercept-was-here").exists()


def test_several_figures_show_the_current_one(run_many) -> None:
    code = PLT + "plt.figure()\nplt.title('first')\nplt.figure()\nplt.title('second')\nplt.figure()\nplt.show()"
    (run,) = run_many([code])
    assert run.trace.axes[0].title == "second"  # the current figure is blank, so the newest that is not
    assert run.trace.figures == 3


def test_giant_figures_are_clamped(run_many) -> None:
    (run,) = run_many([PLT + "plt.figure(figsize=(500, 250))\nplt.plot([1, 2])\nplt.show()"])
    assert run.status == "ok" and max(run.width, run.height) <= 2000
    assert run.width == pytest.approx(2 * run.height, abs=2)


def test_cjk_is_drawn_and_missing_glyphs_are_reported(run_many) -> None:
    drawn, missing = run_many(
        [
            PLT + "plt.rcParams['font.sans-serif'] = ['SimHei']\nplt.title('中文 日本語 한국어 😀')\nplt.show()",
            PLT + "plt.title('rocket 🚀 \\U000F1234')\nplt.show()",
        ]
    )
    assert drawn.trace.missing_glyphs == ()
    assert set(missing.trace.missing_glyphs) == {"🚀", "\U000f1234"}
