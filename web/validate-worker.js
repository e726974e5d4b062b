// Validates for `pacta validate`. Standard input: a line of JSON, {shapes: [files], most}, then N-Triples to the end. Standard output: a
// line of JSON, {conforms, count, results}. On failure: a line of JSON, {kind, message}, on standard error, and status 3.
import { readFileSync, writeSync } from 'node:fs'

const RDFS_LABEL = 'http://www.w3.org/2000/01/rdf-schema#label'

async function modules () {
  try {
    const [n3, shacl] = await Promise.all([import('n3'), import('rdf-validate-shacl')])
    return { ...n3.default, Validator: shacl.default }
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw Object.assign(new Error(`the npm packages 'n3' and 'rdf-validate-shacl' are not installed beside ${new URL('.', import.meta.url).pathname}`), { kind: 'missing' })
  }
}

function readShapes ({ Parser, Store }, files) {
  const shapes = new Store()
  for (const file of files) {
    try {
      shapes.addQuads(new Parser({ blankNodePrefix: `_:s${shapes.size}.` }).parse(readFileSync(file, 'utf8')))
    } catch (error) {
      const line = error.context?.line
      throw Object.assign(new Error(error.message.replace(/ on line \d+\.?$/, '')), { kind: 'shapes', file, line })
    }
  }
  return shapes
}

/** The first line, and a parser's answer to the rest, as it comes. */
async function readData ({ Parser, Store }, onHead) {
  const store = new Store()
  const parser = new Parser({ format: 'N-Triples' })
  let head = ''
  let feed = null
  const sink = { on: (event, listener) => { listeners[event] = listener } }
  const listeners = {}
  const ended = new Promise((resolve, reject) => parser.parse(sink, (error, quad) => {
    if (error) reject(error)
    else if (quad) store.addQuad(quad)
    else resolve()
  }))
  process.stdin.setEncoding('utf8')
  for await (const text of process.stdin) {
    if (feed) listeners.data(text)
    else {
      head += text
      const end = head.indexOf('\n')
      if (end < 0) continue
      onHead(JSON.parse(head.slice(0, end)))
      feed = true
      // From the end of the line on, since N3 never ends what is all empty.
      listeners.data(head.slice(end))
    }
  }
  listeners.end()
  await ended
  return store
}

/** A term for people: a name within a namespace, or the text of a literal. */
function show (term) {
  if (!term) return ''
  return term.termType === 'Literal' ? JSON.stringify(term.value) : term.value
}

function showPath (path) {
  if (!path) return ''
  if (Array.isArray(path)) {
    return path.map(({ quantifier, start, predicates }) => (start === 'object' ? '^' : '') + predicates.map(p => p.value).join('|') + (quantifier === 'one' ? '' : '*')).join('/')
  }
  return show(path)
}

async function validate () {
  const libraries = await modules()
  let request
  let shapes
  const data = await readData(libraries, head => {
    request = head
    shapes = readShapes(libraries, head.shapes)
  })
  const label = term => term && data.getObjects(term, RDFS_LABEL, null)[0]?.value
  let report
  try {
    report = await new libraries.Validator(shapes).validate(data)
  } catch (error) {
    throw Object.assign(new Error(error.message), { kind: 'shapes' })
  }
  // In an order that does not depend on the engine's.
  const results = report.results.map(result => ({
    focus: show(result.focusNode),
    label: label(result.focusNode) ?? '',
    path: showPath(result.path),
    value: show(result.value),
    valueLabel: label(result.value) ?? '',
    message: result.message.map(message => message.value).join('; '),
    severity: (result.severity?.value ?? '').replace(/.*#/, ''),
    shape: result.sourceShape?.termType === 'NamedNode' ? result.sourceShape.value : '',
    component: (result.sourceConstraintComponent?.value ?? '').replace(/.*#/, '').replace(/ConstraintComponent$/, '')
  }))
  const key = r => [r.focus, r.path, r.value, r.message, r.component].join('\n')
  results.sort((a, b) => key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0)
  return { conforms: report.conforms, count: results.length, results: results.slice(0, request.most) }
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

validate().then(report => output(JSON.stringify(report) + '\n')).catch(error => {
  writeSync(2, JSON.stringify({ kind: error.kind ?? 'other', message: String(error.message ?? error), file: error.file, line: error.line }) + '\n')
  process.exit(3)
})
