// The server of `pacta serve`: SPARQL 1.1 Protocol, queries only, on the loopback interface. Its one argument is JSON: {graphs: [{path, base}], from, port,
// seconds, megabytes, program, prefixes}. The graphs are read by `program convert`, so that every syntax works; a thread (serve-worker.js)
// answers, so that a query that takes too long can be ended.
import { spawn } from 'node:child_process'
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { scan } from './sparql.js'

const settings = JSON.parse(process.argv[2])
const folder = mkdtempSync(join(tmpdir(), 'pacta-serve-'))
const MOST_WAITING = 32
const MOST_QUERY_BYTES = 1 << 20

class Refusal extends Error {
  constructor (status, message) {
    super(message)
    this.status = status
  }
}

function say (text) {
  process.stderr.write(`pacta: ${text}\n`)
}

/** Runs `program convert`, without a shell; rejects with what it said if it fails. */
function convert (graph, output, format) {
  const options = ['--quiet', '--format', format, '--base', graph.base, ...(settings.from ? ['--from', settings.from] : [])]
  return new Promise((resolve, reject) => {
    const child = spawn(settings.program, ['convert', graph.path, output, ...options], { stdio: ['ignore', 'ignore', 'pipe'] })
    let errors = ''
    child.stderr.on('data', text => { errors += text })
    child.on('error', reject)
    child.on('close', status => status === 0 ? resolve() : reject(new Error(errors.trim() || `pacta convert ended with status ${status}`)))
  })
}

/** The graphs as files of N-Quads, which the thread can read. */
class Data {
  static async read () {
    const data = new Data()
    data.folder = mkdtempSync(join(folder, 'data-'))
    data.files = []
    for (const [i, graph] of settings.graphs.entries()) {
      const path = join(data.folder, `${i}.nq`)
      await convert(graph, path, 'nquads')
      data.files.push(path)
    }
    return data
  }

  /** The page of a graph, made when it is first asked for; undefined if there is none of several graphs, or no such format. */
  page () {
    this.made ??= settings.graphs.length === 1
      ? convert(settings.graphs[0], join(this.folder, 'page.html'), 'html').then(() => join(this.folder, 'page.html'), () => undefined)
      : Promise.resolve()
    return this.made
  }

  remove () {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Answers one query at a time. A query that exceeds a limit costs the thread, and the next ones wait until another has the graphs. */
class Engine {
  constructor (data) {
    this.data = data
    this.waiting = []
    this.closed = false
    this.start()
  }

  start () {
    this.ready = false
    this.worker = new Worker(new URL('./serve-worker.js', import.meta.url), { workerData: { files: this.data.files, megabytes: settings.megabytes } })
    this.worker.on('message', message => {
      if (message.ready) {
        this.ready = true
        this.memory = process.memoryUsage().rss
        this.started?.()
        this.next()
      } else {
        const { error } = message
        if (error?.kind === 'memory' || error?.kind === 'engine') this.replace(new Refusal(500, error.message))
        else this.finish(error ? new Refusal(error.kind === 'size' ? 500 : 400, text(error)) : undefined, message)
      }
    })
    this.worker.on('error', error => {
      if (!this.ready) this.failed?.(error)
      this.replace(new Refusal(500, `the query engine failed: ${error.message}`))
    })
  }

  async ask (query, options) {
    if (this.waiting.length >= MOST_WAITING) throw new Refusal(503, 'too many queries are waiting')
    return new Promise((resolve, reject) => {
      this.waiting.push({ query, options, resolve, reject })
      this.next()
    })
  }

  next () {
    if (!this.ready || this.current || this.waiting.length === 0) return
    this.current = this.waiting.shift()
    this.worker.postMessage({ query: this.current.query, options: this.current.options })
    const begin = Date.now()
    this.watch = setInterval(() => {
      if (Date.now() - begin > settings.seconds * 1000) {
        this.replace(new Refusal(503, `the query took more than ${settings.seconds} seconds`))
      } else if (process.memoryUsage().rss > this.memory + settings.megabytes * 8 * 1048576 + 268435456) {
        this.replace(new Refusal(500, 'the query needs too much memory'))
      }
    }, 50)
  }

  finish (error, answer) {
    clearInterval(this.watch)
    const current = this.current
    this.current = undefined
    if (error) current?.reject(error)
    else current?.resolve(answer)
    if (this.closed && this.waiting.length === 0) this.end()
    else this.next()
  }

  replace (error) {
    this.worker.removeAllListeners()
    this.worker.terminate()
    this.ready = false
    clearInterval(this.watch)
    const current = this.current
    this.current = undefined
    current?.reject(error)
    if (this.closed) this.end()
    else if (this.started) this.start()
  }

  /** Ends it once those that wait have their answers. */
  close () {
    this.closed = true
    if (!this.current && this.waiting.length === 0) this.end()
  }

  end () {
    for (const { reject } of this.waiting.splice(0)) reject(new Refusal(503, 'the graph was replaced'))
    this.worker.terminate()
    this.data.remove()
  }
}

function text (error) {
  return error.line ? `${error.line}:${error.column}: ${error.message}` : error.message
}

async function load () {
  const data = await Data.read()
  const engine = new Engine(data)
  try {
    await new Promise((resolve, reject) => { engine.started = resolve; engine.failed = reject })
  } catch (error) {
    engine.started = undefined
    data.remove()
    throw error
  }
  return engine
}

const RESULTS = {
  'application/sparql-results+json': 'application/sparql-results+json',
  'application/json': 'application/sparql-results+json',
  'application/sparql-results+xml': 'application/sparql-results+xml',
  'application/xml': 'application/sparql-results+xml',
  'text/csv': 'text/csv',
  'text/tab-separated-values': 'text/tab-separated-values'
}
const TRIPLES = {
  'text/turtle': 'text/turtle',
  'application/n-triples': 'application/n-triples',
  'application/rdf+xml': 'application/rdf+xml',
  'application/xml': 'application/rdf+xml',
  'text/plain': 'application/n-triples'
}

/** The media type of `offered` that an Accept header likes best; the first of several that it likes the same. */
function negotiate (accept, offered) {
  const wishes = (accept || '*/*').split(',').map(part => {
    const [type, ...parameters] = part.split(';').map(word => word.trim())
    const q = parameters.find(word => /^q=/i.test(word))
    return { type: type.toLowerCase(), q: q ? Number(q.slice(2)) || 0 : 1 }
  }).filter(wish => wish.q > 0).sort((a, b) => b.q - a.q)
  const types = Object.keys(offered)
  for (const { type } of wishes) {
    const found = types.find(one => type === '*/*' || type === one || (type.endsWith('/*') && one.startsWith(type.slice(0, -1))))
    if (found) return offered[found]
  }
  throw new Refusal(406, `the answer can be ${types.join(', ')}`)
}

async function body (request) {
  const blocks = []
  let size = 0
  for await (const block of request) {
    size += block.length
    if (size > MOST_QUERY_BYTES) throw new Refusal(413, 'the query is larger than 1 MB')
    blocks.push(block)
  }
  return Buffer.concat(blocks).toString('utf8')
}

/** Query and dataset of a request by the SPARQL 1.1 Protocol. */
async function parameters (request, url) {
  if (request.method === 'GET' || request.method === 'HEAD') return url.searchParams
  if (request.method !== 'POST') throw new Refusal(405, 'GET and POST only')
  const type = (request.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase()
  if (type === 'application/sparql-update') throw new Refusal(403, 'queries only, no updates')
  const content = await body(request)
  if (type === 'application/x-www-form-urlencoded') return new URLSearchParams(content)
  if (type !== 'application/sparql-query') throw new Refusal(415, 'a query is application/sparql-query or application/x-www-form-urlencoded')
  url.searchParams.set('query', content)
  return url.searchParams
}

const DESCRIPTION = `@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
[] a sd:Service ; sd:supportedLanguage sd:SPARQL11Query ; sd:feature sd:UnionDefaultGraph ; sd:endpoint </sparql> .
`

async function answer (request, response, url) {
  const given = await parameters(request, url)
  if (given.has('update')) throw new Refusal(403, 'queries only, no updates')
  const queries = given.getAll('query')
  if (queries.length === 0 && request.method !== 'POST') {
    return response.writeHead(200, { 'Content-Type': 'text/turtle; charset=utf-8' }).end(DESCRIPTION)
  }
  if (queries.length !== 1) throw new Refusal(400, 'one query is needed')
  const scanned = scan(queries[0], settings.prefixes)
  if (scanned.form === 'UPDATE') throw new Refusal(403, 'queries only, no updates')
  const triples = scanned.form === 'CONSTRUCT' || scanned.form === 'DESCRIBE'
  const type = negotiate(request.headers.accept, triples ? TRIPLES : RESULTS)
  const options = { results_format: type, default_graph: given.getAll('default-graph-uri'), named_graphs: given.getAll('named-graph-uri') }
  const { bytes } = await engine.ask(scanned.prologue + queries[0], { ...options, added_lines: scanned.prologue ? 1 : 0 })
  response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Content-Length': bytes.length, Vary: 'Accept' })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

async function front (response) {
  const page = await engine.data.page()
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  if (page) return createReadStream(page).pipe(response)
  response.end('<!DOCTYPE html><meta charset="utf-8"><title>pacta</title><p>A SPARQL 1.1 endpoint for queries: <a href="/sparql">/sparql</a>')
}

async function handle (request, response) {
  response.setHeader('X-Content-Type-Options', 'nosniff')
  try {
    // Another name means that a page elsewhere had its own name point here, to read what this computer serves.
    const host = (request.headers.host ?? '').replace(/:\d+$/, '')
    if (!['127.0.0.1', 'localhost', '[::1]'].includes(host)) throw new Refusal(403, 'ask for localhost')
    const url = new URL(request.url, 'http://localhost')
    if (url.pathname === '/sparql') await answer(request, response, url)
    else if (url.pathname === '/' && (request.method === 'GET' || request.method === 'HEAD')) await front(response)
    else throw new Refusal(404, 'the endpoint is /sparql')
  } catch (error) {
    if (response.headersSent) return response.destroy()
    const headers = { 'Content-Type': 'text/plain; charset=utf-8', ...(error.status === 503 ? { 'Retry-After': '5' } : {}) }
    response.writeHead(error.status ?? 500, headers).end(`${error.message}\n`)
    if (!error.status) say(error.stack)
  }
}

/** What tells whether the files of the graphs are others than before. */
function stamp () {
  return settings.graphs.map(({ path }) => {
    try {
      const { mtimeMs, size, ino } = statSync(path)
      return `${mtimeMs} ${size} ${ino}`
    } catch {
      return ''
    }
  }).join('\n')
}

let engine

async function main () {
  let seen = stamp()
  engine = await load()
  const server = createServer(handle)
  server.on('error', error => {
    say(`cannot listen on port ${settings.port}: ${error.message}`)
    process.exit(1)
  })
  server.listen(settings.port, '127.0.0.1', () => {
    process.stdout.write(`http://127.0.0.1:${server.address().port}/sparql\n`)
  })
  let pending
  const look = async () => {
    const now = stamp()
    // A file that is still being written changes again.
    if (now !== seen && now === pending && !now.split('\n').includes('')) {
      seen = now
      try {
        const next = await load()
        engine.close()
        engine = next
        say('the graph has changed and was read again')
      } catch (error) {
        say(`the graph has changed, but the new one cannot be served: ${error.message}`)
      }
    }
    pending = now
    setTimeout(look, 500)
  }
  setTimeout(look, 500)
}

process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(0))
main().catch(error => {
  process.stderr.write(`${error.kind ? 'pacta: ' : ''}${error.message}\n`)
  process.exit(1)
})
