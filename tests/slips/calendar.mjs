// Reads a calendar file as a stranger's calendar would: with a library that is not ours, knowing no zone but those the file defines.
// In: the file. Out: {"method", "folded": longest line in octets, "events": [{"uid", "sequence", "status", "summary", "location", "description", "zone", "local", "utc", "minutes"}]}.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const bytes = readFileSync(0);
const file = bytes.toString("utf8");
const calendar = new ICAL.Component(ICAL.parse(file));
ICAL.TimezoneService.reset();
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  const start = event.startDate;
  return {
    uid: event.uid, sequence: event.sequence, status: component.getFirstPropertyValue("status"), summary: event.summary, location: event.location,
    description: event.description, zone: start.zone.tzid, local: start.toString(), utc: start.convertToZone(ICAL.Timezone.utcTimezone).toString(),
    minutes: event.duration.toSeconds() / 60,
  };
});
const folded = Math.max(...file.split("\r\n").map((line) => Buffer.byteLength(line)));
console.log(JSON.stringify({ method: calendar.getFirstPropertyValue("method"), folded, bareLineFeeds: /[^\r]\n/.test(file), events }));
