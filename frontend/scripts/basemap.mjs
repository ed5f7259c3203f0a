// Bakes src/map/basemap.ts.
// usage: node scripts/basemap.mjs [--out FILE]
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { basemap } from "./basemap-path.mjs";

const at = process.argv.indexOf("--out");
writeFileSync(at < 0 ? join(dirname(fileURLToPath(import.meta.url)), "../src/map/basemap.ts") : process.argv[at + 1], basemap());
