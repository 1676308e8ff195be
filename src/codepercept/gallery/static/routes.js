"use strict";
// Which page the hash asks for, and the keys that lead from one to another.

let overviewScroll = 0;
let shownRow = -1;

function neighbour(row, step) {
  const at = matches.indexOf(row);
  return at < 0 ? undefined : matches[at + step];
}

async function showSample(row) {
  shownRow = row;
  stepOut = null;
  const box = byId("sample");
  const to = (step, label, sign) => {
    const other = neighbour(row, step);
    return h("a", { class: "step", "aria-label": label, title: label, "aria-disabled": other === undefined,
      href: other === undefined ? null : formatHash({ ...view, sample: KEYS[other] }) }, sign);
  };
  const status = INDEX.status[row];
  const place = matches.indexOf(row);
  const title = h("h1", { tabindex: -1, dir: "auto" }, INDEX.ids[row]);
  const body = h("div", { class: "body" }, h("p", { class: "faint" }, "Opening…"));
  box.replaceChildren(h("header", { class: "bar-top" },
    h("a", { class: "back", href: formatHash({ ...view, sample: null }) }, "← All figures"), title,
    h("span", { class: "from" }, [INDEX.names.family[INDEX.family[row]], INDEX.names.pipeline[INDEX.pipeline[row]]].filter(Boolean).join(" · ")),
    status ? h("span", { class: `mark is-${status}` }, STATUSES[status]) : "",
    h("nav", { "aria-label": "Neighbours" }, place < 0 ? "" : h("span", { class: "number" }, `${grouped(place + 1)} / ${grouped(matches.length)}`),
      to(-1, "Previous figure", "‹"), to(1, "Next figure", "›"))), body);
  title.focus({ preventScroll: true });
  scrollTo(0, 0);
  try {
    const [text, detail] = await Promise.all([item("text", row), item("detail", row)]);
    if (shownRow === row) body.replaceChildren(...sampleBody(row, text, detail));
  } catch (error) {
    if (shownRow === row) body.replaceChildren(h("p", { class: "bad" }, error.message));
  }
}

function route() {
  view = parseHash(location.hash);
  const key = formatHash({ ...view, sample: null });
  const row = view.sample === null ? undefined : ROW_OF.get(view.sample);
  const open = view.sample !== null;
  if (!byId("overview").hidden && open) overviewScroll = scrollY;
  if (view.query && view.query !== "" && textsLoading === null) searchWholeTexts();
  if (gridKey !== key) {
    gridKey = key;
    overviewScroll = open ? 0 : overviewScroll;
    showGrid();
  }
  const returning = byId("overview").hidden && !open;
  byId("overview").hidden = open;
  byId("sample").hidden = !open;
  document.title = open ? `${view.sample} – ${INDEX.title}` : INDEX.title;
  if (row !== undefined) return showSample(row);
  if (open) {
    byId("sample").replaceChildren(h("div", { class: "nothing" }, h("h2", {}, "No such figure"),
      h("p", { dir: "auto" }, `This page has no figure “${view.sample}”.`), h("a", { href: key }, "All figures")));
  }
  if (returning) {
    // Cards up to the one that was open, so that the place in the list is found again.
    while (shownRow >= 0 && filled <= matches.indexOf(shownRow)) fill();
    scrollTo(0, overviewScroll);
    document.querySelector(`[data-row="${shownRow}"]`)?.focus({ preventScroll: overviewScroll > 0 });
  }
  shownRow = -1;
  return undefined;
}

addEventListener("hashchange", route);
addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey || (typing && event.key !== "Escape")) return;
  if (event.key === "/" && view.sample === null) {
    event.preventDefault();
    byId("query").focus();
  } else if (event.key === "Escape" && view.sample !== null) {
    if (stepOut) stepOut();
    else go({ sample: null });
  } else if ((event.key === "ArrowLeft" || event.key === "ArrowRight") && shownRow >= 0) {
    const other = neighbour(shownRow, event.key === "ArrowLeft" ? -1 : 1);
    if (other !== undefined) go({ sample: KEYS[other] });
  }
});
startGrid();
route();
