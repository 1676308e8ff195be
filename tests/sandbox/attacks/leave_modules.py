# ruff: noqa
# ends: no_figure error
"""Changed modules, settings, environment and signal handlers."""

import os
import signal
import sys

import matplotlib
import numpy

matplotlib.rcParams["lines.color"] = matplotlib.rcParams["figure.facecolor"] = "red"
numpy.array = numpy.asarray = None
os.environ["MPLBACKEND"] = "agg2"
sys.path[:] = []
signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.umask(0)
os.chdir("/")
