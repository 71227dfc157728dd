#!/bin/sh
# Build the vendored files again from their pinned sources: htmx, plotly.js and the font. Needs network, npm and the
# project's Python (for fonttools). The results are committed; nothing is fetched when the service runs.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
recipe="$root/scripts/build-assets"
vendor="$root/app/web/static/vendor"
fonts="$root/app/reports/styles/fonts"
python=${PYTHON:-"$root/.venv/bin/python"}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$vendor" "$fonts"

cp "$recipe/package.json" "$recipe/package-lock.json" "$recipe/.npmrc" "$recipe/plotly-entry.js" "$work"
(cd "$work" && npm ci --silent)
packages="$work/node_modules"

cp "$packages/htmx.org/dist/htmx.min.js" "$vendor/htmx.min.js"
cp "$packages/htmx.org/LICENSE" "$vendor/htmx.LICENSE.txt"

(cd "$work" && node_modules/.bin/esbuild plotly-entry.js --bundle --minify --format=iife --target=es2020 \
  --legal-comments=none --loader:.css=empty --define:global=window --log-level=warning \
  --metafile=meta.json --outfile=plotly.min.js)
cp "$work/plotly.min.js" "$vendor/plotly.min.js"
node "$recipe/plotly-css.cjs" "$work" >"$vendor/plotly.css"
node "$recipe/licences.cjs" "$work" "$work/meta.json" >"$vendor/plotly.LICENSE.txt"

"$python" "$recipe/fonts.py" "$packages/@expo-google-fonts/public-sans" "$fonts"
cp "$packages/@expo-google-fonts/public-sans/LICENSE_FONT" "$fonts/OFL.txt"

"$python" "$recipe/manifest.py" "$root"
