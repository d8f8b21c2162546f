// Makes what the portal serves: static/portal.css from sass/portal.scss, a copy of GOV.UK
// Frontend's script, and of each a gzipped twin for families on little data.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const served = (name) => join(here, "static", name);

const { css } = compile(join(here, "sass", "portal.scss"), {
  // The folder that holds node_modules: MOJ Frontend's own imports begin "node_modules/".
  loadPaths: [here],
  style: "compressed",
  quietDeps: true,
});
writeFileSync(served("portal.css"), css);

copyFileSync(
  join(here, "node_modules", "govuk-frontend", "dist", "govuk", "govuk-frontend.min.js"),
  served("govuk-frontend.min.js"),
);

for (const name of ["portal.css", "portal.js", "govuk-frontend.min.js"]) {
  writeFileSync(served(`${name}.gz`), gzipSync(readFileSync(served(name)), { level: 9 }));
}
