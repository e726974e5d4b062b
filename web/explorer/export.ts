import { save, svg } from "./dom";
import type { GraphView } from "./graph";

/** The view as it is on the screen, at twice its size. */
export function savePng(view: GraphView) {
  view.settle();
  const content = view.cy.png({ output: "blob", scale: 2, bg: view.paper, full: false }) as unknown as Blob;
  save("pacta-graph.png", content);
}

/** The whole drawing as SVG; all text is text. */
export function saveSvg(view: GraphView) {
  view.settle();
  save("pacta-graph.svg", new Blob([toSvg(view)], { type: "image/svg+xml" }));
}

export function toSvg(view: GraphView): string {
  const { cy } = view;
  const zoom = cy.zoom();
  const box = cy.elements().boundingBox({ includeLabels: true });
  const margin = 20 / zoom;
  const root = svg("svg", {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: [box.x1 - margin, box.y1 - margin, box.w + 2 * margin, box.h + 2 * margin].map(round).join(" "),
    width: round((box.w + 2 * margin) * zoom),
    height: round((box.h + 2 * margin) * zoom),
    "font-family": "system-ui, sans-serif",
  });
  root.append(svg("rect", { x: round(box.x1 - margin), y: round(box.y1 - margin), width: round(box.w + 2 * margin), height: round(box.h + 2 * margin), fill: view.paper }));
  const texts: SVGElement[] = [];
  cy.edges().forEach((edge) => {
    if (edge.source().id() === edge.target().id()) return;
    const [a, b, middle] = [edge.sourceEndpoint(), edge.targetEndpoint(), edge.midpoint()];
    const colour = String(edge.style("line-color"));
    const width = parseFloat(String(edge.style("width")));
    const style: Record<string, string> = edge.style("line-style") === "dashed" ? { "stroke-dasharray": String(edge.style("line-dash-pattern")).replace(/px/g, "") } : {};
    // A quadratic curve through the middle.
    const control = { x: 2 * middle.x - (a.x + b.x) / 2, y: 2 * middle.y - (a.y + b.y) / 2 };
    root.append(svg("path", { d: `M${round(a.x)} ${round(a.y)}Q${round(control.x)} ${round(control.y)} ${round(b.x)} ${round(b.y)}`, fill: "none", stroke: colour, "stroke-width": round(width), opacity: Number(edge.style("opacity")), ...style }));
    const angle = (Math.atan2(b.y - control.y, b.x - control.x) * 180) / Math.PI;
    const head = edge.hasClass("denied") ? "M0 -4V4" : "M0 0L-7 -3.2V3.2Z";
    root.append(svg("path", { d: head, transform: `translate(${round(b.x)} ${round(b.y)}) rotate(${round(angle)})`, fill: colour, stroke: colour, "stroke-width": edge.hasClass("denied") ? 1.6 : 0, opacity: Number(edge.style("opacity")) }));
    if (edge.hasClass("named")) texts.push(text(edge.data("label") as string, middle.x, middle.y + 3 / zoom, 10.5 / zoom, String(edge.style("color")), view.paper, zoom));
  });
  cy.nodes().forEach((node) => {
    const at = node.position();
    const size = parseFloat(String(node.style("width")));
    const fill = String(node.style("background-color"));
    const common = { fill, stroke: String(node.style("border-color")), "stroke-width": 1.5, opacity: Number(node.style("opacity")) };
    const shape = String(node.style("shape"));
    root.append(
      shape === "ellipse"
        ? svg("circle", { cx: round(at.x), cy: round(at.y), r: round(size / 2), ...common })
        : svg("polygon", { points: polygon(shape).map(([x, y]) => `${round(at.x + (x * size) / 2)},${round(at.y + (y * size) / 2)}`).join(" "), "stroke-linejoin": "round", ...common }),
    );
    if (!node.hasClass("named")) return;
    (node.data("text") as string).split("\n").forEach((line, index) => texts.push(text(line, at.x, at.y + size / 2 + (3 + 11 + index * 14.4) / zoom, 12 / zoom, String(node.style("color")), view.paper, zoom)));
  });
  root.append(...texts);
  return new XMLSerializer().serializeToString(root);
}

function text(content: string, x: number, y: number, size: number, fill: string, halo: string, zoom: number): SVGElement {
  return svg("text", { x: round(x), y: round(y), "font-size": round(size), "text-anchor": "middle", fill, stroke: halo, "stroke-width": round(3 / zoom), "paint-order": "stroke" }, content);
}

function polygon(shape: string): [number, number][] {
  if (shape.includes("diamond")) return [[0, -1], [1, 0], [0, 1], [-1, 0]];
  if (shape.includes("triangle")) return [[0, -1], [1, 1], [-1, 1]];
  if (shape.includes("hexagon")) return [[-1, 0], [-0.5, -1], [0.5, -1], [1, 0], [0.5, 1], [-0.5, 1]];
  if (shape.includes("pentagon")) return [[0, -1], [1, -0.2], [0.6, 1], [-0.6, 1], [-1, -0.2]];
  if (shape.includes("tag")) return [[-1, -1], [0.25, -1], [1, 0], [0.25, 1], [-1, 1]];
  return [[-1, -1], [1, -1], [1, 1], [-1, 1]];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
