// SHA-256 (FIPS 180-4) and HMAC (RFC 2104). The browser's own hands out a promise for each hash, which costs more than the hash; and it is there in secure contexts only.
const K = new Int32Array(64);
export const start = new Int32Array(8);
// The constants are fractions of the square and cube roots of the first primes.
for (let candidate = 2, found = 0; found < 64; candidate++) {
  let prime = true;
  for (let d = 2; d * d <= candidate; d++) if (candidate % d === 0) { prime = false; break; }
  if (!prime) continue;
  if (found < 8) start[found] = (Math.sqrt(candidate) % 1) * 4294967296 | 0;
  K[found++] = (Math.cbrt(candidate) % 1) * 4294967296 | 0;
}
const W = new Int32Array(64);
// Takes the 64 bytes from `at` on into the state.
export const block = (H, bytes, at) => {
  for (let i = 0; i < 16; i++) W[i] = bytes[at + 4 * i] << 24 | bytes[at + 4 * i + 1] << 16 | bytes[at + 4 * i + 2] << 8 | bytes[at + 4 * i + 3];
  for (let i = 16; i < 64; i++) {
    const x = W[i - 15], y = W[i - 2];
    W[i] = W[i - 16] + W[i - 7] + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3) + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10) | 0;
  }
  let a = H[0], b = H[1], c = H[2], d = H[3], e = H[4], f = H[5], g = H[6], h = H[7];
  for (let i = 0; i < 64; i++) {
    const t = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + K[i] + W[i] | 0;
    const u = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c) | 0;
    h = g; g = f; f = e; e = d + t | 0; d = c; c = b; b = a; a = t + u | 0;
  }
  H[0] += a; H[1] += b; H[2] += c; H[3] += d; H[4] += e; H[5] += f; H[6] += g; H[7] += h;
};
