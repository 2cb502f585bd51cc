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
    const [from, to] = [block * BLOCK, Math.min((block + 1) * BLOCK, this.#count)];
    for (let word = from; word < to; word += 1) this.#read[word] = [];
    this.#readTold(from, to, this.#decoder(2 * block));
    this.#readNamed(from, to, this.#decoder(2 * block + 1));
  }

  #readTold(from, to, { steps, number }) {
    for (let word = from; word < to; word += 1) {
      const [count, size] = number(COUNT);
      let section = -1;
      for (let left = count - 1; left; left -= 1) {
        section += number(DISTANCE + (size << DIGITS))[0];
        this.#read[word].push(section, OFTEN[1 + steps(TIMES + (size * LENGTHS + this.#long(section)) * CLASSES, CLASSES - 1)]);
      }
    }
  }

  /** What is told of the sections that name words; nothing where this browser takes others for these. */
  #readNamed(from, to, { steps, even }) {
    const told = [];
    let sum = 0;
    for (let word = from; word < to; word += 1) {
      let before = 0;
      for (const section of steps(HAS_NAMED, 1) ? this.#naming(word) : []) {
        before = steps(NAMED_TIMES + (before * LENGTHS + this.#long(section)) * (CLASSES + 1), CLASSES);
        sum += before;
        if (before) told.push([word, section, OFTEN[before]]);
      }
    }
    if (even(0, 8) !== sum % 256) return;
    for (const [word, section, weight] of told) this.#read[word].push(section, weight);
  }

  #decoder(part) {
    return decoder(this.#odds, this.#code.slice(...this.#starts.slice(part, part + 2)));
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
  const even = (known, digits) => {
    let all = known;
    for (let at = (digits >> 3) << 3; at >= 0; at -= 8) {
      const size = Math.min(digits - at, 8);
      const each = range >> size;
      const part = Math.min(Math.floor(value / each), (1 << size) - 1);
      taken(part * each, each);
      all = all * (1 << size) + part;
    }
    return all;
  };
  const number = (context) => {
    let node = 1;
    while (node < 1 << DIGITS) node = 2 * node + bit(context + node);
    const digits = node - (1 << DIGITS);
    return [even(1, digits), digits];
  };
  return { steps, number, even };
}
