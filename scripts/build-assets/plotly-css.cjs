// Prints the style rules that plotly.js would otherwise insert by script, which a strict Content-Security-Policy refuses.
const Module = require("node:module");
const path = require("node:path");
const root = path.join(process.argv[2], "node_modules", "plotly.js");
const rules = {};
const lib = { addStyleRule: (selector, declarations) => { rules[selector] = declarations; } };
const load = Module._load;
Module._load = (request, ...rest) => (request.endsWith("src/lib") ? lib : load(request, ...rest));
require(path.join(root, "build", "plotcss.js"));

const lines = Object.entries(rules).map(([selector, declarations]) => `${selector}{${declarations}}`);
process.stdout.write(`/* plotly.js, MIT licence: plotly.LICENSE.txt */\n${lines.join("\n")}\n`);
