// Checks admissions as a stranger would: with a library that is not ours and nothing but the published keys.
// In: {"jwks": address, "issuer", "now": seconds, "cases": [{"name", "token", "secret"}]}. Out: {"name": "accepted" | reason}.
import { createHash, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRemoteJWKSet, jwtVerify } from "jose";

const { jwks, issuer, now, cases } = JSON.parse(readFileSync(0, "utf8"));
const keys = createRemoteJWKSet(new URL(jwks));

async function check({ token, secret }) {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer, audience: "wr-booking", algorithms: ["ES256"], typ: "wr-admission+jwt",
      requiredClaims: ["exp", "jti", "room", "cnf"], currentDate: new Date(now * 1000),
    });
    if (payload.room !== "impfung") return "another room";
    const own = createHash("sha256").update(secret, "ascii").digest();
    const bound = Buffer.from(String(payload.cnf.bsh), "base64url");
    return bound.length === own.length && timingSafeEqual(bound, own) ? "accepted" : "another browser";
  } catch (fault) {
    return fault.code ?? String(fault);
  }
}

const answers = {};
for (const one of cases) answers[one.name] = await check(one);
console.log(JSON.stringify(answers));
