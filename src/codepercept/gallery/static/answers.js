"use strict";
// One question, its caption and what was made of it.

const NOUN = "question";

/** A text with the stretch that gives the answer away marked; blanks may differ. */
function marked(text, stretch) {
  const words = (stretch ?? "").split(/\s+/).filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const found = words.length ? new RegExp(words.join("\\s+")).exec(text) : null;
  if (!found) return [text];
  return [text.slice(0, found.index), h("mark", {}, found[0]), text.slice(found.index + found[0].length)];
}

function textPanel(heading, [text, cut], stretch) {
  return h("section", { class: "panel" }, h("h2", {}, heading), text ? h("div", { class: "long", dir: "auto" }, marked(text, stretch)) : h("p", { class: "faint" }, "There is none."),
    cut ? h("p", { class: "faint" }, `Cut: ${plural(cut, "more character")} in results.jsonl.`) : "");
}

function caseBody(row, detail) {
  const { verdict, leak } = detail;
  const facts = [["truth", detail.answer], ["extracted", detail.extracted], ["how", detail.how], ["response ended", detail.ended], ["picture", detail.image],
    ...detail.groups].filter(([, value]) => value !== null && value !== "");
  const secret = { true: "The picture has it too.", false: "The picture does not have it.", null: "The picture could not be read." };
  return [
    detail.fault ? h("p", { class: "verdict is-2", dir: "auto" }, h("strong", {}, "Unscored: "), detail.fault) : null,
    leak ? h("p", { class: "verdict is-2", dir: "auto" }, h("strong", {}, leak[0] === "claimed" ? "The caption calls this the answer: " : "The caption holds the answer: "),
      leak[1], leak[0] === "claimed" ? "" : ` ${secret[leak[2]]}`) : null,
    h("div", { class: "columns" },
      h("section", { class: "panel" }, h("h2", {}, "Question"),
        detail.pictures.map((picture) => h("img", { class: "asked", src: `data:image/webp;base64,${picture}`, alt: "the picture of the question" })), h("div", { class: "long", dir: "auto" }, detail.question[0]),
        detail.choices.length ? h("ol", { class: "choices" }, detail.choices.map((choice) => h("li", { dir: "auto" }, choice))) : ""),
      h("section", { class: "panel" }, h("h2", {}, "Verdict ", h("span", { class: `mark ${markClass(verdict)}` }, verdict)),
        h("table", { class: "pairs" }, h("tbody", {}, facts.map(([name, value]) => h("tr", {}, h("th", { scope: "row", dir: "auto" }, name), h("td", { dir: "auto" }, value))))))),
    h("div", { class: "columns" }, textPanel("Caption", detail.caption, leak?.[1]), textPanel("Response of the solver", detail.response)),
  ];
}
