"""What one would call a panel: "bar chart", "scatter plot", "diagram"."""

from __future__ import annotations

from collections import Counter

from codepercept.figure.scene import Panel


def chart_type(panel: Panel) -> str:
    """Name of the kind of chart or drawing."""
    axes = panel.axes
    kinds = Counter(t.kind for t in panel.things)
    calls = {e.call for t in panel.things for e in t.elements}
    artists = {e.artist for t in panel.things for e in t.elements}
    mapped = any("cmap" in e.shape for t in panel.things for e in t.elements)
    space = axes is not None and axes.view is not None
    polar = axes is not None and axes.projection == "polar"
    prefix = "polar " if polar else ""
    pies = any(len(t.elements) > 1 for t in panel.things if t.kind == "slice")
    names = [
        (kinds["pie"] > 0 or pies, "pie chart"),
        (kinds["surface"] > 0 and space, "3D surface plot"),
        (kinds["wireframe"] > 0, "3D wire frame"),
        (kinds["bar3d"] > 0, "3D bar chart"),
        (kinds["voxels"] > 0, "3D voxel plot"),
        (space and kinds["markers"] > 0 and not kinds["line"], "3D scatter plot"),
        (space and kinds["line"] > 0 and not kinds["polygon"], "3D line plot"),
        (space, "3D drawing"),
        (kinds["boxplot"] > 0, "box plot"),
        (kinds["violin"] > 0, "violin plot"),
        (kinds["hist"] > 0, "histogram"),
        (kinds["stackplot"] > 0, "stacked area chart"),
        (kinds["hexbin"] > 0, "hexagonal binning plot"),
        (kinds["streamplot"] > 0, "stream plot"),
        (kinds["eventplot"] > 0, "event plot"),
        (kinds["barbs"] > 0, "wind barb plot"),
        (kinds["bar"] > 0, f"{prefix}bar chart"),
        (kinds["stem"] > 0, "stem plot"),
        ("Quiver" in artists, "vector field"),
        (kinds["contour"] > 0, f"{prefix}contour plot"),
        (kinds["mesh"] > 0 and mapped and "LineCollection" not in artists, f"{prefix}heat map"),
        (kinds["image"] > 0 and mapped and not kinds["line"] and "imshow" in calls, "heat map"),
        (kinds["image"] > 0 and not kinds["line"], "picture" if panel.is_drawing else "image plot"),
        (bool(panel.table) and not panel.things, "table"),
        (polar, "polar plot"),
        (panel.is_drawing and not panel.things and bool(panel.texts), "text panel"),
        (panel.is_drawing and not panel.things, "blank panel"),
        (panel.is_drawing, "diagram"),
        (kinds["errorbar"] > 0, "plot with error bars"),
        (kinds["line"] + kinds["segment"] > 0, "line chart"),
        (kinds["markers"] > 0, "scatter plot"),
        (kinds["band"] > 0, "area chart"),
        (not panel.things, "pair of empty axes"),
    ]
    return next((name for found, name in names if found), "plot")
