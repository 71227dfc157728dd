// Prints the licence texts of every package that esbuild put into the bundle, each once, by name.
const fs = require("node:fs");
const path = require("node:path");
const [, , folder, metafile] = process.argv;
const { outputs } = JSON.parse(fs.readFileSync(metafile, "utf8"));
const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
const packages = new Set(inputs.map((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1]).filter(Boolean));
const bar = "=".repeat(80);

for (const name of [...packages].sort()) {
  const home = path.join(folder, "node_modules", name);
  const { version, license } = JSON.parse(fs.readFileSync(path.join(home, "package.json"), "utf8"));
  const file = fs.readdirSync(home).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text = file ? fs.readFileSync(path.join(home, file), "utf8").trim() : `Licence: ${license}`;
  process.stdout.write(`${bar}\n${name} ${version} (${license})\n${bar}\n${text.replace(/\r/g, "")}\n\n`);
}
