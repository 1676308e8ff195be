"use strict";
// The picture with its elements: which one is under the cursor, and how elements are outlined.

const QUIET_ROLES = { grid: 1, tick: 1, spine: 1, figure: 1, background: 2, pane: 2 };
const BY_TOLERANCE = 400; // a thin line missed by the whole tolerance counts like an area of so many square pixels

/** Extent [left, top, right, bottom] of an element in page pixels, or null. */
function extent(element) {
  if (element.b) return element.b;
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const run of element.g ?? []) {
    for (let i = 0; i < run.length; i += 2) {
      box[0] = Math.min(box[0], run[i]); box[1] = Math.min(box[1], run[i + 1]);
      box[2] = Math.max(box[2], run[i]); box[3] = Math.max(box[3], run[i + 1]);
    }
  }
  return box[0] <= box[2] ? box : null;
}

function distanceToRun(run, x, y, closed) {
  let best = Infinity;
  const last = run.length - 2;
  for (let i = closed ? -2 : 0; i < last || (i === 0 && last === 0); i += 2) {
    const [ax, ay] = i < 0 ? [run[last], run[last + 1]] : [run[i], run[i + 1]];
    const [bx, by] = last === 0 ? [ax, ay] : [run[i + 2], run[i + 3]];
    const square = (bx - ax) ** 2 + (by - ay) ** 2;
    const t = square ? Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / square)) : 0;
    best = Math.min(best, Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)));
    if (last === 0) break;
  }
  return best;
}

function inside(runs, x, y) {
  let odd = false;
  for (const run of runs) {
    for (let i = 0, j = run.length - 2; i < run.length; j = i, i += 2) {
      if ((run[i + 1] > y) !== (run[j + 1] > y) &&
        x < ((run[j] - run[i]) * (y - run[i + 1])) / (run[j + 1] - run[i + 1]) + run[i]) odd = !odd;
    }
  }
  return odd;
}

/** Index of the marker nearest to a point, and its distance. */
function nearestMarker(element, x, y) {
  const points = element.g[0];
  let best = [-1, Infinity];
  for (let i = 0; i < points.length; i += 2) {
    const distance = Math.hypot(points[i] - x, points[i + 1] - y);
    if (distance < best[1]) best = [i / 2, distance];
  }
  return best;
}

/** How large a target was hit, in square pixels, so that the smallest can win; Infinity if it was missed. */
function hitSize(element, x, y, tolerance) {
  const box = element.box;
  const half = element.m === "p" ? (element.s ?? 6) / 2 : (element.w ?? 1) / 2;
  const reach = tolerance + half;
  const clip = element.x;
  if (clip && (x < clip[0] - 2 || x > clip[2] + 2 || y < clip[1] - 2 || y > clip[3] + 2)) return Infinity;
  if (!box || x < box[0] - reach || x > box[2] + reach || y < box[1] - reach || y > box[3] + reach) return Infinity;
  const area = Math.max(1, (box[2] - box[0]) * (box[3] - box[1]));
  if (element.m === "b") {
    const within = x >= box[0] - 1 && x <= box[2] + 1 && y >= box[1] - 1 && y <= box[3] + 1;
    return within ? (element.k === "text" ? area / 4 : area) : Infinity;
  }
  const distance = element.m === "p" ? nearestMarker(element, x, y)[1]
    : Math.min(...element.g.map((run) => distanceToRun(run, x, y, element.m === "c")));
  if (element.m === "c" && element.f && inside(element.g, x, y)) return area;
  if (distance <= half + 0.5) return distance / (half + 0.5);
  return distance <= reach ? 1 + (BY_TOLERANCE * (distance - half)) / tolerance : Infinity;
}

/** The element under a point: quiet roles only if nothing else is hit, then the smallest, then the topmost. */
function elementAt(elements, x, y, tolerance) {
  let best = null;
  let bestRank = 9;
  let bestSize = Infinity;
  for (const element of elements) {
    const size = hitSize(element, x, y, tolerance);
    const rank = QUIET_ROLES[element.r] ?? 0;
    if (size === Infinity || rank > bestRank || (rank === bestRank && size > bestSize)) continue;
    [best, bestRank, bestSize] = [element, rank, size];
  }
  return best;
}

const ring = (x, y, radius) => `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`;

/** SVG path data of an element's outline. */
function outline(element) {
  const box = element.box;
  if (!box) return "";
  if (element.m === "b") return `M${box[0] - 1} ${box[1] - 1}H${box[2] + 1}V${box[3] + 1}H${box[0] - 1}Z`;
  if (element.m === "p") {
    const radius = Math.max(3, (element.s ?? 6) / 2 + 1);
    const parts = [];
    for (let i = 0; i < element.g[0].length; i += 2) parts.push(ring(element.g[0][i], element.g[0][i + 1], radius));
    return parts.join("");
  }
  return element.g.map((run) => `M${run.join(" ")}${element.m === "c" ? "Z" : ""}`).join("");
}

/**
 * The picture, its overlay and its tooltip. `report(element | null, pinned)` is called when the pointer, a tap or
 * the arrow keys choose an element; `paint(elements, near)` outlines what the page decides to show.
 */
function pictureStage({ image, trace, size, alt }, report) {
  const [width, height] = trace?.size ?? size;
  const elements = trace?.elements ?? [];
  for (const element of elements) element.box = extent(element);
  const targets = elements.filter((element) => element.box);

  const svg = h("svg", { class: "overlay", viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  const tip = h("div", { class: "tip", hidden: true, role: "status" });
  const stage = h("div", {
    class: "stage", tabindex: targets.length ? 0 : null, role: "group",
    "aria-label": `${alt}. ${targets.length ? "Up and down arrows step through its elements." : ""}`,
  }, h("img", { src: `data:image/png;base64,${image}`, alt, draggable: "false" }), svg, tip);
  stage.style.setProperty("--ratio", width / height);
  stage.style.setProperty("--natural", `${width}px`);

  // What runs out of its axes is cut off there, as in the picture: one layer for each box that clips.
  function layer(shown, clip, number) {
    const all = shown.map(outline).join("");
    const filled = shown.filter((element) => element.m === "c" || element.m === "b").map(outline).join("");
    const quiet = shown.every((element) => QUIET_ROLES[element.r] === 2);
    const id = `clip-${number}`;
    const group = h("g", { class: quiet ? "quiet" : null, "clip-path": clip ? `url(#${id})` : null },
      h("path", { class: "halo", d: all }), h("path", { class: "wash", d: filled }), h("path", { class: "edge", d: all }));
    return clip ? [h("clipPath", { id }, h("rect", { x: clip[0] - 3, y: clip[1] - 3, width: clip[2] - clip[0] + 6,
      height: clip[3] - clip[1] + 6 })), group] : [group];
  }

  function paint(shown, near = "") {
    const byClip = new Map();
    for (const element of shown) {
      const key = String(element.x ?? "");
      if (!byClip.has(key)) byClip.set(key, []);
      byClip.get(key).push(element);
    }
    svg.replaceChildren(...[...byClip.values()].flatMap((group, i) => layer(group, group[0].x, i)),
      ...(near ? [h("path", { class: "near", d: near })] : []));
  }

  const toPage = (event) => {
    const box = stage.getBoundingClientRect();
    return [((event.clientX - box.left) * width) / box.width, ((event.clientY - box.top) * height) / box.height,
      (event.pointerType === "touch" ? 14 : 5) * (width / box.width)];
  };

  function showTip(element, x, y) {
    tip.hidden = !element;
    if (!element) return "";
    const [marker] = element.m === "p" ? nearestMarker(element, x, y) : [-1];
    const place = element.p?.[marker];
    tip.replaceChildren(
      h("div", { class: "tip-head" }, swatch(element.c), h("strong", {}, element.k),
        element.r === "data" ? "" : h("span", {}, element.r.replace(/_/g, " ")),
        element.n ? h("span", {}, `${grouped(element.n)}×`) : ""),
      element.t ? h("div", { class: "tip-text", dir: "auto" }, `“${element.t}”`) : "",
      place ? h("div", {}, place) : element.d ? h("div", {}, element.d) : "",
      element.y ? h("div", { class: "faint" }, element.y) : "",
      element.l ? h("div", { class: "faint" }, `drawn by line ${element.l}`) : "");
    // On the side with more room: beside a small element, beside the point of a large one.
    const { box } = element;
    const left = x < width / 2;
    const at = box[2] - box[0] > width / 3 ? x : left ? box[2] : box[0];
    tip.style.left = left ? `${(100 * at) / width}%` : "auto";
    tip.style.right = left ? "auto" : `${100 - (100 * at) / width}%`;
    tip.style.top = y < height / 2 ? `${(100 * y) / height}%` : "auto";
    tip.style.bottom = y < height / 2 ? "auto" : `${100 - (100 * y) / height}%`;
    if (marker < 0) return "";
    return ring(element.g[0][2 * marker], element.g[0][2 * marker + 1], Math.max(5, (element.s ?? 6) / 2 + 4));
  }

  let frame = 0;
  stage.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || frame) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      const [x, y, tolerance] = toPage(event);
      const element = elementAt(targets, x, y, tolerance);
      const near = showTip(element, x, y);
      report(element, false, near);
    });
  });
  const leave = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    tip.hidden = true;
    report(null, false, "");
  };
  stage.addEventListener("pointerleave", leave);
  stage.addEventListener("blur", leave);
  stage.addEventListener("click", (event) => {
    const [x, y, tolerance] = toPage(event);
    const element = elementAt(targets, x, y, tolerance);
    report(element, true, showTip(element, x, y));
  });
  let stepped = -1;
  stage.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !targets.length) return;
    event.preventDefault();
    stepped = (stepped + step + targets.length) % targets.length;
    const { box } = targets[stepped];
    report(targets[stepped], false, showTip(targets[stepped], (box[0] + box[2]) / 2, (box[1] + box[3]) / 2));
  });
  return { stage, paint, elements, hideTip: () => { tip.hidden = true; } };
}

/** A small square of an element's colour. */
function swatch(color) {
  const box = h("span", { class: color ? "swatch" : "swatch empty", role: "img", "aria-label": color ?? "no single colour", title: color });
  if (color) box.style.backgroundColor = color;
  return box;
}
