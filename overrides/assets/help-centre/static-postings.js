/** Where the words of the static index stand, read: see `publishing/fallback/posting_code.py`, which writes it. */

const OFTEN = [0, 1, 2, 5]; // what the classes of how often a word stands in a text count
const CLASSES = OFTEN.length - 1;
const BLOCK = 32;
const LENGTHS = 48;
const DIGITS = 4;
const [HAS_NAMED, COUNT] = [0, 1];
const DISTANCE = COUNT + (1 << DIGITS);
const TIMES = DISTANCE + (1 << (2 * DIGITS));
const NAMED_TIMES = TIMES + (1 << DIGITS) * LENGTHS * CLASSES;
const WHOLE = 256;
const NARROW = 1 << 16;

/** The postings of so many words, of texts whose *lengths* are told by letters; *naming* gives the sections that name a word by its place. */
export class Postings {
  #odds;
  #code;
  #starts = [0];
  #lengths;
  #count;
  #naming;
  #read = [];

  constructor(odds, sizes, blocks, lengths, count, naming) {
    [this.#odds, this.#code, this.#lengths, this.#count, this.#naming] = [atob(odds), atob(blocks), lengths, count, naming];
    for (const size of sizes.split(" ")) this.#starts.push(this.#starts.at(-1) + Number(size));
  }

  /** Where texts have the word at a place: `section, weight, section, weight ...`; all words of its block are read with it. */
  of(word) {
    if (!this.#read[word]) this.#readBlock(Math.floor(word / BLOCK));
    return this.#read[word];
  }

  #readBlock(block) {
    const { steps, number } = decoder(this.#odds, this.#code.slice(...this.#starts.slice(block, block + 2)));
    for (let word = block * BLOCK; word < Math.min((block + 1) * BLOCK, this.#count); word += 1) {
      const told = [];
      let [before, section] = [0, -1];
      for (const named of steps(HAS_NAMED, 1) ? this.#naming(word) : []) {
        before = steps(NAMED_TIMES + (before * LENGTHS + this.#long(named)) * (CLASSES + 1), CLASSES);
        if (before) told.push(named, OFTEN[before]);
      }
      const [count, size] = number(COUNT);
      for (let left = count - 1; left; left -= 1) {
        section += number(DISTANCE + (size << DIGITS))[0];
        told.push(section, OFTEN[1 + steps(TIMES + (size * LENGTHS + this.#long(section)) * CLASSES, CLASSES - 1)]);
      }
      this.#read[word] = told;
    }
  }

  #long(section) {
    return Math.min(this.#lengths.charCodeAt(section) - 48, LENGTHS - 1);
  }
}

/** A range decoder of *code*, whose letters are bytes: see `publishing/fallback/range_encoder.py`. */
function decoder(odds, code) {
  let [place, range, value] = [0, 2 ** 24 - 1, 0];
  const next = () => (value << 8) | code.charCodeAt(place++);
  for (let left = 3; left; left -= 1) value = next();
  const taken = (from, left) => {
    value -= from;
    range = left;
    for (; range < NARROW; range <<= 8) value = next();
  };
  const bit = (context) => {
    const bound = Math.floor((range * odds.charCodeAt(context)) / WHOLE);
    const one = value >= bound;
    taken(one ? bound : 0, one ? range - bound : bound);
    return Number(one);
  };
  const steps = (context, most) => {
    let step = 0;
    while (step < most && bit(context + step)) step += 1;
    return step;
  };
  const number = (context) => {
    let [node, all] = [1, 1];
    while (node < 1 << DIGITS) node = 2 * node + bit(context + node);
    const digits = node - (1 << DIGITS);
    for (let at = (digits >> 3) << 3; at >= 0; at -= 8) {
      const size = Math.min(digits - at, 8);
      const each = range >> size;
      const part = Math.min(Math.floor(value / each), (1 << size) - 1);
      taken(part * each, each);
      all = all * (1 << size) + part;
    }
    return [all, digits];
  };
  return { steps, number };
}
