// A SPARQL 1.1 store for tests, over Oxigraph: /query, /update and /store (Graph Store Protocol) on a free port of the loopback interface,
// which it prints. `POST /fault` with {path, mode, times} makes the next requests of a path fail: "half" takes half of the lines and answers
// with 500, "refuse" takes nothing and answers with 503, "lost" does all and breaks the connection without an answer.
// AUTHORIZATION in the environment is what /update and /store require in the header of that name.
import { createServer } from 'node:http'
import { oxigraph } from '../../web/sparql.js'

const ox = oxigraph()
const store = new ox.Store()
const faults = []

const handlers = {
  '/query' (query, form) {
    const triples = /\b(CONSTRUCT|DESCRIBE)\b/i.test(form.get('query'))
    const type = triples ? 'application/n-triples' : 'application/sparql-results+json'
    return { type, text: store.query(form.get('query'), { results_format: type }) }
  },
  '/update' (query, form, body) {
    store.update(body)
    return { status: 204 }
  },
  '/store' (query, form, body, method) {
    const graph = ox.namedNode(query.get('graph'))
    if (method === 'POST') store.load(body, { format: 'text/turtle', to_graph_name: graph })
    return { status: 204 }
  }
}

createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost')
  const blocks = []
  request.on('data', block => blocks.push(block)).on('end', () => {
    let body = Buffer.concat(blocks).toString()
    if (url.pathname === '/fault') {
      faults.push(JSON.parse(body))
      return response.end()
    }
    const needed = process.env.AUTHORIZATION
    if (needed && url.pathname !== '/query' && request.headers.authorization !== needed) {
      return response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="test"' }).end()
    }
    const fault = faults.find(fault => fault.path === url.pathname && fault.times > 0)
    if (fault) {
      fault.times--
      if (fault.mode === 'refuse') return response.writeHead(503, { 'Retry-After': '0' }).end('busy')
      if (fault.mode === 'half') body = body.split('\n').slice(0, body.split('\n').length / 2).join('\n')
    }
    try {
      const form = new URLSearchParams(request.headers['content-type'] === 'application/x-www-form-urlencoded' ? body : '')
      const { status = 200, type, text = '' } = handlers[url.pathname](url.searchParams, form, body, request.method)
      if (fault?.mode === 'lost') return request.socket.destroy()
      if (fault?.mode === 'half') return response.writeHead(500).end('broken')
      response.writeHead(status, type ? { 'Content-Type': type } : {}).end(text)
    } catch (error) {
      response.writeHead(400).end(String(error.message))
    }
  })
}).listen(0, '127.0.0.1', function () { console.log(this.address().port) })
