// Does the work that a room asks for before a ticket: finds a nonce such that SHA-256 of "challenge|nonce" begins with so many zero bits. In slices, so that the page stays
// alive; nothing to click, and without this script a longer wait does instead. SHA-256 is FIPS 180-4; the browser's own works only with a promise for each hash, which is slower.
(() => {
  "use strict";
  const form = document.querySelector("form[data-challenge-bits]");
  if (!form) return;
  const sliceMilliseconds = 25;
  const K = new Int32Array(64);
  const start = new Int32Array(8);
  // The constants are fractions of the square and cube roots of the first primes.
  for (let candidate = 2, found = 0; found < 64; candidate++) {
    let prime = true;
    for (let d = 2; d * d <= candidate; d++) if (candidate % d === 0) { prime = false; break; }
    if (!prime) continue;
    if (found < 8) start[found] = (Math.sqrt(candidate) % 1) * 4294967296 | 0;
    K[found++] = (Math.cbrt(candidate) % 1) * 4294967296 | 0;
  }
  const W = new Int32Array(64);
  const block = (H, bytes, at) => {
    for (let i = 0; i < 16; i++) W[i] = bytes[at + 4 * i] << 24 | bytes[at + 4 * i + 1] << 16 | bytes[at + 4 * i + 2] << 8 | bytes[at + 4 * i + 3];
    for (let i = 16; i < 64; i++) {
      const x = W[i - 15], y = W[i - 2];
      W[i] = W[i - 16] + W[i - 7] + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3) + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10) | 0;
    }
    let [a, b, c, d, e, f, g, h] = H;
    for (let i = 0; i < 64; i++) {
      const t = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + K[i] + W[i] | 0;
      const u = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c) | 0;
      h = g; g = f; f = e; e = d + t | 0; d = c; c = b; b = a; a = t + u | 0;
    }
    H[0] += a; H[1] += b; H[2] += c; H[3] += d; H[4] += e; H[5] += f; H[6] += g; H[7] += h;
  };
  const bytesOf = (text) => new TextEncoder().encode(text);

  // The whole blocks of "challenge|" are hashed once; only the rest changes with the nonce.
  const prepare = (challenge) => {
    const prefix = bytesOf(challenge + "|");
    const whole = prefix.length - prefix.length % 64;
    const middle = start.slice();
    for (let at = 0; at < whole; at += 64) block(middle, prefix, at);
    const rest = prefix.subarray(whole);
    const total = prefix.length;
    const tail = new Uint8Array(128);
    const H = new Int32Array(8);
    return (nonce, bits) => {
      const digits = String(nonce);
      tail.fill(0);
      tail.set(rest);
      for (let i = 0; i < digits.length; i++) tail[rest.length + i] = digits.charCodeAt(i);
      const length = rest.length + digits.length;
      const end = length + 9 <= 64 ? 64 : 128;
      tail[length] = 0x80;
      new DataView(tail.buffer).setUint32(end - 4, (total + digits.length) * 8);
      H.set(middle);
      for (let at = 0; at < end; at += 64) block(H, tail, at);
      return H[0] >>> 32 - Math.min(bits, 31) === 0;
    };
  };

  const solve = (challenge, bits) => new Promise((resolve) => {
    const fits = prepare(challenge);
    let nonce = 0;
    const slice = () => {
      const until = performance.now() + sliceMilliseconds;
      do {
        for (let i = 0; i < 64; i++, nonce++) if (fits(nonce, bits)) return resolve(String(nonce));
      } while (performance.now() < until);
      setTimeout(slice);
    };
    slice();
  });

  // Begins as soon as the page is there; most people read longer than it takes.
  const begunAt = performance.now();
  const freshMilliseconds = 240_000;
  let work = solve(form.challenge.value, Number(form.dataset.challengeBits));
  form.addEventListener("submit", async (event) => {
    if (form.nonce.value) return;
    event.preventDefault();
    const status = form.querySelector("[data-challenge-status]");
    if (status) status.hidden = false;
    if (performance.now() - begunAt > freshMilliseconds) {
      try {
        const fresh = await (await fetch(form.dataset.challengeUrl, { cache: "no-store" })).json();
        if (fresh.bits > 0) {
          form.challenge.value = fresh.challenge;
          work = solve(fresh.challenge, fresh.bits);
        }
      } catch { /* The old one is refused then, and the page shows a new one. */ }
    }
    form.nonce.value = await work;
    form.submit();
  });
})();
