/** The static index, read: which word stands in which section, and how much it counts there. */
import { Postings } from "./static-postings.js";
import { everyWord } from "./words.js";

export const K1 = 1.2;
const B = 0.75;
const STEPS = 2; // from a number to its double

/** A list as `publishing/fallback/index.py` writes it, ready to be searched. */
export class StaticIndex {
  articles;
  synonyms;
  stops;
  sections = [];
  hasTexts;
  #known = new Map();
  /** Where stems stand: from this section, to that one, with this weight, and the place of the run before; one array, for many small ones take time. */
  #runs = [];
  #lastRun = [];
  #told = new Map();
  #postings = new Map();
  #texts = new Map();
  #alike = new Map();
  #spread = new Map();
  #own = new Map();
  #sums;

  constructor(list) {
    this.articles = readArticles(list);
    this.stops = new Set(list.stops.split(" "));
    this.synonyms = list.same.map((group) => group.map(everyWord));
    for (const [lang, forms] of Object.entries(list.alike)) this.#learn(lang, forms);
    const told = Object.entries(list.told ?? {}).map(([lang, [forms, ...rest]]) => [lang, this.#learn(lang, forms), ...rest]);
    const texts = list.texts?.split("\n");
    this.hasTexts = texts !== undefined;
    this.articles.forEach((article, of) => this.#add(article, of, texts, list.lengths));
    this.#sums = new Float64Array(this.sections.length);
    for (const one of told) this.#addTold(...one, list.lengths);
    this.#weigh();
  }

  /** The numbers of the stems of *word*, one for each language that has it. */
  stemsOf(word) {
    const stems = [];
    for (const known of this.#known.values()) if (known.has(word)) stems.push(known.get(word));
    return stems;
  }

  /** Every form of every word. */
  *words() {
    for (const known of this.#known.values()) yield* known.keys();
  }

  /** The words that *lang* writes, form -> stem: addresses and tags of its pages often have another language's. */
  own(lang) {
    if (!this.#own.has(lang)) this.#own.set(lang, this.#ownOf(lang));
    return this.#own.get(lang);
  }

  /** How many sections have the stem *number*, as far as the list tells. */
  spread(number) {
    return this.#spread.get(number) ?? this.postings(number).sections.length;
  }

  /** The sections that have a stem, and what it counts there by BM25 without idf; summed up when it is first asked for. */
  postings(number) {
    if (!this.#postings.has(number)) this.#postings.set(number, this.#score(number));
    return this.#postings.get(number);
  }

  /** How rare what any of *stems* answers is. */
  idf(stems) {
    const count = this.sections.length;
    const having = Math.min(stems.reduce((sum, stem) => sum + this.spread(stem), 0), count);
    return stems.length ? Math.log(1 + (count - having + 0.5) / (having + 0.5)) : 0;
  }

  #ownOf(lang) {
    if (this.#known.size < 2) return this.#known.get(lang) ?? new Map();
    const written = new Set(this.#told.keys());
    const add = (stem) => written.add(stem);
    for (const { inTitle, inKeywords } of this.articles) [...inTitle, ...inKeywords.flat()].forEach(add);
    for (const { inHeading, inText } of this.sections) [inHeading, inText].forEach((stems) => stems.forEach(add));
    const others = [...this.#known].filter(([other]) => other !== lang).map(([, known]) => known);
    const own = [...(this.#known.get(lang) ?? [])].filter(([form, stem]) => written.has(stem) || !others.some((known) => known.has(form)));
    return new Map(own);
  }

  #add(article, of, texts, lengths) {
    const [from, to] = [this.sections.length, this.sections.length + article.headings.length];
    const path = article.url.split("/").filter(Boolean);
    const lang = base(article.lang);
    const read = (text, weight, first, last) => this.#read(text, weight, first, last, lang);
    article.first = from;
    article.inTitle = read(article.title, 4, from, to);
    article.inPage = read((path.at(-1) ?? "").replace(/[-_]/g, " "), 2, from, to);
    article.inFolders = read(path.slice(0, -1).join(" "), 1, from, to);
    let shared = 4 * article.inTitle.length + 2 * article.inPage.length + article.inFolders.length;
    const [keywords, answers] = [article.keywords, article.answers].map((said, at) => said.split("\t").map((text) => read(text, 3 - at, from, to)));
    article.inKeywords = [...keywords, ...answers];
    shared += 3 * keywords.flat().length + 2 * [...answers.flat(), ...read(article.tags, 2, from, to)].length;
    article.headings.forEach((heading, at) => {
      const [number, text] = [from + at, texts?.[from + at] ?? ""];
      const section = { of, at, text, inHeading: read(heading, 3, number, number + 1), inText: read(text, 1, number, number + 1) };
      const more = at || text.includes(article.summary.replace(/ …$/, "")) ? 0 : read(article.summary, 1, number, number + 1).length;
      section.length = shared + 3 * section.inHeading.length + (lengths ? countOf(lengths.charCodeAt(number)) : section.inText.length) + more;
      this.sections.push(section);
    });
  }

  /** Notes the words of *text* for the sections *from* ... *to*, and gives their stems in order. */
  #read(text, weight, from, to, lang) {
    const read = this.#stemsIn(text, lang);
    for (const number of read) this.#lastRun[number] = this.#runs.push(from, to, weight, this.#lastRun[number]) - 4;
    return read;
  }

  /** Headings are often the same: what was read is kept. */
  #stemsIn(text, lang) {
    if (!text) return NOTHING;
    const read = this.#texts.get(lang) ?? this.#texts.set(lang, new Map()).get(lang);
    const known = read.get(text);
    if (known) return known;
    const stems = everyWord(text).map((word) => this.#stem(word, lang));
    read.set(text, stems);
    return stems;
  }

  #stem(word, lang) {
    const known = this.#known.get(lang) ?? this.#known.set(lang, new Map()).get(lang);
    return known.get(word) ?? this.#newStem(word, lang, known);
  }

  #newStem(word, lang, known) {
    const number = this.#lastRun.push(-1) - 1;
    for (const form of this.#alike.get(lang)?.get(word) ?? [word]) known.set(form, number);
    return number;
  }

  /** Notes and gives the groups of forms that *written* tells of. */
  #learn(lang, written) {
    const groups = readForms(written);
    const alike = this.#alike.get(lang) ?? this.#alike.set(lang, new Map()).get(lang);
    for (const group of groups) for (const form of group) alike.set(form, group);
    return groups;
  }

  #addTold(lang, groups, spread, ...code) {
    const numbers = groups.map(([word]) => this.#stem(word, lang));
    const postings = new Postings(...code, numbers.length, (word) => this.#naming(numbers[word]));
    numbers.forEach((number, word) => {
      this.#spread.set(number, countOf(spread.charCodeAt(word)));
      this.#told.set(number, () => postings.of(word));
    });
  }

  #weigh() {
    const mean = this.sections.reduce((sum, { length }) => sum + length, 0) / this.sections.length;
    for (const section of this.sections) section.norm = K1 * (1 - B + (B * section.length) / mean);
    this.#texts.clear();
  }

  #score(number) {
    const told = this.#told.get(number)?.() ?? NOTHING;
    const [sections, sums] = [this.#sum(number), this.#sums];
    const add = (section, weight) => {
      if (!sums[section]) sections.push(section);
      sums[section] += weight;
    };
    for (let at = 0; at < told.length; at += 2) add(told[at], told[at + 1]);
    const weights = sections.map((section) => (sums[section] * (K1 + 1)) / (sums[section] + this.sections[section].norm));
    for (const section of sections) sums[section] = 0;
    return { sections, weights };
  }

  /** Adds up what title, address and so on count for a stem; gives the sections that have one of them. */
  #sum(number) {
    const [sections, sums, runs] = [[], this.#sums, this.#runs];
    for (let run = this.#lastRun[number]; run >= 0; run = runs[run + 3]) {
      for (let section = runs[run]; section < runs[run + 1]; section += 1) {
        if (!sums[section]) sections.push(section);
        sums[section] += runs[run + 2];
      }
    }
    return sections;
  }

  /** The sections that name a stem, in order: more than a folder does. */
  #naming(number) {
    const sections = this.#sum(number);
    const naming = sections.filter((section) => this.#sums[section] > 1);
    for (const section of sections) this.#sums[section] = 0;
    return naming.sort((one, other) => one - other);
  }
}

const NOTHING = [];
export const base = (lang) => lang.split("-")[0].toLowerCase();

/** The number that a letter stands for: see `letter_of` in `publishing/fallback/posting_code.py`. */
const countOf = (code) => (code > 48 ? 2 ** ((code - 49) / STEPS) : 0);

/** Groups of forms, each written by how many letters it shares with the one before. */
function readForms(written) {
  let before = "";
  const read = (form) => (before = before.slice(0, form.charCodeAt(0) - 65) + form.slice(1));
  return written.split(" ").map((group) => (group.match(/[A-Z][^A-Z]*/g) ?? []).map(read));
}

const KINDS = { g: "guide", v: "video", p: "page" };

/** What the lines of *list* tell of each article. */
function readArticles(list) {
  const lines = ["titles", "urls", "summaries", "keywords", "answers", "tags", "headings", "anchors"].map((name) => list[name].split("\n"));
  let before = "";
  return [...list.kinds].map((kind, of) => {
    const [title, address, summary, keywords, answers, tags, headings, anchors] = lines.map((line) => line[of]);
    before = before.slice(0, address.charCodeAt(0) - 48) + address.slice(1);
    const url = before.replace(/(?<=^|\/)=(_?)(?=\/$)/, (_, sign) => slug(title).replace(/-/g, sign || "-"));
    const [lang = list.lang, original = of] = list.langs[of] ?? [];
    return { url, lang, original, kind: KINDS[kind], title, summary, keywords, answers, tags, headings: headings.split("\t"), anchors: anchors.split("\t") };
  });
}

/** The anchor of the section *at* a place, by headings and codes: see `anchor_codes` in `publishing/fallback/frame.py`. */
export function anchorOf({ headings, anchors }, at) {
  const numbers = new Map();
  let anchor = "";
  for (let place = 0; place <= at; place += 1) {
    const [heading, code] = [headings[place], anchors[place]];
    const usual = slug(heading);
    const expected = usual && numbers.has(usual) ? `${usual}_${numbers.get(usual) + 1}` : usual;
    anchor = expected + code;
    if (code[0] === "#") anchor = code.slice(1);
    if (code[0] === "/") anchor = heading.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") + code.slice(1);
    const number = anchor.startsWith(`${usual}_`) && anchor.slice(usual.length + 1);
    numbers.set(usual, /^\d{1,9}$/.test(number) ? +number : 0);
  }
  return anchor;
}

const slug = (heading) => (/[^\0-\x7f]/.test(heading) ? "" : heading.replace(/[^\w\s-]/g, "").trim().toLowerCase().replace(/[-\s]+/g, "-"));
