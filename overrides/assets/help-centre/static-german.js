/** German words that the content does not have as they are typed, read as the service does: search_service/words/german.py and search_service/queries/. */
const PARTICLES = "zusammen herunter hinunter zuruck weiter wieder hinauf heraus hinaus herein hinein runter vorbei voraus hinzu durch unter nach fern fest fort frei hoch raus rein uber vor weg los mit her hin auf aus bei ein ab an um zu".split(" ");
const TURNING = [...PARTICLES, "", ..."miss ver ent zer emp be er un dis de en in non re sub over under ex".split(" ")];
const BEGINNINGS = "aber damit dass denn oder sondern und was weil wenn wie wo".split(" ");
const MOST_BETWEEN = 8;
const LEAST_OF_PART = 4;
const LEAST_OF_TAIL = 7;
const LEAST_OF_MAIN = 9;
const MOST_PARTS = 3;
// Before another part, a shorter stem of a verb is oftener none: `Kennwort`; an adjective is itself: a `Vollbild` is no `volle`.
const LEAST_OF_VERB = 6;
const ADJECTIVES = "breit gross hart klein kurz lang leicht schnell schwer voll weit".split(" ");
// What joins a part of a compound to the next, and the verbs that deeds and doers are called by.
const FORMS = [
  ...[/s$/, /es$/, /n$/, /en$/, /e$/, /er$/].map((joint) => [joint, ""]),
  ...["en", "n"].map((end) => [/(?<=....)ung$/, end]),
  [/er$/, "en"],
];
const BEFORE_VERB = `^(${PARTICLES.join("|")})?`;
const PARTICIPLE = new RegExp(`${BEFORE_VERB}ge(.{3,10}?)e?t(?:e[nmrs]?)?$`);
const TO_INFINITIVE = new RegExp(`${BEFORE_VERB}zu(.{3,}n)$`);
const ENDING = /(?<=.{4})(?:ung(?:en)?|e[nmrst]?|st|[nst])$/;
const PAST = /(?<=.{4})e?t$/;

let known = null;

/** The German words of *index*; undefined where it has none. */
export function germanWords(index) {
  if (known?.index !== index) known = { index, german: index.own("de").size ? new GermanWords(index.own("de"), index.stops) : undefined };
  return known.german;
}

/** The German words of the content, form -> stem, and which of them another word is a form of, or is made of. */
class GermanWords {
  #own;
  #stops;
  #roots = new Map();
  plain = plain;
  root = root;

  constructor(own, stops) {
    this.#own = own;
    this.#stops = stops;
    for (const [form, stem] of own) this.#roots.set(root(form), (this.#roots.get(root(form)) ?? new Set()).add(stem));
  }

  /** The stems of *word*, whatever its ending; roughly, for stemmers are too much to load. */
  stems(word) {
    const stem = this.#own.get(plain(word));
    return stem === undefined ? [...(this.#roots.get(root(word)) ?? [])] : [stem];
  }

  /** The stems that the forms of *word* share, where the content does not have it as it is typed. */
  formsOf(word) {
    return this.#own.has(word) ? [] : this.stems(word);
  }

  /** Of *words* that make a verb with the particle at the end of their clause: its stems. `melde mich an` asks for `anmelden`. */
  separated(words) {
    const found = new Map();
    words.forEach((particle, place) => {
      if (!PARTICLES.includes(plain(particle)) || !BEGINNINGS.includes(words[place + 1] ?? "und")) return;
      for (const verb of words.slice(Math.max(place - MOST_BETWEEN, 0), place)) {
        const stems = verb.length < LEAST_OF_PART ? [] : this.stems(plain(particle) + verb);
        if (stems.length) found.set(verb, stems);
      }
    });
    return found;
  }

  /** Whether *word* is *other* with another prefix, and so another word: `Abmeldung` and `Anmeldung`. */
  isTurned(word, other) {
    const rests = (one) => TURNING.filter((prefix) => one.startsWith(prefix)).map((prefix) => one.slice(prefix.length));
    return rests(word).some((rest) => rest.length >= LEAST_OF_PART && rests(other).includes(rest));
  }

  /** The words that *word* is made of without a rest, as few as may be. */
  partsOf(word) {
    for (let count = 2; count <= MOST_PARTS; count += 1) {
      const parts = this.#split(plain(word), count);
      if (parts) return parts;
    }
    return null;
  }

  /** The long word that *word* begins with, at least half of it: a `Datenschutzrichtlinie` has to do with `Datenschutz`. */
  mainPartOf(word) {
    for (let cut = word.length - LEAST_OF_PART; cut >= Math.max(LEAST_OF_MAIN, word.length / 2); cut -= 1) {
      if (this.#own.has(word.slice(0, cut))) return [word.slice(0, cut)];
    }
    return null;
  }

  /** The stems of what ends in the long *word*: of `Rechnung` perhaps `Stromrechnung`. */
  endingIn(word) {
    const found = word.length < LEAST_OF_TAIL ? [] : [...this.#own].filter(([form]) => form.endsWith(word) && form.length >= word.length + LEAST_OF_PART);
    return found.map(([, stem]) => stem);
  }

  #split(word, count) {
    if (count === 1) return this.#known(word, ["e", "en"]);
    for (let cut = word.length - LEAST_OF_PART; cut >= LEAST_OF_PART; cut -= 1) {
      const first = this.#knownBefore(word.slice(0, cut));
      const rest = first && this.#split(word.slice(cut), count - 1);
      if (rest) return [...first, ...rest];
    }
    return null;
  }

  /** The word that *part* of a compound, not its last one, is a form of. */
  #knownBefore(part) {
    return this.#known(part, ADJECTIVES.includes(part) ? [] : part.length < LEAST_OF_VERB ? ["e"] : ["e", "en"]);
  }

  /** The word that *part* is a form of, which may have *lost* one of these: `Aufbewahrungs-`, `Sprach-`, `Speicherung` of `speichern`. */
  #known(part, lost) {
    const forms = [...FORMS.map(([end, instead]) => part.replace(end, instead)), ...lost.map((end) => part + end)];
    const form = [part, ...forms].find((one) => one.length >= LEAST_OF_PART && !this.#stops.has(one) && this.#own.has(one));
    return form ? [form] : null;
  }
}

/** *word* as if its umlauts had been typed as umlauts: `loschen` for `loeschen`. */
const plain = (word) => word.replace(/(druec?k|foerder|zaeh?l|taeusch|kueche|buerger)|([ao])e|(?<![aeq])(u)e/g, "$1$2$3");

/** What the forms of a word mostly share: `ausdruck` of `ausgedruckt` and `ausdrucken`. */
function root(word) {
  const [, particle = "", verb = plain(word)] = PARTICIPLE.exec(plain(word)) ?? TO_INFINITIVE.exec(plain(word)) ?? [];
  return (particle + verb).replace(ENDING, "").replace(PAST, "");
}
