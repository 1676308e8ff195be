// What people did and the server has not acknowledged. It is in localStorage before it is sent and until it is answered,
// so neither a crash of the browser nor one of the server loses it; a change keeps its id, so it may be sent twice.

import { ask, randomId, sleep } from "./dom.js";

const BEAT_MS = 1000;
const DEAD_MS = 4000; // a tab without a beat for so long is gone, and what it left is sent by another
const LONGEST_WAIT_MS = 4000;

const same = (a, b) => JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

export class Outbox {
  #books = new Map(); // item -> what is known and pending of it
  #prefix;
  #tab = randomId();
  #tell;
  #offline = false;
  #unkept = false;

  /**
   * `tell` has: status(word, unkept), saved(item, answer), ratingConflict(item, present, mine),
   * codeConflict(item, present), refused(item, text), signedOut(), adopted(item).
   */
  constructor(prefix, tell) {
    this.#prefix = prefix;
    this.#tell = tell;
    const beat = () => this.#store(`${prefix}:beat:${this.#tab}`, String(Date.now()));
    beat();
    setInterval(() => { beat(); this.adopt(); }, BEAT_MS);
    addEventListener("pagehide", () => localStorage.removeItem(`${prefix}:beat:${this.#tab}`));
    addEventListener("pageshow", beat);
    addEventListener("beforeunload", (event) => { if (this.#unkept && this.pending()) event.preventDefault(); });
  }

  /** Take over what tabs that are gone have left behind. */
  adopt() {
    const keys = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i));
    const mine = `${this.#prefix}:work:`;
    for (const key of keys) {
      if (!key?.startsWith(mine)) continue;
      const [tab, item] = key.slice(mine.length).split(":");
      const beat = Number(localStorage.getItem(`${this.#prefix}:beat:${tab}`));
      if (tab === this.#tab || Date.now() - beat < DEAD_MS) continue;
      const book = this.#book(Number(item));
      if (this.#waits(book)) continue; // after what this tab has of the same item
      let left;
      try { left = JSON.parse(localStorage.getItem(key)); } catch { left = null; }
      localStorage.removeItem(`${this.#prefix}:beat:${tab}`);
      if (left) {
        Object.assign(book, { version: left.version, sent: left.sent, wanted: left.wanted, revisions: left.revisions });
        this.#keep(book);
      }
      localStorage.removeItem(key);
      if (left) {
        this.#pump(book);
        this.#tell.adopted(book.item);
      }
    }
  }

  /**
   * An item was read: gives the state to show, which is newer than the server's where something is pending. Gives null
   * where a change was stored after the answer was made; then it must be read again.
   */
  open(item, rating) {
    const book = this.#book(item);
    if (!this.#waits(book) && rating.version < book.version) return null;
    if (!book.sent && !book.wanted) book.version = rating.version;
    return { ...(book.wanted ?? book.sent?.state ?? rating.state) };
  }

  /** Keep a state now, and send it after a pause. */
  change(item, state, pause = 0) {
    const book = this.#book(item);
    book.wanted = { ...state };
    if (book.halted === "refused") book.halted = ""; // what is changed may be taken
    this.#keep(book);
    clearTimeout(book.timer);
    book.timer = pause ? setTimeout(() => { book.timer = 0; this.#pump(book); }, pause) : 0;
    this.#show();
    if (!pause) this.#pump(book);
  }

  /** Send a revision. Gives `{number}`, `{conflict}` or `{refused}`. */
  revise(item, base, code, aside = false) {
    const book = this.#book(item);
    const job = { change: randomId(), base, code, aside };
    book.revisions.push(job);
    this.#keep(book);
    return new Promise((resolve) => {
      book.waiting.set(job.change, resolve);
      this.#pump(book);
    });
  }

  /** A person has chosen: go on from `version` with `state`, null for what the server has. */
  resolve(item, version, state) {
    const book = this.#book(item);
    Object.assign(book, { version, wanted: state, halted: "" });
    this.#keep(book);
    this.#show();
    this.#pump(book);
  }

  /** Send what waits for a pause. Gives whether all of an item is stored. */
  async settled(item) {
    const book = this.#book(item);
    clearTimeout(book.timer);
    book.timer = 0;
    if (book.halted === "refused") book.halted = ""; // once more; a conflict stays one until a person decides
    this.#pump(book);
    while (this.#waits(book)) {
      if (book.halted || this.#offline) return false;
      await sleep(20);
    }
    return true;
  }

  /** Whether anything is not stored. */
  pending() {
    return [...this.#books.values()].some((book) => this.#waits(book));
  }

  #book(item) {
    if (!this.#books.has(item)) {
      this.#books.set(item, { item, version: 0, sent: null, wanted: null, revisions: [], waiting: new Map(), timer: 0, busy: false, halted: "" });
    }
    return this.#books.get(item);
  }

  #waits(book) {
    return Boolean(book.sent || book.wanted || book.revisions.length);
  }

  #store(key, text) {
    try {
      localStorage.setItem(key, text);
      this.#unkept = false;
    } catch {
      this.#unkept = true; // full, or forbidden: then the page asks before it is closed
    }
  }

  #keep(book) {
    const key = `${this.#prefix}:work:${this.#tab}:${book.item}`;
    const { version, sent, wanted, revisions } = book;
    if (this.#waits(book)) this.#store(key, JSON.stringify({ version, sent, wanted, revisions }));
    else localStorage.removeItem(key);
  }

  #show() {
    const halted = [...this.#books.values()].some((book) => book.halted);
    this.#tell.status(!this.pending() ? "saved" : halted ? "refused" : this.#offline ? "offline" : "saving", this.#unkept);
  }

  async #pump(book) {
    if (book.busy) return;
    book.busy = true;
    let wait = 250;
    while (!book.halted) {
      if (!book.sent && book.wanted && !book.timer) {
        Object.assign(book, { sent: { change: randomId(), base: book.version, state: book.wanted }, wanted: null });
        this.#keep(book);
      }
      const job = book.sent ?? book.revisions[0];
      if (!job) break;
      this.#show();
      const answer = await ask(`/api/items/${book.item}/${job === book.sent ? "rating" : "revisions"}`, job);
      this.#offline = answer.status === 0 || answer.status >= 500;
      if (this.#offline || answer.status === 401) {
        if (answer.status === 401) this.#tell.signedOut();
        this.#show();
        await sleep(wait);
        wait = Math.min(2 * wait, LONGEST_WAIT_MS);
        continue;
      }
      wait = 250;
      if (job === book.sent) this.#answered(book, answer);
      else this.#revised(book, job, answer);
      this.#keep(book);
    }
    book.busy = false;
    this.#show();
  }

  #answered(book, { status, body }) {
    if (status === 200) {
      Object.assign(book, { version: body.version, sent: null });
      this.#tell.saved(book.item, body);
      return;
    }
    const mine = book.wanted ?? book.sent.state;
    Object.assign(book, { sent: null, wanted: mine });
    if (status === 409 && same(body.present.state, mine)) {
      Object.assign(book, { version: body.present.version, wanted: null });
      return;
    }
    book.halted = status === 409 ? "conflict" : "refused";
    if (status === 409) this.#tell.ratingConflict(book.item, body.present, mine);
    else this.#tell.refused(book.item, body.error);
  }

  #revised(book, job, { status, body }) {
    book.revisions.shift();
    const resolve = book.waiting.get(job.change);
    book.waiting.delete(job.change);
    // Its text is still the draft, so a refusal loses nothing.
    if (resolve) resolve(status === 200 ? { number: body.number } : status === 409 ? { conflict: body.present } : { refused: body.error });
    else if (status === 409) this.#tell.codeConflict(book.item, body.present);
    else if (status === 200) this.#tell.adopted(book.item);
  }
}
