// Elements without markup, and requests.

export const byId = (id) => document.getElementById(id);

/** Build an element. Strings become text nodes, never markup; `on…` keys become listeners. */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** 128 random bits in hex; `crypto.randomUUID` is missing where the page does not come from localhost. */
export const randomId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");

export const sleep = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

// What no file can hold (half of a pair of surrogates) would be refused by the server.
const wellFormed = (text) => (text.toWellFormed ? text.toWellFormed() : text.replace(/\p{Surrogate}/gu, "\uFFFD"));

/** Ask the server. Gives `{status, body}`, status 0 where it cannot be reached. */
export async function ask(path, body) {
  const options = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body, (_, value) => (typeof value === "string" ? wellFormed(value) : value)) };
  try {
    const answer = await fetch(path, { ...options, cache: "no-store" });
    // Some refusals are not JSON; they must not look like a server that is away, as those are sent again for ever.
    return { status: answer.status, body: answer.ok ? await answer.json() : await answer.json().catch(() => ({ error: `it answered with ${answer.status}` })) };
  } catch {
    return { status: 0, body: { error: "the server cannot be reached" } };
  }
}
