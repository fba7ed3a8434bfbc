// Shows the place by comparing the own number with the public status. Without this script the page reloads itself and its forms do the rest.
(() => {
"use strict";
const $ = (id) => document.getElementById(id);
const page = JSON.parse($("data").textContent);
const say = page.say;
const longestSeconds = 60;
const warnSeconds = 60;
const number = new Intl.NumberFormat(page.culture);
const fill = (text, ...values) => text.replace(/\{(\d)(?::N0)?\}/g, (_, i) => values[i]);
const clock = (at) => new Date(at).toLocaleTimeString(page.culture, { hour: "2-digit", minute: "2-digit" });
// A crowd that came together must not keep asking together.
const spread = (seconds) => seconds * (0.9 + Math.random() * 0.2) * 1000;
const visibleName = document.title;

let view = page.view, place = page.place, turnEnds = null, drawn = null;
// Nobody is called back: a status from a cache or another node may be a second behind what this page knows.
let serving = (view === "turn" || view === "lost") && place !== undefined ? place : 0;
let lastState = page.state, timer = 0, asking = false, failures = 0, lost = false, spokenAhead = Infinity, spokenAt = 0, spokenWords = "", warned = 0;
let audio = null, alarmed = false;

/* Announcements: one polite region, one sentence at a time. */
const speak = (words) => {
  if (!words || words === spokenWords) return;
  spokenWords = words;
  $("say").textContent = words;
};
const text = (id, words) => { const node = $(id); if (node && node.textContent !== words) node.textContent = words; };
const show = (id, visible) => { const node = $(id); if (node) node.hidden = !visible; };

/* When people may come and when it opens: in the browser's own zone, and as the operator last said. */
const instants = document.querySelectorAll("time[data-local]");
const instant = (node, at) => {
  node.parentNode.hidden = !at;
  if (!at) return;
  node.dateTime = at;
  node.textContent = new Date(at).toLocaleString(page.culture, { dateStyle: "long", timeStyle: "short" });
};

const name = (next) => {
  const section = document.querySelector(`[data-view="${next}"]`);
  return section && section.querySelector("h2") ? section.querySelector("h2").textContent : "";
};
const waits = (of) => {
  const waiting = of === "line" || of === "prequeue" || of === "drawing";
  show("alarm-box", waiting);
  show("next", waiting);
};
const setView = (next) => {
  if (next === view) return;
  view = next;
  // Whoever comes to the turn anew is warned anew.
  warned = 0;
  for (const section of document.querySelectorAll("[data-view]")) section.hidden = section.dataset.view !== next;
  waits(next);
  speak(next === "turn" ? say.turn : name(next));
  if (next === "turn") alarm();
};
const setTitle = (ahead) => {
  document.title = view === "turn" ? `${say.tabTurn} – ${visibleName}` : view === "line" ? `(${number.format(ahead)}) ${say.room}` : visibleName;
};

/* The draw, as in docs/draw.md: eight Feistel rounds over HMAC-SHA256 with cycle walking. */
const drawnPlace = async (draw) => {
  const bytes = Uint8Array.from(draw.seed.match(/../g), (pair) => parseInt(pair, 16));
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const bits = Math.max(2, (draw.count - 1).toString(2).length);
  const low = Math.floor(bits / 2), high = bits - low;
  const round = async (index, half, width) => {
    const input = new DataView(new ArrayBuffer(9));
    input.setUint8(0, index);
    input.setUint32(5, half);
    return new DataView(await crypto.subtle.sign("HMAC", key, input)).getUint32(4) % 2 ** width;
  };
  let value = page.number - 1;
  do {
    let left = Math.floor(value / 2 ** high), right = value % 2 ** high;
    for (let i = 0; i < 8; i++) {
      if (i % 2 === 0) left = (left ^ await round(i, right, low)) >>> 0;
      else right = (right ^ await round(i, left, high)) >>> 0;
    }
    value = left * 2 ** high + right;
  } while (value >= draw.count);
  return value + 1;
};
const ownPlace = async (status) => {
  if (!page.number) return undefined;
  if (!page.isDrawRoom) return page.number;
  const draw = status.draw;
  if (!draw) return status.state === "pre-queue" || status.state === "awaiting-draw" ? undefined : place;
  if (drawn && drawn.seed === draw.seed) return drawn.place;
  const own = page.number > draw.count ? page.number : crypto.subtle ? await drawnPlace(draw) : (await turn()).place;
  drawn = { seed: draw.seed, place: own };
  return own;
};

/* The waiting time as in WaitInterval. */
const interval = (ahead, eta) => {
  if (!eta || !(eta.highPerMinute > 0)) return say.unknown;
  const least = (ahead + 1) / eta.highPerMinute;
  const most = eta.lowPerMinute > 0 ? (ahead + 1) / eta.lowPerMinute : 2 * least;
  if (most < 1) return say.underMinute;
  const between = (a, b, both, one) => a >= b ? fill(one, number.format(b)) : fill(both, number.format(a), number.format(b));
  if (most < 120) {
    const step = most >= 20 ? 5 : 1;
    return between(Math.max(1, Math.floor(least / step) * step), Math.max(2, Math.ceil(most / step) * step), say.minutes, say.minutesOne);
  }
  return between(Math.max(1, Math.floor(least / 60)), Math.ceil(most / 60), say.hours, say.hoursOne);
};

/* The turn: asked for once when the place is called, and when its end has come. */
const ask = async (path, options) => {
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), 15000);
  try {
    return await fetch(page.path + path, { headers: { Accept: "application/json" }, signal: stop.signal, ...options });
  } finally {
    clearTimeout(late);
  }
};
const turn = async () => {
  const answer = await ask("/turn", { cache: "no-store" });
  if (answer.status === 401 || answer.status === 403 || answer.status === 404) location.reload();
  if (!answer.ok) throw new Error(String(answer.status));
  const standing = await answer.json();
  standing.left = standing.turnSecondsLeft ?? null;
  return standing;
};
const setTurn = (standing) => {
  turnEnds = standing.left === null ? null : Date.now() + standing.left * 1000;
  show("extend", standing.extensionLeft);
  show("return", standing.returnLeft);
  show("may-return", standing.returnLeft);
  show("until", turnEnds !== null);
  if (turnEnds !== null) text("until", fill(say.until, clock(turnEnds)));
};
const tick = async () => {
  if (view !== "turn" || turnEnds === null) { show("ending", false); return; }
  const left = Math.ceil((turnEnds - Date.now()) / 1000);
  show("ending", left > 0 && left <= warnSeconds);
  text("seconds", fill(say.seconds, Math.max(0, left)));
  const step = left <= 20 ? 20 : left <= warnSeconds ? warnSeconds : 0;
  if (step === 0) warned = 0;
  else if (left > 0 && step !== warned) { warned = step; speak(`${say.ending}. ${fill(say.seconds, left)}`); }
  if (left <= 0) { turnEnds = null; look(); }
};

const render = async (status) => {
  place = await ownPlace(status);
  const state = status.state;
  serving = Math.max(serving, status.nowServing);
  const called = place !== undefined && place <= serving;
  const ahead = place === undefined ? 0 : Math.max(0, place - serving - 1);
  let next;
  if (view === "inside") next = "inside";
  else if (state === "closed") next = "closed";
  else if (state === "sold-out") next = "soldout";
  else if (state === "scheduled") next = "scheduled";
  else if (!page.number) next = "join";
  else if (called) {
    next = view;
    const known = view === "lost" || (view === "turn" && (turnEnds !== null || state === "hold-all") && state === lastState);
    if (!known) {
      const standing = await turn();
      // Nothing is left to do with this number: the page that comes offers a new one.
      if (standing.mayJoinAgain) { location.replace(page.path); return longestSeconds; }
      setTurn(standing);
      next = standing.admitted ? "inside" : standing.lost ? "lost" : "turn";
    }
  }
  else if (state === "pre-queue") next = "prequeue";
  else next = place === undefined ? "drawing" : "line";

  for (const node of instants) instant(node, status[node.dataset.local]);
  text("serving", number.format(serving));
  if (place !== undefined) {
    text("ahead", number.format(ahead));
    show("ahead", ahead > 0);
    text("ahead-label", ahead === 0 ? say.next : ahead === 1 ? say.aheadOne : say.ahead);
    text("place", number.format(place));
    text("wait", interval(ahead, status.eta));
    const bar = $("progress");
    if (bar) { bar.max = place; bar.value = Math.min(place, serving); }
    show("unlikely", Boolean(status.stock) && place > status.stock.lastPlace);
  }
  const message = status.message && (status.message[page.lang] || status.message.de || status.message.en);
  const wasMessage = $("message").textContent;
  text("message", message || "");
  show("message-box", Boolean(message));
  const wasPaused = !$("paused").hidden, wasHeld = !$("held").hidden;
  show("paused", state === "paused" && next === "line");
  show("held", state === "hold-all" && (next === "line" || next === "turn"));
  show("claim", state !== "hold-all");

  lastState = state;
  const changed = next !== view;
  setView(next);
  setTitle(ahead);
  if (!changed) {
    // Only what matters: the operator's word, a pause, and each halving of the distance, at most once a minute.
    if (message && message !== wasMessage) speak(message);
    else if (!wasPaused && !$("paused").hidden) speak($("paused").textContent.trim());
    else if (!wasHeld && !$("held").hidden) speak($("held").textContent.trim());
    else if (view === "line" && ahead <= spokenAhead / 2 && Date.now() - spokenAt > 60000) {
      spokenAhead = ahead; spokenAt = Date.now();
      speak(ahead === 0 ? say.next : `${number.format(ahead)} ${ahead === 1 ? say.aheadOne : say.ahead}. ${$("wait").textContent}`);
    }
  }
  if (spokenAhead === Infinity && view === "line") { spokenAhead = ahead; spokenAt = Date.now(); }

  // When to look again: a tenth of the time that must still pass, as in PollInterval.
  const opens = Date.parse(state === "scheduled" ? status.preQueueAt || status.opensAt : status.opensAt);
  const tenth = view === "line" && state === "open" && status.eta && status.eta.highPerMinute > 0 ? (ahead + 1) * 6 / status.eta.highPerMinute
    : (view === "scheduled" || view === "prequeue") && opens ? (opens - Date.now()) / 10000
    : view === "turn" ? 5 : view === "line" || view === "drawing" ? 0 : longestSeconds;
  return Math.min(longestSeconds, Math.max(status.nextPollSeconds || 2, tenth));
};

const connection = (ok) => {
  if (lost === !ok) return;
  lost = !ok;
  show("offline", lost);
  speak(lost ? say.offline : say.online);
};
const look = async () => {
  if (asking) return;
  asking = true;
  clearTimeout(timer);
  let seconds;
  try {
    const answer = await ask("/status");
    if (!answer.ok) throw new Error(String(answer.status));
    seconds = await render(await answer.json());
    failures = 0;
    connection(true);
    const now = $("as-of");
    now.dateTime = new Date().toISOString();
    now.textContent = new Date().toLocaleTimeString(page.culture);
  } catch {
    failures += 1;
    if (failures > 1 || !navigator.onLine) connection(false);
    seconds = Math.min(longestSeconds, 2 * 2 ** Math.min(failures, 5));
  }
  asking = false;
  timer = setTimeout(look, spread(seconds));
};

/* Sleeping phones and lost networks: look at once when we are back. */
document.addEventListener("visibilitychange", () => { if (!document.hidden) { tick(); look(); } });
addEventListener("online", look);
addEventListener("offline", () => connection(false));
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

/* Sound and notification, only when asked for. */
const beep = () => {
  if (!audio) return;
  [0, 0.3, 0.6].forEach((after, i) => {
    const tone = audio.createOscillator(), loud = audio.createGain(), at = audio.currentTime + after;
    tone.frequency.value = [660, 660, 880][i];
    loud.gain.setValueAtTime(0.0001, at);
    loud.gain.exponentialRampToValueAtTime(0.3, at + 0.03);
    loud.gain.exponentialRampToValueAtTime(0.0001, at + 0.25);
    tone.connect(loud).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.26);
  });
};
const alarm = () => {
  if (!alarmed) return;
  try {
    audio.resume().then(beep);
    if (navigator.vibrate) navigator.vibrate([200, 100, 200]);
    // Some phones have the constructor and forbid it.
    if (document.hidden && Notification.permission === "granted") new Notification(say.tabTurn, { body: document.querySelector("h1").textContent });
  } catch { /* The page says it as well. */ }
};
const bell = $("alarm");
bell.addEventListener("click", async () => {
  alarmed = !alarmed;
  bell.setAttribute("aria-pressed", alarmed);
  text("alarm-state", alarmed ? say.alarmOn : say.alarmOff);
  if (!alarmed) return;
  try {
    audio = audio || new AudioContext();
    await audio.resume();
    beep();
    if ("Notification" in window && Notification.permission === "default") await Notification.requestPermission();
  } catch { /* Without sound there is still the title of the tab. */ }
});

/* More time without leaving the page; if that fails the form does it. */
$("extend").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const answer = await ask("/turn/extension", { method: "POST", headers: { Accept: "application/json", "Idempotency-Key": `extend-${page.number}` } });
    if (!answer.ok) throw new Error(String(answer.status));
    setTurn(await turn());
    warned = 0;
    tick();
    speak(fill(say.extended, clock(turnEnds)));
    $("enter").focus();
  } catch { event.target.submit(); }
});

/* The door was full: knock again until it opens. */
const knock = async () => {
  try {
    const answer = await ask("/admissions", { method: "POST", headers: { Accept: "application/json", "Idempotency-Key": `claim-${page.number}` } });
    if (answer.ok) { $("claim").submit(); return; }
    if (answer.status !== 409 || !(await answer.json()).type.endsWith("/one-moment")) { location.replace(page.path); return; }
  } catch { connection(false); }
  setTimeout(knock, spread(1.5));
};

if (page.turnSeconds !== undefined) { turnEnds = Date.now() + page.turnSeconds * 1000; text("until", fill(say.until, clock(turnEnds))); }
for (const node of instants) instant(node, node.dateTime);
show("script-only", true);
waits(view);
setTitle(0);
setInterval(tick, 1000);
tick();
look();
if (page.retry) { history.replaceState(null, "", page.path); knock(); }
})();
