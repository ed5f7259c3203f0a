// The part of JSON Schema that the atlas's schema uses, with sentences for an author.
import schema from "../../../../xblocks/rights_atlas/schema.json";
import { n, t } from "../../shared/i18n";
import { isRec, same } from "./item";

export interface Node {
  $ref?: string;
  title?: string;
  type?: string;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Node;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  properties?: Record<string, Node>;
  required?: string[];
}

/** Something to mend: the place within a record ("sources.1.url", lists counted from 0), and a sentence. */
export interface Problem {
  path: string;
  sentence: string;
}

const definitions = (schema as unknown as { $defs: Record<string, Node> }).$defs;

/** A definition of the schema: "city", "practice", "body" ... */
export const definition = (name: string): Node => definitions[name] ?? {};

function resolve(node: Node): Node {
  return node.$ref ? { ...resolve(definition(node.$ref.replace("#/$defs/", ""))), ...node, $ref: undefined } : node;
}

/** What is wrong with a value. */
export function problems(given: Node, value: unknown, path = ""): Problem[] {
  const node = resolve(given);
  const own = problemOf(node, value);
  if (own) return [{ path, sentence: own }];
  const inside = (name: string) => (path ? `${path}.${name}` : name);
  if (Array.isArray(value) && node.items) return value.flatMap((item, at) => problems(node.items as Node, item, inside(String(at))));
  if (!isRec(value) || !node.properties) return [];
  const missing = (node.required ?? []).filter((name) => value[name] === undefined);
  return [
    ...missing.map((name) => ({ path: inside(name), sentence: t("Fill this in.") })),
    ...Object.entries(node.properties).flatMap(([name, part]) => (value[name] === undefined ? [] : problems(part, value[name], inside(name)))),
  ];
}

function problemOf(node: Node, value: unknown): string {
  if (node.type && !isOfType(node.type, value)) return typeSentence(node.type);
  if (node.enum && !node.enum.includes(value)) return t("Choose one of the values offered.");
  if ("const" in node && value !== node.const) return t("Choose one of the values offered.");
  if (typeof value === "string") return textProblem(node, value);
  if (typeof value === "number") return numberProblem(node, value);
  return Array.isArray(value) ? listProblem(node, value) : "";
}

function isOfType(type: string, value: unknown): boolean {
  if (type === "integer") return typeof value === "number" && Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isRec(value);
  if (type === "number") return typeof value === "number" && Number.isFinite(value);
  return typeof value === type;
}

function typeSentence(type: string): string {
  if (type === "integer") return t("Write a whole number.");
  return type === "number" ? t("Write a number.") : t("Fill this in.");
}

function textProblem({ minLength = 0, maxLength = Infinity, pattern }: Node, text: string): string {
  const length = [...text].length;
  if (length > maxLength) return t("{length} characters are too many: at most {most} fit.", { length, most: maxLength });
  if (!length && minLength) return t("Fill this in.");
  if (length < minLength) return t("Write at least {least} characters; there are {length}.", { least: minLength, length });
  return pattern && !new RegExp(pattern, "u").test(text) ? patternSentence(pattern) : "";
}

function patternSentence(pattern: string): string {
  if (pattern.startsWith("^https")) return t("Use a whole address that starts with https://, or leave this empty.");
  if (pattern.includes("{4}-")) return t("Write the date as year-month-day, for example 2026-11-25.");
  if (pattern === "^[A-Z]{2}$") return t("Choose a country.");
  if (pattern.includes("[A-Z][a-z]{3}")) return t("Use a language tag such as es, ko or ar-Latn.");
  return t("Use lower-case letters a to z, digits and single hyphens.");
}

function numberProblem({ minimum = -Infinity, maximum = Infinity }: Node, value: number): string {
  if (value >= minimum && value <= maximum) return "";
  return t("Write a number from {low} to {high}.", { low: String(minimum), high: String(maximum) });
}

function listProblem({ minItems = 0, maxItems = Infinity, uniqueItems }: Node, items: unknown[]): string {
  if (items.length < minItems) return n("At least {count} is needed.", "At least {count} are needed.", minItems);
  if (items.length > maxItems) return n("At most {count} fits.", "At most {count} fit.", maxItems);
  const doubled = uniqueItems && items.some((item, at) => items.slice(0, at).some((other) => same(other, item)));
  return doubled ? t("The same entry stands here twice.") : "";
}
