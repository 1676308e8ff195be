"use strict";
// Two pictures compared: beside each other or laid over each other, with the boxes of what was matched and missed.

const MODES = [["side", "Side by side"], ["blink", "Blink"], ["overlay", "Overlay"], ["difference", "Difference"], ["slider", "Slider"]];
const VERDICTS = ["missing", "extra", "changed", "matched"];
const NOISE = 24;  // of 255: what compression of the small copies may change
const BLINK_MS = 700;
// Kept from figure to figure.
const looking = { mode: "side", boxes: { missing: true, extra: true, changed: true, matched: false }, slide: 50 };
let stopBlinking = () => {};

const pictureImage = (packed, name) => h("img", { src: `data:image/webp;base64,${packed[0]}`, alt: name, draggable: "false" });

/** A sheet of paper of a picture's proportions, to put layers on. */
function sheet(packed, ...layers) {
  const node = h("div", { class: "sheet" }, ...layers);
  node.style.setProperty("--ratio", String(packed[1] / packed[2]));
  node.style.setProperty("--natural", `${packed[1]}px`);
  return node;
}

const noPicture = (text) => h("div", { class: "sheet blank", dir: "auto" }, text);

async function pixelsOf(packed, width, height) {
  const image = pictureImage(packed, "");
  await image.decode();
  const pen = h("canvas", { width, height }).getContext("2d", { willReadFrequently: true });
  pen.drawImage(image, 0, 0, width, height);
  return pen.getImageData(0, 0, width, height).data;
}

/** Paint what two pictures share and what only one has; the second is stretched to the first. Gives the share of pixels that differ. */
async function paintPair(canvas, one, other, kind) {
  const shrink = Math.min(1, 640 / Math.max(one[1], one[2]));
  const [width, height] = [Math.max(1, Math.round(one[1] * shrink)), Math.max(1, Math.round(one[2] * shrink))];
  const [a, b] = await Promise.all([pixelsOf(one, width, height), pixelsOf(other, width, height)]);
  Object.assign(canvas, { width, height });
  const pen = canvas.getContext("2d");
  const made = pen.createImageData(width, height);
  const out = made.data;
  let apart = 0;
  for (let i = 0; i < a.length; i += 4) {
    const gap = Math.max(Math.abs(a[i] - b[i]), Math.abs(a[i + 1] - b[i + 1]), Math.abs(a[i + 2] - b[i + 2]));
    apart += gap > NOISE;
    const ours = 0.299 * a[i] + 0.587 * a[i + 1] + 0.114 * a[i + 2];
    const theirs = 0.299 * b[i] + 0.587 * b[i + 1] + 0.114 * b[i + 2];
    if (kind === "overlay") {
      // Ink of the first takes green and blue from the paper, ink of the second takes red: black where both have it.
      const same = Math.abs(ours - theirs) <= NOISE;
      out[i] = same ? (ours + theirs) / 2 : theirs;
      out[i + 1] = out[i + 2] = same ? (ours + theirs) / 2 : ours;
    } else {
      const ghost = 255 - (255 - ours) * 0.16;
      const share = gap > NOISE ? Math.min(1, 0.25 + gap / 140) : 0;
      out[i] = ghost + (214 - ghost) * share;
      out[i + 1] = ghost * (1 - share);
      out[i + 2] = ghost + (108 - ghost) * share;
    }
    out[i + 3] = 255;
  }
  pen.putImageData(made, 0, 0);
  return apart / (a.length / 4);
}

const SAID = {
  overlay: "Red: only in the reference. Cyan: only in the candidate. Grey and black: in both.",
  difference: "Magenta: where colours differ, over a ghost of the reference.",
};

/** A canvas that paints itself, and tells its caption how much differs. */
function paintedPair(one, other, kind, caption) {
  const canvas = h("canvas", { role: "img", "aria-label": `${kind} of reference and candidate` });
  paintPair(canvas, one, other, kind).then((share) => {
    caption.textContent = `${SAID[kind]} ${(100 * share).toFixed(1)} % of the pixels differ.`;
  }, () => { caption.textContent = "The pictures cannot be decoded."; });
  return canvas;
}

/** Buttons of which one is pressed. */
function choices(label, options, pressed, choose) {
  const buttons = options.map(([value, text, disabled]) => h("button", { type: "button", class: "choice",
    "data-value": value, "aria-pressed": String(value === pressed), disabled, onclick: () => {
      buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.value === value)));
      choose(value);
    } }, text));
  return h("div", { class: "segments", role: "group", "aria-label": label }, buttons);
}

/**
 * The reference, the candidate, and what was found to differ.
 * `differences` holds [verdict, name, box on the reference, box on the candidate (0: the same), weight, same, place, look, note].
 * Gives two nodes: the pictures with their controls, and the table of elements.
 */
function pairView(reference, candidate, blank, differences, more) {
  const both = reference && candidate;
  const easels = h("div", { class: "easels" });
  const note = h("p", { class: "note", dir: "auto" });
  const shapes = differences.map(() => []);
  const rows = [];
  let pinned = -1;

  function light(at) {
    const shown = at >= 0 ? at : pinned;
    shapes.forEach((nodes, i) => nodes.forEach((node) => node.classList.toggle("lit", i === shown)));
    rows.forEach((node, i) => node.classList.toggle("lit", i === shown));
    if (shown < 0) return note.replaceChildren(differences.length ? h("span", { class: "faint" }, "Point at a box or at a line of the table.") : "");
    const [verdict, name, , , weight, , place, look, told] = differences[shown];
    note.replaceChildren(h("b", { class: `v-${verdict}` }, verdict), ` ${name}`, told ? `: ${told}` : "",
      h("span", { class: "faint" }, ` · weight ${weight.toFixed(2)}, place ${place.toFixed(2)}, look ${look.toFixed(2)}`));
    return undefined;
  }

  function pointable(node, at) {
    node.addEventListener("pointerenter", () => light(at));
    node.addEventListener("pointerleave", () => light(-1));
    node.addEventListener("click", () => {
      pinned = pinned === at ? -1 : at;
      light(-1);
      if (pinned >= 0 && !node.closest("table")) reveal(rows[at]);
    });
    return node;
  }

  /** Boxes of one or both sides over a sheet with the first picture's coordinates. */
  function layer(frame, sides) {
    const svg = h("svg", { class: "boxes", viewBox: `0 0 ${frame[1]} ${frame[2]}`, preserveAspectRatio: "none", "aria-hidden": "true" });
    const found = [];
    for (const side of sides) {
      const picture = side === "reference" ? reference : candidate;
      const [sx, sy] = [frame[1] / picture[1], frame[2] / picture[2]];
      differences.forEach(([verdict, , one, other], at) => {
        const box = side === "reference" ? one : other === 0 ? one : other;
        if (!box) return;
        // Lines have no height or no width; a box has room for the pointer.
        const [x, y] = [Math.min(box[0], box[2]) * sx - 2, Math.min(box[1], box[3]) * sy - 2];
        const [width, height] = [Math.abs(box[2] - box[0]) * sx + 4, Math.abs(box[3] - box[1]) * sy + 4];
        const node = h("rect", { class: `box v-${verdict} of-${side}`, x, y, width, height, "data-verdict": verdict, "data-at": at });
        shapes[at].push(pointable(node, at));
        found.push([width * height, node]);
      });
    }
    found.sort((a, b) => b[0] - a[0]); // small boxes lie on top, so that each can be pointed at
    svg.append(...found.map((pair) => pair[1]));
    return svg;
  }

  const easel = (node, caption) => h("figure", { class: "easel" }, node, caption);
  const captioned = (text) => h("figcaption", {}, text);

  function stacked() {
    const caption = captioned("");
    const boxes = layer(reference, ["reference", "candidate"]);
    const { mode } = looking;
    if (mode === "overlay" || mode === "difference") {
      return easel(sheet(reference, paintedPair(reference, candidate, mode, caption), boxes), caption);
    }
    const over = pictureImage(candidate, "candidate");
    const below = pictureImage(reference, "reference");
    if (mode === "slider") {
      const edge = h("span", { class: "edge-line" });
      const slide = (value) => {
        looking.slide = Number(value);
        over.style.clipPath = `inset(0 0 0 ${value}%)`;
        edge.style.left = `${value}%`;
      };
      const range = h("input", { type: "range", min: 0, max: 100, step: 0.5, "aria-label": "Where the candidate begins",
        oninput: () => slide(range.value) });
      range.value = looking.slide;
      slide(looking.slide);
      caption.textContent = "Left of the edge: reference. Right: candidate.";
      return h("figure", { class: "easel" }, sheet(reference, below, over, edge, boxes), range, caption);
    }
    let candidateShown = false;
    const turn = () => {
      candidateShown = !candidateShown;
      over.style.visibility = candidateShown ? "visible" : "hidden";
      caption.textContent = candidateShown ? "candidate" : "reference";
      caption.dataset.side = caption.textContent;
      boxes.dataset.side = caption.textContent;
    };
    turn();
    turn();
    const run = () => {
      const timer = setInterval(turn, BLINK_MS);
      stopBlinking = () => { clearInterval(timer); stopBlinking = () => {}; };
    };
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) run();
    const hold = h("button", { type: "button", class: "choice", onclick: () => { stopBlinking(); turn(); } }, "Stop and switch by hand");
    return h("figure", { class: "easel" }, sheet(reference, below, over, boxes), h("div", { class: "beneath" }, caption, hold));
  }

  function draw() {
    stopBlinking();
    shapes.forEach((nodes) => { nodes.length = 0; });
    const side = (name, packed, text) => easel(packed ? sheet(packed, pictureImage(packed, name), layer(packed, [name])) : noPicture(text), captioned(name));
    if (!both || looking.mode === "side") {
      easels.replaceChildren(side("reference", reference, "no picture"), side("candidate", candidate, blank));
    } else easels.replaceChildren(stacked());
    if (both && looking.mode !== "side" && (reference[1] !== candidate[1] || reference[2] !== candidate[2])) {
      easels.append(h("p", { class: "faint stretch" }, `The candidate (${candidate[1]} × ${candidate[2]} px) is stretched to the reference (${reference[1]} × ${reference[2]} px).`));
    }
    easels.classList.toggle("single", Boolean(both) && looking.mode !== "side");
    toggle();
    light(-1);
  }

  function toggle() {
    for (const node of easels.querySelectorAll(".box")) node.classList.toggle("off", !looking.boxes[node.dataset.verdict]);
    rows.forEach((node, at) => { node.hidden = !looking.boxes[differences[at][0]]; });
  }

  const counts = Object.fromEntries(VERDICTS.map((v) => [v, differences.filter((d) => d[0] === v).length]));
  const toggles = h("div", { class: "toggles", role: "group", "aria-label": "Boxes" }, VERDICTS.map((verdict) => {
    const button = h("button", { type: "button", class: `choice t-${verdict}`, "aria-pressed": String(looking.boxes[verdict]),
      disabled: !counts[verdict], onclick: () => {
        looking.boxes[verdict] = !looking.boxes[verdict];
        button.setAttribute("aria-pressed", String(looking.boxes[verdict]));
        toggle();
      } }, h("span", { class: `key v-${verdict}` }), verdict, h("span", { class: "number" }, counts[verdict]));
    return button;
  }));

  differences.forEach(([verdict, name, , , weight, same, place, look, told], at) => {
    const row = h("tr", { "data-at": at },
      h("td", {}, h("b", { class: `v-${verdict}` }, verdict)), h("td", { dir: "auto", class: "told" }, name, told ? h("span", { class: "faint" }, ` ${told}`) : ""),
      [weight, same, place, look].map((value) => h("td", { class: "num" }, value.toFixed(2))));
    row.addEventListener("focus", () => light(at));
    row.addEventListener("blur", () => light(-1));
    rows.push(pointable(row, at));
  });
  const body = h("tbody", {}, rows);
  rove(body, "tr:not([hidden])");
  draw();
  if (rows.length) rows.forEach((row, at) => { row.tabIndex = at ? -1 : 0; });
  return {
    pictures: h("section", { class: "panel pair-view", "aria-label": "Pictures" },
      h("div", { class: "controls" }, choices("Mode", MODES.map(([value, text]) => [value, text, value !== "side" && !both]),
        both ? looking.mode : "side", (value) => { looking.mode = value; draw(); }), differences.length ? toggles : ""), easels, note),
    elements: differences.length ? h("section", { class: "panel elements" }, h("h2", {}, "Elements"),
      h("div", { class: "pane" }, h("table", {}, h("thead", {}, h("tr", {}, ["", "element", "weight", "same", "place", "look"].map((name) =>
        h("th", { scope: "col" }, name)))), body)),
      more ? h("p", { class: "faint" }, `${plural(more, "element")} of the least weight are left out.`) : "") : null,
  };
}
