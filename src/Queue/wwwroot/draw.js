// Recomputes a draw from its published file, as docs/draw.md states it. Runs in browsers and in Node; needs WebCrypto and nothing else.
const text = new TextEncoder();
const hashBytes = 32;
const rounds = 8;
// Promises for all hashes of a level at once would take a gigabyte.
const atOnce = 4096;

const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const isHash = (hex) => typeof hex === "string" && /^[0-9a-f]{64}$/.test(hex);
const fromHex = (hex, target = new Uint8Array(hex.length / 2), at = 0) => {
  for (let i = 0; i < hex.length; i += 2) target[at + i / 2] = parseInt(hex.substr(i, 2), 16);
  return target;
};
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const hmac = async (key) => {
  const imported = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return async (bytes) => new Uint8Array(await crypto.subtle.sign("HMAC", imported, bytes));
};

// One level of hashes from the inputs of one: make(i) gives the i-th input, or the hash itself where there is nothing to hash.
const level = async (size, make, progress) => {
  const hashes = new Uint8Array(size * hashBytes);
  for (let from = 0; from < size; from += atOnce) {
    const to = Math.min(size, from + atOnce);
    const some = await Promise.all(Array.from({ length: to - from }, (_, i) => make(from + i)));
    some.forEach((hash, i) => hashes.set(hash, (from + i) * hashBytes));
    progress(to - from);
  }
  return hashes;
};

// The root of RFC 9162, 2.1: pairs from the left, an odd one out moves up as it is.
export const merkleRoot = async (leaves, progress = () => {}) => {
  const count = leaves.length / hashBytes;
  if (count === 0) return sha256(new Uint8Array());
  const input = (prefix, bytes) => {
    const all = new Uint8Array(1 + bytes.length);
    all[0] = prefix;
    all.set(bytes, 1);
    return all;
  };
  let hashes = await level(count, (i) => sha256(input(0, leaves.subarray(i * hashBytes, (i + 1) * hashBytes))), progress);
  for (let size = count; size > 1;) {
    const below = hashes;
    const half = Math.ceil(size / 2);
    const odd = size % 2 === 1;
    hashes = await level(half, (i) => odd && i === half - 1
      ? below.subarray(2 * i * hashBytes, (2 * i + 1) * hashBytes)
      : sha256(input(1, below.subarray(2 * i * hashBytes, (2 * i + 2) * hashBytes))), progress);
    size = half;
  }
  return hashes;
};

// The seed: HMAC-SHA256 under the secret, over the root and the beacon's value.
export const seedOf = async (secret, root, beaconValue) => {
  const value = text.encode(beaconValue);
  const message = new Uint8Array(root.length + value.length);
  message.set(root);
  message.set(value, root.length);
  return (await hmac(secret))(message);
};

// All places by index, both from 0: a Feistel network with cycle walking. Numbers stay below 2^31, so shifts are safe.
export const placesOf = async (seed, count) => {
  const bits = Math.max(2, 32 - Math.clz32(count - 1));
  const leftBits = Math.floor(bits / 2);
  const rightBits = bits - leftBits;
  const sign = await hmac(seed);
  const tables = [];
  for (let round = 0; round < rounds; round += 1) {
    const [inputBits, outputBits] = round % 2 === 0 ? [rightBits, leftBits] : [leftBits, rightBits];
    const table = new Uint32Array(2 ** inputBits);
    for (let half = 0; half < table.length; half += 1) {
      const input = new Uint8Array(9);
      input[0] = round;
      new DataView(input.buffer).setUint32(5, half);
      const output = await sign(input);
      // The lowest bits of the first eight bytes, big-endian.
      table[half] = new DataView(output.buffer).getUint32(4) & (2 ** outputBits - 1);
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
export const check = async (file, ticket = null, progress = () => {}) => {
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
  compare("commitment", toHex(await sha256(fromHex(file.secret))), file.commitment);
  let done = 0;
  const root = await merkleRoot(leaves, (some) => progress(Math.min(1, (done += some) / (2 * count))));
  compare("root", toHex(root), file.rosterRoot);
  const seed = await seedOf(fromHex(file.secret), root, file.beaconValue);
  compare("seed", toHex(seed), file.seed);
  const places = count === 0 ? new Uint32Array() : await placesOf(seed, count);
  const taken = new Uint8Array(count);
  places.forEach((place) => { taken[place] += 1; });
  findings.push({ step: "places", holds: taken.every((times) => times === 1), computed: count });
  if (ticket) {
    const index = ticket.number - 1;
    const inside = Number.isInteger(index) && index >= 0 && index < count;
    const own = inside && (!ticket.browserHash || toHex(await leafOf(file.room, ticket.browserHash)) === file.leaves[index]);
    findings.push({ step: "ticket", holds: own, number: ticket.number, place: inside ? places[index] + 1 : null, computed: count });
  }
  progress(1);
  return findings;
};
