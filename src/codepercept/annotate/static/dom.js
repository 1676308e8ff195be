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

/** Ask the server. Gives `{status, body}`, status 0 where it cannot be reached. */
export async function ask(path, body) {
  const options = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  try {
    const answer = await fetch(path, { ...options, cache: "no-store" });
    return { status: answer.status, body: await answer.json() };
  } catch {
    return { status: 0, body: { error: "the server cannot be reached" } };
  }
}
