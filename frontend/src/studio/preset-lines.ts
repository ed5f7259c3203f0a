// Filters as lines of text, `theme: housing`. Lines that we do not know stay as they are.
import type { Choice, FacetKey } from "../shared/facets";

const KEYS = ["theme", "section", "country", "size", "right", "group", "sdg", "block", "status", "recognised"];

function parts(line: string): [FacetKey, string] | null {
  const [key = "", ...rest] = line.split(":");
  const value = rest.join(":").trim();
  return KEYS.includes(key.trim()) && value ? [key.trim() as FacetKey, value] : null;
}

/** The choice that some lines make. */
export function choiceOf(text: string): Choice {
  const choice: Choice = {};
  for (const line of text.split("\n")) {
    const found = parts(line);
    if (found && !choice[found[0]]?.includes(found[1])) choice[found[0]] = [...(choice[found[0]] ?? []), found[1]];
  }
  return choice;
}

/** The lines with one filter added, or taken away if it is there. All else stays byte for byte. */
export function toggledLine(text: string, key: FacetKey, id: string): string {
  const lines = text.split("\n").filter((line) => line.trim());
  const without = lines.filter((line) => {
    const found = parts(line);
    return !found || found[0] !== key || found[1] !== id;
  });
  if (without.length < lines.length) return without.join("\n");
  const last = lines.map((line) => parts(line)?.[0]).lastIndexOf(key);
  lines.splice(last < 0 ? lines.length : last + 1, 0, `${key}: ${id}`);
  return lines.join("\n");
}
