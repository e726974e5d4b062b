// The graph as the page needs it: entities, facts between them, and for each fact the claims and words that it rests on.

export const PACTA = "https://w3id.org/pacta#";
const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const RDFS = "http://www.w3.org/2000/01/rdf-schema#";
const SKOS = "http://www.w3.org/2004/02/skos/core#";
const OA = "http://www.w3.org/ns/oa#";
const DCTERMS = "http://purl.org/dc/terms/";
const PROV = "http://www.w3.org/ns/prov#";
const XSD = "http://www.w3.org/2001/XMLSchema#";

/** What exporters/html.cpp writes: numbers stand for terms; four numbers a quad, the last one more than the graph's term, 0 for none. */
export interface PageData {
  terms: RawTerm[];
  prefixes: string[];
  quads: number[];
}
/** "text"; ["text", "en"]; ["text", prefix, "name of the datatype"]; [prefix, "name of the IRI"]; [-1, "blank node"]. */
type RawTerm = string | [string, string] | [string, number, string] | [number, string];

export interface Term {
  kind: "iri" | "blank" | "literal";
  value: string;
  datatype: string;
  language: string;
}

export type Status = "asserted" | "inferred" | "reported" | "uncertain" | "denied";
export const STATUSES: { status: Status; label: string; meaning: string }[] = [
  { status: "asserted", label: "Asserted", meaning: "the text itself says so" },
  { status: "reported", label: "Reported", meaning: "the text says that somebody says so" },
  { status: "uncertain", label: "Possible", meaning: "may be, is planned, or is wished for" },
  { status: "denied", label: "Denied", meaning: "the text says that it is not so" },
  { status: "inferred", label: "Inferred", meaning: "follows from asserted facts by the ontology" },
];

/** The main classes, in the order in which an entity of several is called by one. */
export const CLASSES: { name: string; label: string; weight: number }[] = [
  { name: "Agreement", label: "Agreements", weight: 3 },
  { name: "State", label: "States", weight: 2.4 },
  { name: "Organization", label: "Organisations", weight: 1.8 },
  { name: "Person", label: "Persons", weight: 1.8 },
  { name: "Instrument", label: "Other legal texts", weight: 1.6 },
  { name: "Provision", label: "Provisions", weight: 1 },
  { name: "Position", label: "Positions", weight: 0.6 },
  { name: "Event", label: "Events", weight: 1.2 },
  { name: "Place", label: "Places", weight: 0.7 },
  { name: "Publication", label: "Publications", weight: 0.8 },
  { name: "Topic", label: "Topics", weight: 0.3 },
  { name: "Role", label: "Roles", weight: 0.3 },
  { name: "Other", label: "Other", weight: 0.5 },
];
const MAIN: Record<string, string> = { Resolution: "Instrument", NationalLaw: "Instrument", Declaration: "Instrument", Constitution: "Instrument" };

export interface Evidence {
  exact: string;
  start: number | null;
  end: number | null;
  rule: string;
  confidence: string;
  documents: number[];
}

export interface Claim {
  id: number;
  polarity: string;
  modality: string;
  by: number | null;
  dates: string[];
  documents: number[];
  evidence: Evidence[];
  contradicts: number[];
}

export interface Fact {
  index: number;
  subject: number;
  predicate: number;
  object: number;
  /** The object is an entity, and so the fact is drawn as an edge. */
  linked: boolean;
  status: Status;
  modality: string;
  claims: Claim[];
  documents: Set<number>;
  /** Years that it is about, or else those of its documents. */
  years: number[];
}

export interface Entity {
  id: number;
  iri: string;
  label: string;
  names: string[];
  /** Its heading, or its code. */
  aside: string;
  classes: string[];
  main: string;
  documents: Set<number>;
  facts: Fact[];
  rank: number;
}

export interface DocumentInfo {
  id: number;
  iri: string;
  name: string;
  date: string;
  source: string;
}

export interface Quoted {
  by: number | null;
  text: string;
  about: number[];
  evidence: Evidence[];
}

export interface NormInfo {
  bearers: number[];
  modality: string;
  action: string;
  condition: string;
  from: number | null;
  evidence: Evidence[];
}

const SYMMETRIC = new Set(["alliedWith", "hasDefencePactWith", "hasDiplomaticRelationsWith", "metWith", "atWarWith"]);
const APART = new Set(["Claim", "Evidence", "Rule", "Document", "Statement", "Norm", "Participation"]);
/** What a thing is called or numbered is no relation: the panel shows it under the name. */
const ATTRIBUTES = ["number", "heading", "isoAlpha3"];
const INFERRED = "/inferred";

export class Model {
  readonly terms: Term[];
  readonly quads: number[];
  readonly entities = new Map<number, Entity>();
  readonly facts: Fact[] = [];
  readonly documents = new Map<number, DocumentInfo>();
  readonly statements: Quoted[] = [];
  readonly norms: NormInfo[] = [];
  /** Entities, those that matter most first. */
  readonly ranked: Entity[];
  private readonly triples = new Map<number, string>();
  private readonly derivations = new Map<string, number[]>();
  private readonly ids = new Map<string, number>();
  private readonly properties = new Map<number, Map<number, number[]>>();

  constructor(data: PageData) {
    this.terms = data.terms.map((raw) => decode(raw, data.prefixes));
    this.quads = data.quads;
    this.terms.forEach((term, id) => {
      if (term.kind === "iri") this.ids.set(term.value, id);
    });
    for (let i = 0; i < data.quads.length; i += 4) {
      let of = this.properties.get(data.quads[i]);
      if (!of) this.properties.set(data.quads[i], (of = new Map()));
      const objects = of.get(data.quads[i + 1]);
      if (!objects) of.set(data.quads[i + 1], [data.quads[i + 2]]);
      else if (!objects.includes(data.quads[i + 2])) objects.push(data.quads[i + 2]);
    }
    this.readDocuments();
    this.readEntities();
    this.readClaims();
    this.readPlainTriples();
    this.readStatementsAndNorms();
    this.ranked = this.rank();
  }

  text(id: number): string {
    return this.terms[id].value;
  }

  id(iri: string): number | undefined {
    return this.ids.get(iri);
  }

  /** Name of any term for people. */
  name(id: number): string {
    const entity = this.entities.get(id);
    if (entity) return entity.label;
    const term = this.terms[id];
    if (term.kind !== "iri") return term.value;
    return this.first(id, RDFS + "label") ?? this.first(id, SKOS + "prefLabel") ?? local(term.value);
  }

  /** "hasParty" becomes "has party". */
  relation(id: number): string {
    return words(local(this.terms[id].value));
  }

  /** What an inferred fact follows from, if the graph says so: facts, and other triples as text. */
  premises(fact: Fact): (Fact | string)[] {
    return (this.derivations.get(`${fact.subject} ${fact.predicate} ${fact.object}`) ?? []).map((id) => {
      const key = this.triples.get(id) ?? "";
      const known = (["asserted", "inferred"] as const).map((status) => this.factByKey.get(`${key} ${status} asserted`)).find((found) => found);
      const [s, p, o] = key.split(" ").map(Number);
      return known ?? `${this.name(s)} ${this.relation(p)} ${this.name(o)}`;
    });
  }

  /** A fact as a line of text. */
  sentence(fact: Fact): string {
    return `${this.name(fact.subject)} ${this.relation(fact.predicate)} ${this.name(fact.object)}`;
  }

  /** All as N-Quads, for the console. */
  toNQuads(): string {
    const written = this.terms.map(toNTriples);
    const lines: string[] = [];
    for (let i = 0; i < this.quads.length; i += 4) {
      const [s, p, o, g] = [this.quads[i], this.quads[i + 1], this.quads[i + 2], this.quads[i + 3]];
      lines.push(`${written[s]} ${written[p]} ${written[o]} ${g ? written[g - 1] + " " : ""}.`);
    }
    return lines.join("\n");
  }

  private objects(subject: number, predicate: string): number[] {
    const id = this.ids.get(predicate);
    return id === undefined ? [] : (this.properties.get(subject)?.get(id) ?? []);
  }

  private first(subject: number, predicate: string): string | undefined {
    const [object] = this.objects(subject, predicate);
    return object === undefined ? undefined : this.terms[object].value;
  }

  private all(subject: number, predicate: string): string[] {
    return this.objects(subject, predicate).map((id) => this.terms[id].value);
  }

  private typesOf(subject: number): string[] {
    return this.all(subject, RDF + "type").map((iri) => (iri.startsWith(PACTA) ? iri.slice(PACTA.length) : local(iri)));
  }

  private readDocuments() {
    for (const subject of this.properties.keys()) {
      if (!this.typesOf(subject).includes("Document")) continue;
      const iri = this.terms[subject].value;
      this.documents.set(subject, {
        id: subject,
        iri,
        name: this.first(subject, DCTERMS + "title") ?? safeDecode(iri.slice(iri.lastIndexOf("/") + 1)),
        date: this.first(subject, DCTERMS + "date") ?? "",
        source: this.first(subject, DCTERMS + "source") ?? "",
      });
    }
  }

  private entity(id: number): Entity {
    let entity = this.entities.get(id);
    if (entity) return entity;
    const classes = this.typesOf(id);
    let main = "Other";
    for (const { name } of CLASSES)
      if (main === "Other" && (classes.includes(name) || classes.some((c) => MAIN[c] === name))) main = name;
    const label = this.first(id, RDFS + "label") ?? this.first(id, SKOS + "prefLabel");
    // Inference adds classes of other vocabularies, which say no more.
    const own = classes.filter((name) => this.ids.has(PACTA + name));
    if (own.length) classes.splice(0, classes.length, ...own);
    const names = [...this.all(id, SKOS + "altLabel"), ...this.all(id, RDFS + "label").slice(1)];
    const iri = this.terms[id].value;
    entity = { id, iri, label: label || local(iri), names, aside: this.first(id, PACTA + "heading") ?? this.first(id, PACTA + "isoAlpha3") ?? "", classes, main, documents: new Set(), facts: [], rank: 0 };
    this.entities.set(id, entity);
    return entity;
  }

  private readEntities() {
    const isKind = new Set(["http://www.w3.org/2002/07/owl#", RDFS, RDF]);
    for (const subject of this.properties.keys()) {
      const types = this.all(subject, RDF + "type");
      if (this.typesOf(subject).some((type) => APART.has(type)) || this.terms[subject].value.startsWith(PACTA)) continue;
      if (types.some((type) => isKind.has(type.slice(0, type.length - local(type).length)))) continue;
      if (types.length > 0 || this.objects(subject, RDFS + "label").length > 0) this.entity(subject);
    }
    for (const document of this.documents.keys())
      for (const mentioned of this.objects(document, PACTA + "mentions")) this.entities.get(mentioned)?.documents.add(document);
  }

  private evidenceOf(subject: number, fallback: number[]): Evidence[] {
    const graphs = this.graphsOfSubjects();
    return this.objects(subject, PACTA + "hasEvidence").map((id) => {
      const rule = this.objects(id, PACTA + "byRule")[0];
      const within = (graphs.get(id) ?? []).filter((graph) => this.documents.has(graph));
      const number = (name: string) => {
        const value = this.first(id, OA + name);
        return value === undefined ? null : Number(value);
      };
      return {
        exact: this.first(id, OA + "exact") ?? "",
        start: number("start"),
        end: number("end"),
        rule: rule === undefined ? "" : this.name(rule),
        confidence: this.first(id, PACTA + "confidence") ?? "",
        documents: within.length ? within : fallback,
      };
    });
  }

  private subjectGraphs: Map<number, number[]> | null = null;
  private graphsOfSubjects(): Map<number, number[]> {
    if (this.subjectGraphs) return this.subjectGraphs;
    const graphs = new Map<number, number[]>();
    for (let i = 0; i < this.quads.length; i += 4) {
      if (!this.quads[i + 3]) continue;
      const graph = this.quads[i + 3] - 1;
      const known = graphs.get(this.quads[i]);
      if (!known) graphs.set(this.quads[i], [graph]);
      else if (!known.includes(graph)) known.push(graph);
    }
    return (this.subjectGraphs = graphs);
  }

  private readonly factByKey = new Map<string, Fact>();

  private fact(subject: number, predicate: number, object: number, status: Status, modality: string): Fact {
    const key = `${subject} ${predicate} ${object} ${status} ${modality}`;
    let fact = this.factByKey.get(key);
    if (fact) return fact;
    const term = this.terms[object];
    // The object of a claim is an entity even if the graph says nothing of it.
    const linked = term.kind !== "literal" && this.entities.has(object);
    fact = { index: this.facts.length, subject, predicate, object, linked, status, modality, claims: [], documents: new Set(), years: [] };
    this.facts.push(fact);
    this.factByKey.set(key, fact);
    this.entity(subject).facts.push(fact);
    if (linked && object !== subject) this.entity(object).facts.push(fact);
    return fact;
  }

  private readClaims() {
    for (const id of this.properties.keys()) {
      if (!this.typesOf(id).includes("Claim")) continue;
      const [subject] = this.objects(id, RDF + "subject");
      const [predicate] = this.objects(id, RDF + "predicate");
      const [object] = this.objects(id, RDF + "object");
      if (subject === undefined || predicate === undefined || object === undefined) continue;
      const documents = this.objects(id, PACTA + "claimedIn");
      const claim: Claim = {
        id,
        polarity: this.first(id, PACTA + "polarity") ?? "affirmed",
        modality: this.first(id, PACTA + "modality") ?? "asserted",
        by: this.objects(id, PACTA + "claimedBy")[0] ?? null,
        dates: ["date", "from", "until"].flatMap((name) => this.all(id, PACTA + name).map((value) => (name === "date" ? value : `${name} ${value}`))),
        documents,
        evidence: this.evidenceOf(id, documents),
        contradicts: this.objects(id, PACTA + "contradicts"),
      };
      const status: Status =
        claim.polarity === "negated" ? "denied" : claim.modality !== "asserted" ? "uncertain" : claim.by !== null ? "reported" : "asserted";
      if (this.terms[object].kind !== "literal") this.entity(object);
      const fact = this.fact(subject, predicate, object, status, claim.modality);
      fact.claims.push(claim);
      for (const document of documents) fact.documents.add(document);
      for (const date of claim.dates) addYears(fact, date);
    }
  }

  private readPlainTriples() {
    const skipped = new Set([RDF + "type", RDFS + "label", SKOS + "altLabel", SKOS + "prefLabel", SKOS + "inScheme", PACTA + "hasEvidence", ...ATTRIBUTES.map((name) => PACTA + name)]);
    const asserted = new Set(this.facts.filter((f) => f.status === "asserted").map((f) => `${f.subject} ${f.predicate} ${f.object}`));
    for (let i = 0; i < this.quads.length; i += 4) {
      const [s, p, o, g] = [this.quads[i], this.quads[i + 1], this.quads[i + 2], this.quads[i + 3]];
      if (!this.entities.has(s) || skipped.has(this.terms[p].value) || asserted.has(`${s} ${p} ${o}`)) continue;
      const graph = g ? this.terms[g - 1].value : "";
      // The other direction of a symmetric relation is the same edge.
      const mirrored = `${o} ${p} ${s}`;
      if (asserted.has(mirrored) || (SYMMETRIC.has(local(this.terms[p].value)) && this.factByKey.has(`${mirrored} asserted asserted`))) continue;
      const fact = this.fact(s, p, o, graph.endsWith(INFERRED) ? "inferred" : "asserted", "asserted");
      if (g && this.documents.has(g - 1)) fact.documents.add(g - 1);
    }
    for (const fact of this.facts) {
      const object = this.terms[fact.object];
      if (object.kind === "literal" && [XSD + "date", XSD + "gYear", XSD + "gYearMonth"].includes(object.datatype)) addYears(fact, object.value);
      if (fact.years.length === 0)
        for (const document of fact.documents) addYears(fact, this.documents.get(document)?.date ?? "");
    }
  }

  private readStatementsAndNorms() {
    for (const id of this.properties.keys()) {
      const types = this.typesOf(id);
      const graphs = (this.graphsOfSubjects().get(id) ?? []).filter((graph) => this.documents.has(graph));
      const documents = graphs.length ? graphs : this.documents.size === 1 ? [...this.documents.keys()] : [];
      const [subject] = this.objects(id, RDF + "subject");
      if (types.includes("Statement") && subject !== undefined) {
        const [predicate] = this.objects(id, RDF + "predicate");
        const [object] = this.objects(id, RDF + "object");
        this.triples.set(id, `${subject} ${predicate} ${object}`);
        this.derivations.set(`${subject} ${predicate} ${object}`, this.objects(id, PROV + "wasDerivedFrom"));
      } else if (types.includes("Statement")) {
        this.statements.push({
          by: this.objects(id, PACTA + "attributedTo")[0] ?? null,
          text: this.first(id, PACTA + "text") ?? "",
          about: this.objects(id, PACTA + "about"),
          evidence: this.evidenceOf(id, documents),
        });
      } else if (types.includes("Norm")) {
        this.norms.push({
          bearers: this.objects(id, PACTA + "bearer"),
          modality: local(this.first(id, PACTA + "deonticModality") ?? ""),
          action: this.first(id, PACTA + "action") ?? "",
          condition: this.first(id, PACTA + "condition") ?? "",
          from: this.objects(id, PACTA + "derivedFrom")[0] ?? null,
          evidence: this.evidenceOf(id, documents),
        });
      }
    }
  }

  private rank(): Entity[] {
    const weights = new Map(CLASSES.map((c) => [c.name, c.weight]));
    for (const entity of this.entities.values()) {
      const links = entity.facts.filter((fact) => fact.linked).length;
      entity.rank = (weights.get(entity.main) ?? 0.5) * (Math.log2(1 + links) + 0.4 * Math.log2(1 + entity.documents.size));
    }
    return [...this.entities.values()].sort((a, b) => b.rank - a.rank || a.id - b.id);
  }
}

/** The day that an agreement is dated by, as far as known: "2000-02-09", "1961". */
export function dateOf(model: Model, entity: Entity): string {
  for (const name of ["signedOn", "entersIntoForceOn", "terminatedOn", "date"])
    for (const fact of entity.facts)
      if (fact.subject === entity.id && fact.status === "asserted" && local(model.text(fact.predicate)) === name) return model.text(fact.object);
  return "";
}

export function local(iri: string): string {
  return iri.slice(Math.max(iri.lastIndexOf("#"), iri.lastIndexOf("/")) + 1) || iri;
}

/** "alliedWith" becomes "allied with". */
export function words(name: string): string {
  return safeDecode(name).replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function addYears(fact: Fact, date: string) {
  const year = /(\d{4})/.exec(date);
  if (year && !fact.years.includes(Number(year[1]))) fact.years.push(Number(year[1]));
}

function decode(raw: RawTerm, prefixes: string[]): Term {
  if (typeof raw === "string") return { kind: "literal", value: raw, datatype: "", language: "" };
  if (typeof raw[0] === "number") {
    const kind = raw[0] < 0 ? "blank" : "iri";
    return { kind, value: (kind === "iri" ? prefixes[raw[0]] : "") + raw[1], datatype: "", language: "" };
  }
  if (typeof raw[1] === "number") return { kind: "literal", value: raw[0], datatype: prefixes[raw[1]] + (raw[2] ?? ""), language: "" };
  return { kind: "literal", value: raw[0], datatype: "", language: raw[1] };
}

function toNTriples(term: Term): string {
  if (term.kind === "iri") return `<${term.value}>`;
  if (term.kind === "blank") return `_:${term.value}`;
  // JSON's escapes are N-Triples', but for control characters that JSON writes short or leaves.
  const text = JSON.stringify(term.value).replace(/\u007f/g, "\\u007F");
  return term.language ? `${text}@${term.language}` : term.datatype ? `${text}^^<${term.datatype}>` : text;
}
