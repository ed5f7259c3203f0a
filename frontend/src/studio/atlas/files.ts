// The atlas between its files and the editor's records.
import world from "../../../../xblocks/rights_atlas/data/countries.json";
import { keyOf, recsOf, same, textOf, type Item, type Kind, type Rec } from "./item";

export const SECTIONS = ["africa", "asia-pacific", "eurasia", "europe", "latin-america", "middle-east-west-asia", "north-america"];

export interface Country {
  code: string;
  name: string;
  section: string;
  boxes?: number[][];
}

/** Every country and territory: a new city may be anywhere. */
export const COUNTRIES = (world as unknown as { countries: Country[] }).countries;

/** Files as they are stored, parsed. */
export interface Stored {
  cards: Rec;
  bodies: Map<string, Rec>;
  items: Map<string, Item>;
}

/** The files by the names that the server knows: it calls the card file atlas.json whatever its name here. */
export function serverFiles(cardFile: string, files: Record<string, string>): Record<string, string> {
  return renamed(files, cardFile.replace(/\.json$/, ""), "atlas");
}

/** The server's files by their names in this course. */
export function ownFiles(cardFile: string, files: Record<string, string>): Map<string, string> {
  return new Map(Object.entries(renamed(files, "atlas", cardFile.replace(/\.json$/, ""))));
}

function renamed(files: Record<string, string>, from: string, to: string): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name.startsWith(from) ? to + name.slice(from.length) : name, text]));
}

export const sectionFile = (cardFile: string, section: string) => cardFile.replace(/\.json$/, `-${section}.json`);

/** Parse the files of an atlas; a section without a file has none. Throws on broken JSON. */
export function parseFiles(cardFile: string, texts: Map<string, string>): Stored {
  const cards = JSON.parse(texts.get(cardFile) ?? "null") as Rec;
  const bodies = new Map<string, Rec>();
  const byId = new Map<string, Rec>();
  for (const section of SECTIONS) {
    const text = texts.get(sectionFile(cardFile, section));
    if (text === undefined) continue;
    const file = JSON.parse(text) as Rec;
    bodies.set(section, file);
    for (const body of recsOf(file.bodies)) byId.set(textOf(body.id), body);
  }
  const items = new Map<string, Item>();
  for (const card of recsOf(cards.cities)) items.set(keyOf("city", textOf(card.id)), { card, body: null });
  for (const card of recsOf(cards.practices)) {
    const id = textOf(card.id);
    items.set(keyOf("practice", id), { card, body: byId.get(id) ?? null });
  }
  return { cards, bodies, items };
}

/** Records of a kind, out of all. */
export const ofKind = (items: Map<string, Item>, kind: Kind): Item[] =>
  [...items].filter(([key]) => key.startsWith(`${kind} `)).map(([, item]) => item);

/** The numbers of practices that are gone, by id: a number is given once. */
export function removedNumbers(cards: Rec): Map<string, number> {
  const entries = recsOf(cards.removed).filter(({ id, n }) => textOf(id) && typeof n === "number");
  return new Map(entries.map(({ id, n }) => [textOf(id), n as number]));
}

/** The highest number that a practice ever had. */
export function lastNumber(cards: Rec, practices: Item[]): number {
  const numbers = [...recsOf(cards.practices), ...recsOf(cards.removed), ...practices.map(({ card }) => card)].map(({ n }) => n).filter((n): n is number => typeof n === "number");
  const told = typeof cards.last_number === "number" ? cards.last_number : 0;
  return numbers.reduce((most, each) => Math.max(most, each), told);
}

/** The register of numbers whose practice is gone, brought up to date: what was stored is gone or came back. */
function register(stored: Rec, practices: Rec[]): Rec[] {
  const numberOf = new Map(practices.map(({ id, n }) => [id, n]));
  const borne = new Set(numberOf.values());
  const old = recsOf(stored.removed).filter(({ id, n }) => numberOf.get(id) !== n);
  const known = new Set(old.map(({ id, n }) => `${String(n)} ${textOf(id)}`)); // an id may have had more than one number
  const gone = recsOf(stored.practices)
    .filter(({ id, n }) => !numberOf.has(id) && typeof n === "number" && !borne.has(n) && !known.has(`${n} ${textOf(id)}`))
    .map(({ id, n }) => ({ id, n }));
  const order = (one: Rec, other: Rec) => (one.id === other.id ? Number(one.n) - Number(other.n) : textOf(one.id) < textOf(other.id) ? -1 : 1);
  return [...old, ...gone].sort(order);
}

export interface Written {
  /** Every file, as JSON: what the server checks and brings into canonical form. */
  files: Record<string, string>;
  /** Body files that change, with the records that are going still in them: they are uploaded first. */
  first: Record<string, string>;
  /** Body files that change. */
  changed: string[];
}

/** The files that hold some records. `today` is YYYY-MM-DD. */
export function writeFiles(cardFile: string, stored: Stored, items: Map<string, Item>, today: string): Written {
  const cities = ofKind(items, "city").map(({ card }) => card);
  const practices = ofKind(items, "practice");
  const vocabulary = withCountries(stored.cards.vocabulary as Rec, cities);
  const cards: Rec = { ...stored.cards, vocabulary, cities, practices: practices.map(({ card }) => card) };
  cards.updated = textOf(stored.cards.updated) > today ? stored.cards.updated : today;
  const removed = register(stored.cards, recsOf(cards.practices));
  if (removed.length) cards.removed = removed;
  else delete cards.removed;
  const last = lastNumber(stored.cards, []);
  if (last > lastNumber({ practices: cards.practices }, [])) cards.last_number = last;
  const sectionOf = new Map(recsOf(vocabulary.countries).map(({ code, section }) => [code, textOf(section)]));
  const countryOf = new Map(cities.map(({ id, country }) => [id, country]));
  const bySection = new Map<string, Rec[]>(SECTIONS.map((section) => [section, []]));
  for (const { card, body } of practices) {
    const section = sectionOf.get(countryOf.get(card.city) as string) ?? "";
    if (body) (bySection.get(section) ?? (bySection.get(SECTIONS[0] as string) as Rec[])).push(body);
  }
  const written: Written = { files: { [cardFile]: JSON.stringify(cards) }, first: {}, changed: [] };
  for (const [section, bodies] of bySection) addSection(written, sectionFile(cardFile, section), section, bodies, stored);
  return written;
}

function addSection(written: Written, name: string, section: string, bodies: Rec[], stored: Stored): void {
  const file = stored.bodies.get(section);
  const old = recsOf(file?.bodies);
  // A text whose card is gone belongs to nobody here: it stays where it is.
  const orphans = old.filter(({ id }) => !stored.items.has(keyOf("practice", textOf(id))));
  const head = { version: 1, section, ...file };
  const final = [...bodies, ...orphans];
  written.files[name] = JSON.stringify({ ...head, bodies: final });
  const before = new Map(old.map((body) => [body.id, body]));
  if (file && old.length === final.length && final.every((body) => same(body, before.get(body.id)))) return;
  if (!file && !final.length) {
    delete written.files[name];
    return;
  }
  written.changed.push(name);
  // In the order that is stored: where records only go, this is what is stored, and nothing is uploaded.
  const after = new Map(final.map((body) => [body.id, body]));
  const both = [...old.map((body) => after.get(body.id) ?? body), ...final.filter(({ id }) => !before.has(id))];
  written.first[name] = JSON.stringify({ ...head, bodies: both });
}

/** The vocabulary with the countries of all cities in it. */
function withCountries(vocabulary: Rec, cities: Rec[]): Rec {
  const known = recsOf(vocabulary?.countries);
  const codes = new Set(known.map(({ code }) => code));
  const missing = COUNTRIES.filter(({ code }) => !codes.has(code) && cities.some(({ country }) => country === code));
  if (!missing.length) return vocabulary;
  const all = [...known, ...missing.map(({ code, name, section }) => ({ code, name, section }))];
  return { ...vocabulary, countries: all.sort((a, b) => (textOf(a.code) < textOf(b.code) ? -1 : 1)) };
}
