// Two versions of one thing, side by side: a person chooses.

import { byId, h } from "./dom.js";

/** Which lines of two texts have no partner in the other, by the longest common subsequence of lines. */
function apart(one, other) {
  let [head, tail] = [0, 0];
  while (head < one.length && head < other.length && one[head] === other[head]) head++;
  while (tail < one.length - head && tail < other.length - head && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail++;
  const [a, b] = [one.slice(head, one.length - tail), other.slice(head, other.length - tail)];
  const marks = [new Set(a.map((_, i) => head + i)), new Set(b.map((_, i) => head + i))];
  if (a.length * b.length > 4e6) return marks;
  const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) { marks[0].delete(head + i++); marks[1].delete(head + j++); }
    else if (table[i + 1][j] >= table[i][j + 1]) i++;
    else j++;
  }
  return marks;
}

const listing = (lines, marks) => h("pre", { class: "block", tabindex: 0 }, lines.flatMap((line, i) => [marks.has(i) ? h("span", { class: "apart" }, line || " ") : line, "\n"]));

let last = Promise.resolve();

/** Run a job that may ask when all that were handed in before it have ended: there is one dialog. Gives what it gives. */
export function inTurn(job) {
  const ended = last.then(job);
  last = ended.catch(() => {});
  return ended;
}

/** Ask; gives the value of the button, "" where nothing was decided, unless one `must`. `buttons` are [value, text]. */
function choose(title, words, versions, buttons, must = false) {
  const dialog = byId("conflict");
  return new Promise((resolve) => {
    let chosen = "";
    const acts = buttons.map(([value, text], i) => h("button", { type: "button", class: i === 0 ? "main" : "choice", "data-choice": value, onclick: () => { chosen = value; dialog.close(); } }, text));
    dialog.replaceChildren(h("h2", {}, title), h("p", {}, words), h("div", { class: "versions" }, versions), h("div", { class: "acts" }, acts));
    const open = () => { dialog.showModal(); acts[0].focus(); };
    dialog.oncancel = (event) => { if (must) event.preventDefault(); };
    dialog.onclose = () => { if (must && !chosen) open(); else resolve(chosen); }; // a second Escape closes it all the same
    open();
  });
}

/** Gives "mine", "theirs", "both" or "". */
export function chooseCode(theirs, mine) {
  const [one, other] = [theirs.code.split("\n"), mine.split("\n")];
  const marks = apart(one, other);
  return choose(`${theirs.annotator} saved revision ${theirs.number} meanwhile`,
    "Both programs are kept whichever you choose; this is about which one is the newest.",
    [h("div", {}, h("h3", { dir: "auto" }, `Theirs: ${theirs.annotator}, revision ${theirs.number}`), listing(one, marks[0])), h("div", {}, h("h3", {}, "Mine"), listing(other, marks[1]))],
    [["both", "Go on with mine, theirs beside"], ["mine", "Save mine as the newest"], ["theirs", "Take theirs, put mine aside"]]);
}

const FIELDS = [["style", "style"], ["content", "content"], ["function", "function"], ["comment", "comment"], ["skipped", "skipped"], ["draft", "unsaved code"]];

/** Gives "mine" or "theirs": one of them would be lost, so there is no way round. */
export function chooseRating(present, mine) {
  const list = (state, other) => h("dl", {}, FIELDS.flatMap(([key, name]) => {
    const told = state[key] === null || state[key] === "" ? "–" : state[key] === true ? "yes" : state[key] === false ? "no" : String(state[key]);
    return [h("dt", {}, name), h("dd", { class: state[key] === other[key] ? "" : "apart" }, told)];
  }));
  return choose("Another tab of yours has changed this rating", "Choose which one counts.",
    [h("div", {}, h("h3", {}, "Stored, from the other tab"), list(present.state, mine)), h("div", {}, h("h3", {}, "Of this tab"), list(mine, present.state))],
    [["mine", "This tab's"], ["theirs", "The other tab's"]], true);
}
