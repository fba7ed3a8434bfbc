// Whole hashes over the blocks of sha256.js, written where they are wanted.
import { block, start } from "./sha256.js";

const state = new Int32Array(8);
const tail = new Uint8Array(128);
const ends = new DataView(tail.buffer);

// SHA-256 of all bytes, into the 32 bytes of `target` from `at` on.
export const sha256 = (bytes, target = new Uint8Array(32), at = 0) => {
  const whole = bytes.length - bytes.length % 64;
  state.set(start);
  for (let from = 0; from < whole; from += 64) block(state, bytes, from);
  const rest = bytes.length - whole;
  const end = rest + 9 <= 64 ? 64 : 128;
  tail.fill(0);
  for (let i = 0; i < rest; i += 1) tail[i] = bytes[whole + i];
  tail[rest] = 0x80;
  ends.setUint32(end - 8, Math.floor(bytes.length / 2 ** 29));
  ends.setUint32(end - 4, bytes.length * 8);
  for (let from = 0; from < end; from += 64) block(state, tail, from);
  for (let i = 0; i < 8; i += 1) {
    target[at + 4 * i] = state[i] >>> 24;
    target[at + 4 * i + 1] = state[i] >>> 16;
    target[at + 4 * i + 2] = state[i] >>> 8;
    target[at + 4 * i + 3] = state[i];
  }
  return target;
};

// HMAC-SHA256 (RFC 2104) under this key, which has at most 64 bytes.
export const hmac = (key) => {
  const padded = (value) => {
    const pad = new Uint8Array(64).fill(value);
    key.forEach((byte, i) => { pad[i] ^= byte; });
    return pad;
  };
  const [inner, outer] = [padded(0x36), padded(0x5c)];
  const join = (a, b) => {
    const all = new Uint8Array(a.length + b.length);
    all.set(a);
    all.set(b, a.length);
    return all;
  };
  return (bytes) => sha256(join(outer, sha256(join(inner, bytes))));
};
