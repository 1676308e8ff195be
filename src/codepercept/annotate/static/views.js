// Original and reproduction: beside each other at equal height, or laid over each other.

import { byId } from "./dom.js";

const BLINK_MS = 600;
const LEGENDS = {
  side: "", overlay: "", blink: "", difference: "White: the same. Colour: what differs.",
};
const looking = { mode: "side", zoom: 1, timer: 0 };
const images = { original: [byId("original"), byId("below")], drawn: [byId("drawn"), byId("above")] };

/** Show a picture, or a text in its place. */
export function show(side, source, text = "") {
  for (const image of images[side]) {
    image.alt = source ? { original: "original", drawn: "reproduction" }[side] : text;
    if (source) image.src = source;
    else image.removeAttribute("src");
  }
}

const ratio = (image) => (image.naturalWidth ? image.naturalWidth / image.naturalHeight : 1.4);

/** Give both the largest equal height that fits, times the zoom. */
function fit() {
  const [one, two] = [byId("original"), byId("drawn")];
  const room = (byId("side").hidden ? byId("stack") : one.parentElement).clientWidth - 10;
  // In one window with the code the pictures take what the scales leave; else somewhat less than half a window.
  const panel = byId("side").closest(".looking");
  const roomy = matchMedia("(min-width: 1100px) and (min-height: 640px)").matches;
  const most = roomy ? Math.max(120, panel.clientHeight - 82) : Math.max(200, Math.min(0.44 * innerHeight, 640));
  const height = Math.min(most - 10, ...(looking.mode === "side" ? [room / ratio(one), room / ratio(two)] : [room / ratio(one)]));
  const tall = looking.mode === "side" && !roomy ? Math.max(200, Math.min(most, height + 10)) : most;
  document.documentElement.style.setProperty("--tall", `${Math.round(tall)}px`);
  for (const image of [one, two]) image.style.height = image.hasAttribute("src") ? `${height * looking.zoom}px` : "";
  const sheet = byId("below").parentElement;
  sheet.style.height = `${height * looking.zoom}px`;
  sheet.style.width = `${height * ratio(one) * looking.zoom}px`;
  byId("zoom").textContent = `${Math.round(100 * looking.zoom)} %`;
}

/** Choose how to look; the same again goes back to side by side. */
export function look(mode) {
  looking.mode = mode === looking.mode ? "side" : mode;
  const { mode: chosen } = looking;
  clearInterval(looking.timer);
  byId("side").hidden = chosen !== "side";
  byId("stack").hidden = chosen === "side";
  byId("opacity-label").hidden = chosen !== "overlay";
  byId("legend").textContent = LEGENDS[chosen];
  const sheet = byId("below").parentElement;
  Object.assign(sheet.dataset, { mode: chosen, side: "drawn" });
  for (const button of document.querySelectorAll("[data-mode].choice")) button.setAttribute("aria-pressed", String(button.dataset.mode === chosen));
  if (chosen === "blink") {
    const turn = () => {
      sheet.dataset.side = sheet.dataset.side === "drawn" ? "original" : "drawn";
      byId("legend").textContent = sheet.dataset.side === "drawn" ? "reproduction" : "original";
    };
    turn();
    looking.timer = setInterval(turn, matchMedia("(prefers-reduced-motion: reduce)").matches ? 4 * BLINK_MS : BLINK_MS);
  }
  fit();
}

/** Larger (above 1) or smaller; 0 goes back to the whole picture. */
export function zoom(factor) {
  looking.zoom = factor === 0 ? 1 : Math.min(8, Math.max(1, looking.zoom * factor));
  fit();
}

export function startViews() {
  for (const image of Object.values(images).flat()) image.addEventListener("load", fit);
  for (const button of document.querySelectorAll("[data-mode].choice")) button.addEventListener("click", () => { if (button.dataset.mode !== looking.mode) look(button.dataset.mode); });
  byId("opacity").addEventListener("input", () => byId("below").parentElement.style.setProperty("--opacity", byId("opacity").value / 100));
  byId("larger").addEventListener("click", () => zoom(1.5));
  byId("smaller").addEventListener("click", () => zoom(1 / 1.5));
  const frames = [...document.querySelectorAll(".side .frame")];
  frames.forEach((frame, i) => frame.addEventListener("scroll", () => {
    const other = frames[1 - i];
    const share = (from, to, side, size) => from[side] / Math.max(1, from[`scroll${size}`] - from[`client${size}`]) * (to[`scroll${size}`] - to[`client${size}`]);
    const [left, top] = [share(frame, other, "scrollLeft", "Width"), share(frame, other, "scrollTop", "Height")];
    if (Math.abs(other.scrollLeft - left) > 1 || Math.abs(other.scrollTop - top) > 1) Object.assign(other, { scrollLeft: left, scrollTop: top });
  }));
  new ResizeObserver(fit).observe(byId("side").closest(".looking"));
  look("side");
  looking.mode = "side";
}
