"use strict";
// Texts as DOM nodes: Python with light colouring, and the simple markdown of explanations.

const KEYWORDS = new Set(("False None True and as assert async await break class continue def del elif else except " +
  "finally for from global if import in is lambda nonlocal not or pass raise return try while with yield").split(" "));
const LONGEST_COLOURED = 200000; // longer code stays plain

// Order matters: comments, then strings (triple ones first; unclosed ones end with the line or the text).
const TOKEN = new RegExp([
  "(?<comment>#[^\\n]*)",
  "(?<string>[rRbBuUfF]{0,2}(?:'''(?:\\\\[^]|(?!''')[^])*(?:'''|$)|\"\"\"(?:\\\\[^]|(?!\"\"\")[^])*(?:\"\"\"|$)|" +
    "'(?:\\\\[^]|[^'\\\\\\n])*'?|\"(?:\\\\[^]|[^\"\\\\\\n])*\"?))",
  "(?<number>\\b(?:0[xXoObB][\\da-fA-F_]+|\\d[\\d_]*\\.?[\\d_]*(?:[eE][+-]?\\d+)?j?)|\\.\\d+(?:[eE][+-]?\\d+)?)",
  "(?<decorator>(?<=^|\\n)[ \\t]*@[\\w.]+)",
  "(?<name>[\\p{L}_][\\p{L}\\p{N}_]*)(?<call>\\s*\\()?",
].join("|"), "gu");

/** Code as one array of nodes per line; a line break at the end starts no line. */
function colouredLines(code) {
  const text = code.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const lines = [[]];
  const put = (part, type) => part.split("\n").forEach((piece, i) => {
    if (i) lines.push([]);
    if (piece) lines[lines.length - 1].push(type ? h("span", { class: `py-${type}` }, piece) : piece);
  });
  if (text.length > LONGEST_COLOURED) {
    put(text);
    return lines;
  }
  let done = 0;
  for (const match of text.matchAll(TOKEN)) {
    const { name, call } = match.groups;
    let token = match[0];
    let type = Object.keys(match.groups).find((key) => match.groups[key] !== undefined);
    if (name !== undefined) {
      token = name;
      type = KEYWORDS.has(name) ? "keyword" : call ? "call" : null;
    }
    if (!type) continue;
    put(text.slice(done, match.index));
    put(token, type);
    done = match.index + token.length;
  }
  put(text.slice(done));
  return lines;
}

/** A block of code without line numbers. */
function codeBlock(code, language) {
  const python = /^(py|python\d?)?$/i.test(language);
  const body = python ? colouredLines(code).flatMap((line, i) => (i ? ["\n", ...line] : line)) : [code];
  return h("pre", { class: "block", tabindex: 0 }, h("code", {}, body));
}

/** `code`, **bold** and *emphasis* within a line. Links and pictures stay text: nothing leads off the page. */
function inline(text) {
  const nodes = [];
  let done = 0;
  for (const match of text.matchAll(/`([^`\n]+)`|\*\*([^*\n]+)\*\*|(?<![\w*])\*([^*\s][^*\n]*)\*(?![\w*])/g)) {
    nodes.push(text.slice(done, match.index));
    if (match[1] !== undefined) nodes.push(h("code", {}, match[1]));
    else if (match[2] !== undefined) nodes.push(h("strong", {}, match[2]));
    else nodes.push(h("em", {}, match[3]));
    done = match.index + match[0].length;
  }
  return [...nodes, text.slice(done)];
}

/** Headings, lists, paragraphs and fenced code; anything else is a paragraph. */
function markdown(text) {
  const out = [];
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  let open = null; // the list or paragraph that the next line may join
  for (let i = 0; i < lines.length; i++) {
    const fence = /^\s*(`{3,}|~{3,})\s*([\w+-]*)\s*$/.exec(lines[i]);
    const heading = /^(#{1,6})\s+(.*)$/.exec(lines[i]);
    const entry = /^\s*(?:([-*+])|\d+[.)])\s+(.*)$/.exec(lines[i]);
    if (fence) {
      const body = [];
      while (++i < lines.length && lines[i].trim() !== fence[1]) body.push(lines[i]);
      out.push(codeBlock(body.join("\n"), fence[2]));
      open = null;
    } else if (!lines[i].trim()) {
      open = open?.tagName === "P" ? null : open;
    } else if (heading) {
      out.push(h(`h${Math.min(6, heading[1].length + 2)}`, {}, inline(heading[2])));
      open = null;
    } else if (entry) {
      const tag = entry[1] ? "ul" : "ol";
      if (open?.tagName !== tag.toUpperCase()) out.push(open = h(tag));
      open.append(h("li", { dir: "auto" }, inline(entry[2])));
    } else if (open && (open.tagName === "P" || /^\s/.test(lines[i]))) {
      (open.lastElementChild?.tagName === "LI" ? open.lastElementChild : open).append(" ", ...inline(lines[i].trim()));
    } else {
      out.push(open = h("p", { dir: "auto" }, inline(lines[i])));
    }
  }
  return out;
}
