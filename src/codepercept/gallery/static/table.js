"use strict";
// The table of all rows: sorted by any column, filtered by words and by the values of groups.

const COLUMNS = INDEX.columns;
const BATCH_ROWS = 200; // rows are made as they come into sight
const chosen = { sort: -1, down: false, query: "", filters: new Map() }; // filters: column -> value
let matches = []; // rows that pass the filters, in the chosen order
let made = 0;     // of `matches` so many have a node

const cellText = (column, row) => {
  const value = column.values[row];
  if (value === null || value === undefined) return "–";
  return column.kind === "number" ? value.toFixed(1) : String(value);
};

const markClass = (status) => ({ ok: "good", right: "good", unscored: "is-2" })[status] ?? "is-1";

/** Words of a row that the search looks at. */
const rowWords = INDEX.ids.map((id, row) => [haystacks[row], ...COLUMNS.filter((c) => c.kind !== "number")
  .map((c) => c.values[row] ?? "")].join("\n").toLowerCase());

function compareRows(column, down) {
  const { values, kind } = column;
  const collator = new Intl.Collator("en", { numeric: true });
  return (a, b) => {
    const [one, other] = [values[a], values[b]];
    const empty = (one === null) - (other === null); // what has no value comes last in both directions
    if (empty || one === null) return empty || a - b;
    const order = kind === "number" ? one - other : collator.compare(one, other);
    return (down ? -order : order) || a - b;
  };
}

function passes(row) {
  for (const [at, value] of chosen.filters) if (COLUMNS[at].values[row] !== value) return false;
  const terms = chosen.query.toLowerCase().split(/\s+/).filter(Boolean);
  return terms.every((term) => rowWords[row].includes(term));
}

function tableRow(row) {
  const link = `#${encodeURIComponent(KEYS[row])}`;
  return h("tr", { "data-row": row, onclick: (event) => {
    if (!event.target.closest("a") && getSelection().isCollapsed) location.hash = link;
  } }, COLUMNS.map((column) => {
    const text = cellText(column, row);
    if (column.kind === "id") return h("th", { scope: "row" }, h("a", { href: link, dir: "auto", title: text }, text));
    if (column.kind === "status") return h("td", {}, h("span", { class: `mark ${markClass(text)}` }, text));
    if (column.kind !== "number") return h("td", { class: "words", dir: "auto", title: text.length > 24 ? text : null }, text);
    const value = column.values[row];
    return h("td", { class: "num" }, text, value === null ? "" : h("svg", { class: "bar", viewBox: "0 0 100 6",
      preserveAspectRatio: "none", "aria-hidden": "true" }, h("rect", { width: 100, height: 6 }),
    h("rect", { class: "share", width: Math.max(0, Math.min(100, value)), height: 6 })));
  }));
}

function fillTable() {
  const next = matches.slice(made, made + Math.max(BATCH_ROWS, made >> 1));
  made += next.length;
  byId("table").tBodies[0].append(...next.map(tableRow));
}

/** What the rows in sight have on average, or how many of them are right. */
function averages() {
  const found = [];
  for (const column of COLUMNS) {
    if (column.kind === "number" && column.name !== "gap") {
      const told = matches.map((row) => column.values[row]).filter((value) => value !== null);
      if (told.length) found.push(`${column.name} ${(told.reduce((a, b) => a + b, 0) / told.length).toFixed(1)}`);
    } else if (column.kind === "status") {
      const right = matches.filter((row) => column.values[row] === "right").length;
      const told = right + matches.filter((row) => column.values[row] === "wrong").length;
      if (told) found.push(`${grouped(right)} of ${grouped(told)} right (${(100 * right / told).toFixed(1)} %)`);
    }
  }
  return found.length ? ` · ${found.join(", ")}` : "";
}

function showTable() {
  const rows = INDEX.ids.map((_, row) => row).filter(passes);
  if (chosen.sort >= 0) rows.sort(compareRows(COLUMNS[chosen.sort], chosen.down));
  matches = rows;
  made = 0;
  byId("table").tBodies[0].replaceChildren();
  fillTable();
  const all = rows.length === ROWS;
  byId("count").textContent = (all ? plural(ROWS, NOUN) : `${grouped(rows.length)} of ${plural(ROWS, NOUN)}`) + averages();
  byId("clear").hidden = !chosen.query && !chosen.filters.size;
  byId("nothing").hidden = rows.length > 0;
  byId("nothing").replaceChildren(h("h2", {}, ROWS ? "Nothing passes these filters" : `There are no ${NOUN}s`));
  byId("table").hidden = rows.length === 0;
  for (const head of byId("table").tHead.querySelectorAll("th")) {
    const on = Number(head.dataset.column) === chosen.sort;
    head.setAttribute("aria-sort", on ? (chosen.down ? "descending" : "ascending") : "none");
  }
  for (const select of byId("filters").querySelectorAll("select")) {
    const value = chosen.filters.get(Number(select.dataset.column));
    select.value = value === undefined ? "" : `=${value}`;
    select.classList.toggle("set", value !== undefined);
  }
}

/** A first click sorts, a second one turns the order round, a third one goes back to the order of the benchmark. */
function sortBy(at) {
  const first = COLUMNS[at].kind === "number" && COLUMNS[at].name === "gap"; // of gaps the largest matter
  if (chosen.sort !== at) Object.assign(chosen, { sort: at, down: first });
  else if (chosen.down === first) chosen.down = !first;
  else Object.assign(chosen, { sort: -1, down: false });
  showTable();
}

function startTable() {
  byId("table").tHead.replaceChildren(h("tr", {}, COLUMNS.map((column, at) => h("th", { scope: "col",
    "data-column": at, "aria-sort": "none", class: { number: "num", group: "words", text: "words" }[column.kind] },
  h("button", { type: "button", dir: "auto", title: `Sort by ${column.name}`, onclick: () => sortBy(at) }, column.name)))));
  COLUMNS.forEach((column, at) => {
    if (!["group", "status"].includes(column.kind)) return;
    const counts = new Map();
    for (const value of column.values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
    if (counts.size < 2 && column.values.every((value) => value !== null)) return;
    const names = [...counts.keys()].sort(new Intl.Collator("en", { numeric: true }).compare);
    byId("filters").append(h("select", { "aria-label": column.name, "data-column": at, onchange: (event) => {
      const { value } = event.target;
      if (value) chosen.filters.set(at, value.slice(1));
      else chosen.filters.delete(at);
      showTable();
    } }, h("option", { value: "" }, `Any ${column.name}`),
    names.map((name) => h("option", { value: `=${name}` }, `${name} (${grouped(counts.get(name))})`))));
  });
  for (const button of document.querySelectorAll("button[data-key]")) {
    const at = COLUMNS.findIndex((column) => column.kind === "group" && column.name === button.dataset.key);
    button.disabled = at < 0;
    button.addEventListener("click", () => {
      chosen.filters.set(at, button.dataset.value);
      showTable();
      byId("query").closest(".toolbar").scrollIntoView();
    });
  }
  let timer = 0;
  byId("query").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { chosen.query = byId("query").value; showTable(); }, 100);
  });
  byId("clear").addEventListener("click", () => {
    chosen.query = byId("query").value = "";
    chosen.filters.clear();
    showTable();
  });
  new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting) && made < matches.length) fillTable();
  }, { rootMargin: "1200px" }).observe(byId("more"));
  showTable();
}
