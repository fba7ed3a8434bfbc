// Checks one draw beside the page, which stays alive meanwhile: a million tickets are three million blocks of SHA-256. Answers {share} on its way, at its end {findings} or {unreadable}.
import { check, read } from "./draw.js";

// Fetching is the first third of the bar; its length is not in the answer but follows from the number of tickets.
const fetched = 1 / 3;
const bytesPerLeaf = 67;

let shown = 0;
const show = (share) => {
  if (share - shown < 0.01 && share < 1) return;
  shown = share;
  postMessage({ share });
};

const download = async (address, count) => {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const pieces = [];
  let bytes = 0;
  for (let reader = answer.body.getReader(), part = await reader.read(); !part.done; part = await reader.read()) {
    pieces.push(part.value);
    bytes += part.value.length;
    show(Math.min(1, bytes / (bytesPerLeaf * count + 1000)) * fetched);
  }
  return new Blob(pieces).text();
};

onmessage = async ({ data: { address, count, file, ticket, own } }) => {
  try {
    const draw = read(file ? await file.text() : await download(address, count));
    // The page knows the own ticket's hash; another number is looked up without.
    const asked = ticket && own && ticket.number === own.number && draw.room === own.room ? own : ticket;
    postMessage({ findings: check(draw, asked, (share) => show(fetched + share * (1 - fetched))) });
  } catch {
    postMessage({ unreadable: true });
  }
};
