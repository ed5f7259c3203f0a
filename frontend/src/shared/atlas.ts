// The atlas in the browser: the cards at once, the bodies of a section when the first of them is opened.
import { ATLAS_VERSION, type AtlasBodies, type AtlasCards, type Body, type City, type Practice, type Source, type Vocabulary } from "./atlas-types";
import { AtlasFailure, broken, fetchFile } from "./fetching";
import { t } from "./i18n";

export { AtlasFailure } from "./fetching";
export type { Body, City, Practice, RecognitionKind, Recognition, Source } from "./atlas-types";

/** A practice with what follows from its city. */
export interface Entry {
  practice: Practice;
  city: City;
  section: string;
  country: string;
  countryName: string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
/** The objects of a list; nothing for anything else. */
export const listOf = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isObject) : []);
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : []);
const numbers = (value: unknown): number[] => (Array.isArray(value) ? value.filter((item): item is number => typeof item === "number") : []);

/** A file of the atlas in a version that this script knows. Throws AtlasFailure. */
export function checkVersion(data: unknown): Record<string, unknown> {
  if (!isObject(data) || typeof data.version !== "number") {
    throw broken();
  }
  if (data.version > ATLAS_VERSION) {
    throw new AtlasFailure(t("The data file is newer than this activity. The platform needs an update. Tell the course team."));
  }
  return data;
}

/** The address of a section's bodies: the card file's, with the name derived. */
export function sectionAddress(url: string, section: string): string {
  return url.replace(/\.json(?=[?#]|$)/, () => `-${section}.json`);
}

/** Every valid record of the cards; the reader never gets a blank page for one bad record. */
export class Atlas {
  readonly cities = new Map<string, City>();
  readonly entries: Entry[] = [];
  readonly byId = new Map<string, Entry>();
  readonly vocabulary: Vocabulary;
  readonly credits: string[];
  readonly disclaimer: string;
  readonly updated: string;
  readonly licence: string;
  /** How many records were left out because they are not complete. */
  readonly leftOut: number;
  private labels = new Map<string, string>();
  private sections = new Map<string, Promise<Map<string, Body>>>();

  constructor(
    data: unknown,
    readonly url: string,
  ) {
    const cards = checkVersion(data) as unknown as AtlasCards;
    this.vocabulary = cleanVocabulary(cards.vocabulary);
    this.credits = texts(cards.credits);
    this.disclaimer = typeof cards.disclaimer === "string" ? cards.disclaimer : "";
    this.updated = typeof cards.updated === "string" ? cards.updated : "";
    this.licence = typeof cards.licence === "string" ? cards.licence : "";
    for (const kind of ["themes", "rights", "groups", "recognition", "sections", "sizes"] as const) {
      for (const term of this.vocabulary[kind]) this.labels.set(`${kind}:${term.id}`, term.label);
    }
    for (const country of this.vocabulary.countries) this.labels.set(`countries:${country.code}`, country.name);
    let given = 0;
    const sectionOf = new Map(this.vocabulary.countries.map((country) => [country.code, country.section as string]));
    for (const record of listOf(cards.cities)) {
      given += 1;
      const city = cleanCity(record);
      if (city) this.cities.set(city.id, city);
    }
    for (const record of listOf(cards.practices)) {
      given += 1;
      const practice = cleanPractice(record);
      const city = practice && this.cities.get(practice.city);
      if (!practice || !city || this.byId.has(practice.id)) continue;
      const countryName = this.label("countries", city.country);
      const entry = { practice, city, section: sectionOf.get(city.country) ?? "", country: city.country, countryName };
      this.entries.push(entry);
      this.byId.set(practice.id, entry);
    }
    this.leftOut = given - this.cities.size - this.entries.length;
    if (!this.cities.size) {
      throw new AtlasFailure(t("The data file holds no city yet. Tell the course team."));
    }
  }

  /** The label of a term, or its id if the vocabulary has none. */
  label(kind: "themes" | "rights" | "groups" | "recognition" | "sections" | "sizes" | "countries", id: string): string {
    return this.labels.get(`${kind}:${id}`) ?? id;
  }

  /** True for a city with at least one strong recognition. */
  isRecognised(city: City): boolean {
    const usual = (kind: string) => this.vocabulary.recognition.find((term) => term.id === kind)?.strength;
    return city.recognition.some(({ kind, strength }) => (strength ?? usual(kind)) === "strong");
  }

  /** The address of a section's bodies: the card file's, with the name derived. */
  sectionUrl(section: string): string {
    return sectionAddress(this.url, section);
  }

  /** The text of a practice, null if its section's file has none. Throws AtlasFailure; the next call tries again. */
  async body(entry: Entry): Promise<Body | null> {
    let promise = this.sections.get(entry.section);
    if (!promise) {
      promise = fetchFile(this.sectionUrl(entry.section), bodiesOf);
      this.sections.set(entry.section, promise);
      promise.catch(() => this.sections.delete(entry.section));
    }
    return (await promise).get(entry.practice.id) ?? null;
  }
}

function bodiesOf(data: unknown): Map<string, Body> {
  const file = checkVersion(data) as unknown as AtlasBodies;
  const found = new Map<string, Body>();
  for (const record of listOf(file.bodies)) {
    if (typeof record.id !== "string") continue;
    const body = { ...record, instruments: texts(record.instruments), sources: cleanSources(record.sources) };
    found.set(record.id, body as unknown as Body);
  }
  return found;
}

function cleanVocabulary(given: unknown): Vocabulary {
  const source = isObject(given) ? given : {};
  const terms = (name: string, key: string, label: string) =>
    listOf(source[name]).filter((term) => typeof term[key] === "string" && typeof term[label] === "string");
  return {
    themes: terms("themes", "id", "label"),
    rights: terms("rights", "id", "label"),
    groups: terms("groups", "id", "label"),
    recognition: terms("recognition", "id", "label"),
    sections: terms("sections", "id", "label"),
    sizes: terms("sizes", "id", "label"),
    countries: terms("countries", "code", "name"),
  } as unknown as Vocabulary;
}

/** The sources that can be shown. */
export function cleanSources(given: unknown): Source[] {
  return listOf(given).filter((source) => typeof source.title === "string" && typeof source.publisher === "string") as unknown as Source[];
}

function cleanCity(record: Record<string, unknown>): City | null {
  if (typeof record.id !== "string" || typeof record.name !== "string" || typeof record.country !== "string") return null;
  const recognition = listOf(record.recognition)
    .filter((item) => typeof item.kind === "string" && typeof item.detail === "string")
    .map((item) => ({ ...item, source: cleanSources([item.source])[0] }));
  return { ...record, recognition } as unknown as City;
}

function cleanPractice(record: Record<string, unknown>): Practice | null {
  if (typeof record.id !== "string" || typeof record.n !== "number" || typeof record.city !== "string") return null;
  if (typeof record.title !== "string") return null;
  return {
    ...record,
    summary: typeof record.summary === "string" ? record.summary : "",
    status: typeof record.status === "string" ? record.status : "unknown",
    themes: texts(record.themes),
    rights: texts(record.rights),
    groups: texts(record.groups),
    sdgs: numbers(record.sdgs),
    blocks: numbers(record.blocks),
  } as unknown as Practice;
}

/** A link that may be shown: https only. Everything else stays text. */
export function safeLink(url: unknown): string | null {
  return typeof url === "string" && /^https:\/\/[^\s"'<>]+$/i.test(url) ? url : null;
}
