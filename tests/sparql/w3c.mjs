// The W3C's evaluation tests of SPARQL 1.0 and 1.1 (without protocol, service and entailment), answered by `pacta query` or by Oxigraph alone.
//
// usage: node w3c.mjs PACTA|oxigraph [FOLDER...]     folders as sparql10/ask; all if none is given
//
// Prints the number that pass and each other by name with what was found, and compares the latter with w3c-known.txt. Status 1 if another
// one fails, 77 if the tests are not there.
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { oxigraph } from '../../web/sparql.js'

const here = dirname(fileURLToPath(import.meta.url))
const suite = join(here, '../../../shared/w3c/sparql')
const ox = oxigraph()
const [program, ...folders] = process.argv.slice(2)
const MF = 'http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#'
const QT = 'http://www.w3.org/2001/sw/DataAccess/tests/test-query#'
const RS = 'http://www.w3.org/2001/sw/DataAccess/tests/result-set#'
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const XSD = 'http://www.w3.org/2001/XMLSchema#'
const BASE = 'http://w3c.example/'
const WITHOUT = new Set(['entailment', 'service', 'service-description', 'protocol', 'graph-store-protocol', 'http-rdf-update'])

if (!existsSync(suite)) {
  console.log(`skipped: no tests in ${suite}`)
  process.exit(77)
}
const temporary = mkdtempSync(join(tmpdir(), 'pacta-w3c-'))
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }))

const path = iri => join(suite, decodeURIComponent(iri.slice(BASE.length)))
const syntaxOf = iri => iri.endsWith('.rdf') ? 'application/rdf+xml' : iri.endsWith('.nt') ? 'application/n-triples' : iri.endsWith('.trig') ? 'application/trig' : 'text/turtle'
const parse = iri => ox.parse(readFileSync(path(iri)), { format: syntaxOf(iri), base_iri: iri })

/** Triples by subject and property, as functions that give one value or all. */
class Facts {
  constructor (quads) {
    this.index = new Map()
    for (const { subject, predicate, object } of quads) {
      const key = `${subject} ${predicate.value}`
      if (!this.index.has(key)) this.index.set(key, [])
      this.index.get(key).push(object)
    }
    this.subjects = quads
  }

  all (subject, property) {
    return this.index.get(`${subject} ${property}`) ?? []
  }

  one (subject, property) {
    return this.all(subject, property)[0]
  }

  list (node) {
    const items = []
    while (node && node.value !== RDF + 'nil') {
      items.push(this.one(node, RDF + 'first'))
      node = this.one(node, RDF + 'rest')
    }
    return items
  }
}

function tests (folder) {
  const manifest = `${BASE}${folder}/manifest.ttl`
  if (!existsSync(path(manifest))) return []
  const facts = new Facts(parse(manifest))
  const root = facts.subjects.find(quad => quad.predicate.value === MF + 'entries')
  return (root ? facts.list(root.object) : []).flatMap(entry => {
    const types = facts.all(entry, RDF + 'type').map(type => type.value)
    if (!types.some(type => type === MF + 'QueryEvaluationTest' || type === MF + 'CSVResultFormatTest')) return []
    const action = facts.one(entry, MF + 'action')
    return [{
      name: `${folder}#${entry.value.replace(/^.*[#/]/, '')}`,
      query: facts.one(action, QT + 'query').value,
      data: facts.all(action, QT + 'data').map(term => term.value),
      named: facts.all(action, QT + 'graphData').map(term => term.value),
      result: facts.one(entry, MF + 'result').value,
      lax: facts.one(entry, MF + 'resultCardinality')?.value === MF + 'LaxCardinality'
    }]
  })
}

const entities = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const unescape = text => text.replace(/<!\[CDATA\[([^]*?)\]\]>|&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g,
  (all, cdata, hex, decimal, name) => cdata ?? (name ? entities[name] : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal))))

function literal (value, language, datatype) {
  return language ? ox.literal(value, language) : ox.literal(value, ox.namedNode(datatype || XSD + 'string'))
}

/** {boolean} or {rows: [{name: term}]}, of SPARQL Query Results XML. */
function fromXml (text) {
  const boolean = /<boolean>\s*(true|false)\s*<\/boolean>/.exec(text)
  if (boolean) return { boolean: boolean[1] === 'true' }
  const rows = []
  for (const [, result = ''] of text.replace(/<!--[^]*?-->/g, '').matchAll(/<result(?:\s*\/>|\s*>([^]*?)<\/result>)/g)) {
    const row = {}
    for (const [, name, content] of result.matchAll(/<binding\s+name=["']([^"']+)["']\s*>([^]*?)<\/binding>/g)) {
      const [, kind, attributes, value = ''] = /<(uri|bnode|literal)([^>]*?)(?:\/>|>([^]*?)<\/\1>)/.exec(content)
      if (kind === 'uri') row[name] = ox.namedNode(unescape(value))
      else if (kind === 'bnode') row[name] = ox.blankNode('e' + unescape(value))
      else row[name] = literal(unescape(value), /xml:lang=["']([^"']*)["']/.exec(attributes)?.[1], /datatype=["']([^"']*)["']/.exec(attributes)?.[1])
    }
    rows.push(row)
  }
  return { rows }
}

function fromJson (text) {
  const result = JSON.parse(text)
  if ('boolean' in result) return { boolean: result.boolean }
  const term = ({ type, value, datatype, 'xml:lang': language }) =>
    type === 'uri' ? ox.namedNode(value) : type === 'bnode' ? ox.blankNode('e' + value) : literal(value, language, datatype)
  return { rows: result.results.bindings.map(row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, term(value)]))) }
}

/** A result set written as a graph, or the graph itself. */
function fromGraph (quads) {
  const facts = new Facts(quads)
  const root = quads.find(quad => quad.predicate.value === RDF + 'type' && quad.object.value === RS + 'ResultSet')?.subject
  if (!root) return { graph: quads }
  const boolean = facts.one(root, RS + 'boolean')
  if (boolean) return { boolean: boolean.value === 'true' || boolean.value === '1' }
  const solutions = facts.all(root, RS + 'solution').map(solution => ({
    index: Number(facts.one(solution, RS + 'index')?.value ?? 0),
    row: Object.fromEntries(facts.all(solution, RS + 'binding').map(binding => [facts.one(binding, RS + 'variable').value, facts.one(binding, RS + 'value')]))
  }))
  const ordered = solutions.some(solution => solution.index > 0)
  return { rows: solutions.sort((a, b) => a.index - b.index).map(solution => solution.row), ordered }
}

function expectation (test) {
  if (/\.srx$/.test(test.result)) return fromXml(readFileSync(path(test.result), 'utf8'))
  if (/\.srj$/.test(test.result)) return fromJson(readFileSync(path(test.result), 'utf8'))
  if (/\.[ct]sv$/.test(test.result)) return { lines: readFileSync(path(test.result), 'utf8') }
  return fromGraph(parse(test.result))
}

const NUMBERS = new Set(['integer', 'decimal', 'double', 'float'].map(name => XSD + name))

function same (a, b, nodes) {
  if (a === undefined || b === undefined) return a === b
  if (a.termType !== b.termType) return false
  if (a.termType === 'BlankNode') {
    if (nodes.forth.has(a.value) || nodes.back.has(b.value)) return nodes.forth.get(a.value) === b.value && nodes.back.get(b.value) === a.value
    nodes.forth.set(a.value, b.value)
    nodes.back.set(b.value, a.value)
    return true
  }
  if (a.termType !== 'Literal') return a.value === b.value
  if (a.datatype.value !== b.datatype.value || a.language.toLowerCase() !== b.language.toLowerCase()) return false
  // Oxigraph writes values in their canonical forms.
  if (a.datatype.value === XSD + 'boolean') return /^(1|true)$/.test(a.value) === /^(1|true)$/.test(b.value)
  return a.value === b.value || (NUMBERS.has(a.datatype.value) && Number(a.value) === Number(b.value))
}

/** Whether rows (arrays of terms) are those expected, in some order or in this one, blank nodes being named anew. */
function match (expected, found, ordered, nodes = { forth: new Map(), back: new Map() }) {
  if (expected.length !== found.length) return false
  if (expected.length === 0) return true
  const [first, ...others] = expected
  for (let i = 0; i < (ordered ? 1 : found.length); i++) {
    const trial = { forth: new Map(nodes.forth), back: new Map(nodes.back) }
    if (first.every((term, k) => same(term, found[i][k], trial)) && match(others, [...found.slice(0, i), ...found.slice(i + 1)], ordered, trial)) return true
  }
  return false
}

function compare (test, expected, found) {
  if (expected.lines !== undefined) {
    // Blank nodes may have any name, and the columns of SELECT * any order.
    const cells = text => text.replace(/\r?\n$/, '').split(/\r?\n/).map(line => line.split(test.result.endsWith('.tsv') ? '\t' : /,(?=(?:[^"]*"[^"]*")*[^"]*$)/))
    const tidy = text => {
      const [names, ...rows] = cells(text)
      const order = [...names.keys()].sort((a, b) => names[a] < names[b] ? -1 : 1)
      return [names, ...rows.map(row => row.map(cell => cell.replace(/^_:\w+/, '_:')))].map(row => order.map(k => row[k]).join(' ')).sort().join('\n')
    }
    return tidy(expected.lines) === tidy(found.lines)
  }
  if (expected.boolean !== undefined) return expected.boolean === found.boolean
  if (expected.graph) {
    const rows = quads => quads.map(({ subject, predicate, object }) => [subject, predicate, object]).sort((a, b) => String(a) < String(b) ? -1 : 1)
    return found.graph !== undefined && match(rows(expected.graph), rows(found.graph), false)
  }
  if (!found.rows) return false
  const names = [...new Set([...expected.rows, ...found.rows].flatMap(row => Object.keys(row)))]
  let [one, other] = [expected.rows, found.rows].map(rows => rows.map(row => names.map(name => row[name])))
  if (test.lax) {
    const distinct = rows => [...new Map(rows.map(row => [row.join(' '), row])).values()];
    [one, other] = [distinct(one), distinct(other)]
  }
  return match(one, other, expected.ordered)
}

/** The quads that a test is about, as N-Quads. */
function dataset (test, query) {
  // A blank node is of its file, and of one reading of it.
  let reading = 0
  const write = (iri, graph) => {
    reading++
    const text = term => term.termType === 'BlankNode' ? `_:r${reading}.${term.value}` : String(term)
    return parse(iri).map(quad => [text(quad.subject), quad.predicate, text(quad.object), graph ?? '', '.\n'].join(' ')).join('')
  }
  // What FROM names is data too where the manifest leaves it at that.
  const from = test.data.length + test.named.length > 0 ? [] : [...query.matchAll(/\bFROM\s+(?:NAMED\s+)?<([^>]*)>/gi)].map(found => new URL(found[1], test.query).href)
  return test.data.map(iri => write(iri)).join('') + [...test.named, ...new Set(from)].map(iri => write(iri, ox.namedNode(iri))).join('')
}

function ask (test, format) {
  const query = readFileSync(path(test.query), 'utf8')
  const nquads = dataset(test, query)
  if (program === 'oxigraph') {
    const store = new ox.Store()
    store.load(nquads, { format: 'application/n-quads' })
    const types = { json: 'application/sparql-results+json', ntriples: 'application/n-triples', csv: 'text/csv', tsv: 'text/tab-separated-values' }
    return store.query(query, { base_iri: test.query, results_format: types[format] })
  }
  const file = join(temporary, `${test.number}.nq`)
  writeFileSync(file, nquads)
  return new Promise((resolve, reject) => {
    const options = ['--no-union', '--base-iri', test.query, '--format', format]
    execFile(program, ['query', file, '--file', path(test.query), ...options], { maxBuffer: 1 << 28 }, (error, output, errors) => error ? reject(new Error(errors.trim())) : resolve(output))
  })
}

async function run (test) {
  try {
    const expected = expectation(test)
    const format = expected.graph ? 'ntriples' : expected.lines !== undefined ? test.result.slice(-3) : 'json'
    const text = await ask(test, format)
    const found = expected.graph ? { graph: ox.parse(text, { format: 'application/n-triples' }) } : expected.lines !== undefined ? { lines: text } : fromJson(text)
    return compare(test, expected, found) ? '' : 'another answer'
  } catch (error) {
    return error.message.split('\n')[0].replace(/^\S*?([\w.-]+\.rq)/, '$1')
  }
}

const known = new Map(readFileSync(join(here, 'w3c-known.txt'), 'utf8').split('\n').filter(line => line && !line.startsWith('#')).map(line => line.split('\t')))
const everything = ['sparql10', 'sparql11'].flatMap(version => readdirSync(join(suite, version)).filter(name => !WITHOUT.has(name)).map(name => `${version}/${name}`))
const all = (folders.length > 0 ? folders : everything).flatMap(tests).map((test, number) => ({ ...test, number }))
let passed = 0
let unexpected = 0
let next = 0
await Promise.all(Array.from({ length: cpus().length }, async () => {
  while (next < all.length) {
    const test = all[next++]
    test.problem = await run(test)
  }
}))
for (const test of all) {
  if (!test.problem) {
    passed++
    if (known.has(test.name)) console.log(`${test.name}: passes now; take it out of w3c-known.txt`)
  } else {
    if (!known.has(test.name)) unexpected++
    console.log(`${test.name}: ${test.problem}${known.has(test.name) ? `  (known: ${known.get(test.name)})` : ''}`)
  }
}
console.log(`${passed} of ${all.length} pass; ${unexpected} fail that are not known to`)
process.exitCode = unexpected > 0 || all.length === 0 ? 1 : 0
