import { byId, fold, h } from "./dom";
import { CLASSES, type Entity, type Fact, type Model } from "./model";

type Hit = { entity: Entity; fact?: undefined } | { fact: Fact; entity?: undefined };

/** The field above the graph: finds entities by any of their names and facts by the words of both sides. */
export class Search {
  private readonly input = byId<HTMLInputElement>("search");
  private readonly list = byId("results");
  private hits: Hit[] = [];
  private active = -1;
  private readonly entityIndex: { entity: Entity; label: string; names: string[]; folded: string }[];
  private factIndex: { fact: Fact; folded: string }[] | null = null;

  constructor(
    private readonly model: Model,
    private readonly choose: (hit: { entity?: Entity; fact?: Fact }) => void,
  ) {
    this.entityIndex = model.ranked.map((entity) => {
      const names = entity.names.map(fold);
      const label = fold(entity.label);
      return { entity, label, names, folded: [label, ...names].join(" ") };
    });
    this.input.addEventListener("input", () => this.update());
    this.input.addEventListener("focus", () => this.update());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => setTimeout(() => document.activeElement !== this.input && this.close(), 150));
  }

  focus() {
    this.input.focus();
    this.input.select();
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  private update() {
    const asked = fold(this.input.value.trim());
    const parts = asked.split(/\s+/).filter(Boolean);
    this.hits = asked ? [...this.findEntities(asked, parts), ...this.findFacts(parts)] : this.model.ranked.slice(0, 8).map((entity) => ({ entity }));
    this.active = asked && this.hits.length ? 0 : -1;
    this.show(asked);
  }

  private findEntities(asked: string, parts: string[]): Hit[] {
    const scored: { entity: Entity; score: number }[] = [];
    for (const { entity, label, names, folded } of this.entityIndex) {
      if (!parts.every((part) => folded.includes(part))) continue;
      let score = entity.rank;
      if (label === asked || names.includes(asked)) score += 100;
      else if (label.startsWith(asked + " ")) score += 60;
      else if (label.startsWith(asked)) score += 40;
      else if (names.some((name) => name.startsWith(asked))) score += 30;
      scored.push({ entity, score });
    }
    return scored
      .sort((a, b) => b.score - a.score)
      .slice(0, 8)
      .map(({ entity }) => ({ entity }));
  }

  private findFacts(parts: string[]): Hit[] {
    if (parts.length < 2) return [];
    this.factIndex ??= this.model.facts.map((fact) => {
      const names = [fact.subject, fact.object].flatMap((id) => this.model.entities.get(id)?.names ?? []);
      return { fact, folded: fold(this.model.sentence(fact) + " " + names.join(" ")) };
    });
    const found: { fact: Fact; length: number }[] = [];
    const wholeWords = parts.map((part) => new RegExp(`(^|[^\\p{L}\\p{N}])${part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}${/\d$/.test(part) ? "(?![\\p{L}\\p{N}])" : ""}`, "u"));
    for (const { fact, folded } of this.factIndex)
      if (wholeWords.every((word) => word.test(folded))) found.push({ fact, length: folded.length });
    return found
      .sort((a, b) => a.length - b.length)
      .slice(0, 6)
      .map(({ fact }) => ({ fact }));
  }

  private show(asked: string) {
    this.list.replaceChildren();
    let heading = "";
    this.hits.forEach((hit, index) => {
      const group = hit.fact ? "Facts" : asked ? "Entities" : "What matters most here";
      if (group !== heading) this.list.append(h("div", { class: "group", role: "presentation" }, (heading = group)));
      const content = hit.fact
        ? [h("span", { class: `line ${hit.fact.status}` }), h("span", { class: "hit" }, this.model.sentence(hit.fact)), hit.fact.status !== "asserted" && h("span", { class: "kind" }, hit.fact.status)]
        : [h("span", { class: `dot c-${hit.entity.main}` }), h("span", { class: "hit" }, hit.entity.label), h("span", { class: "kind" }, singular(hit.entity.main))];
      this.list.append(
        h(
          "div",
          { class: "option", role: "option", id: `hit-${index}`, "aria-selected": String(index === this.active), onmousedown: (event: Event) => event.preventDefault(), onclick: () => this.take(index) },
          ...content,
        ),
      );
    });
    if (this.hits.length === 0) this.list.append(h("div", { class: "none" }, `Nothing here is called “${this.input.value.trim()}”.`));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark();
  }

  private mark() {
    this.list.querySelectorAll(".option").forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === this.active));
      if (index === this.active) option.scrollIntoView({ block: "nearest" });
    });
    if (this.active >= 0) this.input.setAttribute("aria-activedescendant", `hit-${this.active}`);
  }

  private onKey(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (this.list.hidden) this.update();
      else if (this.hits.length) this.active = (this.active + step + this.hits.length) % this.hits.length;
      this.mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (this.list.hidden) this.update();
      else if (this.active >= 0) this.take(this.active);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
      this.input.blur();
    }
  }

  private take(index: number) {
    const hit = this.hits[index];
    this.close();
    this.input.blur();
    this.choose(hit);
  }
}

export function singular(main: string): string {
  if (main === "Instrument") return "legal text";
  const known = CLASSES.find((c) => c.name === main);
  return known && main !== "Other" ? main.toLowerCase().replace("organization", "organisation") : "";
}
