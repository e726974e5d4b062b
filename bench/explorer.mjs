// Size of a text's page and the time until it can be used; frames a second while the page of 5,000 entities is dragged with all of them drawn.
// Usage: node bench/explorer.mjs PACTA TEXT
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '../web/node_modules/playwright-core/index.mjs'

const [pacta, text] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'pacta-bench-'))

/** States, organisations, persons, agreements and provisions, with a claim and a sentence for each of some 6,000 relations. */
function corpus () {
  const [P, I] = ['https://w3id.org/pacta#', 'https://w3id.org/pacta/id/']
  const [R, OA] = ['http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'http://www.w3.org/ns/oa#']
  const lines = []
  let state = 7
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
  const one = list => list[Math.floor(random() * list.length)]
  const frequent = list => list[Math.floor(random() ** 2 * list.length)]
  const documents = Array.from({ length: 60 }, (_, i) => `${I}doc/${String(i).padStart(16, '0')}/news-${i}.txt`)
  for (const d of documents) lines.push(`<${d}> <${R}type> <${P}Document> <${d}> .`)
  const kinds = {}
  for (const [kind, count] of Object.entries({ State: 200, Organization: 500, Person: 1300, Agreement: 800, Provision: 2200 })) {
    kinds[kind] = Array.from({ length: count }, (_, i) => `${I}${kind.toLowerCase()}/${i}`)
    kinds[kind].forEach((iri, i) => lines.push(`<${iri}> <${R}type> <${P}${kind}> <${documents[i % 60]}> .`, `<${iri}> <http://www.w3.org/2000/01/rdf-schema#label> "${kind} ${i}"@en <${documents[i % 60]}> .`))
  }
  let count = 0
  const claim = (s, p, o) => {
    const [d, c, e] = [one(documents), `${I}claim/${count}`, `${I}evidence/${count}`]
    const denied = ++count % 33 === 0
    const put = (subject, predicate, object) => lines.push(`<${subject}> <${predicate}> ${object} <${d}> .`)
    if (!denied) put(s, P + p, `<${o}>`)
    put(c, R + 'type', `<${P}Claim>`)
    put(c, R + 'subject', `<${s}>`)
    put(c, R + 'predicate', `<${P}${p}>`)
    put(c, R + 'object', `<${o}>`)
    put(c, P + 'polarity', denied ? '"negated"' : '"affirmed"')
    put(c, P + 'modality', '"asserted"')
    put(c, P + 'claimedIn', `<${d}>`)
    put(c, P + 'hasEvidence', `<${e}>`)
    put(e, R + 'type', `<${P}Evidence>`)
    put(e, P + 'byRule', `<${I}rule/r${count % 40}>`)
    put(e, OA + 'exact', `"A sentence with the number ${count} that says so in some words."`)
  }
  for (const p of kinds.Provision) {
    claim(frequent(kinds.Agreement), 'hasProvision', p)
    if (random() < 0.3) claim(p, 'references', one(kinds.Provision))
  }
  for (const a of kinds.Agreement) for (let i = 0; i < 2; ++i) claim(a, 'hasParty', frequent(kinds.State))
  for (const p of kinds.Person) claim(p, 'officialOf', frequent(kinds.State))
  for (const o of kinds.Organization) claim(frequent(kinds.State), 'memberOf', o)
  return lines.join('\n') + '\n'
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  const small = join(folder, 'text.html')
  execFileSync(pacta, ['build', text, '--quiet', '--output', small])
  const times = []
  for (let i = 0; i < 5; ++i) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    const begin = Date.now()
    await page.goto('file://' + small)
    await page.waitForSelector('body[data-ready]')
    times.push(Date.now() - begin)
    await page.close()
  }
  times.sort((a, b) => a - b)
  console.log(`${text}: ${(statSync(small).size / 1e6).toFixed(2)} MB, open in ${times[2]} ms (median of 5, ${times[0]} to ${times[4]})`)

  const graph = join(folder, 'corpus.nq')
  const large = join(folder, 'corpus.html')
  writeFileSync(graph, corpus())
  execFileSync(pacta, ['convert', graph, large, '--quiet'])
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  let begin = Date.now()
  await page.goto('file://' + large)
  await page.waitForSelector('body[data-ready]')
  console.log(`5,000 entities: ${(statSync(large).size / 1e6).toFixed(2)} MB, open in ${Date.now() - begin} ms`)
  begin = Date.now()
  await page.click('#all')
  console.log(`all drawn in ${Date.now() - begin} ms: ${await page.textContent('#drawn')}`)
  await page.waitForTimeout(1500)
  await page.evaluate(() => {
    window.frames_ = 0
    const count = () => {
      ++window.frames_
      requestAnimationFrame(count)
    }
    requestAnimationFrame(count)
  })
  await page.mouse.move(560, 75)
  await page.mouse.down()
  begin = Date.now()
  const first = await page.evaluate(() => window.frames_)
  for (let i = 0; Date.now() - begin < 4000; ++i) await page.mouse.move(560 + 150 * Math.sin(i / 15), 75 + 100 * Math.cos(i / 15))
  const frames = await page.evaluate(() => window.frames_) - first
  console.log(`dragged at ${(frames / (Date.now() - begin) * 1000).toFixed(0)} frames a second`)
  await page.mouse.up()
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}
