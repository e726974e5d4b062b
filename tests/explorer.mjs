// The explorer page in a browser: of each sample, of all together, and of a graph with hostile labels.
// Usage: node explorer.mjs PACTA SAMPLE...      Exit status 77: skipped, since the browser or a package is missing.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [pacta, ...samples] = process.argv.slice(2)
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
let playwright
try {
  playwright = await import('../web/node_modules/playwright-core/index.mjs')
} catch {}
if (!chromium || !playwright) {
  console.log(`skipped: ${!chromium ? 'no chromium (apt install chromium)' : 'no playwright-core (npm --prefix web ci)'}`)
  process.exit(77)
}

const folder = mkdtempSync(join(tmpdir(), 'pacta-explorer-'))
const browser = await playwright.chromium.launch({ executablePath: chromium, args: ['--no-sandbox'] })
let failures = 0

function check (holds, what) {
  if (holds) return
  ++failures
  console.error(`FAILED: ${what}`)
}

function run (...args) {
  return execFileSync(pacta, args, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Claims as the graph has them, read without the page's code. */
function claimsOf (nquads) {
  const nodes = new Map()
  for (const line of nquads.split('\n')) {
    const match = /^<([^>]*)> <([^>]*)> (?:<([^>]*)>|("(?:[^"\\]|\\.)*")\S*) <[^>]*> \.$/.exec(line)
    if (!match) continue
    const [, s, p, iri, literal] = match
    const node = nodes.get(s) ?? nodes.set(s, {}).get(s)
    ;(node[p.replace(/.*[#/]/, '')] ??= []).push(iri ?? JSON.parse(literal))
  }
  const label = iri => nodes.get(iri)?.label?.[0]
  return [...nodes.values()]
    .filter(node => node.polarity && label(node.subject[0]) && nodes.get(node.hasEvidence?.[0])?.exact)
    .map(node => ({
      subject: label(node.subject[0]),
      relation: node.predicate[0].replace(/.*#/, ''),
      object: label(node.object[0]),
      plain: node.polarity[0] === 'affirmed' && node.modality[0] === 'asserted' && !node.claimedBy,
      words: node.hasEvidence.map(evidence => nodes.get(evidence).exact[0])
    }))
}

async function open (file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  page.problems = []
  page.on('console', message => page.problems.push(`console: ${message.text()}`))
  page.on('pageerror', error => page.problems.push(`error: ${error.message}`))
  page.on('dialog', dialog => {
    page.problems.push(`dialog: ${dialog.message()}`)
    dialog.dismiss()
  })
  page.on('request', request => {
    if (!/^(blob|data):/.test(request.url()) && request.url() !== pathToFileURL(file).href) page.problems.push(`request: ${request.url()}`)
  })
  await page.goto(pathToFileURL(file).href)
  await page.waitForSelector('body[data-ready]')
  return page
}

async function done (page, name) {
  for (const problem of page.problems) check(false, `${name}: ${problem}`)
  await page.context().close()
}

const drawn = page => page.evaluate(() => window.pacta.graph.drawn)
const squeeze = text => text.replace(/\s+/g, ' ').trim()

async function search (page, text) {
  await page.keyboard.press('Escape')
  await page.locator('body').press('/')
  await page.fill('#search', text)
  await page.waitForSelector('#results .option')
  await page.keyboard.press('Enter')
}

/** Finds an entity by typing, and the words behind what is said of it. */
async function findAndRead (page, name, claims) {
  const linked = claims.filter(claim => claim.object)
  for (const claim of [linked.find(c => !c.plain), linked.find(c => c.relation === 'references'), linked.find(c => c.plain)]) {
    if (!claim) continue
    await search(page, claim.subject)
    check(await page.textContent('#panel-content h2') === claim.subject, `${name}: searching '${claim.subject}' opens its panel`)
    for (let more; (more = page.locator('#panel-content .more').first()) && await more.count();) await more.click()
    const quotes = (await page.locator('#panel-content blockquote').allTextContents()).map(squeeze)
    check(quotes.includes(squeeze(claim.words[0])), `${name}: the panel of '${claim.subject}' has the sentence '${claim.words[0]}'`)
    const marks = await page.locator('#panel-content blockquote', { hasText: claim.words[0].split('\n')[0] }).first().locator('mark').allTextContents()
    check(marks.length > 0 && marks.every(mark => claim.words[0].includes(mark.split('\n')[0])), `${name}: words of '${claim.words[0]}' are marked`)
    if (!claim.plain) check(await page.locator('#panel-content .badge').count() > 0, `${name}: what '${claim.subject}' is not simply said to do is marked so`)
  }
}

async function filter (page, name) {
  await page.keyboard.press('Escape')
  const before = await drawn(page)
  await page.uncheck('[data-filter="class:State"]')
  const states = await page.evaluate(() => window.pacta.graph.cy.nodes('[main = "State"]').length)
  check(states === 0 && (await drawn(page)).entities < before.entities, `${name}: unticked classes are not drawn`)
  await page.click('#reset')
  check((await drawn(page)).entities >= before.entities, `${name}: reset brings them back`)
}

async function ask (page, name, sample, question) {
  const expected = run('query', sample, '--run', question, '--format', 'csv').trim().split(/\r?\n/).length - 1
  const title = run('query', '--list').split('\n').find(line => line.startsWith(question + ' ')).slice(question.length).trim()
  await page.click('[data-tab=console]')
  await page.selectOption('#samples', { label: title })
  await page.waitForFunction(() => document.querySelector('#answer .note, #answer .error')?.textContent.match(/answer|error/))
  const rows = await page.locator('#answer tbody tr').count()
  check(rows === expected, `${name}: '${question}' has ${expected} answers, not ${rows}: ${await page.textContent('#answer')}`)
  await page.click('[data-tab=graph]')
}

async function keys (page) {
  await page.locator('body').press('?')
  check(await page.locator('#help').evaluate(dialog => dialog.open), 'the question mark opens the help')
  await page.keyboard.press('Escape')
  check(!await page.locator('#help').evaluate(dialog => dialog.open), 'Escape closes it')
  await page.locator('body').press('t')
  check(await page.locator('#timeline .item').count() > 0, 'the timeline has agreements')
  await page.locator('#timeline .item').first().focus()
  await page.keyboard.press('Enter')
  check(await page.evaluate(() => document.body.classList.contains('has-selection')), 'Enter chooses an agreement of the timeline')
  await page.locator('body').press('g')
  const zoom = await page.evaluate(() => window.pacta.graph.cy.zoom())
  await page.locator('#graph').press('+')
  check(await page.evaluate(() => window.pacta.graph.cy.zoom()) > zoom, 'plus zooms')
}

async function pictures (page) {
  for (const kind of ['png', 'svg']) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(`#${kind}`)])
    const path = join(folder, download.suggestedFilename())
    await download.saveAs(path)
    check(statSync(path).size > 2000, `${kind} is saved`)
    if (kind === 'svg') execFileSync('/usr/bin/python3', ['-c', 'import sys, xml.dom.minidom as m; assert m.parse(sys.argv[1]).getElementsByTagName("text")', path])
  }
}

/** No label lies on another one or on a point that is not its own, and nothing is wider than the window. */
async function overlaps (page, name) {
  await page.waitForTimeout(300)
  const problems = await page.evaluate(() => {
    const found = []
    const { cy } = window.pacta.graph
    const nodes = cy.nodes('.named').toArray()
    const box = node => node.renderedBoundingBox({ includeNodes: false, includeEdges: false, includeLabels: true, includeOverlays: false })
    const boxes = nodes.map(node => ({ name: node.data('text'), ...box(node) }))
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => {
      const [x, y] = [Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1), Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1)]
      if (x > 6 && y > 6) found.push(`${a.name} and ${b.name}`)
    }))
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page is wider than the window')
    return found
  })
  for (const problem of problems) check(false, `${name}: overlap: ${problem}`)
}

/** What follows is marked so, and says from what; it is not drawn where it only turns round what is. */
async function inferred () {
  const graph = join(folder, 'inferred.nq')
  const file = join(folder, 'inferred.html')
  run('build', ...samples, '--output', graph)
  run('infer', graph, '--with-input', '--premises', '--output', file)
  const page = await open(file)
  const subject = await page.evaluate(() => {
    const { model } = window.pacta
    const fact = model.facts.find(f => f.status === 'inferred' && model.premises(f).length)
    return fact && model.name(fact.subject)
  })
  check(subject, 'inferred: a fact with premises')
  await search(page, subject)
  check(await page.locator('#panel-content .badge.inferred').count() > 0, 'inferred: it is marked')
  check(await page.locator('#panel-content .premises li').count() > 0, 'inferred: its premises are shown')
  await done(page, 'inferred')
}

async function hostile () {
  const labels = ['<img src=x onerror="window.pwned=1">', '</script><script>window.pwned=1</script>', '<!--<script>', ']]>&lt;b&gt;', '"\\\u2028\u2029\'`${1}', '\u202Eright to left', '@PACTA_DATA@']
  const pactaNs = 'https://w3id.org/pacta#'
  const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
  const lines = labels.flatMap((label, i) => {
    const [iri, next] = [i, (i + 1) % labels.length].map(n => `<https://w3id.org/pacta/id/state/H${n}>`)
    const text = JSON.stringify(label)
    const claim = `<https://w3id.org/pacta/id/claim/${i}>`
    const evidence = `<https://w3id.org/pacta/id/evidence/${i}>`
    return [
      `${iri} <${rdf}type> <${pactaNs}State> .`, `${iri} <http://www.w3.org/2000/01/rdf-schema#label> ${text} .`, `${iri} <http://www.w3.org/2004/02/skos/core#altLabel> ${text} .`,
      `${iri} <${pactaNs}alliedWith> ${next} .`, `${claim} <${rdf}type> <${pactaNs}Claim> .`, `${claim} <${rdf}subject> ${iri} .`, `${claim} <${rdf}predicate> <${pactaNs}alliedWith> .`,
      `${claim} <${rdf}object> ${next} .`, `${claim} <${pactaNs}polarity> "affirmed" .`, `${claim} <${pactaNs}modality> "asserted" .`,
      `${claim} <${pactaNs}claimedIn> <https://w3id.org/pacta/id/doc/0123456789abcdef/d> .`, `${claim} <${pactaNs}hasEvidence> ${evidence} .`,
      `${evidence} <http://www.w3.org/ns/oa#exact> ${text} .`, `${evidence} <${pactaNs}byRule> <https://w3id.org/pacta/id/rule/r> .`
    ]
  })
  lines.push(`<https://w3id.org/pacta/id/doc/0123456789abcdef/d> <${rdf}type> <${pactaNs}Document> .`, `<https://w3id.org/pacta/id/doc/0123456789abcdef/d> <http://purl.org/dc/terms/title> ${JSON.stringify(labels[1])} .`, `<https://w3id.org/pacta/id/rule/r> <${rdf}type> <${pactaNs}Rule> .`, `<https://w3id.org/pacta/id/rule/r> <http://www.w3.org/2000/01/rdf-schema#label> ${JSON.stringify(labels[0])} .`)
  const graph = join(folder, 'hostile.nt')
  writeFileSync(graph, lines.join('\n') + '\n')
  const file = join(folder, 'hostile.html')
  run('convert', graph, file)
  const page = await open(file)
  for (const label of labels) {
    await page.evaluate(text => {
      const { model } = window.pacta
      const entity = [...model.entities.values()].find(e => e.label === text)
      location.hash = entity ? encodeURIComponent(entity.iri) : 'none'
    }, label)
    await page.reload()
    await page.waitForSelector('body[data-ready]')
    check(await page.textContent('#panel-content h2') === label, `hostile: the label ${JSON.stringify(label)} is shown as it is`)
    check((await page.locator('#panel-content blockquote').allTextContents()).includes(label), `hostile: the words ${JSON.stringify(label)} are shown as they are`)
  }
  await page.fill('#search', 'img')
  await page.waitForSelector('#results .option')
  await page.click('[data-tab=console]')
  await page.fill('#query', 'SELECT ?label { ?s rdfs:label ?label }')
  await page.click('#run')
  await page.waitForSelector('#answer tbody tr')
  const svg = await page.evaluate(() => window.pacta.graph.cy.nodes().length)
  check(svg > 0, 'hostile: the graph is drawn')
  check(await page.evaluate(() => window.pwned === undefined && document.images.length === 0 && document.scripts.length === 5), 'hostile: nothing of the graph became an element')
  await done(page, 'hostile')
}

try {
  for (const sample of samples) {
    const name = basename(sample)
    const file = join(folder, name + '.html')
    const graph = join(folder, name + '.nq')
    run('build', sample, '--output', file)
    run('build', sample, '--output', graph)
    const claims = claimsOf(run('build', sample, '--format', 'nquads'))
    const page = await open(file)
    await findAndRead(page, name, claims)
    await filter(page, name)
    await ask(page, name, graph, 'agreements-by-date')
    await done(page, name)
  }

  const all = join(folder, 'all.html')
  run('build', ...samples, '--output', all)
  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of [{ width: 1280, height: 800 }, { width: 390, height: 844 }]) {
      const name = `all, ${colorScheme}, ${viewport.width}`
      const page = await open(all, { colorScheme, viewport })
      await overlaps(page, name)
      await search(page, 'Article 8 of the')
      await overlaps(page, name + ', chosen')
      if (colorScheme === 'light' && viewport.width > 1000) {
        await page.keyboard.press('Escape')
        await keys(page)
        await pictures(page)
      }
      await done(page, name)
    }
  }
  await inferred()
  await hostile()
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}
console.log(failures ? `${failures} failures` : `${samples.length} samples, all together, and hostile labels: as expected`)
process.exit(failures ? 1 : 0)
