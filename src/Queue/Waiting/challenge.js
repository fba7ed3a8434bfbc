// Does the work that a room asks for before a ticket: finds a nonce such that SHA-256 of "challenge|nonce" begins with so many zero bits. In slices, so that the page stays
// alive; nothing to click, and without this script a longer wait does instead. Stands behind sha256.js in one script.
(() => {
  "use strict";
  const form = document.querySelector("form[data-challenge-bits]");
  if (!form) return;
  const sliceMilliseconds = 25;
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
