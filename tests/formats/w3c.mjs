#!/usr/bin/env node
// The W3C's suites: each positive test is read by pacta, written in each RDF format that can hold it, and read back by parsers that are not
// ours; what comes back must be isomorphic to what the suite says. Negative tests must be refused.
// Usage: w3c.mjs [--sample N] PACTA SUITES_FOLDER [SUITE...]        --sample takes every Nth test, to be quick
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';
import { promisify } from 'node:util';
import { canonical, n3, parsers, readers } from './rdf.mjs';

const run = promisify(execFile);
const given = process.argv.slice(2);
const sample = given[0] === '--sample' ? Number(given.splice(0, 2)[1]) : 1;
const [pacta, folder, ...chosen] = given;
const suites = { 'rdf-turtle': 'turtle', 'rdf-trig': 'trig', 'rdf-n-triples': 'ntriples', 'rdf-n-quads': 'nquads', 'rdf-xml': 'rdfxml' };
const formats = [['turtle'], ['ntriples'], ['nquads'], ['trig'], ['rdfxml'], ['jsonld'], ['jsonld', '--jsonld', 'expanded']];
const keepsGraphs = new Set(['nquads', 'trig', 'jsonld']);

// What is not ours to mend: the library, and what it does.
const known = JSON.parse(readFileSync(new URL('w3c-known.json', import.meta.url)));

const MF = 'http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#';
function manifest(suite) {
  const file = path.join(folder, suite, 'manifest.ttl');
  const store = new n3.Store(new n3.Parser({ baseIRI: pathToFileURL(file).href }).parse(readFileSync(file, 'utf8')));
  const one = (s, p) => store.getObjects(s, MF + p, null)[0]?.value;
  const base = store.getObjects(null, MF + 'assumedTestBase', null)[0]?.value ?? `https://w3c.github.io/rdf-tests/rdf/rdf11/${suite}/`;
  return store.getSubjects('http://www.w3.org/1999/02/22-rdf-syntax-ns#type', null, null)
    .filter(s => one(s, 'action'))
    .map(s => {
      const action = fileURLToPath(one(s, 'action'));
      return { suite, name: one(s, 'name') ?? s.value.split('#')[1], kind: store.getObjects(s, 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type', null)[0].value.split('#')[1],
               action, result: one(s, 'result') && fileURLToPath(one(s, 'result')), base: base + path.relative(path.join(folder, suite), action) };
    });
}

async function expectation(test, syntax) {
  if (test.result) return parsers.n3(readFileSync(test.result, 'utf8'), test.result.endsWith('.nq') ? 'nquads' : 'ntriples');
  const text = readFileSync(test.action, 'utf8');
  return syntax === 'rdfxml' ? parsers.Oxigraph(text, syntax, test.base) : parsers.n3(text, syntax, test.base);
}

// RDF/XML has no way to write these.
const notInXml = quads => quads.some(q => !/[\p{L}_][\p{L}\p{M}\p{N}_.-]*$/u.test(q.predicate.value) ||
  [q.subject, q.predicate, q.object].some(t => /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(t.value)) ||
  /rdf-syntax-ns#(RDF|ID|about|parseType|resource|nodeID|datatype|Description|li|aboutEach|aboutEachPrefix|bagID)$/.test(q.predicate.value));

const counts = { positive: 0, read: 0, writings: 0, readings: 0, cannotHold: 0, negative: 0, refused: 0 };
const failures = [], excused = [];
function fail(test, where, what) {
  const key = `${test.suite}/${test.name}`;
  const excuse = known[key]?.[where] ?? known[key]?.['*'];
  (excuse ? excused : failures).push(`${key} ${where}: ${excuse ?? what}`);
}

let outputs = 0;
async function positive(test, syntax, scratch) {
  ++counts.positive;
  let expected;
  try {
    expected = await expectation(test, syntax);
  } catch (error) {
    return fail(test, 'expectation', error.message);
  }
  const wanted = await canonical(expected);
  const hasGraphs = expected.some(q => q.graph.termType !== 'DefaultGraph');
  let read = false;
  for (const [format, ...options] of formats) {
    if (hasGraphs && !keepsGraphs.has(format)) continue;
    const out = path.join(scratch, `out-${++outputs}`);
    try {
      await run(pacta, ['convert', test.action, out, '--quiet', '--from', syntax, '--base', test.base, '--format', format, ...options]);
      read = true;
    } catch (error) {
      if (format === 'rdfxml' && notInXml(expected) && /RDF\/XML cannot hold/.test(error.stderr)) { ++counts.cannotHold; continue; }
      fail(test, read ? format : 'read', error.stderr.trim().split('\n')[0]);
      if (!read) return;
      continue;
    }
    ++counts.writings;
    const text = readFileSync(out, 'utf8');
    rmSync(out);
    for (const parser of readers[format]) {
      try {
        const got = await canonical(await parsers[parser](text, format));
        if (got !== wanted) { fail(test, `${format} by ${parser}`, `not isomorphic\n--- expected\n${wanted.slice(0, 600)}--- got\n${got.slice(0, 600)}`); continue; }
        ++counts.readings;
      } catch (error) {
        fail(test, `${format} by ${parser}`, error.message);
      }
    }
  }
  if (read) ++counts.read;
}

async function negative(test, syntax, scratch) {
  ++counts.negative;
  try {
    await run(pacta, ['convert', test.action, path.join(scratch, 'bad'), '--quiet', '--from', syntax, '--base', test.base, '--format', 'nquads']);
    fail(test, 'refused', 'is accepted');
  } catch (error) {
    if (error.code === 1) ++counts.refused; else fail(test, 'refused', `exit status ${error.code ?? error.signal}`);
  }
}

if (!existsSync(folder)) { console.log(`the W3C's suites are not at ${folder}: skipped`); process.exit(77); }
const scratch = mkdtempSync(path.join(tmpdir(), 'pacta-w3c-'));
const tests = Object.entries(suites).filter(([suite]) => chosen.length === 0 || chosen.includes(suite)).flatMap(([suite, syntax]) => manifest(suite).map(t => [t, syntax]));
const work = tests.filter((_, i) => i % sample === 0).values();
await Promise.all([1, 2].map(async () => {
  for (const [test, syntax] of work) await (test.kind.includes('Negative') ? negative : positive)(test, syntax, scratch);
}));
rmSync(scratch, { recursive: true });
for (const line of excused.sort()) console.log(`known: ${line}`);
for (const line of failures.sort()) console.log(`FAILED ${line}`);
console.log(`${counts.read} of ${counts.positive} positive tests read; ${counts.writings} writings, ${counts.readings} readings of them isomorphic ` +
            `(${counts.cannotHold} that RDF/XML cannot hold and refuses); ${counts.refused} of ${counts.negative} negative tests refused; ` +
            `${excused.length} known, ${failures.length} failures`);
process.exit(failures.length ? 1 : 0);
