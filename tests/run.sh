#!/usr/bin/env bash
# Runs every check of the project and closes with "N passed, N failed". Installs Chromium and the npm packages when they are missing.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 INTERLINK_WEB_BUILD=skip
passed=0 failed=0
logs=$(mktemp -d)

# A step without tests of its own counts as one: passed or failed.
step() {
  local name=$1; shift
  echo "── $name"
  if "$@" >"$logs/step" 2>&1; then passed=$((passed + 1)); else failed=$((failed + 1)); tail -n 80 "$logs/step"; echo "✗ $name"; return 1; fi
}

# A test runner's own numbers are added; one that fails without counting a failure counts as one failure.
count() {
  local name=$1 p=$2 f=$3 code=$4
  [ "$code" -ne 0 ] && [ "$f" -eq 0 ] && f=1
  [ "$((p + f))" -eq 0 ] && f=1
  passed=$((passed + p)); failed=$((failed + f))
  echo "   $name: $p passed, $f failed, $((SECONDS / 60)) min $((SECONDS % 60)) s since the start"
  if [ "$f" -gt 0 ]; then tail -n 200 "$logs/tests"; fi
}

chromium_path() { command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable; }

install_chromium() {
  chromium_path >/dev/null && return
  local sudo=""; [ "$(id -u)" -eq 0 ] || sudo=sudo
  $sudo apt-get update -qq && $sudo apt-get install -y -qq chromium
}

dotnet_tests() {
  local project=$1 name code
  name=$(basename "$project" .csproj)
  echo "── $name"
  dotnet test "$project" -c Release --no-build --nologo >"$logs/tests" 2>&1; code=$?
  count "$name" "$(sed -nE 's/.*Failed: +[0-9]+, Passed: +([0-9]+).*/\1/p' "$logs/tests" | tail -1 | grep . || echo 0)" \
    "$(sed -nE 's/.*Failed: +([0-9]+), Passed.*/\1/p' "$logs/tests" | tail -1 | grep . || echo 0)" "$code"
}

web_tests() {
  echo "── static-web"
  (cd static-web && npm test --silent -- --reporter=default --reporter=json --outputFile.json="$logs/vitest.json") >"$logs/tests" 2>&1; local code=$?
  count "static-web" "$(json "$logs/vitest.json" numPassedTests)" "$(json "$logs/vitest.json" numFailedTests)" "$code"
}

infra_tests() {
  echo "── infra"
  (cd tests/infra && node --test --test-reporter=tap) >"$logs/tests" 2>&1; local code=$?
  count "infra" "$(sed -n 's/^# pass //p' "$logs/tests" | grep . || echo 0)" "$(sed -n 's/^# fail //p' "$logs/tests" | grep . || echo 0)" "$code"
}

webhook_tests() {
  echo "── webhooks"
  (cd tests/webhooks && node --test --test-reporter=tap) >"$logs/tests" 2>&1; local code=$?
  count "webhooks" "$(sed -n 's/^# pass //p' "$logs/tests" | grep . || echo 0)" "$(sed -n 's/^# fail //p' "$logs/tests" | grep . || echo 0)" "$code"
}

browser_tests() {
  echo "── e2e"
  (cd tests/e2e && CHROMIUM=$(chromium_path) PLAYWRIGHT_JSON_OUTPUT_NAME="$logs/e2e.json" npx playwright test --reporter=list,json) >"$logs/tests" 2>&1; local code=$?
  count "e2e" "$(json "$logs/e2e.json" stats.expected)" "$(json "$logs/e2e.json" stats.unexpected)" "$code"
}

json() { node -e 'try{let v=JSON.parse(require("fs").readFileSync(process.argv[1],"utf8"));for(const k of process.argv[2].split("."))v=v[k];console.log(v??0)}catch{console.log(0)}' "$1" "$2"; }

step "Chromium" install_chromium
# A registry that stumbles is asked once more.
npm_ci() { npm --prefix "$1" ci || npm --prefix "$1" ci; }

step "npm packages of the web app" npm_ci static-web
step "npm packages of the browser walk" npm_ci tests/e2e
step "npm packages of the infrastructure tests" npm_ci tests/infra
step "npm packages of the webhook tests" npm_ci tests/webhooks
# White space and order of usings; what .editorconfig says of style and code, the build holds to.
step "Format" dotnet format whitespace . --folder --verify-no-changes
if step "Build" dotnet build Interlink.Functions.sln -c Release --nologo; then
  for project in tests/*.Tests/*.Tests.csproj; do dotnet_tests "$project"; done
fi
infra_tests
step "Example of a receiver" dotnet build docs/examples/webhooks/csharp --nologo
webhook_tests
step "Web lint" npm --prefix static-web run lint
web_tests
if step "Web build" npm --prefix static-web run build; then
  step "Web size" npm --prefix static-web run check:size
  browser_tests
fi

rm -rf "$logs"
echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
