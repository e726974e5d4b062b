// Holds the graphs of `pacta serve` and answers one query after another.
import { closeSync, openSync, readSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { explain, oxigraph } from './sparql.js'

const { Store, namedNode } = oxigraph()

function * blocks (path) {
  const file = openSync(path)
  try {
    for (;;) {
      const block = Buffer.allocUnsafe(1 << 20)
      const size = readSync(file, block)
      if (size === 0) return
      yield block.subarray(0, size)
    }
  } finally {
    closeSync(file)
  }
}

// A line of N-Quads as `pacta convert` writes it: the triple, then the graph if there is one.
const LINE = /^((?:<[^>]*>|_:\S+) <[^>]*> (?:<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^<[^>]*>)?)) (?:<[^>]*>|_:\S+) \.$/

/** What is in named graphs also without its graph, so that the default graph is the union; in one stream, so that blank nodes are the same. */
function * withUnion (path) {
  let rest = ''
  for (const block of blocks(path)) {
    // Bytes as characters: what is not ASCII passes through as it is.
    const lines = (rest + block.latin1Slice()).split('\n')
    rest = lines.pop()
    let more = ''
    for (const line of lines) {
      more += line + '\n'
      const found = LINE.exec(line)
      if (found) more += found[1] + ' .\n'
    }
    yield Buffer.from(more, 'latin1')
  }
}

const store = new Store()
for (const path of workerData.files) store.load(withUnion(path), { format: 'application/n-quads', no_transaction: true, lenient: true })

parentPort.on('message', ({ query, options }) => {
  try {
    const given = { results_format: options.results_format }
    const graphs = names => names.map(name => namedNode(name))
    if (options.default_graph.length > 0 || options.named_graphs.length > 0) {
      given.default_graph = graphs(options.default_graph)
      given.named_graphs = graphs(options.named_graphs)
    }
    const bytes = Buffer.from(store.query(query, given))
    if (bytes.length > workerData.megabytes * 1048576) {
      throw Object.assign(new Error(`the result is larger than ${workerData.megabytes} MB; ask for less with LIMIT`), { kind: 'size' })
    }
    parentPort.postMessage({ bytes })
  } catch (error) {
    const problem = explain(error)
    if (problem.line) problem.line = Math.max(1, problem.line - options.added_lines)
    parentPort.postMessage({ error: problem })
  }
})
parentPort.postMessage({ ready: true })
