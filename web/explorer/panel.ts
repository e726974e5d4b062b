import { byId, h, plural, svg } from "./dom";
import { quotation } from "./highlight";
import { STATUSES, dateOf, local, words, type Claim, type Entity, type Evidence, type Fact, type Model } from "./model";
import { singular } from "./search";

export type Selection = { entity: Entity; fact?: undefined } | { fact: Fact; entity?: undefined } | null;

/** What the graph says of the chosen entity or fact, each with the words that say so; with nothing chosen, what is remarkable. */
export class Panel {
  private readonly box = byId("panel-content");

  constructor(
    private readonly model: Model,
    private readonly choose: (selection: Selection) => void,
    private readonly allows: (fact: Fact) => boolean,
    private readonly expand: (entity: Entity) => void,
  ) {}

  show(selection: Selection) {
    this.box.replaceChildren(...(selection?.entity ? this.entity(selection.entity) : selection?.fact ? this.factPage(selection.fact) : this.overview()));
    byId("panel").scrollTop = 0;
  }

  private overview(): (Node | string)[] {
    const { model } = this;
    const parts: (Node | string)[] = [h("h2", { class: "title" }, "What the texts say")];
    const linked = model.facts.filter((fact) => fact.linked).length;
    parts.push(
      h(
        "p",
        { class: "lead" },
        `${plural(model.entities.size, "entity", "entities")} and ${plural(model.facts.length, "fact")}${model.documents.size ? ` from ${plural(model.documents.size, "document")}` : ""}. `,
        linked ? "Choose a point or a line, or search, to read the sentence behind it." : "Search to read what is said of an entity.",
      ),
    );
    const remarkable = model.facts.filter((fact) => fact.status !== "asserted" && fact.status !== "inferred").sort((a, b) => order(a) - order(b));
    if (remarkable.length)
      parts.push(
        h("h3", {}, "Denied, reported, possible"),
        h("p", { class: "note" }, "No fact is drawn as plain unless the text itself says so. These it denies, hears from somebody, or leaves open."),
        h("div", { class: "facts" }, ...this.several(remarkable, 6, (fact) => this.fact(fact, null))),
      );
    const agreements = model.ranked.filter((entity) => entity.main === "Agreement");
    parts.push(h("h3", {}, agreements.length ? "Agreements" : "Most connected"));
    parts.push(h("ul", { class: "entities" }, ...(agreements.length ? agreements : model.ranked).slice(0, 10).map((entity) => h("li", {}, this.link(entity.id), h("span", { class: "aside" }, dateOf(model, entity))))));
    if (model.documents.size)
      parts.push(h("h3", {}, "Documents"), h("ul", { class: "entities" }, ...[...model.documents.values()].slice(0, 12).map((d) => h("li", {}, h("span", {}, d.name), h("span", { class: "aside" }, d.date)))));
    return parts;
  }

  private entity(entity: Entity): (Node | string)[] {
    const { model } = this;
    const finer = entity.classes.filter((name) => name !== entity.main && name !== "Actor" && name !== "Instrument");
    const kind = finer.length ? finer.map((name) => words(name.charAt(0).toLowerCase() + name.slice(1))).join(", ") : singular(entity.main) || "entity";
    const parts: (Node | string)[] = [
      h("p", { class: "kicker" }, h("span", { class: `dot c-${entity.main}` }), entity.aside ? `${kind} · ${entity.aside}` : kind),
      h("h2", { class: "title", tabindex: -1 }, entity.label),
    ];
    if (entity.names.length) parts.push(h("p", { class: "also" }, `also ${entity.names.slice(0, 6).join(", ")}${entity.names.length > 6 ? " …" : ""}`));
    const facts = entity.facts.filter((fact) => this.allows(fact));
    const hidden = entity.facts.length - facts.length;
    parts.push(
      h(
        "div",
        { class: "actions" },
        h("button", { type: "button", class: "button", id: "expand", onclick: () => this.expand(entity) }, "Draw its neighbours"),
        h("button", { type: "button", class: "button", onclick: () => void navigator.clipboard?.writeText(entity.iri).catch(() => undefined), title: entity.iri }, "Copy IRI"),
      ),
    );
    const groups = new Map<string, Fact[]>();
    for (const fact of facts) {
      const title = fact.subject === entity.id ? model.relation(fact.predicate) : (INVERSE[local(model.text(fact.predicate))] ?? `${model.relation(fact.predicate)}, from`);
      groups.set(title, [...(groups.get(title) ?? []), fact]);
    }
    // What other things say of it comes last; what is denied or reported is not lost at the end of a long list.
    const sorted = [...groups].sort((a, b) => weight(a, entity, model) - weight(b, entity, model));
    for (const [title, list] of sorted) {
      parts.push(
        h(
          "section",
          { class: "group" },
          h("h3", {}, title, h("span", { class: "count" }, String(list.length))),
          h("div", { class: "facts" }, ...this.several(list.sort((a, b) => order(a) - order(b)), list.length > 8 ? 5 : 8, (fact) => this.fact(fact, entity))),
        ),
      );
    }
    parts.push(...this.statements(entity), ...this.norms(entity));
    if (hidden) parts.push(h("p", { class: "note" }, `${plural(hidden, "fact")} hidden by the filters.`));
    if (entity.facts.length === 0) parts.push(h("p", { class: "note" }, "It is named, and no relation of it was read."));
    const named = [...entity.documents].map((id) => model.documents.get(id)?.name ?? "").filter(Boolean);
    if (named.length) parts.push(h("p", { class: "note" }, `Named in ${named.slice(0, 6).join(", ")}${named.length > 6 ? ` and ${named.length - 6} more` : ""}.`));
    parts.push(h("p", { class: "iri" }, entity.iri));
    return parts;
  }

  private factPage(fact: Fact): (Node | string)[] {
    const { model } = this;
    const same = model.entities
      .get(fact.subject)!
      .facts.filter((other) => other !== fact && other.object === fact.object && other.subject === fact.subject && other.predicate === fact.predicate);
    const parts: (Node | string)[] = [
      h("p", { class: "kicker" }, h("span", { class: `line ${fact.status}` }), statusText(model, fact)),
      h(
        "h2",
        { class: "title triple", tabindex: -1 },
        this.link(fact.subject),
        h("span", { class: "predicate" }, model.relation(fact.predicate)),
        fact.linked ? this.link(fact.object) : h("span", {}, model.name(fact.object)),
      ),
      ...this.claims(fact),
    ];
    if (same.length) parts.push(h("h3", {}, "Said otherwise"), h("div", { class: "facts" }, ...same.map((other) => this.fact(other, null))));
    return parts;
  }

  /** One fact in a list: the other side, how it is said, and the words. */
  private fact(fact: Fact, of: Entity | null): HTMLElement {
    const { model } = this;
    const other = of === null ? null : fact.subject === of.id ? fact.object : fact.subject;
    const head = h("div", { class: "head" });
    const badge = fact.status === "asserted" ? null : h("button", { type: "button", class: `badge ${fact.status}`, title: meaning(fact), onclick: () => this.choose({ fact }) }, statusText(model, fact));
    if (other === null) head.append(badge ?? "", h("button", { type: "button", class: "link sentence", onclick: () => this.choose({ fact }) }, model.sentence(fact)));
    else head.append(fact.linked ? this.link(other) : h("span", { class: "literal" }, model.name(other)), badge ?? "");
    if (badge) return h("article", { class: `fact ${fact.status}` }, head, ...this.claims(fact));
    if (of !== null && fact.linked) head.append(h("button", { type: "button", class: "link detail", "aria-label": `The fact: ${model.sentence(fact)}`, title: "This fact alone", onclick: () => this.choose({ fact }) }, edgeIcon()));
    return h("article", { class: `fact ${fact.status}` }, head, ...this.claims(fact));
  }

  private claims(fact: Fact): Node[] {
    const { model } = this;
    if (fact.claims.length === 0) {
      const documents = [...fact.documents].map((id) => model.documents.get(id)?.name).filter(Boolean);
      const premises = model.premises(fact);
      if (premises.length)
        return [
          h("p", { class: "source" }, "Follows from"),
          h("ul", { class: "premises" }, ...premises.map((premise) => h("li", {}, typeof premise === "string" ? premise : h("button", { type: "button", class: "link", onclick: () => this.choose({ fact: premise }) }, model.sentence(premise))))),
        ];
      const text = fact.status === "inferred" ? "Follows from other facts by the ontology." : "The graph keeps no words for it.";
      return [h("p", { class: "source" }, documents.length ? `${text} ${documents.join(", ")}` : text)];
    }
    const nodes: Node[] = [];
    for (const claim of fact.claims) {
      const seen = new Set<string>();
      const evidence = claim.evidence.filter((e) => !seen.has(`${e.exact}\n${e.start}\n${e.documents}`) && seen.add(`${e.exact}\n${e.start}\n${e.documents}`));
      nodes.push(...this.several(evidence, 3, (e) => this.evidence(e, fact, claim)));
      if (claim.contradicts.length) nodes.push(this.contradictions(claim));
    }
    return nodes;
  }

  private contradictions(claim: Claim): HTMLElement {
    const others = this.model.facts.filter((fact) => fact.claims.some((other) => claim.contradicts.includes(other.id)));
    return h("p", { class: "contradicts" }, "Contradicted: ", ...others.map((fact) => h("button", { type: "button", class: "link", onclick: () => this.choose({ fact }) }, `${statusText(this.model, fact)} – ${this.model.sentence(fact)}`)));
  }

  private evidence(evidence: Evidence, fact: Fact | null, claim: Claim | null): HTMLElement {
    const { model } = this;
    const source: string[] = evidence.documents.map((id) => model.documents.get(id)?.name ?? model.name(id));
    if (evidence.start !== null) source.push(`characters ${evidence.start}–${evidence.end ?? ""}`);
    if (evidence.rule) source.push(`rule ${evidence.rule}`);
    if (evidence.confidence) source.push(`confidence ${evidence.confidence}`);
    if (claim?.dates.length) source.push(claim.dates.join(", "));
    return h("figure", { class: "evidence" }, evidence.exact ? h("blockquote", {}, quotation(model, evidence.exact, fact)) : null, h("figcaption", { class: "source" }, source.join(" · ")));
  }

  private statements(entity: Entity): Node[] {
    const own = this.model.statements.filter((s) => s.by === entity.id || s.about.includes(entity.id));
    if (own.length === 0) return [];
    return [
      h("h3", {}, "Quoted", h("span", { class: "count" }, String(own.length))),
      h(
        "div",
        { class: "facts" },
        ...this.several(own, 4, (s) =>
          h(
            "article",
            { class: "fact" },
            h("div", { class: "head" }, s.by === null ? h("span", {}, "somebody") : this.link(s.by)),
            h("figure", { class: "evidence" }, h("blockquote", {}, quotation(this.model, s.text, null)), h("figcaption", { class: "source" }, s.evidence.flatMap((e) => e.documents.map((id) => this.model.documents.get(id)?.name ?? "")).join(" · "))),
          ),
        ),
      ),
    ];
  }

  private norms(entity: Entity): Node[] {
    const own = this.model.norms.filter((n) => n.from === entity.id || n.bearers.includes(entity.id));
    if (own.length === 0) return [];
    return [
      h("h3", {}, "Norms", h("span", { class: "count" }, String(own.length))),
      h(
        "div",
        { class: "facts" },
        ...this.several(own, 5, (n) =>
          h(
            "article",
            { class: "fact" },
            h("div", { class: "head" }, h("span", { class: "badge norm" }, n.modality), ...n.bearers.flatMap((id, i) => [i ? ", " : "", this.link(id)])),
            h("p", { class: "norm-text" }, n.action, n.condition ? h("span", { class: "aside" }, ` – ${n.condition}`) : null),
            n.from !== null && n.from !== entity.id ? h("p", { class: "source" }, this.link(n.from)) : null,
            ...n.evidence.slice(0, 1).map((e) => this.evidence(e, null, null)),
          ),
        ),
      ),
    ];
  }

  /** The first of a list, and a button for the rest. */
  private several<T>(items: T[], most: number, make: (item: T) => HTMLElement): HTMLElement[] {
    if (items.length <= most) return items.map(make);
    const more = h("button", { type: "button", class: "quiet more" }, `${items.length - most} more`);
    more.addEventListener("click", () => more.replaceWith(...this.several(items.slice(most), 25, make)));
    return [...items.slice(0, most).map(make), more];
  }

  private link(id: number): HTMLElement {
    const entity = this.model.entities.get(id);
    const name = this.model.name(id);
    if (!entity) return h("span", {}, name);
    return h("button", { type: "button", class: "link entity", onclick: () => this.choose({ entity }) }, h("span", { class: `dot c-${entity.main}` }), h("span", {}, name));
  }
}

function edgeIcon(): Node {
  return svg("svg", { viewBox: "0 0 22 10", width: 22, height: 10, "aria-hidden": "true" }, svg("path", { d: "M6 5h10" }), svg("circle", { cx: 3.5, cy: 5, r: 2.5 }), svg("circle", { cx: 18.5, cy: 5, r: 2.5 }));
}

/** What the other side of a relation calls it. */
const INVERSE: Record<string, string> = {
  hasParty: "party to",
  signedBy: "signed",
  ratifiedBy: "ratified",
  accededToBy: "acceded to",
  withdrawnFromBy: "withdrew from",
  signedAt: "signed here",
  succeeds: "succeeded by",
  replaces: "replaced by",
  amends: "amended by",
  implements: "implemented by",
  hasProvision: "part of",
  references: "referenced by",
  addresses: "addressed by",
  holdsPosition: "held by",
  positionIn: "positions",
  officialOf: "officials",
  headOfState: "head of state of",
  headOfGovernment: "head of government of",
  memberOf: "members",
  memberOfParty: "members",
  affiliatedWith: "affiliated",
  candidateIn: "candidates",
  visited: "visited by",
  alliedWith: "allied with",
  hasDefencePactWith: "has defence pact with",
  hasDiplomaticRelationsWith: "has diplomatic relations with",
  metWith: "met with",
  atWarWith: "at war with",
  supports: "supported by",
  opposes: "opposed by",
  imposesSanctionsOn: "sanctioned by",
  suppliesArmsTo: "armed by",
  invaded: "invaded by",
  declaredWarOn: "war declared by",
  authorOf: "written by",
  publishedIn: "published",
  locatedIn: "places",
};

/** Denied and reported before plain, claims with words before those without. */
function order(fact: Fact): number {
  const rank = { denied: 0, reported: 1, uncertain: 2, asserted: 3, inferred: 4 }[fact.status];
  return rank * 2 + (fact.claims.length ? 0 : 1);
}

const FIRST = ["references", "signedBy", "hasParty", "signedOn", "holdsPosition", "headOfState", "headOfGovernment", "succeeds"];

function weight([, facts]: [string, Fact[]], entity: Entity, model: Model): number {
  const name = local(model.text(facts[0].predicate));
  const first = FIRST.indexOf(name);
  const special = facts.some((fact) => fact.status === "denied" || fact.status === "reported") ? -30 : 0;
  const restated = facts.every((fact) => fact.status === "inferred") ? 200 : 0;
  return restated + (facts[0].subject === entity.id ? 0 : 100) + (first < 0 ? 50 : first) + special + (["hasProvision", "addresses"].includes(name) ? 40 : 0);
}

export function statusText(model: Model, fact: Fact): string {
  const speakers = [...new Set(fact.claims.map((claim) => claim.by).filter((by): by is number => by !== null))].map((by) => model.name(by));
  const says = speakers.length ? `, says ${speakers.slice(0, 2).join(" and ")}` : "";
  if (fact.status === "denied") return `denied${says}`;
  if (fact.status === "uncertain") return `${fact.modality}${says}`;
  if (fact.status === "reported") return `says ${speakers.slice(0, 2).join(" and ")}`;
  return fact.status;
}

function meaning(fact: Fact): string {
  return STATUSES.find((s) => s.status === fact.status)?.meaning ?? local(fact.status);
}
