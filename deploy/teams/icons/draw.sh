#!/usr/bin/env bash
# Draws ../color.png and ../outline.png from the two SVG files. Needs Chromium; CHROMIUM_PATH names another one.
set -euo pipefail
cd "$(dirname "$0")"

draw() { # name, side in pixels
  local page
  page="$(mktemp --suffix=.html)"
  printf '<!doctype html><style>html,body{margin:0;background:transparent}svg{display:block}</style>%s' "$(cat "$1.svg")" >"$page"
  "${CHROMIUM_PATH:-chromium}" --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 \
    --default-background-color=00000000 --window-size="$2,$2" --screenshot="$PWD/../$1.png" "file://$page" 2>/dev/null
  rm "$page"
}

draw color 192
draw outline 32
