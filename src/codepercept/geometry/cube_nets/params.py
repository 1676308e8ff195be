"""Parameters of the cube nets."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from codepercept.geometry.cube_nets.hexominoes import NETS, OTHERS, Cell, Cells, corner_views, oriented
from codepercept.geometry.family import Parameters
from codepercept.geometry.style import PALETTES, SIX_COLOURS

FIGURE_SIZES = ((5, 5), (6, 5), (6, 4.5), (5.5, 5.5), (6.4, 4.8), (7, 5), (4.8, 4.8))
TITLES = ("", "", "", "Net of a cube", "Six squares", "Cube net", "Fold along the inner lines")

SYMBOLS = ("circle", "triangle", "star", "diamond", "arrow", "cross")
MARKERS = {"circle": "o", "triangle": "^", "star": "*", "diamond": "D", "arrow": r"$\uparrow$", "cross": "P"}
HATCHES = {
    "diagonal stripes": "//",
    "dots": "..",
    "a diagonal grid": "xx",
    "horizontal stripes": "--",
    "vertical stripes": "||",
    "small circles": "oo",
}

Mode = Literal["net", "cube", "folding", "question"]
Mark = Literal["letters", "digits", "dots", "colours", "symbols", "patterns", "blank"]
CodeStyle = Literal["functions", "flat", "class", "solid", "unfold", "attach", "hinges"]
Solid = Literal["cube", "cuboid", "prism", "pyramid", "tetrahedron"]
Pattern = Literal["belt", "star", "tree"]

STYLES_OF_MODE: dict[str, tuple[CodeStyle, ...]] = {
    "net": ("functions", "flat"),
    "question": ("functions", "flat"),
    "cube": ("functions",),
    "folding": ("class", "solid"),
}
STYLES_OF_SOLIDS: dict[str, tuple[CodeStyle, ...]] = {
    "net": ("unfold", "attach"),
    "question": ("attach",),
    "cube": ("unfold",),
    "folding": ("hinges",),
}
"""The same for the solids other than the cube."""


class CubeNets(Parameters):
    """Parameters of a hexomino or of another solid's net, what is printed on it, and how it is shown.

    `hexomino`, `orientation`, `order`, `turns`, `corner`, `angles`, `base`, `arrow` and `grid` belong to cubes;
    `sides`, `length`, `width`, `height`, `pattern`, `layout` and `wrong` to the other solids.
    """

    solid: Solid = Field(default="cube", description="What the net folds up to.")
    sides: int = Field(default=4, ge=3, le=6, description="Corners of the base of a prism or pyramid.")
    length: float = Field(default=2, ge=1, le=8, description="Edge of the base; length of a cuboid.")
    width: float = Field(default=2, ge=1, le=8, description="Width of a cuboid.")
    height: float = Field(default=3, ge=1, le=10, description="Height of a cuboid, prism or pyramid.")
    pattern: Pattern = Field(default="belt", description="Sides in a row, around the base, or joined at random.")
    layout: int = Field(default=0, ge=0, le=9999, description="Picks among the nets of the pattern.")
    wrong: bool = Field(default=False, description="Question: a net that does not close.")
    hexomino: int = Field(
        default=0, ge=0, le=34, description="0-10: the cube nets; 11-34: hexominoes that fold to no cube."
    )
    orientation: int = Field(default=0, ge=0, le=7, description="Rotation by quarter turns; 4-7 are mirrored.")
    mode: Mode = Field(default="net", description="Flat net, net and cube, folding in steps, or a yes/no puzzle.")
    code_style: CodeStyle = Field(default="flat", description="How the script is written.")
    mark: Mark = Field(default="letters", description="What the squares carry.")
    order: tuple[int, ...] = Field(
        default=(0, 1, 2, 3, 4, 5),
        description="Which mark goes on each square, squares read row by row from above.",
    )
    turns: tuple[int, ...] = Field(
        default=(0, 0, 0, 0, 0, 0),
        description="Quarter turns (0-3, counter-clockwise) of each square's mark.",
    )
    letters: str = Field(default="ABCDEF", pattern="^[A-Z]{6}$", description="The six letters.")
    corner: int = Field(default=0, ge=0, le=23, description="Which of the 24 views of the folded cube.")
    angles: tuple[int, ...] = Field(default=(0, 45, 90), description="Fold angles shown, degrees, 0-90, 2-4 steps.")
    upward: bool = Field(default=False, description="Folds towards the viewer above instead of away.")
    elevation: int = Field(default=35, ge=15, le=65, description="Folding: height of the viewer, degrees.")
    azimuth: int = Field(default=-60, ge=-90, le=0, description="Folding: direction of the viewer, degrees.")
    base: int = Field(default=0, ge=0, le=5, description="Folding: the square that stays in place.")
    crease: Literal["dashed", "dotted", "thin"] = Field(default="dashed", description="How fold lines are drawn.")
    arrow: bool = Field(default=False, description="An arrow from the net to the folded cube.")
    grid: bool = Field(default=False, description='Squared paper behind the net ("flat" scripts).')
    palette: str = Field(default="white", description="Key of `style.PALETTES`: paper and ink.")
    line_width: float = Field(default=1.5, ge=0.8, le=3.0, description="Width of the outline in points.")
    title: str = Field(default="", max_length=40, description="Title of the figure, may be empty.")
    figure: int = Field(default=0, ge=0, lt=len(FIGURE_SIZES), description="Index of the figure size.")

    @model_validator(mode="after")
    def _consistent(self) -> CubeNets:
        if sorted(self.order) != list(range(6)):
            raise ValueError("order: must be a permutation of 0-5")
        if len(self.turns) != 6 or any(not 0 <= turn <= 3 for turn in self.turns):
            raise ValueError("turns: must be six numbers 0-3")
        if len(set(self.letters)) != 6:
            raise ValueError("letters: must be six different letters")
        if not 2 <= len(self.angles) <= 4 or any(not 0 <= angle <= 90 for angle in self.angles):
            raise ValueError("angles: must be 2-4 angles in 0-90 degrees")
        styles = (STYLES_OF_MODE if self.solid == "cube" else STYLES_OF_SOLIDS)[self.mode]
        if self.code_style not in styles:
            allowed = ", ".join(styles)
            raise ValueError(f"code_style: mode {self.mode!r} can be {allowed}, not {self.code_style}")
        if self.solid != "cube":
            return self._other_solid()
        if self.mode != "question" and not self.folds:
            raise ValueError('hexomino: 11-34 fold to no cube and need mode "question"')
        if self.mark == "patterns" and self.code_style != "flat":
            raise ValueError('mark: patterns need code_style "flat"')
        if self.code_style == "solid" and self.mark != "colours":
            raise ValueError('mark: code_style "solid" draws colours only')
        if self.mark == "blank" and self.mode != "question":
            raise ValueError('mark: blank squares need mode "question"')
        if self.palette not in PALETTES:
            raise ValueError(f"palette: must be one of {', '.join(PALETTES)}")
        return self

    def _other_solid(self) -> CubeNets:
        """Checks what concerns the solids other than the cube."""
        if self.mark not in ("letters", "digits", "colours"):
            raise ValueError(f"mark: the net of a {self.solid} carries letters, digits or colours, not {self.mark}")
        if self.code_style == "hinges" and self.mark != "colours":
            raise ValueError('mark: code_style "hinges" draws colours only')
        if self.solid in ("pyramid", "tetrahedron") and self.pattern == "belt" and self.code_style == "attach":
            raise ValueError('pattern: "attach" scripts draw pyramids as a star')
        if self.code_style == "attach" and self.pattern == "tree":
            raise ValueError('pattern: "attach" scripts draw a belt or a star')
        if self.solid in ("prism", "cuboid") and self.pattern == "star" and self.code_style == "attach":
            raise ValueError('pattern: "attach" scripts draw prisms and cuboids as a belt')
        if self.wrong and self.mode != "question":
            raise ValueError('wrong: a net that does not close needs mode "question"')
        if self.palette not in PALETTES:
            raise ValueError(f"palette: must be one of {', '.join(PALETTES)}")
        return self

    @property
    def cells(self) -> Cells:
        """The squares as (column, row), rows counted upwards; listed row by row from above."""
        shapes = (*NETS, *OTHERS)
        return oriented(shapes[self.hexomino], self.orientation)

    @property
    def folds(self) -> bool:
        """True if the hexomino is one of the eleven nets of the cube."""
        return self.hexomino < len(NETS)

    @property
    def base_cell(self) -> Cell:
        """The square that stays in place while the others fold."""
        return self.cells[self.base]

    @property
    def view(self) -> tuple[Cell, Cell, Cell]:
        """The cells that show as left, right and top face of the folded cube."""
        return corner_views(self.cells)[self.corner]

    @property
    def mark_values(self) -> list[str | int]:
        """What each square carries, in the order of `cells`."""
        if self.mark == "letters":
            return [self.letters[k] for k in self.order]
        if self.mark == "digits":
            return [str(k + 1) for k in self.order]
        if self.mark == "dots":
            return [k + 1 for k in self.order]
        if self.mark == "colours":
            return [SIX_COLOURS[k][0] for k in self.order]
        if self.mark == "symbols":
            return [SYMBOLS[k] for k in self.order]
        if self.mark == "patterns":
            return [list(HATCHES)[k] for k in self.order]
        return ["" for _ in self.order]

    @property
    def face_names(self) -> list[str]:
        """How a sentence calls each square, in the order of `cells`."""
        values = self.mark_values
        if self.mark == "colours":
            return [f"the {SIX_COLOURS[k][1]} face" for k in self.order]
        if self.mark == "dots":
            return [f"the {value}-spot face" for value in values]
        if self.mark == "symbols":
            return [f"the {value} face" for value in values]
        if self.mark == "patterns":
            return [f"the face with {value}" for value in values]
        if self.mark == "blank":
            return [f"square {i + 1}" for i in range(6)]
        return [f"face {value}" for value in values]
