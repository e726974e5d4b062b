// RDF read by parsers that are not ours, for the tests of formats: n3, Oxigraph, jsonld.js; and isomorphism by RDFC-1.0.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const load = async name => {
  try { require.resolve(name); } catch { console.log(`the Node.js package ${name} is not there (npm --prefix web ci): skipped`); process.exit(77); }
  const found = await import(pathToFileURL(require.resolve(name))); return found.default ?? found; };
export const n3 = await load('n3');
export const oxigraph = await load('oxigraph');
export const jsonld = await load('jsonld');
export const cytoscape = await load('cytoscape');
const canonize = await load('rdf-canonize');

const media = { turtle: 'text/turtle', ntriples: 'application/n-triples', nquads: 'application/n-quads', trig: 'application/trig',
                rdfxml: 'application/rdf+xml', jsonld: 'application/ld+json' };

const plain = term => ({ termType: term.termType, value: term.value,
                         ...(term.termType === 'Literal' && { language: term.language, datatype: { termType: 'NamedNode', value: term.datatype.value } }) });
const plainQuad = q => ({ subject: plain(q.subject), predicate: plain(q.predicate), object: plain(q.object), graph: plain(q.graph) });

// n3 resolves no IRI of N-Triples and N-Quads, and is lenient in Turtle unless told otherwise.
export const parsers = {
  n3: (text, syntax, base) => new n3.Parser({ baseIRI: base, format: media[syntax] }).parse(text).map(plainQuad),
  Oxigraph: (text, syntax, base) => oxigraph.parse(text, { format: media[syntax], base_iri: base }).map(plainQuad),
  'jsonld.js': async text => await jsonld.toRDF(JSON.parse(text), { safe: true }).then(dataset => dataset.map(q => ({ ...q }))),
};

// Who is asked about a syntax.
export const readers = { turtle: ['n3', 'Oxigraph'], ntriples: ['n3', 'Oxigraph'], nquads: ['n3', 'Oxigraph'], trig: ['n3', 'Oxigraph'],
                         rdfxml: ['Oxigraph'], jsonld: ['jsonld.js', 'Oxigraph'] };

/** Canonical N-Quads of a data set: equal for isomorphic ones. A triple counts once; language tags are compared in lower case, as RDF 1.1 has it. */
export async function canonical(quads) {
  const lower = quads.map(q => q.object.language ? { ...q, object: { ...q.object, language: q.object.language.toLowerCase() } } : q);
  const set = [...new Map(lower.map(q => [JSON.stringify([q.subject, q.predicate, q.object, q.graph]), q])).values()];
  return await canonize.canonize(set, { algorithm: 'RDFC-1.0', maxWorkFactor: 3 });
}
