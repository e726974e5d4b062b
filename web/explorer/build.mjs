// Bundles the explorer page into one file with a place for the graph. Usage: node build.mjs OUTPUT
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const output = process.argv[2];
if (!output) {
  console.error("usage: node build.mjs OUTPUT");
  process.exit(2);
}

async function bundle(entry, options = {}) {
  const result = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: ["es2022"],
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    logOverride: { "empty-import-meta": "silent" },
    ...options,
  });
  return result.outputFiles[0].text.trim();
}

/** The prefixes that queries may use without declaring them, from where `pacta query` has them. */
function prefixes() {
  const source = readFileSync(join(here, "../../sparql/query_text.cpp"), "utf8") + readFileSync(join(here, "../../graph/iri.h"), "utf8");
  const known = {};
  for (const [, name, iri] of source.matchAll(/\{"(\w+)", "(http[^"]+)"\}/g)) known[name] = iri;
  for (const [, name, iri] of source.matchAll(/string_view (\w+) = "(http[^"]+)"/g)) known[name] ??= iri;
  return known;
}

/** Each file of samples/queries is a question: its first comment is the title. */
function questions() {
  const list = [];
  const folder = join(here, "../../samples/queries");
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".rq")).sort()) {
    const query = readFileSync(join(folder, file), "utf8").trim() + "\n";
    list.push({ title: /^#\s*(.+)$/m.exec(query)?.[1] ?? file, query });
  }
  return list;
}

const script = await bundle("main.ts");
if (/<\/script|<!--/i.test(script)) throw new Error("the script holds what would end it");
const parts = {
  STYLE: await bundle("style.css", { format: undefined }),
  SCRIPT_HASH: `'sha256-${createHash("sha256").update(script).digest("base64")}'`,
  SCRIPT: script,
  QUESTIONS: JSON.stringify(questions()).replace(/</g, "\\u003c"),
  PREFIXES: JSON.stringify(prefixes()).replace(/</g, "\\u003c"),
  WORKER: Buffer.from(await bundle("query-worker.ts")).toString("base64"),
  OXIGRAPH: gzipSync(readFileSync(join(here, "../node_modules/oxigraph/web_bg.wasm")), { level: 9 }).toString("base64"),
};
const page = readFileSync(join(here, "page.html"), "utf8").replace(/@([A-Z_]+)@/g, (whole, name) => parts[name] ?? whole);
if (page.split("@PACTA_DATA@").length !== 2) throw new Error("the page has no single place for the graph");
writeFileSync(output + ".part", page);
renameSync(output + ".part", output);
