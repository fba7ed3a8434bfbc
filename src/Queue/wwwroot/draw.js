// Recomputes a draw from its published file, as docs/draw.md states it. Runs in a worker of the browser and in Node, and needs nothing of either.
import { hmac, sha256 } from "./hashing.js";

const text = new TextEncoder();
const hashBytes = 32;
const rounds = 8;
// How often a step says how far it is.
const atOnce = 4096;

const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const isHash = (hex) => typeof hex === "string" && /^[0-9a-f]{64}$/.test(hex);
const fromHex = (hex, target = new Uint8Array(hex.length / 2), at = 0) => {
  for (let i = 0; i < hex.length; i += 2) target[at + i / 2] = parseInt(hex.substr(i, 2), 16);
  return target;
};

// The file's object. JSON.parse takes the last of two members of one name, another reader the first: such a file is refused.
export const read = (json) => {
  const file = JSON.parse(json);
  const names = new Set();
  const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g;
  let depth = 0;
  for (let token = tokens.exec(json); token; token = tokens.exec(json)) {
    if (token[1] === undefined) depth += token[0] === "{" || token[0] === "[" ? 1 : token[0] === "}" || token[0] === "]" ? -1 : 0;
    else if (depth === 1) {
      const name = JSON.parse(token[0].slice(0, -token[1].length));
      if (names.has(name)) throw new SyntaxError(`"${name}" stands there twice.`);
      names.add(name);
    }
  }
  return file;
};

// The root of RFC 9162, 2.1: pairs from the left, an odd one out moves up as it is. Each level is written over the one below.
export const merkleRoot = (leaves, progress = () => {}) => {
  let size = leaves.length / hashBytes;
  if (size === 0) return sha256(new Uint8Array());
  const hashes = new Uint8Array(leaves.length);
  const level = (from, count, prefix, width) => {
    const input = new Uint8Array(1 + width);
    input[0] = prefix;
    for (let i = 0; i < count; i += 1) {
      input.set(from.subarray(i * width, (i + 1) * width), 1);
      sha256(input, hashes, i * hashBytes);
      if (i % atOnce === atOnce - 1) progress(atOnce);
    }
    progress(count % atOnce);
  };
  level(leaves, size, 0, hashBytes);
  while (size > 1) {
    const pairs = Math.floor(size / 2);
    level(hashes, pairs, 1, 2 * hashBytes);
    if (size % 2 === 1) hashes.copyWithin(pairs * hashBytes, (size - 1) * hashBytes, size * hashBytes);
    size = Math.ceil(size / 2);
  }
  return hashes.slice(0, hashBytes);
};

// The seed: HMAC-SHA256 under the secret, over the root and the beacon's value.
export const seedOf = (secret, root, beaconValue) => {
  const value = text.encode(beaconValue);
  const message = new Uint8Array(root.length + value.length);
  message.set(root);
  message.set(value, root.length);
  return hmac(secret)(message);
};

// All places by index, both from 0: a Feistel network with cycle walking. Numbers stay below 2^31, so shifts are safe.
export const placesOf = (seed, count) => {
  const bits = Math.max(2, 32 - Math.clz32(count - 1));
  const leftBits = Math.floor(bits / 2);
  const rightBits = bits - leftBits;
  const sign = hmac(seed);
  const tables = [];
  for (let round = 0; round < rounds; round += 1) {
    const [inputBits, outputBits] = round % 2 === 0 ? [rightBits, leftBits] : [leftBits, rightBits];
    const table = new Uint32Array(2 ** inputBits);
    for (let half = 0; half < table.length; half += 1) {
      const input = new Uint8Array(9);
      input[0] = round;
      new DataView(input.buffer).setUint32(5, half);
      // The lowest bits of the first eight bytes, big-endian.
      table[half] = new DataView(sign(input).buffer).getUint32(4) & (2 ** outputBits - 1);
    }
    tables.push(table);
  }
  const network = (value) => {
    let left = value >>> rightBits;
    let right = value & (2 ** rightBits - 1);
    for (let round = 0; round < rounds; round += 1) {
      if (round % 2 === 0) left ^= tables[round][right];
      else right ^= tables[round][left];
    }
    return (left << rightBits) | right;
  };
  const places = new Uint32Array(count);
  for (let index = 0; index < count; index += 1) {
    let value = index;
    do value = network(value); while (value >= count);
    places[index] = value;
  }
  return places;
};

// The leaf of a ticket: cnf.bsh is the hash of its browser's secret.
export const leafOf = (room, browserHash) => sha256(text.encode(`waiting-room-leaf/1\n${room}\n${browserHash}`));

// Checks a whole file. Each finding is {step, holds, ...values}; step is one of complete, count, commitment, root, seed, places, ticket.
export const check = (file, ticket = null, progress = () => {}) => {
  const whole = file?.format === "waiting-room-draw/1" && file.state === "drawn" && Array.isArray(file.leaves) && typeof file.room === "string"
    && typeof file.beaconValue === "string" && [file.secret, file.commitment, file.rosterRoot, file.seed].every(isHash) && file.leaves.every(isHash);
  const findings = [{ step: "complete", holds: whole }];
  if (!whole) return findings;
  const count = file.leaves.length;
  findings.push({ step: "count", holds: file.count === count && count < 2 ** 31, computed: count, claimed: file.count });
  if (!findings[1].holds) return findings;
  const compare = (step, computed, claimed) => findings.push({ step, holds: computed === claimed, computed, claimed });

  const leaves = new Uint8Array(count * hashBytes);
  file.leaves.forEach((leaf, i) => fromHex(leaf, leaves, i * hashBytes));
  compare("commitment", toHex(sha256(fromHex(file.secret))), file.commitment);
  let done = 0;
  const root = merkleRoot(leaves, (some) => progress(Math.min(1, (done += some) / (2 * count))));
  compare("root", toHex(root), file.rosterRoot);
  const seed = seedOf(fromHex(file.secret), root, file.beaconValue);
  compare("seed", toHex(seed), file.seed);
  const places = count === 0 ? new Uint32Array() : placesOf(seed, count);
  const taken = new Uint8Array(count);
  places.forEach((place) => { taken[place] += 1; });
  findings.push({ step: "places", holds: taken.every((times) => times === 1), computed: count });
  if (ticket) {
    const index = ticket.number - 1;
    const inside = Number.isInteger(index) && index >= 0 && index < count;
    const own = inside && (!ticket.browserHash || toHex(leafOf(file.room, ticket.browserHash)) === file.leaves[index]);
    findings.push({ step: "ticket", holds: own, number: ticket.number, place: inside ? places[index] + 1 : null, computed: count });
  }
  progress(1);
  return findings;
};
