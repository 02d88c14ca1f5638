#!/usr/bin/env bash
# Asks who we are, looks through the catalogue, and makes a process once, however often this is repeated.
set -euo pipefail
name=${1:?Say what the process is to be called.}
: "${INTERLINK_URL:?Say where Interlink is.}" "${INTERLINK_KEY:?Say with which key.}"

# The key goes in by a file that is none, so that it does not stand in the list of processes. Waits and repeats when told to (429, 503). A refusal is told as it is.
call() {
  local method=$1 path=$2 answer; shift 2
  answer=$(curl --silent --show-error --fail-with-body --retry 4 --config <(printf 'header = "%s: Bearer %s"\n' "${INTERLINK_HEADER:-Authorization}" "$INTERLINK_KEY") \
    --request "$method" "$INTERLINK_URL$path" "$@") || { printf '%s\n' "$answer" >&2; return 1; }
  printf '%s' "$answer"
}

# The value of a text member, for answers as simple as these; jq does it better where it is installed.
member() { grep -o "\"$1\":\"[^\"]*\"" | head -1 | cut -d'"' -f4; }

self=$(call GET /api/application | member name)
echo "We are $self."
interlinkers=$(call GET '/api/catalogue/interlinkers?limit=1' | grep -o '"total":[0-9]*' | cut -d: -f2)
echo "The catalogue has $interlinkers Interlinkers."

# As a text of JSON: without what has no place in a name, and with a backslash before what would end the text.
json=$(printf '%s' "$name" | tr -d '\000-\037' | sed 's/[\\"]/\\&/g')

# The same name, the same key: repeated within 24 hours it is answered with the process that was made first.
once=$(printf '%s' "first-process $name" | sha256sum | cut -d' ' -f1)
process=$(call POST /api/processes --header 'Content-Type: application/json' --header "Idempotency-Key: $once" \
  --data "{\"name\":\"$json\",\"language\":\"en\"}" | member id)
call GET "/api/processes/$process" > /dev/null
echo "Made $name: $INTERLINK_URL/processes/$process"
