// lunr or MiniSearch behind standard input and output: the first line names the sections' file, each further line is a
// query as JSON, each answer the ids of the best articles.
import { readFileSync } from "node:fs"
import { createInterface } from "node:readline"

import lunr from "lunr"
import MiniSearch from "minisearch"

const BOOST = { title: 4, heading: 3, body: 1 }

function buildLunr(sections) {
  const index = lunr(function () {
    this.ref("id")
    for (const [name, boost] of Object.entries(BOOST)) this.field(name, { boost })
    for (const section of sections) this.add(section)
  })
  return ({ words, partial }) =>
    index.query((query) => {
      words.forEach((word, place) => {
        query.term(lunr.tokenizer(word), {})
        if (partial && place === words.length - 1)
          query.term(lunr.tokenizer(word), { wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false })
      })
    }).map((hit) => Number(hit.ref))
}

function buildMiniSearch(sections) {
  const index = new MiniSearch({ fields: Object.keys(BOOST), searchOptions: { boost: BOOST, fuzzy: 0.2 } })
  index.addAll(sections)
  return ({ words, partial }) =>
    index
      .search(words.join(" "), { prefix: partial ? (_, place, all) => place === all.length - 1 : false })
      .map((hit) => hit.id)
}

function excerpt(body, words) {
  const lower = body.toLowerCase()
  const places = words.map((word) => lower.indexOf(word.toLowerCase())).filter((place) => place >= 0)
  const start = Math.max(0, Math.min(...places, body.length) - 40)
  return body.slice(start, start + 200)
}

// lunr throws where a term is spelled like a property that every object has; it then finds nothing.
function answered(query) {
  try {
    return find(query)
  } catch (error) {
    if (error instanceof TypeError) return []
    throw error
  }
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const { engine, file } = JSON.parse((await lines.next()).value)
const sections = JSON.parse(readFileSync(file, "utf8"))
const find = { lunr: buildLunr, minisearch: buildMiniSearch }[engine](sections)
console.log(JSON.stringify("ready"))
for await (const line of lines) {
  const query = JSON.parse(line)
  const best = new Map()
  for (const place of answered(query)) {
    const section = sections[place]
    if (!best.has(section.article)) best.set(section.article, excerpt(section.body, query.words))
    if (best.size === query.limit) break
  }
  console.log(JSON.stringify([...best.keys()]))
}
