"""How alike two rendered figures are, from their pixels alone: a number in [0, 1]. No model, no randomness.

**Each picture alone** (`prepare`). The paper is the median colour of the outermost pixels, ink what differs from it
by more than 24 levels. Margins go: the box around the ink, whatever its aspect, becomes a frame of 256 x 192. In it,
with all differences in CIELAB (CIE 1976):

- *edges*: the gradient tensor summed over the colour channels (Di Zenzo 1986); strength s = g / (g + 12) of the
  gradient g, so that a line counts by being there rather than by its contrast; direction as s cos 2a and s sin 2a,
  equal for both sides of a line (Granlund 1978). The product of two such triples is s s' (1 + cos 2(a - a')):
  orientation-aware.
- *ink*: d / (d + 20) of the distance d from the paper.
- Rules (level or upright edges longer than 0.3 of the frame) and places of words count 0.15.

The four maps are taken at three scales (1, 1/2, 1/4 of the frame), each minus its mean around. What is left has mean
0, so two pictures that merely are dense at the same place correlate no more than chance: hatching, noise and walls of
text agree with nothing. *Tint* is the local mean colour minus the paper's at the coarse scale. *Words* are groups of
small connected marks, taken from the ink at one size (512 pixels) whatever the picture's.

**A pair** (`compare`). A *fit* (a scale and a shift for each axis) brings the second picture into the frame of the
first. It starts as content on content, page on page, or as the best correlation of the projected edges, and is
refined by three Gauss-Newton steps (Lucas and Kanade 1981); the one with most agreement stays. Then, with a and b the
maps of the two, <> the mean over a 5 x 5 window, and w = sqrt(<a.a> + <b.b>), which lets a dense place count less
than its ink:

    A = sum w max(0, 2 <a.b> / (<a.a> + <b.b>)) / (sum w + what the fit pushed out of the frame)

(the form of the structure term of SSIM, Wang et al. 2004, of pooled zero-mean maps; empty paper has w = 0.) For tints
p, q:

    T = sum v exp(-|p - q|^2 / 0.32 (|p|^2 + |q|^2)) / sum v,    v = (|p|^2 + |q|^2) / (sqrt(|p|^2 + |q|^2) + 10)

- completeness = A at the coarse scale and T pooled, v counting 0.003: things are there, roughly in their place.
- position = A at the middle scale, times exp(-4 x departure of the fit from both content and page), times the smaller
  over the larger aspect.
- text = share of the words of both that are found in the other: the best normalised correlation within 3 percent of
  the place, at the fit's scale or that of the median glyph, from 0.5 (chance) to 1. None where neither picture has
  any.
- style = T sqrt(completeness) exp(-distance of the papers / 50): colours count as far as what they colour is there.
- clarity = A at the fine scale, times the same departure as position.

All are multiplied by what is left where one's content is more than 1.6 times smaller on its page than the other's.
Each part p then becomes p^1.5 / (p^1.5 + (1 - p)^1.5), and the value is their mean with weights 30, 30, 10, 20 and 10
(the rubric's), absent parts left out.

Equal pixels are 1. Blank against something is 0, blank against blank 1 (less where the papers differ). The pair is
put in an order of its own before anything is computed, so the score is symmetric to the last bit.

Not seen: what words say (a swap of similar letters costs little), lines thinner than a 400th of the content, pale ink
within 24 levels of the paper, and that a picture of little but a grid or a frame has nothing in it.
"""

from codepercept.scorers.image.compare import compare
from codepercept.scorers.image.features import Prepared, prepare
from codepercept.scorers.image.scorer import ImageScorer, image_score, image_scores
from codepercept.scorers.opening import BadPicture

__all__ = ["BadPicture", "ImageScorer", "Prepared", "compare", "image_score", "image_scores", "prepare"]
