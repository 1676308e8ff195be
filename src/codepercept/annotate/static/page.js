// The page on which people rate: one item at a time.

import { chooseCode, chooseRating, inTurn } from "./choices.js";
import { ask, byId, h, sleep } from "./dom.js";
import { code, markLine, setCode, startEditor } from "./editor.js";
import { Outbox } from "./outbox.js";
import { look, show, startViews, zoom } from "./views.js";

const start = JSON.parse(document.body.dataset.start);
const TYPING_MS = 600;
const DRAWING_MS = 700;
const AGAIN_MS = 400;
const TRIES = 5;
const MEANINGS = {
  style: ["What it looks like: colours, lines, fonts, layout", "a different look", "differs at a glance", "as the original"],
  content: ["What is shown: elements, positions, texts, numbers", "parts are wrong", "details are", "all is right"],
  function: ["What it is good for: the same questions can be answered", "misleads", "mostly", "fully"],
};
const KEYS = [
  ["1 … 5", "rate the marked scale, and go to the next one"], ["s c f", "choose a scale: style, content, function"], ["Enter", "done, next item"],
  ["n p", "next, previous"], ["x", "skip this item, or take that back"], ["m", "write a comment"], ["o d b", "overlay, difference, blink; again: side by side"],
  ["← →", "in the overlay: how much of the reproduction"], ["+ − 0", "zoom in, out, whole picture"], ["e", "edit the code"], ["Escape", "leave editor or comment"],
  ["Tab Shift-Tab", "in the editor: indent, take back"], ["Ctrl-Enter", "draw the code now"], ["Ctrl-S", "save the code as a revision"], ["?", "these keys"],
];

let current = null; // the item as the server told it
let state = null; // its rating, as this page has it
let scale = start.scales[0];
let own = []; // items of this annotator, in order
const drawing = { timer: 0, asked: 0, text: null, status: "" };
let busy = false;

const say = (text) => { byId("message").textContent = text; byId("message").hidden = !text; };

const outbox = new Outbox(`codepercept:${start.sha}:${start.annotator}`, {
  status(word, unkept) {
    const words = { saved: "saved", saving: "saving …", offline: "not stored: no answer from the server; tried again", refused: "not stored" };
    byId("status").textContent = word !== "saved" && unkept ? "not stored anywhere; keep this page open" : words[word];
    byId("status").dataset.state = word;
  },
  saved(item, answer) {
    const mine = own.find((entry) => entry.item === item);
    if (mine && current?.item === item) {
      Object.assign(mine, { finished: finished(), skipped: state.skipped });
      if (answer.newest.number > current.newest.number) {
        if (state.draft === null) refresh();
        else say(`${answer.newest.annotator} has saved revision ${answer.newest.number} meanwhile; saving yours will ask which is to be the newest.`);
      }
    }
    showProgress();
  },
  ratingConflict: (item, present, mine) => inTurn(async () => {
    if (current?.item !== item) await open(item);
    const chosen = await chooseRating(present, mine);
    outbox.resolve(item, present.version, chosen === "mine" ? mine : null);
    if (chosen === "theirs") await open(item);
  }),
  codeConflict: (item, present) => inTurn(() => decide(item, present)),
  refused: (item, text) => say(`The server does not take this: ${text}`),
  signedOut: () => say("You are signed out. Sign in again in another tab; what you did here is kept and will be stored then."),
  adopted(item) { if (current?.item === item) open(item); else loadOwn(); },
});

const finished = () => !state.skipped && start.scales.every((name) => state[name] !== null);

// -- items

async function loadOwn() {
  const { status, body } = await ask("/api/mine");
  if (status === 200) own = body.items;
  showProgress();
  return status === 200;
}

async function open(item) {
  let [body, rated] = [null, null];
  while (!rated) {
    const answer = await ask(`/api/items/${item}`);
    body = answer.body;
    if (answer.status !== 200) { say(`This item cannot be opened: ${body.error}.`); return; }
    rated = outbox.open(item, body.rating);
  }
  say("");
  current = body;
  state = rated;
  if (state.draft === current.newest.code) state.draft = null;
  scale = start.scales.find((name) => state[name] === null) ?? start.scales[0];
  history.replaceState(null, "", `#${item}`);
  if (!own.some((entry) => entry.item === item)) await loadOwn();
  const picture = (which) => `/pictures/${start.sha}/${item}/${which}.png`;
  show("original", body.picture_problem ? "" : picture("image"), body.picture_problem);
  show("drawn", body.has_render && state.draft === null && !current.newest.number ? picture("render") : "", "drawing …");
  setCode(state.draft ?? current.newest.code);
  byId("comment").value = state.comment;
  byId("beside").hidden = true;
  byId("work").hidden = false;
  drawing.status = ""; // what is on show is another item's, or older than what the server has
  showItem();
  showState();
  draw();
}

/** What somebody else saved while nothing was being edited here. */
async function refresh() {
  const item = current.item;
  const { status, body } = await ask(`/api/items/${item}`);
  if (status !== 200 || current.item !== item || state.draft !== null) return;
  Object.assign(current, { newest: body.newest, revisions: body.revisions });
  setCode(current.newest.code, document.activeElement === byId("code"));
  say(`${current.newest.annotator} has saved revision ${current.newest.number}; it is shown now.`);
  showState();
  draw();
}

/** Leave an item with everything stored; what draws becomes a revision. Gives what is to be said of it, null where the page must stay. */
async function leave() {
  if (!current) return "";
  const { item, id } = current;
  let ran = "ok";
  if (state.draft !== null) {
    ran = await draw();
    for (let n = 1; n < TRIES && ran === "superseded" && current.item === item; n++) { await sleep(n * AGAIN_MS); ran = await draw(); }
    if (current.item !== item || (ran === "ok" && !(await save()))) return null;
  }
  if (!(await outbox.settled(item))) {
    say("This is not stored yet, so the page stays here. It is kept in this browser and sent again.");
    return null;
  }
  if (ran === "fault" || ran === "superseded") {
    say("Your code could not be drawn now, so it is still a draft and the page stays here. Try again, or save it undrawn with Ctrl-S.");
    return null;
  }
  return ran === "ok" ? "" : `The code of ${id} does not draw, so it stays a draft of yours and is no revision.`;
}

async function go(step) {
  if (busy) return;
  busy = true;
  try {
    const told = await leave();
    if (told === null || !(await loadOwn())) return;
    const at = current ? own.findIndex((entry) => entry.item === current.item) : own.length - 1;
    if (step < 0) {
      if (at > 0) await open(own[at - 1].item);
      else say("This is the first of your items.");
    } else if (at >= 0 && at < own.length - 1) await open(own[at + 1].item);
    else await fresh();
    if (told) say(`${told} ${byId("message").textContent}`.trim());
  } finally {
    busy = false;
  }
}

async function fresh() {
  const { status, body } = await ask("/api/next", {});
  if (status !== 200) { say(`No answer: ${body.error}.`); return; }
  if (body.item !== null) { await open(body.item); return; }
  const left = own.find((entry) => !entry.finished && !entry.skipped && entry.item !== current?.item);
  if (left) await open(left.item);
  else if (!current && own.length) await open(own[own.length - 1].item);
  say(left ? "No new items are left for you; this one of yours is not finished." : "No new items are left for you. Thank you! You can still go back to yours with p.");
}

async function done() {
  if (finished()) await go(1);
  else say("Rate all three scales first, or skip the item with x.");
}

async function skip() {
  if (busy) return;
  change({ skipped: !state.skipped });
  if (state.skipped) await go(1);
}

// -- ratings

function change(fields, pause = 0) {
  Object.assign(state, fields);
  outbox.change(current.item, state, pause);
  showState();
}

function rate(name, value) {
  if (byId("work").hidden || busy) return;
  change({ [name]: value, skipped: false, revision: current.newest.number });
  scale = start.scales[Math.min(start.scales.indexOf(name) + 1, start.scales.length - 1)];
  showState();
}

// -- code

function edited() {
  const text = code();
  const fields = { draft: text === current.newest.code ? null : text };
  if (state.draft === null) fields.draft_base = current.newest.number;
  change(fields, TYPING_MS);
  clearTimeout(drawing.timer);
  drawing.timer = setTimeout(draw, DRAWING_MS);
}

/** Draw what is in the editor. Gives the status. */
async function draw() {
  clearTimeout(drawing.timer);
  const [item, text] = [current.item, code()];
  if (drawing.item === item && drawing.text === text && drawing.status) return drawing.status;
  const turn = ++drawing.asked;
  byId("ran").textContent = "drawing …";
  const { status, body } = await ask(`/api/items/${item}/render`, { code: text });
  if (turn !== drawing.asked || current.item !== item) return "superseded";
  if (status !== 200) { byId("ran").textContent = `not drawn: ${body.error}`; return "fault"; }
  if (body.status === "superseded") { byId("ran").textContent = "not drawn: another tab of yours draws"; return body.status; }
  Object.assign(drawing, { item, text, status: body.status === "fault" ? "" : body.status });
  if (body.image) show("drawn", `data:image/png;base64,${body.image}`);
  else if (!byId("drawn").hasAttribute("src")) show("drawn", "", "the code draws nothing");
  const score = body.score === null ? "" : ` · image score ${body.score.toFixed(3)}`;
  byId("ran").textContent = body.status === "ok" ? `drawn${score}` : `${body.status.replace("_", " ")}${body.image ? "" : ", the last picture stays"}`;
  byId("error").textContent = body.error;
  byId("error").hidden = !body.error;
  if (code() === text) markLine(body.line);
  return body.status;
}

/** Make the draft a revision. Gives whether it is one now. `decided` asks a person where somebody was faster. */
async function save(decided = (item, theirs) => inTurn(() => decide(item, theirs))) {
  if (state.draft === null) return true;
  const [item, text] = [current.item, state.draft];
  const answer = await outbox.revise(item, state.draft_base, text);
  if (answer.number) { await saved(item, answer.number, text); return true; }
  if (answer.conflict) return decided(item, answer.conflict);
  say(`The server does not take this: ${answer.refused}`);
  return false;
}

async function saved(item, number, text) {
  if (current.item !== item) return;
  current.newest = { number, annotator: start.name, code: text.replace(/\n+$/, "") };
  change(state.draft === text ? { draft: null } : { draft_base: number });
  await loadRevisions();
}

async function loadRevisions() {
  const { item } = current;
  const { status, body } = await ask(`/api/items/${item}`);
  if (status === 200 && current.item === item) current.revisions = body.revisions;
  showState();
}

/** Somebody else's revision and this draft: a person decides. Gives whether the draft is settled. */
async function decide(item, theirs) {
  if (current?.item !== item) await open(item);
  if (current?.item !== item) return false;
  const mine = state.draft ?? code();
  const chosen = await chooseCode(theirs, mine);
  say("");
  if (!chosen) { say("Nothing was decided: your text is kept as a draft, theirs is the newest revision."); return false; }
  if (chosen === "mine") {
    state.draft_base = theirs.number;
    state.draft = mine;
    return save(decide); // it has the turn already
  }
  if (chosen === "theirs") {
    await outbox.revise(item, state.draft_base, mine, true);
    current.newest = theirs;
    setCode(theirs.code, true);
    change({ draft: null, draft_base: theirs.number });
    await loadRevisions();
    draw();
    return true;
  }
  current.newest = theirs;
  change({ draft: mine, draft_base: theirs.number });
  byId("beside-name").textContent = `${theirs.annotator}, revision ${theirs.number}`;
  byId("beside-code").textContent = theirs.code;
  byId("beside").hidden = false;
  byId("code").focus();
  await loadRevisions();
  return false;
}

function revert() {
  const chosen = current.revisions.find((revision) => String(revision.number) === byId("revisions").value);
  if (chosen) setCode(chosen.code, true);
}

// -- what is shown

function showItem() {
  byId("id").textContent = current.id;
  byId("from").textContent = [current.source, current.score === null ? "" : `judge ${current.score.toFixed(1)}`, current.rounds === null ? "" : `${current.rounds} round${current.rounds === 1 ? "" : "s"}`].filter(Boolean).join(" · ");
  const rows = [["caption", current.caption], ["judge's comment", current.comment], ["question", current.question], ["answer", current.answer], ["licence", current.licence]];
  byId("about").replaceChildren(...rows.filter(([, text]) => text).flatMap(([name, text]) => [h("dt", {}, name), h("dd", { dir: "auto" }, text)]));
  byId("told").hidden = !byId("about").children.length;
}

function showState() {
  for (const field of document.querySelectorAll(".scale")) {
    field.classList.toggle("active", field.dataset.scale === scale);
    for (const button of field.querySelectorAll("button")) button.setAttribute("aria-pressed", String(state[field.dataset.scale] === Number(button.textContent)));
  }
  byId("skip").setAttribute("aria-pressed", String(state.skipped));
  byId("skip").textContent = state.skipped ? "Skipped" : "Skip";
  byId("done").setAttribute("aria-disabled", String(!finished()));
  const { newest } = current;
  const of = newest.number ? `revision ${newest.number} by ${newest.annotator}` : "the candidate's own";
  byId("draft").textContent = state.draft === null ? of : `edited upon ${state.draft_base ? `revision ${state.draft_base}` : "the candidate's own"}, kept as a draft`;
  byId("save").disabled = state.draft === null;
  const told = current.revisions.map((r) => `${r.number}: ${r.number ? r.annotator : "candidate"}${r.aside ? " (aside)" : ""}`);
  if (byId("revisions").dataset.told !== JSON.stringify([current.item, told])) {
    byId("revisions").dataset.told = JSON.stringify([current.item, told]);
    byId("revisions").replaceChildren(...told.map((text, i) => h("option", { value: current.revisions[i].number }, text)));
    byId("revisions").value = String(newest.number);
  }
}

function showProgress() {
  const [ready, skipped] = [own.filter((entry) => entry.finished).length, own.filter((entry) => entry.skipped).length];
  byId("progress").textContent = `${ready} finished${skipped ? ` · ${skipped} skipped` : ""} · ${start.items} in all`;
}

// -- hands

function startScales() {
  byId("scales").replaceChildren(...start.scales.map((name) => {
    const [what, ...means] = MEANINGS[name];
    const buttons = [1, 2, 3, 4, 5].map((value) => h("button", { type: "button", class: "choice", "aria-pressed": "false", "aria-label": `${name} ${value}`, onclick: () => rate(name, value) }, String(value)));
    return h("fieldset", { class: "scale", "data-scale": name }, h("legend", {}, h("b", {}, name[0].toUpperCase() + name.slice(1)), h("span", { class: "faint" }, what)),
      h("div", { class: "five" }, buttons), h("div", { class: "means", "aria-hidden": "true" }, means.map((text, i) => h("span", {}, `${2 * i + 1}: ${text}`))));
  }));
}

const ACTS = {
  n: () => go(1), p: () => go(-1), x: skip, Enter: done, o: () => look("overlay"), d: () => look("difference"), b: () => look("blink"),
  e: () => byId("code").focus(), m: () => byId("comment").focus(), "?": () => byId("keys").showModal(), "+": () => zoom(1.5), "=": () => zoom(1.5), "-": () => zoom(1 / 1.5), 0: () => zoom(0),
};

function typed(event) {
  if (document.querySelector("dialog[open]") || !current) return;
  if ((event.ctrlKey || event.metaKey) && ["Enter", "s"].includes(event.key)) {
    event.preventDefault();
    if (event.key === "s") save(); else draw();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const { target } = event;
  if (target.matches("textarea, select, input:not([type=range])")) {
    if (event.key === "Escape") target.blur();
    return;
  }
  if (event.key === "Enter" && target.matches("button, a, summary")) return;
  const chosen = start.scales.find((name) => name[0] === event.key);
  if (chosen) { scale = chosen; showState(); }
  else if (/^[1-5]$/.test(event.key)) rate(scale, Number(event.key));
  else if (["ArrowLeft", "ArrowRight"].includes(event.key) && target !== byId("opacity") && !byId("opacity-label").hidden) {
    byId("opacity").value = Number(byId("opacity").value) + (event.key === "ArrowLeft" ? -5 : 5);
    byId("opacity").dispatchEvent(new Event("input"));
  } else if (Object.hasOwn(ACTS, event.key)) ACTS[event.key]();
  else return;
  event.preventDefault();
}

async function begin() {
  startScales();
  startViews();
  startEditor(edited, () => byId("code").blur());
  byId("keys").replaceChildren(h("h2", {}, "Keys"), h("dl", {}, KEYS.flatMap(([keys, text]) => [h("dt", {}, keys.split(" ").map((key) => (key === "…" ? "…" : h("kbd", {}, key)))), h("dd", {}, text)])),
    h("form", { method: "dialog", class: "acts" }, h("button", { class: "choice" }, "Close")));
  byId("comment").addEventListener("input", () => change({ comment: byId("comment").value }, TYPING_MS));
  for (const [id, act] of Object.entries({ next: () => go(1), previous: () => go(-1), done, skip, render: draw, save, revert, "keys-button": ACTS["?"] })) byId(id).addEventListener("click", () => act());
  byId("beside-close").addEventListener("click", () => { byId("beside").hidden = true; });
  addEventListener("keydown", typed);
  outbox.adopt();
  await loadOwn();
  const named = own.find((entry) => `#${entry.item}` === location.hash);
  const resumed = named ?? own.findLast((entry) => !entry.finished && !entry.skipped);
  if (resumed) await open(resumed.item);
  else await fresh();
}

begin();
