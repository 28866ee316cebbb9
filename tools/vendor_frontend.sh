#!/bin/sh
# Fetch GOV.UK Frontend and our fonts, compile the stylesheet once, and write what the platform serves.
#
# The results are committed, so nobody needs Node to run the platform: run this only to take a newer version.
# GOVUK must be the version that govuk-frontend-jinja (pyproject.toml) was made for; tests/web/test_vendored.py checks it.
#
# Left out on purpose: GDS Transport and the crown, crest and icons, which only GOV.UK may use.
set -eu

GOVUK=6.3.0
SASS=1.108.2
FONTS=5.3.0

root=$(cd "$(dirname "$0")/.." && pwd)
static="$root/dcpp/static"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm init --yes >/dev/null
npm install --no-audit --no-fund --ignore-scripts --loglevel=error \
  "govuk-frontend@$GOVUK" "sass@$SASS" "@fontsource/atkinson-hyperlegible@$FONTS"

# The only images the stylesheet asks for are the crest's: it is told that there are none.
cat >_images.scss <<'SCSS'
@function none-of-them($filename) {
  @return none;
}
SCSS
cat >dcpp.scss <<'SCSS'
@use "sass:meta";
@use "images";
@use "node_modules/govuk-frontend/dist/govuk" with (
  $govuk-font-family: (arial, "Helvetica Neue", helvetica, sans-serif),
  $govuk-include-default-font-face: false,
  $govuk-image-url-function: meta.get-function("none-of-them", $module: "images")
);
SCSS

rm -rf "$static/govuk" "$static/fonts"
mkdir -p "$static/govuk" "$static/fonts"

npx sass --style=compressed --no-source-map --quiet-deps dcpp.scss "$static/govuk/govuk-frontend.min.css"
# The source map is not served, so the script must not ask for it.
sed 's|//# sourceMappingURL=.*$||' node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js \
  >"$static/govuk/govuk-frontend.min.js"
cat >"$static/govuk/LICENSE.txt" <<'TEXT'
GOV.UK Frontend, from npm package govuk-frontend, under the MIT Licence (its fonts and crown images are not included here):

The MIT License (MIT)

Copyright (C) 2017 Crown Copyright (Government Digital Service)

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
TEXT

font=node_modules/@fontsource/atkinson-hyperlegible
for part in latin-400 latin-700 latin-ext-400 latin-ext-700; do
  cp "$font/files/atkinson-hyperlegible-$part-normal.woff2" "$static/fonts/atkinson-hyperlegible-$part.woff2"
done
cp "$font/LICENSE" "$static/fonts/LICENSE.txt"

if grep -qi -e 'GDS Transport' -e crest.svg "$static/govuk/govuk-frontend.min.css"; then
  echo "The stylesheet still names GDS Transport or the crest: see dcpp.scss in this script" >&2
  exit 1
fi
ls -l "$static/govuk" "$static/fonts"
