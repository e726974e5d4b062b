import { byId, h, plural } from "./dom";
import { local, PACTA, type Entity, type Model } from "./model";
import type { Selection } from "./panel";

/** An answer of the worker. */
export interface Answer {
  error?: string;
  boolean?: boolean;
  variables?: string[];
  rows?: (AnswerTerm | null)[][];
  milliseconds?: number;
  cut?: number;
}
export interface AnswerTerm {
  kind: string;
  value: string;
  language?: string;
  datatype?: string;
}

interface Question {
  title: string;
  query: string;
}

/** SPARQL over the graph, in a worker that starts with the first question. */
export class Console {
  private worker: Worker | null = null;
  private readonly editor = byId<HTMLTextAreaElement>("query");
  private readonly answer = byId("answer");
  private readonly run = byId<HTMLButtonElement>("run");
  private waiting = false;
  /** Answers often name entities by their labels; where one has it alone, it can be chosen. */
  private readonly byLabel = new Map<string, Entity | null>();

  constructor(
    private readonly model: Model,
    private readonly choose: (selection: Selection) => void,
  ) {
    for (const entity of model.entities.values()) this.byLabel.set(entity.label, this.byLabel.has(entity.label) ? null : entity);
    const questions = JSON.parse(byId("questions").textContent ?? "[]") as Question[];
    const samples = byId<HTMLSelectElement>("samples");
    questions.forEach((question, index) => samples.append(h("option", { value: index }, question.title)));
    samples.addEventListener("change", () => {
      this.editor.value = questions[Number(samples.value)].query;
      this.ask();
    });
    if (questions.length) this.editor.value = questions[0].query;
    this.run.addEventListener("click", () => (this.waiting ? this.stop() : this.ask()));
    this.editor.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.ask();
      }
    });
  }

  /** Declares the usual prefixes that the query uses and does not declare, on its first line so that the lines keep their numbers. */
  private withPrefixes(query: string): string {
    const known = JSON.parse(byId("prefixes").textContent ?? "{}") as Record<string, string>;
    const missing = Object.entries(known).filter(([name]) => new RegExp(`\\b${name}:`).test(query) && !new RegExp(`\\bprefix\\s+${name}:`, "i").test(query));
    return missing.map(([name, iri]) => `PREFIX ${name}: <${iri}> `).join("") + query;
  }

  private async start(): Promise<Worker> {
    if (this.worker) return this.worker;
    const code = byId("worker").textContent ?? "";
    const url = URL.createObjectURL(new Blob([decodeText(code)], { type: "text/javascript" }));
    const worker = new Worker(url);
    URL.revokeObjectURL(url);
    worker.postMessage({ wasm: await inflate(byId("oxigraph").textContent ?? ""), quads: this.model.toNQuads() });
    return (this.worker = worker);
  }

  private async ask() {
    if (this.waiting) this.stop();
    this.setWaiting(true);
    this.answer.replaceChildren(h("p", { class: "note" }, this.worker ? "Asking …" : "Starting Oxigraph …"));
    try {
      const worker = await this.start();
      worker.onmessage = (event: MessageEvent<Answer>) => this.show(event.data);
      worker.onerror = (event) => this.show({ error: event.message });
      worker.postMessage({ query: this.withPrefixes(this.editor.value) });
    } catch (error) {
      this.show({ error: `The query engine did not start: ${String(error)}` });
    }
  }

  private stop() {
    this.worker?.terminate();
    this.worker = null;
    this.setWaiting(false);
    this.answer.replaceChildren(h("p", { class: "note" }, "Stopped."));
  }

  private setWaiting(waiting: boolean) {
    this.waiting = waiting;
    this.run.textContent = waiting ? "Stop" : "Run";
  }

  private show(answer: Answer) {
    this.setWaiting(false);
    if (answer.error !== undefined) {
      this.answer.replaceChildren(h("pre", { class: "error", role: "alert" }, answer.error));
      return;
    }
    const time = `${Math.round(answer.milliseconds ?? 0)} ms`;
    if (answer.boolean !== undefined) {
      this.answer.replaceChildren(h("p", { class: "verdict" }, answer.boolean ? "Yes" : "No"), h("p", { class: "note" }, time));
      return;
    }
    const rows = answer.rows ?? [];
    const table = h("table", {}, h("thead", {}, h("tr", {}, ...(answer.variables ?? []).map((name) => h("th", { scope: "col" }, name)))), h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map((term) => h("td", { class: (term?.value.length ?? 0) > 60 && term?.kind === "Literal" ? "long" : undefined }, this.cell(term)))))));
    this.answer.replaceChildren(h("p", { class: "note", role: "status" }, `${plural(rows.length + (answer.cut ?? 0), "answer")}, ${time}${answer.cut ? `; the first ${rows.length} are shown` : ""}`), rows.length ? h("div", { class: "scroll" }, table) : "");
  }

  private cell(term: AnswerTerm | null): Node | string {
    if (!term) return "";
    if (term.kind !== "NamedNode") {
      const named = term.kind === "Literal" ? this.byLabel.get(term.value) : undefined;
      return named ? this.link(named, named.iri) : term.value;
    }
    const id = this.model.id(term.value);
    const entity = id === undefined ? undefined : this.model.entities.get(id);
    if (entity) return this.link(entity, term.value);
    const name = term.value.startsWith(PACTA) ? `pacta:${term.value.slice(PACTA.length)}` : id !== undefined ? this.model.name(id) : local(term.value);
    return h("span", { title: term.value }, name);
  }

  private link(entity: Entity, title: string): HTMLElement {
    return h("button", { type: "button", class: "link entity", title, onclick: () => this.choose({ entity }) }, h("span", { class: `dot c-${entity.main}` }), h("span", {}, entity.label));
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64.trim());
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; ++i) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

function decodeText(base64: string): string {
  return new TextDecoder().decode(bytesOf(base64));
}

async function inflate(base64: string): Promise<ArrayBuffer> {
  const stream = new Blob([bytesOf(base64)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
