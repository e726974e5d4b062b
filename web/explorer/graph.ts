import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";
import { FONT, byId, measure, withoutShouting } from "./dom";
import { type Entity, type Fact, type Model } from "./model";
import type { Filters } from "./filters";
import type { Selection } from "./panel";

cytoscape.use(fcose);

/** How many entities a large graph opens with, and how many neighbours one expansion adds. */
const FIRST = window.innerWidth < 720 ? 30 : 70;
const STEP = 14;
/** Above this many, the picture is moved as a texture and labels come back when it stands still. */
const LARGE = 600;
/** Letters, in pixels of the screen at every zoom. */
const NODE_FONT = 12;
const EDGE_FONT = 10.5;

interface Theme {
  ink: string;
  faint: string;
  paper: string;
  line: string;
  accent: string;
  reported: string;
  denied: string;
  uncertain: string;
  inferred: string;
  classes: Record<string, string>;
}

const SHAPES: Record<string, string> = {
  Agreement: "round-rectangle",
  Instrument: "round-rectangle",
  Provision: "rectangle",
  State: "ellipse",
  Organization: "round-hexagon",
  Person: "ellipse",
  Position: "round-tag",
  Place: "round-triangle",
  Event: "round-diamond",
  Publication: "cut-rectangle",
  Topic: "round-pentagon",
};

/** The drawing: which entities are on it, where, and which labels there is room for. */
export class GraphView {
  readonly cy: cytoscape.Core;
  private readonly shown = new Set<number>();
  private theme: Theme;
  private quiet = 0;
  /** How much larger points are drawn than at zoom 1, so that they stay points when all is far away. */
  private swell = 1;
  /** The zoom that the style is for. */
  private zoom = 1;

  constructor(
    private readonly model: Model,
    private readonly filters: Filters,
    private readonly choose: (selection: Selection) => void,
  ) {
    this.theme = readTheme();
    this.cy = cytoscape({
      container: byId("graph"),
      style: this.style(),
      minZoom: 0.02,
      maxZoom: 3,
      boxSelectionEnabled: false,
      autounselectify: true,
      textureOnViewport: model.entities.size > LARGE,
      hideEdgesOnViewport: false,
      pixelRatio: Math.min(2, window.devicePixelRatio || 1) as never,
    });
    this.cy.on("tap", "node", (event) => this.choose({ entity: this.entityOf(event.target) }));
    this.cy.on("tap", "edge", (event) => this.choose({ fact: this.factOf(event.target) }));
    this.cy.on("tap", (event) => {
      if (event.target === this.cy && !this.moved) this.choose(null);
    });
    this.moveAsPicture();
    this.cy.on("dbltap", "node", (event) => this.expand(this.entityOf(event.target)));
    this.cy.on("mouseover", "node, edge", (event) => {
      event.target.addClass("hover");
      byId("graph").style.cursor = "pointer";
    });
    this.cy.on("mouseout", "node, edge", (event) => {
      event.target.removeClass("hover");
      byId("graph").style.cursor = "";
    });
    this.cy.on("viewport dragfree resize", () => this.settleSoon());
    this.open();
  }

  private moved = false;
  private dragging = false;

  /**
   * Thousands of points cannot be drawn anew for each frame: while a large drawing is dragged, the browser moves its picture, and it is drawn
   * again when the pointer rests.
   */
  private moveAsPicture() {
    const container = byId("graph");
    const picture = () => container.firstElementChild as HTMLElement | null;
    let from: { x: number; y: number } | null = null;
    let by = { x: 0, y: 0 };
    let rest = 0;
    const place = (event: Event) => {
      const point = typeof TouchEvent !== "undefined" && event instanceof TouchEvent ? event.touches[0] : (event as MouseEvent);
      return point ? { x: point.clientX, y: point.clientY } : null;
    };
    const draw = () => {
      clearTimeout(rest);
      if (!by.x && !by.y) return;
      const { x, y } = by;
      if (from) from = { x: from.x + x, y: from.y + y };
      by = { x: 0, y: 0 };
      this.cy.one("render", () => {
        const element = picture();
        if (element) element.style.transform = "";
      });
      this.cy.panBy({ x, y });
    };
    const move = (event: Event) => {
      const to = place(event);
      if (!from || !to) return;
      event.stopImmediatePropagation();
      by = { x: to.x - from.x, y: to.y - from.y };
      if (Math.hypot(by.x, by.y) > 3) this.moved = true;
      const element = picture();
      if (element) element.style.transform = `translate3d(${by.x}px, ${by.y}px, 0)`;
      clearTimeout(rest);
      rest = window.setTimeout(draw, 250);
    };
    const end = () => {
      if (!from) return;
      draw();
      from = null;
      this.dragging = false;
      this.cy.userPanningEnabled(true);
      this.settleSoon();
    };
    this.cy.on("tapstart", (event) => {
      this.moved = false;
      const original = event.originalEvent as Event;
      const fingers = typeof TouchEvent !== "undefined" && original instanceof TouchEvent ? original.touches.length : 1;
      if (event.target !== this.cy || fingers !== 1 || this.cy.nodes().length <= LARGE) return end();
      from = place(original);
      this.dragging = true;
      this.cy.userPanningEnabled(false);
    });
    for (const name of ["mousemove", "touchmove"]) window.addEventListener(name, move, { capture: true, passive: true });
    for (const name of ["mouseup", "touchend", "touchcancel", "blur"]) window.addEventListener(name, end, { capture: true });
  }

  /** What matters most, with at least one line each. */
  private open() {
    const allowed = this.model.ranked.filter((entity) => this.filters.allowsEntity(entity));
    const linked = allowed.filter((entity) => entity.facts.some((fact) => fact.linked && this.filters.allowsFact(fact)));
    const chosen = linked.length <= FIRST * 1.3 ? linked : this.connectedTop(linked);
    for (const entity of chosen.length ? chosen : allowed.slice(0, FIRST)) this.shown.add(entity.id);
    this.sync();
    this.layout(true);
  }

  /** The first of the ranking, less those without a line to another of them. */
  private connectedTop(ranked: Entity[]): Entity[] {
    const top = ranked.slice(0, FIRST);
    const ids = new Set(top.map((entity) => entity.id));
    return top.filter((entity) => entity.facts.some((fact) => fact.linked && this.filters.allowsFact(fact) && ids.has(fact.subject) && ids.has(fact.object) && fact.subject !== fact.object));
  }

  get drawn(): { entities: number; facts: number } {
    return { entities: this.cy.nodes().length, facts: this.cy.edges().length };
  }

  isShown(entity: Entity): boolean {
    return this.cy.getElementById(`n${entity.id}`).nonempty();
  }

  showMore() {
    let added = 0;
    for (const entity of this.model.ranked) {
      if (added >= 60) break;
      if (this.shown.has(entity.id) || !this.filters.allowsEntity(entity)) continue;
      this.shown.add(entity.id);
      ++added;
    }
    this.sync();
    this.layout(false);
  }

  showAll() {
    for (const entity of this.model.ranked) this.shown.add(entity.id);
    this.sync();
    this.layout(true);
  }

  /** Adds an entity's neighbours, those that matter most first. */
  expand(entity: Entity) {
    this.shown.add(entity.id);
    const others = this.neighbours(entity).filter((other) => !this.shown.has(other.id));
    for (const other of others.slice(0, STEP)) this.shown.add(other.id);
    this.sync();
    this.placeNew(entity);
    this.layout(false);
    this.choose({ entity });
  }

  private neighbours(entity: Entity): Entity[] {
    const found = new Set<Entity>();
    for (const fact of entity.facts) {
      if (!fact.linked || !this.filters.allowsFact(fact)) continue;
      const other = this.model.entities.get(fact.subject === entity.id ? fact.object : fact.subject);
      if (other && this.filters.allowsEntity(other)) found.add(other);
    }
    return [...found].sort((a, b) => b.rank - a.rank);
  }

  /** After filters or the choice of entities have changed: takes out and puts in what differs. */
  sync() {
    const nodes = new Set<string>();
    const edges = new Set<string>();
    const add: cytoscape.ElementDefinition[] = [];
    for (const id of this.shown) {
      const entity = this.model.entities.get(id)!;
      if (!this.filters.allowsEntity(entity)) continue;
      nodes.add(`n${id}`);
      if (this.cy.getElementById(`n${id}`).empty()) add.push({ group: "nodes", data: this.nodeData(entity) });
    }
    for (const id of this.shown)
      for (const fact of this.model.entities.get(id)!.facts) {
        if (!fact.linked || fact.subject !== id || fact.subject === fact.object || !this.filters.allowsFact(fact)) continue;
        if (!nodes.has(`n${fact.subject}`) || !nodes.has(`n${fact.object}`) || this.isRestated(fact)) continue;
        edges.add(`e${fact.index}`);
        if (this.cy.getElementById(`e${fact.index}`).empty())
          add.push({ group: "edges", classes: fact.status, data: { id: `e${fact.index}`, source: `n${fact.subject}`, target: `n${fact.object}`, fact: fact.index, label: this.model.relation(fact.predicate) } });
      }
    this.cy.batch(() => {
      this.cy.edges().filter((edge) => !edges.has(edge.id())).remove();
      this.cy.nodes().filter((node) => !nodes.has(node.id())).remove();
      this.cy.add(add);
    });
    this.settleSoon();
    byId("graph").dispatchEvent(new CustomEvent("drawn"));
  }

  /** An inferred fact between two that an asserted one connects: mostly its inverse or superproperty, and not worth a second line. */
  private isRestated(fact: Fact): boolean {
    if (fact.status !== "inferred") return false;
    const joins = (other: Fact) => (other.subject === fact.subject && other.object === fact.object) || (other.subject === fact.object && other.object === fact.subject);
    return this.model.entities.get(fact.subject)!.facts.some((other) => other.status === "asserted" && joins(other));
  }

  private nodeData(entity: Entity) {
    const size = Math.round(13 + 5 * Math.min(5, entity.rank / 2));
    return { id: `n${entity.id}`, entity: entity.id, main: entity.main, label: breakLines(shortLabel(entity)), size, rank: entity.rank };
  }

  private entityOf(node: cytoscape.NodeSingular): Entity {
    return this.model.entities.get(node.data("entity") as number)!;
  }

  private factOf(edge: cytoscape.EdgeSingular): Fact {
    return this.model.facts[edge.data("fact") as number];
  }

  /** New neighbours begin around the one that they belong to. */
  private placeNew(entity: Entity) {
    const centre = this.cy.getElementById(`n${entity.id}`).position();
    this.cy
      .getElementById(`n${entity.id}`)
      .neighborhood("node")
      .forEach((node, index) => {
        const at = node.position();
        if (at.x === 0 && at.y === 0) node.position({ x: centre.x + 120 * Math.cos(index * 2.4), y: centre.y + 120 * Math.sin(index * 2.4) });
      });
  }

  private layout(anew: boolean) {
    const count = this.cy.nodes().length;
    if (count === 0) return;
    const large = count > LARGE;
    const layout = this.cy.layout({
      name: "fcose",
      quality: large ? "draft" : "default",
      randomize: anew,
      animate: false,
      fit: anew,
      padding: 36,
      nodeDimensionsIncludeLabels: !large,
      uniformNodeDimensions: large,
      packComponents: true,
      nodeRepulsion: () => 14000,
      // Points with many lines need room around them, for their own name too.
      idealEdgeLength: (edge: cytoscape.EdgeSingular) => 80 + 5 * Math.min(24, Math.max(edge.source().degree(false), edge.target().degree(false))),
      edgeElasticity: () => 0.3,
      gravity: 0.32,
      nodeSeparation: 90,
      tile: true,
      tilingPaddingVertical: 26,
      tilingPaddingHorizontal: 40,
      numIter: count > 250 ? 900 : 2500,
    } as never);
    layout.one("layoutstop", () => {
      if (anew) {
        this.fillShape();
        this.fit();
      }
      this.settle();
    });
    // The same graph is drawn the same way each time.
    const random = Math.random;
    let state = 42;
    Math.random = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 4294967296;
    };
    try {
      layout.run();
    } finally {
      Math.random = random;
    }
  }

  /** Turns and stretches a new drawing so that it fills what the window has for it. */
  private fillShape() {
    const box = this.cy.nodes().boundingBox({ includeLabels: false });
    if (box.w < 1 || box.h < 1) return;
    const wanted = this.cy.width() / Math.max(1, this.cy.height());
    const turn = wanted < 1 !== box.w < box.h;
    const ratio = wanted / (turn ? box.h / box.w : box.w / box.h);
    const stretch = Math.min(1.7, Math.max(1 / 1.7, ratio));
    const [sx, sy] = stretch > 1 ? [stretch, 1] : [1, 1 / stretch];
    this.cy.batch(() => {
      this.cy.nodes().forEach((node) => {
        const { x, y } = node.position();
        node.position({ x: (turn ? y : x) * sx, y: (turn ? x : y) * sy });
      });
    });
  }

  fit() {
    this.cy.resize();
    const box = this.cy.nodes().boundingBox({ includeLabels: false });
    const [width, height] = [this.cy.width(), this.cy.height()];
    // Room for the labels of the outermost points.
    const [side, above, below] = [Math.min(64, width / 7), 26, 46];
    const zoom = Math.max(this.cy.minZoom(), Math.min(1.3, (width - 2 * side) / Math.max(1, box.w), (height - above - below) / Math.max(1, box.h)));
    this.cy.viewport({ zoom, pan: { x: width / 2 - (zoom * (box.x1 + box.x2)) / 2, y: (height + above - below) / 2 - (zoom * (box.y1 + box.y2)) / 2 } });
  }

  zoomBy(factor: number) {
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: { x: this.cy.width() / 2, y: this.cy.height() / 2 } });
  }

  panBy(x: number, y: number) {
    this.cy.panBy({ x, y });
  }

  /** Marks the chosen one and what it touches, and brings it into sight. */
  select(selection: Selection) {
    this.unseen = null;
    if (selection?.entity && !this.isShown(selection.entity) && this.filters.allowsEntity(selection.entity)) {
      const near = this.neighbours(selection.entity);
      this.shown.add(selection.entity.id);
      for (const other of near.slice(0, 6)) this.shown.add(other.id);
      this.sync();
      this.layout(false);
    }
    if (selection?.fact?.linked && this.cy.getElementById(`e${selection.fact.index}`).empty()) {
      this.shown.add(selection.fact.subject);
      this.shown.add(selection.fact.object);
      this.sync();
      this.layout(false);
    }
    this.cy.batch(() => {
      this.cy.elements().removeClass("chosen near far");
      const target = selection?.entity ? this.cy.getElementById(`n${selection.entity.id}`) : selection?.fact ? this.cy.getElementById(`e${selection.fact.index}`) : null;
      if (!target || target.empty()) return;
      const near = selection?.entity ? target.closedNeighborhood() : target.union((target as unknown as cytoscape.EdgeCollection).connectedNodes());
      this.cy.elements().not(near).addClass("far");
      near.addClass("near");
      target.addClass("chosen");
      this.bringIntoSight(target, selection?.entity && near.length > 12 ? target : near);
    });
    // Lines know where they are only after they have been drawn.
    this.settleSoon();
  }

  /** What was chosen while another view was shown, where there was no sight to bring it into. */
  private unseen: (() => void) | null = null;

  /** To be called when the drawing is shown again. */
  appear() {
    this.cy.resize();
    this.unseen?.();
    this.unseen = null;
    this.settle();
  }

  /** On a phone the panel covers the lower part. */
  private bringIntoSight(target: cytoscape.CollectionReturnValue, around: cytoscape.CollectionReturnValue) {
    if (!byId("graph").clientWidth) {
      this.unseen = () => this.bringIntoSight(target, around);
      return;
    }
    const [width, height] = [this.cy.width(), this.cy.height() * (window.innerWidth < 720 ? 0.36 : 1)];
    const box = target.renderedBoundingBox({ includeLabels: false });
    if (box.x1 >= 30 && box.y1 >= 30 && box.x2 <= width - 30 && box.y2 <= height - 40 && this.cy.zoom() >= 0.45) return;
    const zoom = Math.min(1.1, Math.max(0.6, this.cy.zoom()));
    const whole = around.boundingBox({ includeLabels: false });
    const fits = whole.w * zoom < width - 60 && whole.h * zoom < height - 60;
    const shown = fits ? whole : target.boundingBox({ includeLabels: false });
    this.cy.viewport({ zoom, pan: { x: width / 2 - (zoom * (shown.x1 + shown.x2)) / 2, y: height / 2 - (zoom * (shown.y1 + shown.y2)) / 2 } });
  }

  private settleSoon() {
    clearTimeout(this.quiet);
    if (this.dragging) return;
    this.quiet = window.setTimeout(() => this.settle(), 90);
  }

  /** Once it stands still: letters of one size at every zoom, and only labels that there is room for, the most important ones first. */
  settle() {
    clearTimeout(this.quiet);
    // While another view is shown there is no place to settle in.
    if (!byId("graph").clientWidth) return;
    const zoom = this.cy.zoom();
    const width = this.cy.width();
    const height = this.cy.height();
    const taken = new Boxes();
    const nodes = this.cy.nodes().toArray() as cytoscape.NodeSingular[];
    const inView = nodes.filter((node) => {
      const at = node.renderedPosition();
      return at.x > -80 && at.y > -40 && at.x < width + 80 && at.y < height + 40;
    });
    const swell = Math.max(1, nodes.length > LARGE ? Math.min(3, 0.12 / zoom) : Math.min(4, 0.45 / zoom));
    const halfOf = (node: cytoscape.NodeSingular) => ((node.data("size") as number) * swell * zoom) / 2;
    for (const node of inView) {
      const at = node.renderedPosition();
      const half = halfOf(node);
      if (half >= 1.5) taken.add({ x1: at.x - half, y1: at.y - half, x2: at.x + half, y2: at.y + half, owner: node.id() });
    }
    const order = (node: cytoscape.NodeSingular) => (node.data("rank") as number) + (node.hasClass("near") ? 500 : 0);
    const named = new Map<string, [place: string, text: string]>();
    const nameNode = (node: cytoscape.NodeSingular) => {
      const at = node.renderedPosition();
      const half = halfOf(node) + 2;
      const inside = (box: Box) => box.x1 >= 0 && box.y1 >= 0 && box.x2 <= width && box.y2 <= height;
      const label = node.data("label") as string;
      const [firstLine] = label.split("\n");
      // Where there is no room for all of it, its beginning.
      const texts = label === firstLine ? [label] : [label, `${firstLine}…`];
      for (const text of texts) {
        const lines = text.split("\n");
        const w = Math.max(...lines.map((line) => measure(line, NODE_FONT))) + 6;
        const tall = lines.length * NODE_FONT * 1.2 + 4;
        const places: [string, Box][] = [
          ["below", { x1: at.x - w / 2, y1: at.y + half, x2: at.x + w / 2, y2: at.y + half + tall, owner: node.id() }],
          ["right", { x1: at.x + half, y1: at.y - tall / 2, x2: at.x + half + w, y2: at.y + tall / 2, owner: node.id() }],
          ["left", { x1: at.x - half - w, y1: at.y - tall / 2, x2: at.x - half, y2: at.y + tall / 2, owner: node.id() }],
          ["above", { x1: at.x - w / 2, y1: at.y - half - tall, x2: at.x + w / 2, y2: at.y - half, owner: node.id() }],
        ];
        const must = node.hasClass("chosen") && text === texts[texts.length - 1];
        const free = places.find(([, box]) => inside(box) && !taken.hits(box)) ?? (must ? places[0] : undefined);
        if (!free) continue;
        taken.add({ ...free[1], owner: "" });
        named.set(node.id(), [free[0], text]);
        return;
      }
    };
    const nameEdge = (edge: cytoscape.EdgeSingular) => {
      const middle = edge.renderedMidpoint();
      if (!(middle.x > 0 && middle.y > 0 && middle.x < width && middle.y < height)) return;
      const w = measure(edge.data("label") as string, EDGE_FONT);
      const ends = [edge.renderedSourceEndpoint(), edge.renderedTargetEndpoint()];
      const chosen = edge.hasClass("chosen");
      if (!chosen && Math.hypot(ends[0].x - ends[1].x, ends[0].y - ends[1].y) < w * 0.8) return;
      const box = { x1: middle.x - w / 2 - 4, y1: middle.y - EDGE_FONT, x2: middle.x + w / 2 + 4, y2: middle.y + EDGE_FONT, owner: "" };
      if (!chosen && taken.hits(box)) return;
      taken.add(box);
      named.set(edge.id(), ["", edge.data("label") as string]);
    };
    // The chosen one, the lines that it has, then points by what they matter, then the other lines. That a treaty has provisions is
    // plain from the drawing.
    inView.filter((node) => node.hasClass("chosen")).forEach(nameNode);
    const edges = (this.cy.edges().length > 400 ? this.cy.edges(".near, .chosen") : this.cy.edges()).toArray() as cytoscape.EdgeSingular[];
    const near = edges.filter((edge) => edge.hasClass("near"));
    const telling = near.filter((edge) => near.length < 5 || edge.data("label") !== "has provision");
    telling.slice(0, 12).forEach(nameEdge);
    inView
      .filter((node) => !node.hasClass("far") && !named.has(node.id()))
      .sort((a, b) => order(b) - order(a))
      .forEach(nameNode);
    const marked = (edge: cytoscape.EdgeSingular) => (edge.hasClass("denied") || edge.hasClass("reported") || edge.hasClass("uncertain") ? 1 : 0);
    edges
      .filter((edge) => !edge.hasClass("far") && !named.has(edge.id()) && edge.data("label") !== "has provision")
      .sort((a, b) => marked(b) - marked(a))
      .forEach(nameEdge);
    this.cy.batch(() => {
      this.cy.elements().forEach((element) => {
        const given = named.get(element.id());
        if (element.hasClass("named") !== (given !== undefined)) element.toggleClass("named", given !== undefined);
        if (!given) return;
        if (element.data("place") !== given[0]) element.data("place", given[0]);
        if (element.data("text") !== given[1]) element.data("text", given[1]);
      });
    });
    // Sizes hang on the zoom alone, and to set them anew takes long where there are thousands of points.
    if (zoom !== this.zoom) {
      this.zoom = zoom;
      this.swell = swell;
      this.cy.style(this.style());
    }
    byId("graph").dataset.settled = String(Number(byId("graph").dataset.settled ?? 0) + 1);
  }

  recolour() {
    this.theme = readTheme();
    this.cy.style(this.style());
    this.settle();
  }

  get paper(): string {
    return this.theme.paper;
  }

  private style(): cytoscape.StylesheetJson {
    const { theme: t, zoom } = this;
    const line = 1.3 / Math.min(1.2, zoom ** 0.5);
    const label = (place: string, style: object) => ({ selector: `node.named[place = "${place}"]`, style });
    const many = this.model.facts.length > 4000;
    const dash = (pattern: number[], colour: string) => ({ "line-style": "dashed", "line-dash-pattern": pattern, "line-color": colour, "target-arrow-color": colour, color: colour });
    return [
      {
        selector: "node",
        style: {
          width: (node: cytoscape.NodeSingular) => node.data("size") * this.swell,
          height: (node: cytoscape.NodeSingular) => node.data("size") * this.swell,
          "background-color": t.faint,
          "border-width": 1.5,
          "border-color": t.paper,
          label: "",
          color: t.ink,
          "font-family": FONT,
          "text-wrap": "wrap",
          "text-max-width": "1000px",
          "text-valign": "bottom",
          "text-halign": "center",
          "line-height": 1.2,
          "text-outline-color": t.paper,
          "text-outline-opacity": 1,
          "overlay-opacity": 0,
        },
      },
      ...Object.entries(t.classes).map(([name, colour]) => ({ selector: `node[main = "${name}"]`, style: { "background-color": colour, shape: SHAPES[name] ?? "ellipse" } })),
      { selector: "node.named", style: { label: "data(text)", "font-size": NODE_FONT / zoom, "text-outline-width": 2.5 / zoom } },
      label("below", { "text-margin-y": 3 / zoom }),
      label("above", { "text-valign": "top", "text-margin-y": -3 / zoom }),
      label("right", { "text-valign": "center", "text-halign": "right", "text-margin-x": 4 / zoom }),
      label("left", { "text-valign": "center", "text-halign": "left", "text-margin-x": -4 / zoom }),
      {
        selector: "edge",
        style: {
          width: Math.min(3, line),
          "curve-style": many ? "haystack" : "bezier",
          "control-point-step-size": 34,
          "line-color": t.line,
          "target-arrow-color": t.line,
          "target-arrow-shape": many ? "none" : "triangle",
          "arrow-scale": 0.75,
          "font-family": FONT,
          color: t.faint,
          label: "",
          "text-background-color": t.paper,
          "text-background-opacity": 0.92,
          "text-background-shape": "roundrectangle",
          "overlay-opacity": 0,
        },
      },
      { selector: "edge.named", style: { label: "data(label)", "font-size": EDGE_FONT / zoom, "text-background-padding": `${2 / zoom}px` } },
      { selector: "edge.reported", style: dash([7, 4], t.reported) },
      { selector: "edge.uncertain", style: dash([2, 4], t.uncertain) },
      { selector: "edge.denied", style: { ...dash([3, 3], t.denied), "target-arrow-shape": "tee", "mid-target-arrow-shape": "none", "arrow-scale": 1.1 } },
      { selector: "edge.inferred", style: dash([1, 3], t.inferred) },
      { selector: "edge.near, edge.hover", style: { width: Math.min(5, 1.7 * line) } },
      { selector: ".far", style: { opacity: 0.22 } },
      { selector: "node.hover", style: { "border-color": t.ink } },
      { selector: "node.chosen", style: { "border-color": t.accent, "border-width": 4, "font-weight": "bold" } },
      { selector: "edge.chosen", style: { "line-color": t.accent, "target-arrow-color": t.accent, color: t.accent, "z-index": 9 } },
    ] as never;
  }
}

interface Box {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  owner: string;
}

/** Rectangles on the screen in a grid, to ask whether a place is free. */
class Boxes {
  private readonly cells = new Map<string, Box[]>();

  private *keys(box: Box) {
    for (let x = Math.floor(box.x1 / 64); x <= Math.floor(box.x2 / 64); ++x) for (let y = Math.floor(box.y1 / 32); y <= Math.floor(box.y2 / 32); ++y) yield `${x} ${y}`;
  }

  add(box: Box) {
    for (const key of this.keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    }
  }

  hits(box: Box): boolean {
    for (const key of this.keys(box))
      for (const other of this.cells.get(key) ?? [])
        if ((other.owner === "" || other.owner !== box.owner) && box.x1 < other.x2 && other.x1 < box.x2 && box.y1 < other.y2 && other.y1 < box.y2) return true;
    return false;
  }
}

/** "Article 4 of the Treaty on …" hangs on its treaty, so "Article 4" is enough. */
function shortLabel(entity: Entity): string {
  const label = entity.main === "Provision" ? entity.label.split(" of the ")[0] : entity.label;
  const calm = withoutShouting(label);
  return calm.length > 46 ? calm.slice(0, 44).replace(/[\s,]+\S*$/, "") + "…" : calm;
}

function breakLines(label: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of label.replace(/\s+/g, " ").split(" ")) {
    if (line && line.length + word.length > 19) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line].map((l) => (l.length > 30 ? l.slice(0, 29) + "…" : l)).join("\n");
}

function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const names = ["Agreement", "State", "Organization", "Person", "Instrument", "Provision", "Position", "Event", "Place", "Publication", "Topic", "Role", "Other"];
  return {
    ink: colour("ink"),
    faint: colour("ink-2"),
    paper: colour("canvas"),
    line: colour("line-asserted"),
    accent: colour("accent"),
    reported: colour("reported"),
    denied: colour("denied"),
    uncertain: colour("uncertain"),
    inferred: colour("inferred"),
    classes: Object.fromEntries(names.map((name) => [name, colour(`c-${name}`)])),
  };
}
