// Answers one query for `pacta query`. Standard input: a line of JSON, {query, base, format}, then N-Quads to the end. Standard
// output: the line "loaded", then the result. On failure: a line of JSON (sparql.js, explain) on standard error, and status 3.
import { readSync, writeSync } from 'node:fs'
import { explain, oxigraph } from './sparql.js'

function * input () {
  for (;;) {
    const block = Buffer.allocUnsafe(1 << 20)
    let size
    try {
      size = readSync(0, block)
    } catch (error) {
      if (error.code === 'EAGAIN') continue
      if (error.code !== 'EOF') throw error
      return
    }
    if (size === 0) return
    yield block.subarray(0, size)
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
  const blocks = input()
  let head = Buffer.alloc(0)
  while (!head.includes(10)) {
    const { value, done } = blocks.next()
    if (done) return
    head = Buffer.concat([head, value])
  }
  const end = head.indexOf(10)
  const { query, base, format } = JSON.parse(head.toString('utf8', 0, end))
  const options = { base_iri: base, results_format: format }
  // A query that is wrong is so at once, not after the minutes that a large graph may take.
  new Store().query(query, options)
  // Lenient, since who sends the quads has checked every term.
  const store = new Store()
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
