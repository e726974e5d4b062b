#!/usr/bin/env node
// Values that break careless writers come back as they were, from every RDF format and by parsers that are not ours; graphs for looking
// carry them unharmed; what is no RDF is refused with its place, and leaves no file.
// Usage: hostile.mjs PACTA
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { canonical, cytoscape, parsers, readers } from './rdf.mjs';

const pacta = process.argv[2];
const scratch = mkdtempSync(path.join(tmpdir(), 'pacta-hostile-'));
let checks = 0, failures = 0;
function check(good, what) {
  ++checks;
  if (!good) { ++failures; console.log(`FAILED ${what}`); }
}

const XSD = 'http://www.w3.org/2001/XMLSchema#', RDFS = 'http://www.w3.org/2000/01/rdf-schema#';
const controls = ['\u0001\u001F\u007F', '\u0000', '\b\f'];
const texts = ['', ' ', 'plain', 'a "quoted" word', "an 'apostrophe'", 'back\\slash\\', '\\u0027 }) DETACH DELETE n //', "\\' OR 1=1", 'two\nlines\r\nand\ttabs\r', '"""', "'''", '\u202Ebidi\u2069\u200F',
               '🇳🇴 emoji 👩🏽‍🚀', '</script><script>alert(1)</script>', ']]>', '<!-- -->', '&amp; & &#65;', '%s %20 %', '=1+1', '+cmd', '-1', '@SUM(A1)', '\uFEFFbom', '\u0085\u2028\u2029', 'é e\u0301', '{{x}} ${y} #{z}',
               '--> n1', '|pipe|', '"]:::x', '\uFFFD\uE000', '𝔘\u{10FFFF}', 'x'.repeat(1_000_000), '"\\\n'.repeat(100_000), '1;2', 'a,b'];
const types = ['integer', 'decimal', 'boolean', 'double', 'date', 'string', 'gYear', 'anyURI', 'hexBinary'];
const lexical = ['1', '01', '+7', '-0', '1.', '1.50', '.5', '-0.0', 'true', 'TRUE', 'abc', '', 'INF', 'NaN', '1e3', '1E3', '7 .', '2000-13-99', ' 1 '];
const iris = ['http://a/b', 'http://a/%20b', 'http://a/é', 'http://a/\u202E', "http://a/'()*,;=!$&", 'http://a/b#', 'http://a/?q=1&r=2#f', 'urn:x', 'urn:x:y:z',
              'https://w3id.org/pacta#a.b.', 'https://w3id.org/pacta#-a', 'https://w3id.org/pacta#a/b', 'https://w3id.org/pacta#', 'https://w3id.org/pacta#//x', 'HTTP://A/B', 'mailto:a@b', 'file:///a', 'tag:a,2000:b', 'http://[::1]/', 'http://a/~b_c-d.e'];
// Oxigraph refuses these, which the grammar of N-Triples allows, and Raptor resolves the last.
const odd = ['http://a/%', 'http://a/b%2', 'http://a/%zz', 'http://a/b##', 'http://a//b/../c/./d'];
const languages = ['en', 'EN-gb', 'zh-Hant-TW', 'x-a1', 'de-1996'];

// As N-Quads all of whose characters are escapes that could be.
const escape = text => [...text].map(c => /[A-Za-z0-9 ]/.test(c) ? c : `\\U${c.codePointAt(0).toString(16).toUpperCase().padStart(8, '0')}`).join('');
const iri = text => `<${[...text].map(c => c.codePointAt(0) > 0x7E ? `\\u${c.codePointAt(0).toString(16).padStart(4, '0')}` : c).join('')}>`;
function lines(values, iris) {
  const out = [];
  const add = (s, p, o, g = '') => out.push(`${s} ${p} ${o}${g && ` ${g}`} .`);
  values.forEach((text, i) => {
    add(`<http://a/${i}>`, `<${RDFS}label>`, `"${escape(text)}"`, '<http://a/g>');
    add('<http://a/s>', '<http://a/says>', `"${escape(text)}"@${languages[i % languages.length]}`);
  });
  for (const t of types) for (const l of lexical) add('<http://a/s>', '<http://a/is>', `"${escape(l)}"^^<${XSD}${t}>`, '<http://a/g>');
  for (const i of iris) { add(iri(i), '<http://a/see>', iri(i)); add('<http://a/s>', '<http://a/see>', iri(i), iri(i)); }
  add('_:a.b', '<http://a/see>', '_:1-x'); add('_:1-x', '<http://a/see>', '_:a.b', '_:a.b'); add('_:é', '<http://a/see>', '_:_', '_:1-x');
  add('<http://a/s>', '<http://a/see>', '_:only');
  add('<http://a/s>', '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>', '"a literal"');
  add('<http://a/s>', '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>', '_:a.b');
  add('<http://a/s>', '<http://www.w3.org/1999/02/22-rdf-syntax-ns#_1>', '"<b>x</b>"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral>');
  add('<http://a/s>', '<http://www.w3.org/1999/02/22-rdf-syntax-ns#first>', '"{}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>');
  return out;
}

const file = name => path.join(scratch, name);
const convert = (from, to, ...options) => spawnSync(pacta, ['convert', from, to, '--quiet', ...options], { encoding: 'utf8' });
const lexicalDoubles = quads => quads.filter(q => q.object.datatype?.value !== XSD + 'double');  // jsonld.js writes them anew

for (const [name, values] of [['plain', texts], ['controls', [...texts.filter(t => t.length < 1000), ...controls]], ['odd', ['%'.repeat(3)]]]) {
  const source = file(`${name}.nq`);
  writeFileSync(source, lines(values, name === 'odd' ? odd : iris).join('\n') + '\n');
  const all = parsers.n3(readFileSync(source, 'utf8'), 'nquads');
  const union = all.map(q => ({ ...q, graph: { termType: 'DefaultGraph', value: '' } }));
  for (const [format, ...options] of [['turtle'], ['ntriples'], ['nquads'], ['trig'], ['rdfxml'], ['jsonld'], ['jsonld', '--jsonld', 'expanded']]) {
    const out = file(`${name}.${format}`), title = `${name} ${format} ${options}`;
    const done = convert(source, out, '--format', format, ...options);
    if (format === 'rdfxml' && name === 'controls') {
      check(done.status === 1 && /cannot hold the character U\+0001/.test(done.stderr) && !existsSync(out), `${title}: is not refused: ${done.stderr}`);
      continue;
    }
    check(done.status === 0, `${title}: ${done.stderr}`);
    if (done.status !== 0) continue;
    const keeps = ['nquads', 'trig', 'jsonld'].includes(format);
    for (const parser of readers[format]) {
      if (name === 'odd' && parser === 'Oxigraph') continue;
      const relevant = quads => parser === 'jsonld.js' ? lexicalDoubles(quads) : quads;
      try {
        const wanted = (await canonical(relevant(keeps ? all : union))).split('\n');
        const got = (await canonical(relevant(await parsers[parser](readFileSync(out, 'utf8'), format)))).split('\n');
        const want = new Set(wanted), have = new Set(got);
        const lost = wanted.filter(l => !have.has(l)), made = got.filter(l => !want.has(l));
        check(lost.length + made.length === 0, `${title} by ${parser}: ${lost.length} lost, ${made.length} made\n  - ${(lost[0] ?? '').slice(0, 300)}\n  + ${(made[0] ?? '').slice(0, 300)}`);
      } catch (error) {
        check(false, `${title} by ${parser}: ${error.message.slice(0, 300)}`);
      }
    }
    // And back through our own reader.
    if (format !== 'jsonld' && !(format === 'rdfxml' && name === 'odd')) {
      const back = file('back.nq');
      const read = convert(out, back, '--from', format);
      check(read.status === 0, `${title}: not read back: ${read.stderr}`);
      if (read.status !== 0) continue;
      const want = (await canonical(keeps ? all : union)).split('\n'), have = (await canonical(parsers.n3(readFileSync(back, 'utf8'), 'nquads'))).split('\n');
      const lost = want.filter(l => !have.includes(l)), made = have.filter(l => !want.includes(l));
      check(lost.length + made.length === 0, `${title}: read back otherwise\n  - ${(lost[0] ?? '').slice(0, 300)}\n  + ${(made[0] ?? '').slice(0, 300)}`);
    }
  }
  // Graphs for looking.
  const shown = convert(source, file('g.cyjs'));
  check(shown.status === 0, `cytoscape: ${shown.stderr}`);
  const network = JSON.parse(readFileSync(file('g.cyjs'), 'utf8'));
  const cy = cytoscape({ headless: true, styleEnabled: false, elements: network.elements });
  const labels = new Map(cy.nodes().map(n => [n.data('iri'), n.data('label')]));
  values.forEach((text, i) => check(labels.get(`http://a/${i}`) === (text || String(i)), `cytoscape: label ${i} is ${JSON.stringify(labels.get(`http://a/${i}`))?.slice(0, 100)}`));
  check(cy.edges().length === network.elements.edges.length && cy.edges().every(e => e.data('asserted')), 'cytoscape: edges');
}

// Compressed by name, and the same bytes inside.
const nq = readFileSync(file('plain.nquads'));
check(convert(file('plain.nq'), file('p.nq.gz')).status === 0 && gunzipSync(readFileSync(file('p.nq.gz'))).equals(nq), 'gzip');
check(convert(file('plain.nq'), file('p.nq.zst')).status === 0 && execFileSync(pacta, ['convert', file('p.nq.zst'), '-', '-q', '-f', 'nquads'], { maxBuffer: 1 << 28 }).equals(nq), 'zstd');

// What is no RDF.
for (const [what, bytes, place] of [
  ['a space in an IRI', '<x:s> <x:p> <x:o> .\n<x:s> <x:p> <http://a/\\u0020b> .\n', ':2:'], ['a bracket in an IRI', '<x:s> <x:p> <http://a/<b> .\n', ':1:'],
  ['a relative IRI', '<x:s> <x:p> <o> .\n', ':1:'], ['half a surrogate pair', '<x:s> <x:p> "\\uD800" .\n', ':1:'], ['bytes that are not UTF-8', Buffer.from('<x:s> <x:p> "\xFF" .\n', 'latin1'), ':1:'],
  ['a bad language', '<x:s> <x:p> "a"@1 .\n', ':1:'], ['a literal as subject', '"s" <x:p> <x:o> .\n', ':1:'], ['a blank predicate', '<x:s> _:p <x:o> .\n', ':1:'], ['no full stop', '<x:s> <x:p> <x:o>\n<x:s> <x:p> <x:o> .\n', ':'],
]) {
  writeFileSync(file('bad.nt'), bytes);
  const done = convert(file('bad.nt'), file('bad.ttl'));
  check(done.status === 1 && done.stderr.includes(`bad.nt${place}`) && !existsSync(file('bad.ttl')), `${what} is not refused: ${done.status} ${done.stderr}`);
}
for (const [predicate, message] of [['http://a/1', 'does not end in a name'], ['http://a/', 'does not end in a name'], ['http://www.w3.org/1999/02/22-rdf-syntax-ns#li', 'word of RDF/XML']]) {
  writeFileSync(file('bad.nt'), `<x:s> <${predicate}> <x:o> .\n`);
  const done = convert(file('bad.nt'), file('bad.rdf'));
  check(done.status === 1 && done.stderr.includes(message) && !existsSync(file('bad.rdf')), `RDF/XML of ${predicate}: ${done.status} ${done.stderr}`);
}
writeFileSync(file('bad.nt'), '<x:s> <x:p> <skos:x> .\n');
check(/begins like a prefix/.test(convert(file('bad.nt'), file('bad.jsonld')).stderr) && convert(file('bad.nt'), file('good.jsonld'), '--jsonld', 'expanded').status === 0, 'JSON-LD of an IRI like a prefixed name');

rmSync(scratch, { recursive: true });
console.log(`${checks} checks, ${failures} failures`);
process.exit(failures ? 1 : 0);
