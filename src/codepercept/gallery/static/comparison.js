"use strict";
// One figure as several models drew it.

const NOUN = "figure";
let comparing = "drawn"; // kept from figure to figure

function caseBody(row, detail) {
  const { reference } = detail;
  const easels = h("div", { class: "gallery-wall" });

  function answerCard([name, answer, page], series) {
    const caption = h("p", { class: "faint painted" });
    const picture = answer && (answer.picture === "same" ? reference : answer.picture);
    let layer = null;
    if (picture) layer = comparing === "drawn" || !reference ? pictureImage(picture, name) : paintedPair(reference, picture, comparing, caption);
    return h("figure", { class: "panel easel" },
      h("figcaption", {}, h("span", { class: `series s${series % 8}` }), h("b", { dir: "auto" }, name),
        page ? h("a", { href: `${page}#${encodeURIComponent(KEYS[row])}` }, "details") : ""),
      picture ? sheet(comparing === "drawn" || !reference ? picture : reference, layer) : noPicture(answer ? `no picture: ${answer.status}` : "not in this run"), caption,
      answer ? [
        h("dl", { class: "metrics small" }, answer.metrics.map(([metric, value]) => h("div", { class: metric === "avg3" ? "main" : null }, h("dt", {}, metric), h("dd", {}, value === null ? "–" : value.toFixed(1))))),
        answer.counts.length ? h("p", { class: "counts" }, answer.counts.map(([verdict, n]) => h("span", { class: `v-${verdict}` }, `${n} ${verdict}`))) : "",
        answer.fault ? h("p", { class: "remarked bad", dir: "auto" }, `Unscored: ${answer.fault}`) : "",
        answer.error ? h("p", { class: "remarked bad", dir: "auto" }, `${answer.status}: ${answer.error}`) : "",
        answer.remarks.filter(([, text]) => text).map(([scorer, text]) => h("p", { class: "remarked", dir: "auto" }, h("b", {}, `${scorer}: `), text)),
      ].flat() : "");
  }

  function draw() {
    easels.replaceChildren(h("figure", { class: "panel easel" }, h("figcaption", {}, h("b", {}, "reference")),
      reference ? sheet(reference, pictureImage(reference, "reference")) : noPicture("no picture")), ...detail.models.map(answerCard));
  }
  draw();
  return [
    detail.title ? h("p", { class: "case-title", dir: "auto" }, detail.title) : null,
    h("div", { class: "controls" }, choices("Mode", [["drawn", "As drawn"], ["overlay", "Overlay on the reference"], ["difference", "Difference"]],
      comparing, (value) => { comparing = value; draw(); })),
    easels,
  ];
}
