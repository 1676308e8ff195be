"use strict";
// One figure of an evaluation.

const NOUN = "figure";

const percent = (value) => (value === null ? "–" : (100 * value).toFixed(1));

function scorePanel(scores) {
  if (!scores.length) return null;
  return h("section", { class: "panel" }, h("h2", {}, "Scores"), h("ul", { class: "scored" }, scores.map(([name, value, parts, explanation, fault]) =>
    h("li", {}, h("h3", {}, h("span", { dir: "auto" }, name), h("b", {}, value === null ? "unscored" : percent(value))),
      parts.length ? h("p", { class: "portions" }, parts.map(([part, share]) => h("span", { class: "portion" }, `${part} `, h("b", {}, percent(share))))) : "",
      explanation ? h("p", { class: "remarked", dir: "auto" }, explanation) : "",
      fault ? h("p", { class: "bad", dir: "auto" }, fault) : ""))));
}

/** Two programs with the same lines on the same height; what differs is marked. */
function codePanel(code, program, edits) {
  const sides = [code, program].map(([text]) => (text ? colouredLines(text) : []));
  const lists = [[], []];
  const numbered = (side, line, changed) => h("li", { class: changed ? "changed" : null },
    h("span", { class: "line-number" }, String(line + 1).padStart(String(sides[side].length).length)), h("code", { dir: "ltr" }, sides[side][line].length ? sides[side][line] : " "));
  const at = [0, 0];
  for (const [start, stop, otherStart, otherStop] of [...edits, [sides[0].length, sides[0].length, sides[1].length, sides[1].length]]) {
    [start, otherStart].forEach((until, side) => { while (at[side] < until) lists[side].push(numbered(side, at[side]++, false)); });
    [stop, otherStop].forEach((until, side) => { while (at[side] < until) lists[side].push(numbered(side, at[side]++, true)); });
    const rest = (stop - start) - (otherStop - otherStart);
    for (let i = 0; i < Math.abs(rest); i++) lists[rest > 0 ? 1 : 0].push(h("li", { class: "filler", "aria-hidden": "true" }, " "));
  }
  const panes = lists.map((lines, side) => h("div", { class: "pane code-pane", tabindex: 0, "aria-label": side ? "candidate's code" : "reference's code" }, h("ol", { class: "code" }, lines)));
  panes.forEach((pane, side) => pane.addEventListener("scroll", () => {
    const other = panes[1 - side];
    if (Math.abs(other.scrollTop - pane.scrollTop) > 1) other.scrollTop = pane.scrollTop;
  }, { passive: true }));
  const box = (side, heading, cut) => h("div", {}, h("h2", {}, heading), sides[side].length ? panes[side] : h("p", { class: "faint" }, "There is none."),
    cut ? h("p", { class: "faint" }, `Cut here: ${plural(cut, "more character")} in results.jsonl.`) : "");
  return h("section", { class: "panel codes" }, box(0, "Reference’s code", code[1]), box(1, "Candidate’s code", program[1]));
}

function completionPanel(completion) {
  if (!completion) return null;
  const [before, after] = completion.texts;
  return h("details", { class: "panel folded" }, h("summary", {}, completion.around ? "The answer around its program" : "The answer"),
    h("pre", { class: "block wrapped", tabindex: 0, dir: "auto" }, before, completion.around ? h("span", { class: "stands" }, "⟨the program⟩") : "", after),
    completion.cut ? h("p", { class: "faint" }, `Cut: ${plural(completion.cut, "more character")} in results.jsonl.`) : "");
}

function caseBody(row, detail) {
  const candidate = detail.candidate === "same" ? detail.reference : detail.candidate;
  const blank = !detail.answered ? "no answer" : !detail.program[0] ? "the answer holds no program" : candidate ? "" : `no picture: ${detail.status}`;
  const view = pairView(detail.reference, candidate, blank, detail.differences, detail.more);
  return [
    detail.title ? h("p", { class: "case-title", dir: "auto" }, detail.title) : null,
    h("dl", { class: "metrics" }, detail.metrics.map(([name, value]) => h("div", { class: name === "avg3" ? "main" : null }, h("dt", {}, name), h("dd", {}, value === null ? "–" : value.toFixed(1))))),
    detail.fault ? h("p", { class: "verdict is-2", dir: "auto" }, h("strong", {}, "Unscored: "), detail.fault) : null,
    detail.error ? h("p", { class: "verdict is-1", dir: "auto" }, h("strong", {}, `${detail.status}: `), detail.error) : null,
    detail.candidate === "same" ? h("p", { class: "faint" }, "Both pictures are the same file, byte for byte.") : null,
    view.pictures,
    h("div", { class: "columns" }, view.elements ?? "", scorePanel(detail.scores) ?? ""),
    detail.shown ? h("details", { class: "panel folded shown" }, h("summary", {}, "The model was shown another picture than its code draws"),
      sheet(detail.shown, pictureImage(detail.shown, "what the model was shown"))) : null,
    codePanel(detail.code, detail.program, detail.edits),
    completionPanel(detail.completion),
    detail.stderr ? h("details", { class: "panel folded" }, h("summary", {}, "Last lines of stderr"), h("pre", { class: "block wrapped", tabindex: 0, dir: "ltr" }, detail.stderr)) : null,
    detail.answered ? h("p", { class: "faint" }, `Program found: ${detail.block}. The answer ended: ${detail.ended}.`) : null,
  ];
}
