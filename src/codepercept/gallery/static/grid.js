"use strict";
// The overview: filters, search and cards. The URL's hash is the one place where the view is kept.

const BATCH = 60;
const FACETS = ["pipeline", "family", "status", "reason"];
const NAMES = { ...INDEX.names, status: STATUSES };
const NUMBERS = Object.fromEntries(FACETS.map((facet) => [facet, new Map(NAMES[facet].map((name, i) => [name, i]))]));

let view = parseHash("");  // what the hash says
let matches = [];          // rows that pass the filters, in order
let filled = 0;            // how many of them have a card
let gridKey = null;        // filters that the cards show

function parseHash(hash) {
  const [path, query = ""] = hash.replace(/^#?\/?/, "").split(/\?(.*)/s);
  const values = new URLSearchParams(query);
  let sample = null;
  if (path.startsWith("sample/")) {
    try { sample = decodeURIComponent(path.slice(7)); } catch { sample = path.slice(7); }
  }
  const filters = Object.fromEntries(FACETS.map((facet) =>
    [facet, facet === "reason" ? values.getAll(facet) : values.has(facet) ? [values.get(facet)] : []]));
  return { sample, filters, query: values.get("q") ?? "" };
}

function formatHash({ sample, filters, query }) {
  const values = new URLSearchParams();
  for (const facet of FACETS) filters[facet].forEach((name) => values.append(facet, name));
  if (query.trim()) values.set("q", query);
  const path = sample === null ? "" : `sample/${encodeURIComponent(sample)}`;
  const text = values.toString();
  return `#/${path}${text ? `?${text}` : ""}`;
}

/** Change the view. Typing replaces the history entry, choices add one. */
function go(change, replace = false) {
  const hash = formatHash({ ...view, ...change });
  if (hash === location.hash) return;
  if (replace) location.replace(hash);
  else location.hash = hash;
}

const searchTerms = (query) =>
  [...query.toLowerCase().matchAll(/"([^"]+)"|(\S+)/g)].map((match) => match[1] ?? match[2].replace(/"/g, ""))
    .filter(Boolean);

/** Rows that pass, and per facet how many would pass with each of its values (other filters kept). */
function select({ filters, query }) {
  const wanted = FACETS.map((facet) =>
    filters[facet].length ? new Set(filters[facet].map((name) => NUMBERS[facet].get(name) ?? -9)) : null);
  const columns = FACETS.map((facet) => INDEX[facet]);
  const counts = FACETS.map((facet) => new Array(NAMES[facet].length).fill(0));
  const terms = searchTerms(query);
  const rows = [];
  for (let row = 0; row < ROWS; row++) {
    let failed = -1;
    let failures = 0;
    for (let f = 0; f < 4; f++) {
      if (wanted[f] && !wanted[f].has(columns[f][row])) { failed = f; failures++; }
    }
    if (failures > 1 || !terms.every((term) => haystacks[row].includes(term))) continue;
    for (let f = 0; f < 4; f++) {
      const value = columns[f][row];
      if ((failures === 0 || f === failed) && value >= 0) counts[f][value]++;
    }
    if (failures === 0) rows.push(row);
  }
  return { rows, counts: Object.fromEntries(FACETS.map((facet, f) => [facet, counts[f]])) };
}

function showFilters(counts) {
  const toggle = (facet, name, single) => {
    const now = view.filters[facet];
    const next = now.includes(name) ? now.filter((other) => other !== name) : single ? [name] : [...now, name];
    go({ filters: { ...view.filters, [facet]: next } });
  };
  const sync = (box, facet, labels, single) => {
    if (!box.childElementCount) {
      box.append(...NAMES[facet].map((name, i) => h("button", {
        type: "button", class: `choice ${facet}-${i}`, onclick: () => toggle(facet, name, single),
      }, h("span", { dir: "auto" }, labels[i]), h("span", { class: "number" }))));
    }
    [...box.children].forEach((button, i) => {
      button.lastChild.textContent = grouped(counts[facet][i]);
      button.setAttribute("aria-pressed", view.filters[facet].includes(NAMES[facet][i]));
      button.classList.toggle("none", counts[facet][i] === 0);
    });
  };
  sync(byId("statuses"), "status", STATUS_LABELS, true);
  sync(byId("reasons"), "reason", NAMES.reason, false);
  byId("reasons").hidden = !NAMES.reason.length || (view.filters.status.length > 0 && !view.filters.status.includes("rejected"));
  for (const [facet, id, all] of [["pipeline", "pipelines", "All pipelines"], ["family", "families", "All families"]]) {
    const box = byId(id);
    const order = NAMES[facet].map((_, i) => i).sort((a, b) => NAMES[facet][a].localeCompare(NAMES[facet][b]));
    box.replaceChildren(h("option", { value: "-1" }, all), ...order.map((i) =>
      h("option", { value: i }, `${NAMES[facet][i] || `no ${facet}`} (${grouped(counts[facet][i])})`)));
    box.value = view.filters[facet].length ? String(NUMBERS[facet].get(view.filters[facet][0]) ?? -1) : "-1";
    box.classList.toggle("set", box.value !== "-1");
    box.hidden = NAMES[facet].length < 2;
  }
}

function showGrid() {
  const found = select(view);
  matches = found.rows;
  showFilters(found.counts);
  if (document.activeElement !== byId("query")) byId("query").value = view.query;
  const active = FACETS.some((facet) => view.filters[facet].length) || searchTerms(view.query).length > 0;
  byId("clear").hidden = !active;
  byId("count").textContent = matches.length === ROWS ? plural(ROWS, "figure")
    : `${grouped(matches.length)} of ${plural(ROWS, "figure")}`;
  byId("cards").replaceChildren();
  filled = 0;
  fill();
  byId("nothing").hidden = matches.length > 0;
  byId("nothing").replaceChildren(...(ROWS
    ? [h("h2", {}, "Nothing matches"), h("p", {}, "No figure passes all of the filters above."),
      h("button", { type: "button", class: "plain", onclick: clearFilters }, "Clear filters")]
    : [h("h2", {}, "No figures yet"), h("p", {}, "The run has not produced any rows.")]));
}

const clearFilters = () => {
  byId("query").value = "";
  go({ query: "", filters: Object.fromEntries(FACETS.map((facet) => [facet, []])) });
};

function card(row) {
  const status = INDEX.status[row];
  const family = INDEX.names.family[INDEX.family[row]];
  const words = INDEX.head[row];
  const mark = status === 1 ? INDEX.names.reason[INDEX.reason[row]] : STATUSES[status];
  const picture = h("div", { class: "mat" });
  const link = h("a", {
    class: `card is-${status}`, "data-row": row,
    href: formatHash({ ...view, sample: KEYS[row] }),
  },
  picture,
  h("span", { class: "card-id", dir: "auto" }, INDEX.ids[row]),
  h("span", { class: "card-from" }, [family, INDEX.names.pipeline[INDEX.pipeline[row]]].filter(Boolean).join(" · ")),
  h("span", { class: "card-words", dir: "auto" }, words || INDEX.why[row] || "No caption"),
  status ? h("span", { class: "mark" }, h("span", { class: "unseen" }, `${STATUSES[status]}: `), mark) : null);
  item("thumbs", row).then((data) => {
    if (!data) picture.append(h("span", { class: "blank" }, "no picture"));
    else picture.append(h("img", { src: `data:image/webp;base64,${data}`, alt: "", decoding: "async" }));
  }, (error) => {
    picture.append(h("span", { class: "blank" }, "not loaded"));
    picture.title = error.message;
  });
  return h("li", {}, link);
}

function fill() {
  // Batches grow, so that a leap to the end of a long list takes few of them.
  const next = matches.slice(filled, filled + Math.max(BATCH, filled >> 2));
  filled += next.length;
  byId("cards").append(...next.map(card));
}

function startGrid() {
  new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting) && filled < matches.length) {
      fill();
      // A short batch may leave the end of the list in sight, which would not be reported again.
      requestAnimationFrame(() => byId("more").getBoundingClientRect().top < innerHeight + 900 && fill());
    }
  }, { rootMargin: "900px" }).observe(byId("more"));

  let timer = 0;
  byId("query").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => go({ query: byId("query").value }, true), 120);
  });
  byId("query").addEventListener("focus", searchWholeTexts, { once: true });
  byId("clear").addEventListener("click", clearFilters);
  byId("skip").addEventListener("click", () => byId("cards").querySelector("a")?.focus());
  for (const [id, facet] of [["pipelines", "pipeline"], ["families", "family"]]) {
    byId(id).addEventListener("change", () => go({ filters: { ...view.filters,
      [facet]: byId(id).value === "-1" ? [] : [NAMES[facet][Number(byId(id).value)]] } }));
  }
}

/** Bring whole texts into the search; what is found grows as they arrive. */
function searchWholeTexts() {
  const note = byId("query");
  loadTexts((share) => {
    note.classList.toggle("reading", share < 1);
    if (searchTerms(view.query).length && view.sample === null && (share === 1 || filled < BATCH)) showGrid();
  }).catch((error) => { byId("count").textContent = error.message; });
}
