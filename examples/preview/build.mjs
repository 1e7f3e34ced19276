// `node build.mjs <root of the repository> <page>`: bundles the scripts, the styles and the WebAssembly module into one HTML file. Runs where the
// tools are installed; see xtask/src/preview.rs.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";

const require = createRequire(join(process.cwd(), "package.json"));
const esbuild = require("esbuild");

const [root, page] = process.argv.slice(2);
const source = join(root, "examples", "preview");

/** The module `preset-data`: the presets, each with its rulebook's text as it stands in its file. */
const presets = {
  name: "presets",
  setup(build) {
    build.onResolve({ filter: /^preset-data$/ }, () => ({ path: "preset-data", namespace: "presets" }));
    build.onLoad({ filter: /.*/, namespace: "presets" }, () => ({ contents: `export default ${JSON.stringify(readPresets())}`, loader: "js" }));
  },
};

function readPresets() {
  const folder = join(source, "presets");
  const order = ["sample", "xiaohongmao", "xiaoyatong", "aike", "qiduojia", "lama"];
  const files = readdirSync(folder).filter((name) => name.endsWith(".json") && !name.endsWith(".rulebook.json"));
  const ids = files.map((name) => name.slice(0, -".json".length)).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return ids.map((id) => ({ id, ...JSON.parse(readFileSync(join(folder, `${id}.json`), "utf8")), rulebook: readFileSync(rulebookOf(folder, id), "utf8") }));
}

/** The sample is the shop of the month close. */
function rulebookOf(folder, id) {
  return id === "sample" ? join(root, "examples", "month-close", "src", "sample", "rulebook.json") : join(folder, `${id}.rulebook.json`);
}

const { outputFiles } = await esbuild.build({
  entryPoints: [join(source, "src", "main.ts")],
  bundle: true,
  write: false,
  outdir: "out",
  minify: true,
  charset: "utf8",
  format: "iife",
  target: ["chrome103", "safari15.4", "firefox110"],
  // The package as it was built lies in `target/npm`, and what it is dressed in beside it.
  nodePaths: [join(root, "target", "npm"), join(root, "target", "npm", "preview", "node_modules")],
  loader: { ".css": "css" },
  plugins: [presets],
  logLevel: "warning",
});

const [script, style] = [".js", ".css"].map((end) => outputFiles.find(({ path }) => path.endsWith(end)).text);
const html = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>siyu</title>
<link rel="icon" href="data:,">
<style>${style.replaceAll("</style", "<\\/style")}</style>
</head>
<body data-weui-theme="light">
<noscript>此页需要 JavaScript。 This page needs JavaScript.</noscript>
<script>${script.replaceAll("</script", "<\\/script")}</script>
</body>
</html>
`;
mkdirSync(dirname(page), { recursive: true });
writeFileSync(page, html);
console.log(`${Math.round(Buffer.byteLength(html) / 1024)} KB`);
