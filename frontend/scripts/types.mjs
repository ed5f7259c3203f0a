// Writes src/shared/atlas-types.ts from the atlas's JSON Schema: the subset of JSON Schema that it uses.
// usage: node scripts/types.mjs [--out FILE]
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const schema = JSON.parse(readFileSync(join(here, "../../xblocks/rights_atlas/schema.json"), "utf8"));
const definitions = schema.$defs;

function typeOf(node, indent) {
  if (node.$ref) return definitions[node.$ref.split("/").pop()].title;
  if (node.enum) return node.enum.map((value) => JSON.stringify(value)).join(" | ");
  if ("const" in node) return JSON.stringify(node.const);
  if (node.anyOf) return node.anyOf.map((part) => typeOf(part, indent)).join(" | ");
  if (node.type === "array") return `Array<${typeOf(node.items ?? {}, indent)}>`;
  if (node.type === "object") return shapeOf(node, indent);
  const simple = { string: "string", integer: "number", number: "number", boolean: "boolean", null: "null" };
  return simple[node.type] ?? "unknown";
}

function shapeOf(node, indent) {
  const required = new Set(node.required ?? []);
  const inner = indent + "  ";
  const lines = Object.entries(node.properties ?? {}).map(([name, part]) => {
    const note = part.description ? `${inner}/** ${part.description} */\n` : "";
    return `${note}${inner}${name}${required.has(name) ? "" : "?"}: ${typeOf(part, inner)};`;
  });
  return lines.length ? `{\n${lines.join("\n")}\n${indent}}` : "Record<string, unknown>";
}

let text = "// Made from xblocks/rights_atlas/schema.json by scripts/types.mjs. Do not edit.\n";
text += `\n/** The version of the format that these types describe. */\nexport const ATLAS_VERSION = ${schema.version};\n`;
for (const node of Object.values(definitions)) {
  text += `\n${node.description ? `/** ${node.description} */\n` : ""}`;
  text += `export type ${node.title} = ${typeOf(node, "")};\n`;
}
const at = process.argv.indexOf("--out");
writeFileSync(at < 0 ? join(here, "../src/shared/atlas-types.ts") : process.argv[at + 1], text);
