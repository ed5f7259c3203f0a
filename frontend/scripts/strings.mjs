// Finds the texts of the interface in src/: calls t("..."), n("...", "...", count), and texts that are not marked.
// usage: node scripts/strings.mjs   -> JSON {strings: [{file, line, id, plural?}], wrong: [{file, line, what}]}
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const READ_ALOUD = new Set(["aria-label", "placeholder", "title", "alt", "label", "aria-description", "aria-roledescription"]);
const strings = [];
const wrong = [];

function files(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((item) => (item.isDirectory() ? files(join(folder, item.name)) : [join(folder, item.name)]))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"));
}

function text(node) {
  return node && ts.isStringLiteralLike(node) ? node.text : null;
}

/** A text that a reader would take for language: two letters in a row. */
const isLanguage = (value) => /\p{L}{2}/u.test(value);

for (const path of files(join(root, "src"))) {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2020, true, path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const file = relative(root, path).replaceAll("\\", "/");
  const at = (node) => ({ file, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1 });
  const visit = (node) => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && !file.endsWith("shared/i18n.ts")) {
      const name = node.expression.text;
      if (name === "t" || name === "n") {
        const id = text(node.arguments[0]);
        const plural = name === "n" ? text(node.arguments[1]) : undefined;
        if (id === null || plural === null) wrong.push({ ...at(node), what: `${name}() without a plain string` });
        else strings.push({ ...at(node), id, ...(plural === undefined ? {} : { plural }) });
      }
    }
    if (ts.isJsxText(node) && isLanguage(node.text)) wrong.push({ ...at(node), what: `text not marked: ${node.text.trim()}` });
    if (ts.isJsxExpression(node) && node.parent && ts.isJsxElement(node.parent) && node.expression) {
      const given = text(node.expression);
      if (given && isLanguage(given)) wrong.push({ ...at(node), what: `text not marked: ${given}` });
    }
    if (ts.isJsxAttribute(node) && READ_ALOUD.has(node.name.getText(source))) {
      const given = text(node.initializer);
      if (given && isLanguage(given)) wrong.push({ ...at(node), what: `text not marked: ${given}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}
process.stdout.write(JSON.stringify({ strings, wrong }));
