"use strict";
// Which row the hash asks for, and the keys that lead from one to another.

let tableScroll = 0;
let openRow = -1;

const rowHash = (row) => `#${encodeURIComponent(KEYS[row])}`;

function askedKey() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1); // not one of our own addresses
  }
}

const beside = (row, step) => {
  const at = matches.indexOf(row);
  return at < 0 ? undefined : matches[at + step];
};

async function showCase(row) {
  const step = (by, label, sign) => {
    const other = beside(row, by);
    return h("a", { class: "step", "aria-label": label, title: label, "aria-disabled": other === undefined, href: other === undefined ? null : rowHash(other) }, sign);
  };
  const status = COLUMNS.find((column) => column.kind === "status")?.values[row];
  const groups = COLUMNS.filter((column) => column.kind === "group" && column.values[row]).map((column) => column.values[row]);
  const place = matches.indexOf(row);
  const title = h("h1", { tabindex: -1, dir: "auto", title: INDEX.ids[row] }, INDEX.ids[row]);
  const body = h("div", { class: "case-body" }, h("p", { class: "faint" }, "Opening…"));
  byId("case").replaceChildren(h("header", { class: "bar-top" }, h("a", { class: "back", href: "#" }, `← All ${NOUN}s`), title,
    h("span", { class: "from", dir: "auto" }, groups.join(" · ")), status ? h("span", { class: `mark ${markClass(status)}` }, status) : "",
    h("nav", { "aria-label": "Neighbours" }, place < 0 ? "" : h("span", { class: "number" }, `${grouped(place + 1)} / ${grouped(matches.length)}`),
      step(-1, `Previous ${NOUN}`, "‹"), step(1, `Next ${NOUN}`, "›"))), body);
  title.focus({ preventScroll: true });
  scrollTo(0, 0);
  try {
    const detail = await item("detail", row);
    if (openRow === row) body.replaceChildren(...caseBody(row, detail).filter((node) => node !== null));
  } catch (error) {
    if (openRow === row) body.replaceChildren(h("p", { class: "bad" }, error.message));
  }
}

function route() {
  stopBlinking();
  const key = askedKey();
  const row = ROW_OF.get(key);
  const wasOpen = byId("overview").hidden;
  if (!wasOpen && key) tableScroll = scrollY;
  byId("overview").hidden = key !== "";
  byId("case").hidden = key === "";
  document.title = key ? `${key} – ${INDEX.title}` : INDEX.title;
  if (row !== undefined) {
    openRow = row;
    return showCase(row);
  }
  if (key) {
    byId("case").replaceChildren(h("div", { class: "nothing" }, h("h2", {}, `No such ${NOUN}`),
      h("p", { dir: "auto" }, `This page has no ${NOUN} “${key}”.`), h("a", { href: "#" }, `All ${NOUN}s`)));
  } else if (wasOpen) {
    byId("case").replaceChildren();
    // Rows up to the one that was open, so that the place in the table is found again.
    while (openRow >= 0 && made <= matches.indexOf(openRow)) fillTable();
    scrollTo(0, tableScroll);
    document.querySelector(`tr[data-row="${openRow}"] a`)?.focus({ preventScroll: tableScroll > 0 });
  }
  openRow = -1;
  return undefined;
}

addEventListener("hashchange", route);
addEventListener("keydown", (event) => {
  const target = event.target instanceof Element ? event.target : document.body;
  const typing = target.closest("input, select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey || (typing && event.key !== "Escape")) return;
  if (event.key === "/" && openRow < 0) {
    event.preventDefault();
    byId("query").focus();
  } else if (event.key === "Escape" && byId("overview").hidden) {
    location.hash = "";
  } else if ((event.key === "ArrowLeft" || event.key === "ArrowRight") && openRow >= 0 && !target.closest(".code-pane, .block")) {
    const other = beside(openRow, event.key === "ArrowLeft" ? -1 : 1);
    if (other !== undefined) location.hash = rowHash(other);
  }
});
domReady.then(() => { // the details stand behind this script
  startTable();
  route();
});
