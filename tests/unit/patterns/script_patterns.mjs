// Every regular expression of the front end's sources, as JSON: [{place, pattern, flags, way}]. Run in frontend/.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const ts = createRequire(join(process.cwd(), "package.json"))("typescript");
const found = [];

// Anchored at its start, a pattern meets a text from one place only.
const wayOf = (pattern) => (/^\^[^|]*$/.test(pattern) ? "match" : "scan");

function visit(node, file, path) {
  let made = null;
  if (node.kind === ts.SyntaxKind.RegularExpressionLiteral) {
    const [, pattern, flags] = /^\/(.*)\/([a-z]*)$/s.exec(node.text);
    made = { pattern, flags };
  } else if (ts.isNewExpression(node) && node.expression.getText(file) === "RegExp") {
    const [pattern, flags] = node.arguments;
    made = { pattern: null, source: pattern.getText(file), flags: flags?.text ?? "" };
  }
  if (made) {
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
    found.push({ place: `${path}:${line}`, way: made.pattern ? wayOf(made.pattern) : "scan", ...made });
  }
  ts.forEachChild(node, (child) => visit(child, file, path));
}

for (const name of readdirSync("src", { recursive: true }).sort()) {
  if (!/\.tsx?$/.test(name)) continue;
  const path = join("src", name);
  const file = ts.createSourceFile(name, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  visit(file, file, `frontend/${path.replaceAll("\\", "/")}`);
}

console.log(JSON.stringify(found));
