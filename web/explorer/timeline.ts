import { byId, fitted, h, svg, withoutShouting } from "./dom";
import { dateOf, type Entity, type Model } from "./model";
import type { Filters } from "./filters";
import type { Selection } from "./panel";

interface Dated {
  entity: Entity;
  date: string;
  at: number;
}

/** Agreements by date, each on a line of its own below a scale of years; a long silence between two of them is folded. */
export class Timeline {
  private readonly box = byId("timeline");

  constructor(
    private readonly model: Model,
    private readonly filters: Filters,
    private readonly choose: (selection: Selection) => void,
  ) {}

  draw(chosen: Selection) {
    const dated: Dated[] = [];
    const undated: Entity[] = [];
    for (const entity of this.model.ranked) {
      if ((entity.main !== "Agreement" && entity.main !== "Instrument") || !this.filters.allowsEntity(entity)) continue;
      const date = dateOf(this.model, entity);
      if (date) dated.push({ entity, date, at: position(date) });
      else if (entity.main === "Agreement") undated.push(entity);
    }
    dated.sort((a, b) => a.at - b.at);
    this.box.replaceChildren(h("h2", { class: "title" }, "Agreements in time"));
    if (dated.length === 0) this.box.append(h("p", { class: "note" }, "No agreement here has a date."));
    else this.box.append(this.chart(dated, chosen));
    if (undated.length)
      this.box.append(
        h("h3", {}, "Without a date"),
        h("ul", { class: "entities" }, ...undated.map((entity) => h("li", {}, h("button", { type: "button", class: "link entity", onclick: () => this.choose({ entity }) }, h("span", { class: "dot c-Agreement" }), h("span", {}, entity.label))))),
      );
  }

  private chart(dated: Dated[], chosen: Selection): HTMLElement {
    const width = Math.max(300, this.box.clientWidth - (this.box.clientWidth < 640 ? 32 : 64));
    const narrow = width < 520;
    const row = narrow ? 44 : 34;
    const top = 34;
    const height = top + dated.length * row + 12;
    const scale = foldedScale(dated, 46, width - (narrow ? 24 : Math.min(300, width * 0.45)));
    const drawing = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "list", "aria-label": "Agreements by date" });
    const years = tickYears(dated, scale);
    for (const year of years) {
      const x = scale(year);
      drawing.append(svg("line", { x1: x, x2: x, y1: top - 8, y2: height, class: "tick" }), svg("text", { x, y: 16, class: "year", "text-anchor": "middle" }, String(year)));
    }
    dated.forEach(({ entity, date, at }, index) => {
      const y = top + index * row + 14;
      const x = scale(at);
      const room = narrow ? width - 8 : width - x - 20;
      const text = `${date}  ${withoutShouting(entity.label)}`;
      const label = fitted(text, 13, room);
      const active = chosen?.entity === entity;
      const mark = svg("g", { class: active ? "item chosen" : "item", tabindex: 0, role: "listitem", "aria-label": `${entity.label}, ${date}` });
      mark.append(svg("title", {}, `${entity.label}, ${date}`));
      mark.append(svg("rect", { x: 0, y: y - row / 2 + (narrow ? 6 : 2), width, height: row - 2, class: "hit" }));
      mark.append(svg("line", { x1: scale(dated[0].at), x2: x, y1: y, y2: y, class: "lead" }));
      mark.append(svg("circle", { cx: x, cy: y, r: 5.5, class: `c-${entity.main}` }));
      // On a phone the words stand below the line that leads to their place.
      mark.append(narrow ? svg("text", { x: 4, y: y + 19 }, label) : svg("text", { x: x + 12, y: y + 4 }, label));
      mark.addEventListener("click", () => this.choose({ entity }));
      mark.addEventListener("keydown", (event) => {
        if ((event as KeyboardEvent).key === "Enter" || (event as KeyboardEvent).key === " ") {
          event.preventDefault();
          this.choose({ entity });
        }
      });
      drawing.append(mark);
    });
    return h("div", { class: "chart" }, drawing as unknown as HTMLElement);
  }
}

/** "2000-02-09" is a little more than 2000. */
function position(date: string): number {
  const [year, month, day] = date.split("-").map(Number);
  return year + (month ? (month - 1) / 12 : 0) + (day ? day / 372 : 0);
}

/** Linear, but that a stretch without agreements takes at most a sixth of the width. */
function foldedScale(dated: Dated[], left: number, width: number): (at: number) => number {
  const points = [...new Set(dated.map((d) => d.at))];
  const gaps = points.slice(1).map((at, i) => at - points[i]);
  const total = gaps.reduce((a, b) => a + b, 0) || 1;
  const folded = gaps.map((gap) => Math.min(gap, total / 6));
  const sum = folded.reduce((a, b) => a + b, 0) || 1;
  const usable = Math.max(60, width - left);
  const places = [left];
  folded.forEach((gap) => places.push(places[places.length - 1] + (gap / sum) * usable));
  return (at) => {
    if (at <= points[0]) return places[0];
    for (let i = 1; i < points.length; ++i)
      if (at <= points[i]) return places[i - 1] + ((at - points[i - 1]) / (points[i] - points[i - 1])) * (places[i] - places[i - 1]);
    return places[places.length - 1];
  };
}

/** Years with an agreement, those too near to the one before left out. */
function tickYears(dated: Dated[], scale: (at: number) => number): number[] {
  const years = [...new Set(dated.map((d) => Math.floor(d.at)))];
  const kept: number[] = [];
  for (const year of years) if (kept.length === 0 || scale(year) - scale(kept[kept.length - 1]) > 42) kept.push(year);
  return kept;
}
