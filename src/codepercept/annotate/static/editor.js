// A plain text area as an editor: line numbers, indentation by Tab, the line of an error marked. All edits go through the
// browser's own commands, so that its undo goes on working.

import { byId, h } from "./dom.js";

const LINE = 19; // pixels, as in the style
const INDENT = "    ";
const area = byId("code");
let wrong = null;
let numbered = "";

function number() {
  const lines = area.value.split("\n").length;
  const key = `${lines} ${wrong}`;
  if (key !== numbered) {
    numbered = key;
    const before = Math.min(wrong ? wrong - 1 : lines, lines);
    const range = (from, to) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => `${from + i}\n`).join("");
    byId("gutter").replaceChildren(range(1, before), wrong && wrong <= lines ? h("span", { class: "wrong" }, `${wrong}\n`) : "", range(before + 2, lines));
  }
  place();
}

function place() {
  byId("gutter").scrollTop = area.scrollTop;
  byId("wrong").hidden = !wrong;
  if (wrong) byId("wrong").style.top = `${8 + (wrong - 1) * LINE - area.scrollTop}px`;
}

/** Mark the line of an error, null for none. */
export function markLine(line) {
  wrong = line;
  number();
}

/** Put a text into the editor; `undoable` keeps what was there within reach of undo. */
export function setCode(text, undoable = false) {
  if (area.value === text) return;
  if (undoable) {
    area.focus();
    area.select();
    document.execCommand("insertText", false, text);
  }
  if (area.value !== text) area.value = text;
  area.setSelectionRange(0, 0);
  area.scrollTop = 0;
  wrong = null;
  number();
}

export const code = () => area.value;

/** Replace the lines from `start` to `end` (offsets), and select what came of them. */
function replaceLines(change) {
  const { value, selectionStart, selectionEnd } = area;
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const last = selectionEnd > selectionStart && value[selectionEnd - 1] === "\n" ? selectionEnd - 1 : selectionEnd;
  const found = value.indexOf("\n", last);
  const end = found < 0 ? value.length : found;
  const before = value.slice(start, end);
  const after = before.split("\n").map(change).join("\n");
  if (after === before) return;
  area.setSelectionRange(start, end);
  if (after) document.execCommand("insertText", false, after);
  else document.execCommand("delete");
  if (selectionStart === selectionEnd) {
    const at = Math.max(start, selectionStart + after.length - before.length);
    area.setSelectionRange(at, at);
  } else area.setSelectionRange(start, start + after.length);
}

/** `edited` is called after each change; `leave` on Escape. */
export function startEditor(edited, leave) {
  area.addEventListener("input", () => { number(); edited(); });
  area.addEventListener("scroll", place);
  area.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const { selectionStart: start, selectionEnd: end, value } = area;
    if (event.key === "Escape") {
      leave();
    } else if (event.key === "Tab" && !event.shiftKey && start === end) {
      const column = start - (value.lastIndexOf("\n", start - 1) + 1);
      document.execCommand("insertText", false, " ".repeat(INDENT.length - (column % INDENT.length)));
    } else if (event.key === "Tab") {
      replaceLines(event.shiftKey ? (line) => line.replace(/^( {1,4}|\t)/, "") : (line) => (line ? INDENT + line : line));
    } else if (event.key === "Enter" && !event.shiftKey) {
      const line = value.slice(value.lastIndexOf("\n", start - 1) + 1, start);
      document.execCommand("insertText", false, `\n${/^\s*/.exec(line)[0]}${/:\s*$/.test(line) ? INDENT : ""}`);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  number();
}
