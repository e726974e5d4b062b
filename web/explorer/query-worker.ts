// Runs in a worker: Oxigraph over the page's quads. First message { wasm, quads }, then { query } each.
import init, { Store, type Term } from "oxigraph/web.js";
import type { Answer, AnswerTerm } from "./console";

const MOST_ROWS = 1000;
let store: Promise<Store> | null = null;

async function open(wasm: ArrayBuffer, quads: string): Promise<Store> {
  await init({ module_or_path: wasm });
  const opened = new Store();
  opened.load(quads, { format: "application/n-quads", lenient: true });
  return opened;
}

function toAnswer(term: Term | undefined): AnswerTerm | null {
  if (!term) return null;
  if (term.termType === "Literal") return { kind: term.termType, value: term.value, language: term.language, datatype: term.datatype.value };
  if (term.termType === "Quad") return { kind: term.termType, value: term.toString() };
  return { kind: term.termType, value: term.value };
}

async function ask(query: string): Promise<Answer> {
  if (!store) return { error: "the graph is not loaded" };
  const loaded = await store;
  const begin = performance.now();
  const result: unknown = loaded.query(query, { use_default_graph_as_union: true });
  const milliseconds = performance.now() - begin;
  if (typeof result === "boolean") return { boolean: result, milliseconds };
  const list = result as unknown[];
  const cut = Math.max(0, list.length - MOST_ROWS);
  if (list.length > 0 && !(list[0] instanceof Map)) {
    const quads = list.slice(0, MOST_ROWS) as { subject: Term; predicate: Term; object: Term }[];
    return { variables: ["subject", "predicate", "object"], rows: quads.map((q) => [q.subject, q.predicate, q.object].map(toAnswer)), milliseconds, cut };
  }
  const solutions = list.slice(0, MOST_ROWS) as Map<string, Term>[];
  const variables: string[] = [];
  for (const solution of solutions) for (const name of solution.keys()) if (!variables.includes(name)) variables.push(name);
  return { variables, rows: solutions.map((solution) => variables.map((name) => toAnswer(solution.get(name)))), milliseconds, cut };
}

onmessage = (event: MessageEvent<{ wasm?: ArrayBuffer; quads?: string; query?: string }>) => {
  const { wasm, quads, query } = event.data;
  if (wasm !== undefined && quads !== undefined) store = open(wasm, quads);
  if (query === undefined) return;
  ask(query)
    .catch((error: unknown): Answer => ({ error: error instanceof Error ? error.message : String(error) }))
    .then((answer) => postMessage(answer))
    .catch(() => undefined);
};
