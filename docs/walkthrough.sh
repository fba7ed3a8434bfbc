#!/usr/bin/env bash
# Walks the whole path of a citizen's app by plain curl calls against a running server:
#   docs/walkthrough.sh http://localhost:8080 XXXX-XXXX-XXXX [vaccine] [postcode]
# Needs curl and jq. Ends with exit code 0 when a pair was booked, read back and cancelled.
set -euo pipefail

base=${1:?the address of the server, such as http://localhost:8080}
code=${2:?a booking code; the server prints some on its first start}
vaccine=${3:-comirnaty}
postcode=${4:-01067}
room=impfung

# The secret that ties everything to this client: 32 random bytes in base64url. Browsers have it as a cookie.
browser=$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n')

call() { # call METHOD PATH [curl options]: prints the answer; a refusal ends the walk with its problem document
  local method=$1 path=$2 answer status
  shift 2
  echo "$method $path" >&2
  answer=$(curl --silent --show-error --write-out '\n%{http_code}' --request "$method" "$base$path" \
    --header 'Accept: application/json' --header "Waiting-Room-Browser: $browser" "$@")
  status=${answer##*$'\n'}
  answer=${answer%$'\n'*}
  if [ "$status" -ge 400 ]; then
    echo "$status $answer" >&2
    return 1
  fi
  printf '%s' "$answer"
}
key() { echo "Idempotency-Key: $(head -c 12 /dev/urandom | od -An -tx1 | tr -d ' \n')"; }
json='Content-Type: application/json'

echo "1. What is free? Everybody may ask; it costs no session." >&2
call GET "/availability" > /dev/null

echo "2. Join the waiting room and remember the ticket." >&2
joined=$(call POST "/rooms/$room/tickets" --header "$(key)")
ticket=$(jq -r .ticket <<<"$joined")
number=$(jq -r .number <<<"$joined")

echo "3. Wait until my number is served: one small public document, the same for all." >&2
until [ "$(call GET "/rooms/$room/status" | jq -r .nowServing)" -ge "$number" ]; do sleep 1; done

echo "4. Claim the admission." >&2
admission=$(call POST "/rooms/$room/admissions" --header "$(key)" --header "Authorization: Bearer $ticket" | jq -r .admission)

echo "5. Exchange it for a booking session." >&2
session=$(call POST "/booking/sessions" --header "$(key)" --header "Authorization: Bearer $admission" | jq -r .token)

echo "6. Redeem the booking code." >&2
session=$(call POST "/booking/codes" --header "$(key)" --header "Authorization: Bearer $session" --header "$json" \
  --data "$(jq -n --arg code "$code" '{code: $code}')" | jq -r --arg old "$session" '.token // $old')

# From three days on: what is sooner may be too late to cancel, which the last step does (24 hours before, unless the campaign says otherwise).
echo "7. Look for the earliest pairs near a postcode from a day on." >&2
from=$(jq -nr 'now + 3 * 86400 | strftime("%Y-%m-%d")')
offer=$(call GET "/booking/offers?vaccine=$vaccine&postcode=$postcode&from=$from" --header "Authorization: Bearer $session" | jq -c '.offers[0]')
jq -r '.legs[] | "   \(.date) \(.time) \(.centre.name)"' <<<"$offer" >&2

echo "8. Hold both appointments of the first." >&2
held=$(call POST "/booking/holds" --header "$(key)" --header "Authorization: Bearer $session" --header "$json" \
  --data "$(jq --arg vaccine "$vaccine" '{vaccine: $vaccine, legs: [.legs[] | {centre: .centre.id, date, slot}]}' <<<"$offer")")
echo "   held until $(jq -r .heldUntil <<<"$held")" >&2

echo "9. Confirm: both or neither." >&2
booked=$(call POST "/booking/bookings" --header "$(key)" --header "Authorization: Bearer $session" --header "$json" \
  --data "$(jq '{hold: .id, contact: {name: "Erika Muster", email: "erika@example.org"}}' <<<"$held")")
reference=$(jq -r .reference <<<"$booked")
echo "   reference $reference" >&2

echo "10. Read it back." >&2
[ "$(call GET "/booking/bookings/$reference" --header "Authorization: Bearer $session" | jq -r .status)" = booked ]

echo "11. Cancel it: both appointments are free again." >&2
[ "$(call DELETE "/booking/bookings/$reference" --header "$(key)" --header "Authorization: Bearer $session" | jq -r .status)" = cancelled ]

echo "Walked the whole path: $reference was booked, read and cancelled." >&2
