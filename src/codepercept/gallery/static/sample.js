"use strict";
// The parts of one sample's page: picture, caption, code and the tabs.

let openTab = "Facts"; // stays chosen from sample to sample

function captionNode(caption, spans, point) {
  if (!caption.trim()) return h("p", { class: "faint" }, "No caption.");
  const box = h("div", { class: "caption", dir: "auto" });
  let done = 0;
  for (const [start, end, ids] of spans) {
    box.append(caption.slice(done, start));
    box.append(point.tie(h("span", { class: "span", role: "button" }, caption.slice(start, end)), ids));
    done = end;
  }
  box.append(caption.slice(done));
  rove(box, ".tied");
  return box;
}

function codeNode(code, point) {
  const box = h("ol", { class: "code", dir: "ltr", "aria-label": "Code" });
  const lines = colouredLines(code);
  const digits = String(lines.length).length;
  box.append(...lines.map((nodes, i) => {
    const line = h("li", { "data-line": i + 1 }, h("span", { class: "line-number", "aria-hidden": "true" }, String(i + 1).padStart(digits)),
      h("code", {}, nodes.length ? nodes : "\u200b"));
    return point.hasLine(i + 1) ? point.tie(line, [], i + 1, true) : line;
  }));
  rove(box, ".tied");
  return box;
}

const table = (rows) => h("table", { class: "pairs" }, h("tbody", {}, rows.filter(([, value]) => value !== "")
  .map(([name, value]) => h("tr", {}, h("th", { scope: "row", dir: "auto" }, name), h("td", { dir: "auto" }, value)))));

function factsNode(facts, point) {
  const box = h("ul", { class: "facts" }, facts.map(([kind, text, ids, line]) =>
    point.tie(h("li", {}, h("span", { class: "kind" }, kind.split(":").pop()), h("span", { dir: "auto" }, text)), ids, line)));
  rove(box, ".tied");
  return box;
}

function elementsNode(trace, point) {
  const box = h("ul", { class: "facts" }, trace.elements.map((element) => point.tie(
    h("li", {}, swatch(element.c), h("span", { class: "kind" }, element.k),
      h("span", { dir: "auto" }, [element.r === "data" ? "" : element.r.replace(/_/g, " "), element.t ?? "", element.d ?? ""]
        .filter(Boolean).join(" · ") || "—"),
      element.l ? h("span", { class: "faint" }, `line ${element.l}`) : ""), [element.i], null)));
  rove(box, ".tied");
  return box;
}

const questionsNode = (questions) => h("dl", { class: "questions" }, questions.flatMap(([question, answer, steps]) => [
  h("dt", { dir: "auto" }, question),
  h("dd", {}, h("p", { class: "answer", dir: "auto" }, answer),
    steps.length ? h("ol", {}, steps.map((step) => h("li", { dir: "auto" }, step))) : ""),
]));

const scoreText = (value) => (value === null ? "unscored" : value > 1 ? grouped(value) : value.toFixed(3));
const scoreBar = (value) => h("svg", { class: "bar", viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" },
  h("rect", { width: 100, height: 6 }), h("rect", { class: "share", width: 100 * Math.max(0, Math.min(1, value ?? 0)), height: 6 }));

const scoresNode = (scores) => h("div", { class: "scores" }, scores.map(([name, value, parts, explanation, fault]) =>
  h("section", {}, h("h3", {}, name, " ", h("span", { class: "number" }, scoreText(value))), scoreBar(value),
    parts.length ? table(parts.map(([part, share]) => [part, scoreText(share)])) : "",
    explanation ? h("p", { dir: "auto" }, explanation) : "", fault ? h("p", { class: "bad", dir: "auto" }, fault) : "")));

function claimsNode(claims, point) {
  const box = h("ul", { class: "facts claims" }, claims.map(([verdict, kind, text, evidence, ids]) =>
    point.tie(h("li", { class: verdict }, h("span", { class: "kind" }, kind), h("strong", { dir: "auto" }, text),
      h("span", { dir: "auto" }, `${verdict}${evidence ? `: ${evidence}` : ""}`)), ids, null)));
  rove(box, ".tied");
  return box;
}

const seedPicture = (seed) => (seed.image
  ? h("div", { class: "mat" }, h("img", { src: `data:image/webp;base64,${seed.image}`, alt: "Seed picture" })) : "");

const draftsNode = (detail) => h("div", { class: "record" },
  seedPicture(detail.seed),
  detail.drafts.flatMap(([name, text]) => [h("h3", {}, name), h("p", { class: "told", dir: "auto" }, text)]),
  detail.attempt ? h("details", {}, h("summary", {}, "A model's own explained attempt"), h("div", { class: "prose" }, markdown(detail.attempt))) : "");

const recordNode = (detail) => h("div", { class: "record" },
  detail.history.length ? [h("h3", {}, "History"), h("ol", { class: "history" }, detail.history.map(([stage, note, code]) =>
    h("li", {}, h("strong", {}, stage), note ? h("span", { dir: "auto" }, ` ${note}`) : "",
      code ? h("details", {}, h("summary", {}, "The program that was given up"), h("pre", { class: "block", tabindex: 0 }, code)) : "")))] : [],
  detail.execution ? [h("h3", {}, "Execution"), table(detail.execution)] : [],
  detail.seed.fields.length ? [h("h3", {}, "Seed"), table(detail.seed.fields)] : [],
  detail.drafts.length ? "" : seedPicture(detail.seed));

/** Tabs over those parts that have something to say. */
function tabs(parts) {
  const shown = parts.filter(([, , node]) => node);
  const buttons = shown.map(([name, count], i) => h("button", {
    type: "button", role: "tab", id: `tab-${i}`, "aria-controls": `panel-${i}`, onclick: () => choose(i, true),
  }, name, count ? h("span", { class: "number" }, grouped(count)) : ""));
  const panels = shown.map(([, , node], i) => h("div", { role: "tabpanel", id: `panel-${i}`, class: "pane", "aria-labelledby": `tab-${i}` }, node));
  function choose(at, byUser) {
    buttons.forEach((button, i) => {
      button.setAttribute("aria-selected", i === at);
      button.tabIndex = i === at ? 0 : -1;
      panels[i].hidden = i !== at;
    });
    if (byUser) openTab = shown[at][0];
  }
  const list = h("div", { class: "tabs", role: "tablist", "aria-label": "Parts of the sample" }, buttons);
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = buttons.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.stopPropagation();
    const next = (at + step + buttons.length) % buttons.length;
    choose(next, true);
    buttons[next].focus();
  });
  choose(Math.max(0, shown.findIndex(([name]) => name === openTab)), false);
  return h("section", { class: "parts panel" }, list, panels);
}

function verdict(row, detail) {
  const status = INDEX.status[row];
  if (!status) return "";
  const [stage, kind, reason] = status === 1 ? detail.rejection : ["", "unscored", detail.fault];
  return h("div", { class: `verdict is-${status}`, role: "note" },
    h("p", {}, h("strong", {}, status === 1 ? `Rejected at ${stage}: ${kind}` : "Unscored"), " ", h("span", { dir: "auto" }, reason)),
    detail.error && detail.error !== reason ? h("p", { dir: "auto" }, detail.error) : "");
}

function sampleBody(row, [caption, code], detail) {
  const point = pointing();
  const alt = INDEX.head[row] || `Figure ${INDEX.ids[row]}`;
  let picture = h("div", { class: "stage blank" }, "There is no picture.");
  if (detail.image) {
    const made = pictureStage({ ...detail, alt }, point.fromPicture);
    point.useStage(made);
    picture = made.stage;
  }
  const { trace } = detail;
  const output = detail.stderr ? h("details", { class: "output", open: !detail.image }, h("summary", {}, "Output of the code"),
    h("pre", { class: "block", tabindex: 0 }, detail.stderr)) : "";
  return [
    h("section", { class: "look", "aria-label": "Picture and caption" },
      h("div", { class: "easel" }, picture),
      h("div", { class: "below pane" },
        verdict(row, detail),
        trace?.thinned.length ? h("p", { class: "faint" }, `Kept light for this page: ${trace.thinned.join("; ")}.`) : "",
        h("h2", {}, "Caption"), captionNode(caption, detail.spans, point), output)),
    h("section", { class: "source panel", "aria-label": "Code" },
      h("div", { class: "tabs" }, h("h2", {}, "Code"), h("button", {
        type: "button", class: "plain", onclick: (event) => copy(code, event.currentTarget) }, "Copy")),
      h("div", { class: "pane" }, code ? codeNode(code, point) : h("p", { class: "faint" }, "No code."))),
    tabs([
      ["Facts", detail.facts.length, detail.facts.length && factsNode(detail.facts, point)],
      ["Claims", detail.claims.length, detail.claims.length && claimsNode(detail.claims, point)],
      ["Drafts", 0, (detail.drafts.length || detail.attempt) && draftsNode(detail)],
      ["Explanation", 0, detail.explanation.trim() && h("div", { class: "prose" }, markdown(detail.explanation))],
      ["Questions", detail.questions.length, detail.questions.length && questionsNode(detail.questions)],
      ["Elements", trace?.elements.length, trace?.elements.length && elementsNode(trace, point)],
      ["Scores", detail.scores.length, detail.scores.length && scoresNode(detail.scores)],
      ["Parameters", detail.parameters.length, detail.parameters.length && table(detail.parameters)],
      ["Record", 0, recordNode(detail)],
    ]),
  ];
}

/** The asynchronous clipboard does not exist on every file:// page, so the old way stands behind it. */
async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h("textarea", { class: "unseen" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = "Copy"; }, 1500);
}
