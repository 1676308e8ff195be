"use strict";
// Ties between the picture's elements and the lines, sentences and facts that belong to them.

let stepOut = null; // unpins what is pinned, if anything is

/** A list of targets that takes one tab stop; the arrow keys move within it. */
function rove(box, selector) {
  const all = () => [...box.querySelectorAll(selector)];
  all().forEach((node, i) => { node.tabIndex = i ? -1 : 0; });
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const nodes = all();
    const at = nodes.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    const next = nodes[Math.max(0, Math.min(nodes.length - 1, at + step))];
    nodes[at].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}

/** Scroll a pane, and only the pane, so that a node in it is seen. */
function reveal(node) {
  const pane = node.closest(".pane");
  if (!pane || pane.scrollHeight <= pane.clientHeight) return;
  const [outer, inner] = [pane.getBoundingClientRect(), node.getBoundingClientRect()];
  if (inner.top < outer.top + 8 || inner.bottom > outer.bottom - 8) {
    pane.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
  }
}

/** Ties nodes to elements: `tie` makes a node a target, `choose` lights up everything that belongs together. */
function pointing() {
  const ties = new Map();     // node -> { ids, line }
  const byLine = new Map();   // code line -> element ids
  const lineOf = new Map();   // element id -> code line
  let stage = null;
  let elementOf = new Map();
  let pinned = null;

  function light(selection, source, near) {
    const ids = new Set(selection?.ids);
    const lines = new Set(selection?.line ? [selection.line] : []);
    if (!selection?.line) ids.forEach((id) => lineOf.has(id) && lines.add(lineOf.get(id)));
    const first = new Map();
    for (const [node, tied] of ties) {
      const on = selection !== null && (tied === selection ||
        (tied.isLine ? lines.has(tied.line) : tied.ids.some((id) => ids.has(id)) || (!tied.ids.length && lines.has(tied.line))));
      node.classList.toggle("lit", on);
      const pane = node.closest(".pane");
      if (on && !first.has(pane)) first.set(pane, node);
    }
    for (const [pane, node] of first) if (pane && !(source && pane.contains(source))) reveal(node);
    stage?.paint([...ids].map((id) => elementOf.get(id)).filter(Boolean), near);
  }

  function choose(selection, source, pin, near = "") {
    if (pin) {
      pinned = selection && pinned?.selection !== selection ? { selection, source, near } : null;
      stepOut = pinned ? () => { pinned = null; stepOut = null; light(null); stage?.hideTip(); } : null;
      stage?.stage.classList.toggle("pinned", pinned !== null);
    }
    if (pinned) light(pinned.selection, pinned.source, pinned.near);
    else light(selection, source, near);
  }

  return {
    useStage(made) {
      stage = made;
      elementOf = new Map(made.elements.map((element) => [element.i, element]));
      for (const element of made.elements) {
        if (!element.l) continue;
        lineOf.set(element.i, element.l);
        if (!byLine.has(element.l)) byLine.set(element.l, []);
        byLine.get(element.l).push(element.i);
      }
    },
    fromPicture(element, pin, near) {
      if (!element) return choose(null, null, pin);
      element.selection = element.selection ?? { ids: [element.i], line: null };
      return choose(element.selection, stage.stage, pin, near);
    },
    tie(node, ids, line = null, isLine = false) {
      const selection = { ids: isLine ? byLine.get(line) ?? [] : ids, line: isLine || !ids.length ? line : null, isLine };
      if (!selection.ids.length && !selection.line) return node;
      ties.set(node, selection);
      node.classList.add("tied");
      const over = () => choose(selection, node, false);
      const out = () => choose(null, node, false);
      node.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && over());
      node.addEventListener("pointerleave", out);
      node.addEventListener("focus", over);
      node.addEventListener("blur", out);
      node.addEventListener("click", () => getSelection().isCollapsed && choose(selection, node, true));
      node.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && event.target === node) choose(selection, node, true);
      });
      return node;
    },
    hasLine: (line) => byLine.has(line),
  };
}
