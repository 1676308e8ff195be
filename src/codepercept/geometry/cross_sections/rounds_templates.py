"""Code templates of the cut cylinders, cones and spheres. `§name` is a place that `style.fill` fills."""

from __future__ import annotations

FUNCTIONS = '''
import matplotlib.pyplot as plt
import numpy as np

§parameters


def project(points):
    """Picture on the page of points (x, y, z): seen from the front and from above."""
    x, y, z = np.transpose(points)
    return x, y * np.sin(view) + z * np.cos(view)


§surface


§section


def draw(points, seen, **style):
    """Draw a curve, with the hidden parts §dash_word."""
    x, y = project(points)
    ax.plot(np.where(seen, x, np.nan), y, "-", **style)
    ax.plot(np.where(seen, np.nan, x), y, "§dash", **style)


§marks

§size
§figure
phi = np.linspace(0, 2 * np.pi, 721)
§glass
§solid

§curve

§rules
§letters

§dimensions

§true_shape

§finish
plt.show()
'''

CLASS = '''
import matplotlib.pyplot as plt
import numpy as np


class View:
    """The page, seen from the front at some elevation above the horizon."""

    def __init__(self, ax, elevation):
        self.ax = ax
        self.sin, self.cos = np.sin(elevation), np.cos(elevation)

    def xy(self, points):
        x, y, z = np.transpose(points)
        return np.array([x, y * self.sin + z * self.cos])

    def curve(self, points, seen, **style):
        """Draw a curve in space; parts that are not seen are §dash_word."""
        x, y = self.xy(points)
        for mask, dash in ((seen, "-"), (~seen, "§dash")):
            self.ax.plot(np.where(mask, x, np.nan), y, dash, **style)

    def line(self, p, q, dash, **style):
        self.ax.plot(*self.xy([p, q]), dash, **style)

    def write(self, point, text, angle, gap, **style):
        """Write a text beside a point in a direction given in degrees."""
        x, y = self.xy(point) + gap * np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
        self.ax.text(x, y, text, ha="center", va="center", **style)


§parameters


§surface


§section


§figure
page = View(ax, view)
phi = np.linspace(0, 2 * np.pi, 721)
§glass
§solid
§marks
§size

§curve

§rules
§letters

§dimensions

§true_shape

§finish
plt.show()
'''

FLAT = """
import matplotlib.pyplot as plt
import numpy as np

§parameters

§flat_body

§section_flat

§marks

§size
§figure
§glass_flat
§solid_flat

§curve_flat

§rules
§letters

§dimensions

§true_shape

§finish
plt.show()
"""

MPLOT3D = '''
import matplotlib.pyplot as plt
import numpy as np
from mpl_toolkits.mplot3d.art3d import Poly3DCollection

§parameters


§surface


§section


def draw(points, seen, **style):
    """Draw a curve in space, with the hidden parts §dash_word."""
    x, y, z = np.transpose(points)
    ax.plot(np.where(seen, x, np.nan), y, z, "-", **style)
    ax.plot(np.where(seen, np.nan, x), y, z, "§dash", **style)


§marks

§size
§figure
phi = np.linspace(0, 2 * np.pi, 361)
§glass_3d
§solid_3d

§curve_3d

§rules_3d
§letters_3d

§limits_3d
ax.view_init(elev=np.degrees(view), azim=-90)
ax.set_axis_off()

§true_shape

§finish_3d
plt.show()
'''
