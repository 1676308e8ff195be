"use strict";
// The page's data: the index of all rows is here from the start, everything else comes in chunks on demand,
// either from JSON blocks of this file or from script files in the folder `page`.

const INDEX = JSON.parse(document.getElementById("index").textContent);
const ROWS = INDEX.ids.length;
const STATUSES = ["sample", "rejected", "unscored"];
const STATUS_LABELS = ["Samples", "Rejected", "Unscored"];
const NONCE = document.currentScript.nonce;

/** Build an element. Strings become text nodes, never markup; `on…` keys become listeners. */
function h(tag, attributes = {}, ...children) {
  const svg = ["svg", "g", "path", "rect", "clipPath"].includes(tag);
  const node = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

const byId = (id) => document.getElementById(id);
const grouped = (number) => number.toLocaleString("en-US");
const plural = (number, noun) => `${grouped(number)} ${noun}${number === 1 ? "" : "s"}`;

// Routes name a row by its id; should an id occur twice, the later rows get a suffix.
const ROW_OF = new Map();
const KEYS = INDEX.ids.map((id, row) => {
  let key = id;
  for (let n = 2; ROW_OF.has(key); n++) key = `${id}~${n}`;
  ROW_OF.set(key, row);
  return key;
});

const domReady = new Promise((resolve) => {
  if (document.readyState !== "loading") resolve();
  else document.addEventListener("DOMContentLoaded", resolve, { once: true });
});

const arrivals = new Map(); // chunk name -> function that takes its items
window.codepercept = (name, items) => arrivals.get(name)?.(items);

// Browsers with Trusted Types ask for a policy before a script's address may be set.
const scriptPolicy = window.trustedTypes?.createPolicy("codepercept", {
  createScriptURL: (address) => {
    if (!/^page\/(thumbs|text|detail)-\d+-[0-9a-f]+\.js$/.test(address)) throw new TypeError(address);
    return address;
  },
});

function loadScript(name, file) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const finish = (act, value) => { arrivals.delete(name); script.remove(); act(value); };
    arrivals.set(name, (items) => finish(resolve, items));
    script.onerror = () => finish(reject, new Error(
      `page/${file} is missing. Keep the folder “page” next to index.html.`));
    script.nonce = NONCE;
    script.src = scriptPolicy ? scriptPolicy.createScriptURL(`page/${file}`) : `page/${file}`;
    document.head.append(script);
  });
}

async function loadChunk(kind, number) {
  const name = `${kind}/${number}`;
  const file = INDEX.chunks[kind].files[number];
  if (file) return loadScript(name, file);
  await domReady;
  return JSON.parse(byId(`chunk-${name}`).textContent);
}

const KEPT = { thumbs: 400, text: 16, detail: 12 }; // chunks kept decoded
const caches = { thumbs: new Map(), text: new Map(), detail: new Map() };

/** The items of one chunk, from the cache if they are there. */
function chunk(kind, number) {
  const cache = caches[kind];
  let items = cache.get(number);
  if (items) cache.delete(number); // goes to the young end
  else items = loadChunk(kind, number);
  cache.set(number, items);
  items.catch(() => cache.delete(number));
  if (cache.size > KEPT[kind]) cache.delete(cache.keys().next().value);
  return items;
}

/** One row's item of a kind: "thumbs" (base64 or null), "text" ([caption, code]) or "detail" (an object). */
async function item(kind, row) {
  const { starts } = INDEX.chunks[kind];
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= row) low = middle;
    else high = middle - 1;
  }
  return (await chunk(kind, low))[row - starts[low]];
}

// What is searched: at first ids and first words; whole texts once somebody searches.
const haystacks = INDEX.ids.map((id, row) => `${id}\n${INDEX.head[row]}`.toLowerCase());
let textsLoading = null;

/** Read all captions and codes into the haystacks; calls `progress(share)` from time to time. */
function loadTexts(progress) {
  textsLoading = textsLoading ?? (async () => {
    const { starts } = INDEX.chunks.text;
    for (let number = 0; number < starts.length; number++) {
      const items = await loadChunk("text", number);
      items.forEach(([caption, code], i) => {
        const row = starts[number] + i;
        haystacks[row] = `${INDEX.ids[row]}\n${caption}\n${code}`.toLowerCase();
      });
      progress((number + 1) / starts.length);
      await new Promise((resolve) => setTimeout(resolve)); // lets the page breathe
    }
  })();
  return textsLoading;
}
