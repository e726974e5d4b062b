// Elements made of text and attributes only: nothing of the graph is ever parsed as HTML.

type Attributes = Record<string, string | number | boolean | ((event: never) => void) | undefined>;
type Child = Node | string | null | undefined | false;

export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value as (event: Event) => void);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child !== null && child !== undefined && child !== false) element.append(child);
  return element;
}

export function svg(tag: string, attributes: Record<string, string | number> = {}, ...children: (Node | string)[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element '${id}'`);
  return element as T;
}

/** For comparing words: without case, accents and typographic marks. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[‘’]/g, "'")
    .toLowerCase();
}

export function save(name: string, content: Blob) {
  const link = h("a", { href: URL.createObjectURL(content), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function plural(count: number, one: string, many = one + "s"): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** The face of the page and its drawings. */
export const FONT = 'system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif';

let ruler: CanvasRenderingContext2D | null = null;
const widths = new Map<string, number>();

/** Width of a line of text in pixels. */
export function measure(text: string, size: number): number {
  const known = widths.get(text);
  if (known !== undefined) return known * size;
  ruler ??= document.createElement("canvas").getContext("2d");
  if (!ruler) return text.length * size * 0.6;
  ruler.font = `100px ${FONT}`;
  const width = ruler.measureText(text).width / 100;
  widths.set(text, width);
  return width * size;
}

/** As much of the text as there is room for. */
export function fitted(text: string, size: number, width: number): string {
  if (measure(text, size) <= width) return text;
  let kept = text.length;
  while (kept > 1 && measure(text.slice(0, kept), size) + size > width) --kept;
  return text.slice(0, kept).replace(/[\s,]+$/, "") + "…";
}

/** Titles of treaties often come in capitals, which shout in a drawing. */
export function withoutShouting(label: string): string {
  if (label.length <= 16 || label !== label.toUpperCase()) return label;
  return label.toLowerCase().replace(/(^|\s)(?!(?:of|the|and|on|in|to|for|between|a|an)\s)(\p{L})/gu, (_, space: string, letter: string) => space + letter.toUpperCase());
}
