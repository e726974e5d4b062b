// A million triples: `pacta query` against Oxigraph alone, which reads the same file of N-Triples and answers the same query, in turns.
// usage: node million.mjs PACTA [ROUNDS]     prints the seconds of each round, the medians and their ratio
import { spawnSync } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const [program, rounds = '3'] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'pacta-million-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const file = join(folder, 'million.nt')
const ID = 'https://w3id.org/pacta/id/'
const NS = 'https://w3id.org/pacta#'
const output = createWriteStream(file)
let seed = 1
const random = most => (seed = (seed * 48271) % 2147483647) % most
for (let i = 0; i < 125000; i++) {
  const treaty = `<${ID}agreement/x-${String(i).padStart(16, '0')}>`
  const lines = [
    `${treaty} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <${NS}Agreement> .`,
    `${treaty} <http://www.w3.org/2000/01/rdf-schema#label> "Treaty of friendship number ${i} between two states"@en .`,
    `${treaty} <${NS}signedOn> "19${String(i % 100).padStart(2, '0')}-0${i % 9 + 1}-1${i % 10}"^^<http://www.w3.org/2001/XMLSchema#date> .`,
    `${treaty} <${NS}hasParty> <${ID}state/s${random(1000)}> .`,
    `${treaty} <${NS}hasParty> <${ID}state/s${1000 + random(1000)}> .`,
    `${treaty} <${NS}succeeds> <${ID}agreement/x-${String(random(125000)).padStart(16, '0')}> .`,
    `${treaty} <${NS}number> "${i}" .`,
    `${treaty} <${NS}addresses> <${ID}topic/t${i % 50}> .`
  ]
  if (!output.write(lines.join('\n') + '\n')) await once(output, 'drain')
}
output.end()
await once(output, 'finish')

const query = `SELECT (COUNT(*) AS ?n) { ?a <${NS}hasParty> <${ID}state/s5> ; <${NS}succeeds> ?b . ?b <${NS}hasParty> ?c }`
const alone = `
const { Store } = require(${JSON.stringify(new URL('../../web/node_modules/oxigraph/node.js', import.meta.url).pathname)})
const { openSync, readSync } = require('node:fs')
function * blocks (fd) { for (;;) { const block = Buffer.allocUnsafe(1 << 20); const n = readSync(fd, block); if (!n) return; yield block.subarray(0, n) } }
const store = new Store()
store.load(blocks(openSync(${JSON.stringify(file)})), { format: 'application/n-triples', no_transaction: true })
process.stdout.write(store.query(${JSON.stringify(query)}, { results_format: 'csv' }))`

function time (command, ...options) {
  const begin = process.hrtime.bigint()
  const done = spawnSync(command, options, { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(done.stderr)
  return { seconds: Number(process.hrtime.bigint() - begin) / 1e9, answer: done.stdout }
}

const median = numbers => numbers.sort((a, b) => a - b)[numbers.length >> 1]
const times = { alone: [], pacta: [] }
for (let round = 0; round < Number(rounds); round++) {
  const one = time('node', '-e', alone)
  const other = time(program, 'query', file, query, '--format', 'csv')
  if (one.answer !== other.answer) throw new Error(`${one.answer} is not ${other.answer}`)
  times.alone.push(one.seconds)
  times.pacta.push(other.seconds)
  console.log(`Oxigraph alone ${one.seconds.toFixed(1)} s, pacta query ${other.seconds.toFixed(1)} s`)
}
console.log(`medians of ${rounds}: ${median(times.alone).toFixed(1)} s and ${median(times.pacta).toFixed(1)} s, ratio ${(median(times.pacta) / median(times.alone)).toFixed(2)}`)
