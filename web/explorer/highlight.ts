import { h } from "./dom";
import { local, type Fact, type Model } from "./model";

interface Mark {
  begin: number;
  end: number;
  role: "subject" | "object";
}

/** The words of a sentence, those that name the two sides of the fact marked; all of it where none does. */
export function quotation(model: Model, text: string, fact: Fact | null): HTMLElement {
  const quote = h("q", { class: "words" });
  const marks = fact ? findMarks(text, namesOf(model, fact.subject), namesOf(model, fact.object)) : [];
  if (fact && marks.length === 0) {
    quote.append(h("mark", { class: "whole" }, text));
    return quote;
  }
  let done = 0;
  for (const mark of marks) {
    quote.append(text.slice(done, mark.begin), h("mark", { class: mark.role }, text.slice(mark.begin, mark.end)));
    done = mark.end;
  }
  quote.append(text.slice(done));
  return quote;
}

function namesOf(model: Model, id: number): string[] {
  const entity = model.entities.get(id);
  if (!entity) {
    const value = model.text(id);
    if (model.terms[id].kind !== "literal") return [local(value)];
    return [value, ...dateForms(value)];
  }
  const names = [entity.label, ...entity.names];
  if (entity.main === "Provision") {
    const short = entity.label.split(" of the ")[0];
    const number = short.replace(/^\S+\s*/, "");
    names.push(short);
    const [, article, rest] = /^(\w+)\((.+)\)$/.exec(number) ?? [];
    if (article) names.push(`Article ${article}, paragraph ${rest}`, `paragraph ${rest.replace(")", "")}`, `Article ${article}`);
    if (number) names.push(`Articles ${number}`, number.length > 1 ? number : `${number}.`);
  }
  if (entity.main === "Person") names.push(entity.label.slice(entity.label.lastIndexOf(" ") + 1));
  if (entity.main === "Position") names.push(entity.label.split(" of ")[0]);
  if (entity.main === "State") names.push(`Republic of ${entity.label}`);
  if (entity.main === "Agreement" || entity.main === "Instrument") names.push(...["This Treaty", "This Convention", "This Agreement", "the treaty", "the agreement"]);
  return names;
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

function dateForms(value: string): string[] {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(value);
  if (!match) return [];
  const [, year, month, day] = match;
  const name = month ? MONTHS[Number(month) - 1] : "";
  if (day) return [`${Number(day)} ${name} ${year}`, `${name} ${Number(day)}, ${year}`, `${name} ${year}`, year];
  return month ? [`${name} ${year}`, `${name}, ${year}`, year] : [year];
}

function findMarks(text: string, subject: string[], object: string[]): Mark[] {
  const { folded, places } = foldWithPlaces(text);
  const marks: Mark[] = [];
  const free = (begin: number, end: number) => marks.every((mark) => end <= mark.begin || begin >= mark.end);
  // The longer name first, so that "Article 51" is not taken for "Article 5".
  const candidates = [
    ...subject.map((name) => ({ name, role: "subject" as const })),
    ...object.map((name) => ({ name, role: "object" as const })),
  ]
    .map(({ name, role }) => ({ name: foldWithPlaces(name).folded.trim(), role }))
    .filter(({ name }) => name.length > 1)
    .sort((a, b) => b.name.length - a.name.length);
  const found = new Map<string, number>();
  for (const { name, role } of candidates) {
    // A short form only where no longer one of the same side stands.
    if ((found.get(role) ?? 0) > name.length && name.length < 4) continue;
    for (let at = folded.indexOf(name); at >= 0; at = folded.indexOf(name, at + 1)) {
      const end = at + name.length;
      if (isWord(folded[at - 1]) || (isWord(folded[end]) && isWord(folded[end - 1])) || !free(places[at], places[end])) continue;
      marks.push({ begin: places[at], end: places[end], role });
      found.set(role, Math.max(found.get(role) ?? 0, name.length));
    }
  }
  return marks.sort((a, b) => a.begin - b.begin);
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

/** Folded text, and for each of its places the place in the original. */
function foldWithPlaces(text: string): { folded: string; places: number[] } {
  let folded = "";
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const piece = character
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .replace(/[‘’]/g, "'")
      .replace(/\s/g, " ")
      .toLowerCase();
    for (let i = 0; i < piece.length; ++i) places.push(at);
    folded += piece;
    at += character.length;
  }
  places.push(at);
  return { folded, places };
}
