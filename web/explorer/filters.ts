import { byId, h, plural } from "./dom";
import { CLASSES, STATUSES, local, words, type Entity, type Fact, type Model } from "./model";

interface Choice {
  key: string;
  label: string;
  count: number;
  swatch: HTMLElement | null;
  title?: string;
}

/** What is drawn and listed: all that none of these lists has unticked. */
export class Filters {
  private readonly off: Record<"class" | "relation" | "document" | "status" | "modality", Set<string>> = {
    class: new Set(),
    relation: new Set(),
    document: new Set(),
    status: new Set(),
    modality: new Set(),
  };
  private from: number | null = null;
  private until: number | null = null;

  constructor(
    private readonly model: Model,
    private readonly changed: () => void,
  ) {
    // Topics hang on nearly every provision: they are one tick away, and not in the way.
    if (model.entities.size > 40 && [...model.entities.values()].some((entity) => entity.main !== "Topic")) this.off.class.add("Topic");
    this.build();
  }

  allowsEntity(entity: Entity): boolean {
    if (this.off.class.has(entity.main)) return false;
    if (this.off.document.size && entity.documents.size && [...entity.documents].every((id) => this.off.document.has(String(id)))) return false;
    return true;
  }

  allowsFact(fact: Fact): boolean {
    if (this.off.status.has(fact.status) || this.off.modality.has(fact.modality)) return false;
    if (this.off.relation.has(local(this.model.text(fact.predicate)))) return false;
    if (this.off.document.size && fact.documents.size && [...fact.documents].every((id) => this.off.document.has(String(id)))) return false;
    if (this.from !== null || this.until !== null) {
      const [from, until] = [this.from ?? -Infinity, this.until ?? Infinity];
      if (!this.datesOf(fact).some((year) => year >= from && year <= until)) return false;
    }
    for (const id of [fact.subject, fact.object]) {
      const entity = this.model.entities.get(id);
      if (entity && this.off.class.has(entity.main)) return false;
    }
    return true;
  }

  get active(): boolean {
    return this.from !== null || this.until !== null || Object.values(this.off).some((set) => set.size > 0);
  }

  reset() {
    for (const set of Object.values(this.off)) set.clear();
    this.from = this.until = null;
    this.build();
    this.changed();
  }

  /** A fact's own years, or those of the agreement that it is of. */
  private datesOf(fact: Fact): number[] {
    if (fact.years.length) return fact.years;
    const years: number[] = [];
    for (const other of this.model.entities.get(fact.subject)?.facts ?? []) if (!other.linked) years.push(...other.years);
    return years;
  }

  private build() {
    const { model } = this;
    const countBy = <T>(items: Iterable<T>, keys: (item: T) => Iterable<string>) => {
      const counts = new Map<string, number>();
      for (const item of items) for (const key of keys(item)) counts.set(key, (counts.get(key) ?? 0) + 1);
      return counts;
    };
    const classes = countBy(model.entities.values(), (entity) => [entity.main]);
    const statuses = countBy(model.facts, (fact) => [fact.status]);
    const modalities = countBy(model.facts, (fact) => [fact.modality]);
    const relations = countBy(model.facts, (fact) => [local(model.text(fact.predicate))]);
    const documents = countBy(model.facts, (fact) => [...fact.documents].map(String));
    const box = byId("filters");
    box.replaceChildren(
      h("div", { class: "filters-head" }, h("h2", {}, "Show"), h("button", { type: "button", class: "quiet", id: "reset", onclick: () => this.reset() }, "Reset")),
      this.group(
        "Entities",
        "class",
        CLASSES.filter((c) => classes.has(c.name)).map((c) => ({ key: c.name, label: c.label, count: classes.get(c.name) ?? 0, swatch: h("span", { class: `dot c-${c.name}` }) })),
      ),
      this.group(
        "How it is said",
        "status",
        STATUSES.filter((s) => statuses.has(s.status)).map((s) => ({ key: s.status, label: s.label, count: statuses.get(s.status) ?? 0, swatch: h("span", { class: `line ${s.status}` }), title: s.meaning })),
      ),
      ...(modalities.size > 1
        ? [this.group("Modality", "modality", [...modalities].map(([key, count]) => ({ key, label: capital(key), count, swatch: null })))]
        : []),
      this.dates(),
      this.group(
        "Relations",
        "relation",
        [...relations].sort((a, b) => b[1] - a[1]).map(([key, count]) => ({ key, label: words(key), count, swatch: null })),
        8,
      ),
      ...(model.documents.size > 1
        ? [
            this.group(
              "Documents",
              "document",
              [...model.documents.values()].map((d) => ({ key: String(d.id), label: d.name, count: documents.get(String(d.id)) ?? 0, swatch: null })),
              8,
            ),
          ]
        : []),
    );
    this.mark();
  }

  private mark() {
    const reset = document.getElementById("reset");
    if (reset) reset.hidden = !this.active;
  }

  private group(title: string, kind: keyof Filters["off"], choices: Choice[], most = 20): HTMLElement {
    const body = h("div", { class: "choices" });
    const boxes = new Map<string, HTMLInputElement>();
    const refresh = () => {
      for (const [key, box] of boxes) box.checked = !this.off[kind].has(key);
      this.mark();
      this.changed();
    };
    choices.forEach((choice, index) => {
      const input = h("input", { type: "checkbox", "data-filter": `${kind}:${choice.key}` });
      input.checked = !this.off[kind].has(choice.key);
      input.addEventListener("change", () => {
        if (input.checked) this.off[kind].delete(choice.key);
        else this.off[kind].add(choice.key);
        refresh();
      });
      boxes.set(choice.key, input);
      const only = h(
        "button",
        {
          type: "button",
          class: "only",
          "aria-label": `Only ${choice.label}`,
          onclick: (event: Event) => {
            event.preventDefault();
            for (const other of choices) this.off[kind].add(other.key);
            this.off[kind].delete(choice.key);
            refresh();
          },
        },
        "only",
      );
      const row = h("label", { class: "choice", title: choice.title }, input, choice.swatch, h("span", { class: "name" }, choice.label), only, h("span", { class: "count" }, String(choice.count)));
      if (index >= most) row.classList.add("beyond");
      body.append(row);
    });
    const all = h("button", {
      type: "button",
      class: "quiet all",
      onclick: () => {
        if (this.off[kind].size) this.off[kind].clear();
        else for (const choice of choices) this.off[kind].add(choice.key);
        refresh();
      },
    }, "all / none");
    const section = h("section", { class: "filter" }, h("div", { class: "filter-head" }, h("h3", {}, title), choices.length > 2 && all), body);
    if (choices.length > most)
      body.append(
        h("button", { type: "button", class: "quiet more", onclick: (event: Event) => {
          section.classList.add("open");
          (event.currentTarget as HTMLElement).remove();
        } }, `${choices.length - most} more`),
      );
    return section;
  }

  private dates(): HTMLElement {
    const years = this.model.facts.flatMap((fact) => fact.years);
    if (years.length === 0) return h("section", { hidden: true });
    const [least, most] = [years.reduce((a, b) => Math.min(a, b)), years.reduce((a, b) => Math.max(a, b))];
    const note = h("p", { class: "note" }, `Dated facts: ${least}–${most}. A limit hides what has no date.`);
    const field = (label: string, value: number | null, set: (year: number | null) => void) => {
      const input = h("input", { type: "number", min: least, max: most, placeholder: label === "from" ? least : most, "aria-label": `${label} year`, value: value ?? undefined });
      input.addEventListener("input", () => {
        set(/^\d{4}$/.test(input.value) ? Number(input.value) : null);
        const kept = this.model.facts.filter((fact) => this.allowsFact(fact)).length;
        note.textContent = this.from === null && this.until === null ? `Dated facts: ${least}–${most}. A limit hides what has no date.` : `${plural(kept, "fact")} of these years.`;
        this.mark();
        this.changed();
      });
      return h("label", { class: "year" }, label, input);
    };
    return h(
      "section",
      { class: "filter" },
      h("div", { class: "filter-head" }, h("h3", {}, "Years")),
      h("div", { class: "years" }, field("from", this.from, (year) => (this.from = year)), field("until", this.until, (year) => (this.until = year))),
      note,
    );
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
