// The explorer page: reads the graph embedded in it and wires search, filters, drawing, panel, timeline and console together.
import { Console } from "./console";
import { byId, h, plural } from "./dom";
import { savePng, saveSvg } from "./export";
import { Filters } from "./filters";
import { GraphView } from "./graph";
import { Model, type PageData } from "./model";
import { Panel, type Selection } from "./panel";
import { Search } from "./search";
import { Timeline } from "./timeline";

type View = "graph" | "timeline" | "console";

function start() {
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  document.documentElement.dataset.theme = systemDark.matches ? "dark" : "light";
  const model = new Model(JSON.parse(byId("data").textContent ?? "") as PageData);
  byId("data").remove();
  let selection: Selection = null;
  let view: View = "graph";
  const trail: Selection[] = [];

  const filters = new Filters(model, () => {
    graph.sync();
    graph.select(selection);
    panel.show(selection);
    if (view === "timeline") timeline.draw(selection);
    status();
  });
  const graph = new GraphView(model, filters, (next) => choose(next));
  const panel = new Panel(model, (next) => choose(next), (fact) => filters.allowsFact(fact), (entity) => {
    show("graph");
    graph.expand(entity);
  });
  const timeline = new Timeline(model, filters, (next) => choose(next));
  new Console(model, (next) => choose(next));
  const search = new Search(model, (hit) => {
    choose(hit.entity ? { entity: hit.entity } : hit.fact ? { fact: hit.fact } : null);
    byId("panel-content").querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  });

  function choose(next: Selection, remember = true) {
    if (remember && selection && next !== selection) trail.push(selection);
    selection = next;
    if (!next) trail.length = 0;
    document.body.classList.toggle("has-selection", next !== null);
    panel.show(next);
    graph.select(next);
    if (view === "timeline") timeline.draw(next);
    byId("back").hidden = trail.length === 0;
    const iri = next?.entity?.iri;
    history.replaceState(null, "", iri ? `#${encodeURIComponent(iri)}` : location.pathname + location.search);
    status();
  }

  function show(next: View) {
    view = next;
    document.body.dataset.view = next;
    for (const tab of document.querySelectorAll<HTMLElement>("[data-tab]")) tab.setAttribute("aria-pressed", String(tab.dataset.tab === next));
    document.body.classList.remove("show-filters");
    if (next === "timeline") timeline.draw(selection);
    if (next === "graph") graph.appear();
  }

  function status() {
    const { entities, facts } = graph.drawn;
    const rest = model.entities.size - entities;
    byId("drawn").textContent = `${plural(entities, "entity", "entities")} and ${plural(facts, "line")} drawn${rest ? ` of ${model.entities.size.toLocaleString("en")} entities` : ""}`;
    byId("more").hidden = byId("all").hidden = rest === 0;
  }

  function theme() {
    document.documentElement.dataset.theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    graph.recolour();
  }

  for (const tab of document.querySelectorAll<HTMLElement>("[data-tab]")) tab.addEventListener("click", () => show(tab.dataset.tab as View));
  byId("more").addEventListener("click", () => (graph.showMore(), status()));
  byId("all").addEventListener("click", () => (graph.showAll(), status()));
  byId("zoom-in").addEventListener("click", () => graph.zoomBy(1.3));
  byId("zoom-out").addEventListener("click", () => graph.zoomBy(1 / 1.3));
  byId("fit").addEventListener("click", () => graph.fit());
  byId("theme").addEventListener("click", () => theme());
  byId("png").addEventListener("click", () => savePng(graph));
  byId("svg").addEventListener("click", () => saveSvg(graph));
  byId("close").addEventListener("click", () => choose(null));
  byId("back").addEventListener("click", () => {
    const last = trail.pop() ?? null;
    choose(last, false);
  });
  byId("show-filters").addEventListener("click", () => document.body.classList.toggle("show-filters"));
  byId("close-filters").addEventListener("click", () => document.body.classList.remove("show-filters"));
  const help = byId<HTMLDialogElement>("help");
  byId("show-help").addEventListener("click", () => help.showModal());
  help.addEventListener("click", (event) => event.target === help && help.close());
  byId("close-help").addEventListener("click", () => help.close());
  systemDark.addEventListener("change", () => {
    document.documentElement.dataset.theme = systemDark.matches ? "dark" : "light";
    graph.recolour();
  });
  let resizing = 0;
  window.addEventListener("resize", () => {
    clearTimeout(resizing);
    resizing = window.setTimeout(() => {
      graph.cy.resize();
      if (view === "timeline") timeline.draw(selection);
    }, 120);
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLSelectElement;
    if (event.key === "Escape" && !help.open) {
      if (document.body.classList.contains("show-filters")) document.body.classList.remove("show-filters");
      else if (!typing) choose(null);
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const inGraph = document.activeElement === byId("graph") || document.activeElement === document.body;
    const actions: Record<string, () => void> = {
      "/": () => search.focus(),
      "?": () => help.showModal(),
      g: () => show("graph"),
      t: () => show("timeline"),
      q: () => {
        show("console");
        byId("query").focus();
      },
      f: () => graph.fit(),
      e: () => selection?.entity && (graph.expand(selection.entity), status()),
      b: () => byId("back").click(),
      d: () => theme(),
      "+": () => graph.zoomBy(1.3),
      "=": () => graph.zoomBy(1.3),
      "-": () => graph.zoomBy(1 / 1.3),
    };
    if (inGraph)
      Object.assign(actions, {
        ArrowLeft: () => graph.panBy(60, 0),
        ArrowRight: () => graph.panBy(-60, 0),
        ArrowUp: () => graph.panBy(0, 60),
        ArrowDown: () => graph.panBy(0, -60),
      });
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  const names = [...model.documents.values()].map((d) => d.name);
  const title = names.length === 0 ? "A graph" : names.length === 1 ? names[0] : `${names.length} documents`;
  document.title = `${title} – pacta`;
  byId("subject").textContent = title;
  byId("graph").addEventListener("drawn", status);
  show("graph");
  panel.show(null);
  status();
  const wanted = model.id(safeHash());
  const entity = wanted === undefined ? undefined : model.entities.get(wanted);
  if (entity) choose({ entity });
  document.body.dataset.ready = "true";
  // For the tests of the page.
  Object.assign(window, { pacta: { model, graph } });
}

function safeHash(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

try {
  start();
} catch (error) {
  document.body.replaceChildren(h("p", { class: "failure" }, `This page cannot show its graph: ${error instanceof Error ? error.message : String(error)}`));
  throw error;
}
