// What the worker of `pacta query` and the server of `pacta serve` share.
import { webcrypto } from 'node:crypto'
import { createRequire } from 'node:module'

// What Oxigraph itself said of a failure, where it did: Rust's panics go to the console.
let panic = ''

function hearPanics () {
  const print = console.error
  console.error = (text, ...more) => {
    const said = /^panicked at [^\n]*\n([^\n]+)/.exec(text)
    if (said) panic = said[1]
    else print(text, ...more)
  }
}

/** The module of Oxigraph; throws an error that says what to do if it is not installed. */
export function oxigraph () {
  // Oxigraph needs it, and Node.js 18 has it elsewhere.
  globalThis.crypto ??= webcrypto
  hearPanics()
  try {
    return createRequire(import.meta.url)('oxigraph')
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error
    throw Object.assign(new Error(`the npm package 'oxigraph' is not installed beside ${new URL('.', import.meta.url).pathname}`), { kind: 'missing' })
  }
}

/** Splits what Oxigraph expected at the commas that stand outside quotes and brackets. */
function alternatives (text) {
  return text.match(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|\[[^\]]*\]|[^,[\]"'])+/g)?.map(item => item.trim()) ?? []
}

/**
 * What went wrong, for people: `kind` is syntax (then `line` and `column` are of the query, from 1, in code points), memory or engine (the
 * engine cannot be relied on after either), missing or query. Oxigraph lists every character that might have come next; of that only what
 * helps is kept.
 */
export function explain (error) {
  const message = String(error?.message ?? error)
  if (error?.kind) return { ...error, message }
  if (error instanceof WebAssembly.RuntimeError && panic && !/alloc|capacity/i.test(panic)) {
    return { kind: 'engine', message: `the query engine failed: ${panic}` }
  }
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError || /allocation|Invalid string length/i.test(message)) {
    return { kind: 'memory', message: 'it does not fit into the memory of the query engine (4 GB, and 512 MB for a result)' }
  }
  const place = /^error at (\d+):(\d+): expected (?:one of )?([^]*)$/.exec(message)
  if (!place) return { kind: 'query', message: message.charAt(0).toLowerCase() + message.slice(1) }
  const expected = alternatives(place[3])
  const sentence = expected.find(item => /^[A-Z]\S* .* /.test(item) || item === 'Prefix not found')
  const useful = expected.filter(item => /^("[^"]+"|[A-Z]{2,})$/.test(item) && item !== 'LATERAL')
  let text = 'the syntax is wrong at this place or before it'
  if (sentence) text = sentence.charAt(0).toLowerCase() + sentence.slice(1)
  else if (useful.length > 0 && useful.length <= 6) text += `; possible here: ${useful.join(' ')}`
  return { kind: 'syntax', message: text, line: Number(place[1]), column: Number(place[2]) }
}

// Comments, strings, IRIs, variables, prefixed names and words of SPARQL; what is no word must not be taken for one.
const TOKENS = new RegExp([
  '#[^\\n\\r]*',
  '"""(?:[^\\\\]|\\\\.)*?"""', "'''(?:[^\\\\]|\\\\.)*?'''",
  '"(?:[^"\\\\\\n\\r]|\\\\.)*"', "'(?:[^'\\\\\\n\\r]|\\\\.)*'",
  '<[^<>"{}|^`\\\\\\x00-\\x20]*>',
  '[?$@][\\p{L}\\p{N}_-]+',
  '(?<prefix>[\\p{L}\\p{N}_.-]*):(?:[\\p{L}\\p{N}_.:%-]|\\\\.)*',
  '(?<word>[\\p{L}\\p{N}_-]+)'
].join('|'), 'gsu')
const FORMS = new Set(['SELECT', 'ASK', 'CONSTRUCT', 'DESCRIBE'])
const UPDATES = new Set(['INSERT', 'DELETE', 'LOAD', 'CLEAR', 'DROP', 'CREATE', 'ADD', 'MOVE', 'COPY', 'WITH'])

/**
 * The form of a query (one of FORMS, UPDATE, or undefined), and a line that declares those of `prefixes` (an object of IRIs by name) which it
 * uses and does not declare; empty if there are none. sparql/query_text.h does the same for `pacta query`.
 */
export function scan (query, prefixes) {
  let form
  let declares = false
  const used = new Set()
  const declared = new Set()
  for (const { groups } of query.matchAll(TOKENS)) {
    if (groups.prefix !== undefined) {
      (declares ? declared : used).add(groups.prefix)
      declares = false
    } else if (groups.word !== undefined) {
      const word = groups.word.toUpperCase()
      declares = word === 'PREFIX'
      form ??= FORMS.has(word) ? word : UPDATES.has(word) ? 'UPDATE' : undefined
    }
  }
  const missing = [...used].filter(name => Object.hasOwn(prefixes, name) && !declared.has(name))
  return { form, prologue: missing.length > 0 ? missing.map(name => `PREFIX ${name}: <${prefixes[name]}>`).join(' ') + '\n' : '' }
}
