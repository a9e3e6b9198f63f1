#!/usr/bin/env bash
# All tests. ./test.sh runs what CI runs; ./test.sh --all repeats the random ones ten times as often and plays every
# conversation on Azurite too, of which CI plays some.
# ./test.sh --soak kills and restarts two bots on one table service for ten minutes, of which CI does one, and prints the figures.
# ./test.sh --playground drives the Microsoft 365 Agents Playground against the bot: by hand, never in CI.
set -euo pipefail
cd "$(dirname "$0")"

playground=0
soak=0
for option in "$@"; do
  case "$option" in
    --all) export CRMBOT_TESTS=all ;;
    --soak) soak=1 ;;
    --playground) playground=1 ;;
    *) echo "unknown option $option (known: --all, --soak, --playground)" >&2; exit 2 ;;
  esac
done

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
results="$PWD/artifacts/test-results"
rm -rf "$results"
mkdir -p "$results"

# The browser tests need a Chromium and a font with Chinese; Debian has both.
need=()
command -v chromium >/dev/null || [ -n "${CHROMIUM_PATH:-}" ] || need+=(chromium)
fc-list :lang=zh 2>/dev/null | grep -q . || need+=(fontconfig fonts-noto-cjk)
if [ ${#need[@]} -gt 0 ]; then
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "installing ${need[*]}"
    apt-get update -qq >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null
  else
    echo "Please install: ${need[*]} (the browser tests need them)" >&2
    exit 1
  fi
fi

if [ "$playground" = 1 ]; then
  dotnet build src/Bot -v quiet
  exec node tests/Playground/playground.mjs
fi

# The peers of the interop tests and the emulator of the table service: what the lock says, installed anew when it has changed.
if ! [ node_modules/.package-lock.json -nt package-lock.json ]; then
  echo "installing the npm packages of the tests"
  if ! npm ci --include=dev --ignore-scripts --no-audit --no-fund >"$PWD/artifacts/npm.log" 2>&1; then
    echo "npm could not install them; artifacts/npm.log says why" >&2
    exit 1
  fi
fi

if [ "$soak" = 1 ]; then
  dotnet build tests/Soak -v quiet
  CRMBOT_SOAK=${CRMBOT_SOAK:-600} exec dotnet test tests/Soak --no-build --logger "console;verbosity=detailed"
fi

dotnet build CrmBot.sln -v quiet

status=0
dotnet test CrmBot.sln --no-build --logger "trx" --results-directory "$results" || status=$?

# The conversations once more on the table service's emulator: one setting is another.
some=(--filter 'FullyQualifiedName~FilingTests|FullyQualifiedName~ReminderTests|FullyQualifiedName~ListTests|FullyQualifiedName~TrustedBotTests')
[ "${CRMBOT_TESTS:-}" != all ] || some=()
CRMBOT_TEST_ENGINE=AzureTables dotnet test tests/Conversations --no-build "${some[@]}" --logger "trx;LogFileName=azure.trx" --results-directory "$results" || status=$?

# One line for the whole, from the files the runner wrote, not from what it printed.
passed=0 failed=0
shopt -s nullglob
for file in "$results"/*.trx; do
  counters=$(grep -o '<Counters [^>]*>' "$file")
  passed=$((passed + $(grep -o ' passed="[0-9]*"' <<<"$counters" | tr -dc 0-9)))
  total=$(grep -o ' total="[0-9]*"' <<<"$counters" | tr -dc 0-9)
  failed=$((failed + total - $(grep -o ' passed="[0-9]*"' <<<"$counters" | tr -dc 0-9)))
done

if [ "$passed" = 0 ] && [ "$status" = 0 ]; then
  echo "no test ran" >&2
  status=1
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ] || status=1
exit "$status"
