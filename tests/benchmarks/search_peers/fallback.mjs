// The search that readers' browsers run while the service is away, behind standard input and output: the first line
// names the file of the static index and the reader's language, each further line is a query as JSON, each answer its
// hits, each an address, that of its section and the marked words of its excerpt, and the query as it was taken.
import { readFileSync } from "node:fs"
import { createInterface } from "node:readline"

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const { file, lang } = JSON.parse((await lines.next()).value)
globalThis.document = { querySelector: () => null, documentElement: { lang } }
globalThis.fetch = async () => ({ ok: true, json: async () => JSON.parse(readFileSync(file, "utf8")) })
const { search } = await import("../../../overrides/assets/help-centre/static-search.js")
console.log(JSON.stringify("ready"))
for await (const line of lines) {
  const { query, limit, partial } = JSON.parse(line)
  const { results, correction = null } = await search(query, limit, partial)
  const hits = results.map((hit) => [hit.url, hit.section.url, hit.excerpt.filter((run) => run.match).map((run) => run.text)])
  console.log(JSON.stringify({ hits, correction }))
}
