// Answers one query for `pacta query`. Standard input: a line of JSON, {query, base, format, files of N-Triples}, then N-Quads to the end. Standard
// output: the line "loaded", then the result. On failure: a line of JSON (sparql.js, explain) on standard error, and status 3.
import { openSync, readSync, writeSync } from 'node:fs'
import { explain, oxigraph } from './sparql.js'

/** The blocks of a file, filled, since a pipe gives little at a time. */
function * input (file) {
  for (;;) {
    const block = Buffer.allocUnsafe(1 << 20)
    let size = 0
    while (size < block.length) {
      let more
      try {
        more = readSync(file, block, size, block.length - size)
      } catch (error) {
        if (error.code === 'EAGAIN') continue
        if (error.code !== 'EOF') throw error
        more = 0
      }
      if (more === 0) break
      size += more
    }
    if (size === 0) return
    yield block.subarray(0, size)
  }
}

/** Loads a file of N-Triples; an error says where it is wrong. */
function loadFile (store, path) {
  try {
    store.load(input(openSync(path)), { format: 'application/n-triples', no_transaction: true })
  } catch (error) {
    const place = /^Parser error at line (\d+) (?:between columns|column) (\d+)[^:]*: ([^]*)$/.exec(error.message)
    if (!place) throw error
    throw Object.assign(new Error(place[3]), { kind: 'data', file: path, line: Number(place[1]), column: Number(place[2]) })
  }
}

function output (text) {
  for (let bytes = Buffer.from(text); bytes.length > 0;) {
    try {
      bytes = bytes.subarray(writeSync(1, bytes))
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error
    }
  }
}

function answer () {
  const { Store } = oxigraph()
  const blocks = input(0)
  let head = Buffer.alloc(0)
  while (!head.includes(10)) {
    const { value, done } = blocks.next()
    if (done) return
    head = Buffer.concat([head, value])
  }
  const end = head.indexOf(10)
  const { query, base, format, files } = JSON.parse(head.toString('utf8', 0, end))
  const options = { base_iri: base, results_format: format }
  // A query that is wrong is so at once, not after the minutes that a large graph may take.
  new Store().query(query, options)
  const store = new Store()
  for (const path of files) loadFile(store, path)
  // Lenient, since who sends the quads has checked every term.
  store.load((function * () {
    yield head.subarray(end + 1)
    yield * blocks
  })(), { format: 'application/n-quads', no_transaction: true, lenient: true })
  output('loaded\n')
  output(store.query(query, options))
}

try {
  answer()
} catch (error) {
  writeSync(2, JSON.stringify(explain(error)) + '\n')
  process.exitCode = 3
}
