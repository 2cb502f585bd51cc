/** Values kept in the browser, or until the page is left where it keeps nothing (private mode, storage full). */
class Shelf {
  #area;
  #unkept = new Map();

  /** @param {"localStorage" | "sessionStorage"} area - reading it may already throw */
  constructor(area) {
    this.#area = area;
  }

  get(name, otherwise) {
    if (this.#unkept.has(name)) return this.#unkept.get(name);
    try {
      return JSON.parse(globalThis[this.#area].getItem(`help-centre.${name}`)) ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  set(name, value) {
    try {
      globalThis[this.#area].setItem(`help-centre.${name}`, JSON.stringify(value));
      this.#unkept.delete(name);
    } catch {
      this.#unkept.set(name, value);
    }
  }
}

export const lasting = new Shelf("localStorage");
export const visit = new Shelf("sessionStorage");
