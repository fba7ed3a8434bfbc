// The page around draw.js: takes the file of this room or one from the disk, and shows every step.
import { check } from "./draw.js";

const page = document.getElementById("wr-draw");
const find = (id) => document.getElementById(id);
const words = page.dataset;
const numbers = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en-GB" : "de-DE");
const fill = (pattern, ...values) => pattern.replace(/\{(\d)\}/g, (_, i) => (typeof values[i] === "number" ? numbers.format(values[i]) : String(values[i])));

const say = (finding) => {
  const { step, holds, computed, claimed, number, place } = finding;
  if (step === "ticket") return holds ? fill(words.ticketHolds, number, place, computed) : fill(words.ticketFails, number);
  const name = words[step];
  return holds || computed === undefined ? fill(name, computed) : `${fill(name, computed)} ${fill(words.differs, computed, claimed)}`;
};

const show = (findings) => {
  find("wr-draw-steps").replaceChildren(...findings.map((finding) => {
    const item = document.createElement("li");
    item.dataset.step = finding.step;
    item.dataset.holds = finding.holds;
    item.textContent = `${finding.holds ? "✓" : "✗"} ${finding.holds ? words.ok : words.wrong}: ${say(finding)}`;
    return item;
  }));
  find("wr-draw-result").textContent = findings.every((finding) => finding.holds) ? words.verified : words.refuted;
};

const run = async (load) => {
  const progress = find("wr-draw-progress");
  progress.hidden = false;
  progress.value = 0;
  find("wr-draw-steps").replaceChildren();
  find("wr-draw-result").textContent = words.working;
  try {
    const file = JSON.parse(await load());
    const number = Number(find("wr-draw-number").value);
    // The page knows the own ticket's hash; another number is looked up without.
    const ticket = number > 0 ? { number, browserHash: number === Number(words.number) && file.room === words.room ? words.browserHash : undefined } : null;
    show(await check(file, ticket, (share) => { progress.value = share; }));
  } catch {
    find("wr-draw-result").textContent = words.unreadable;
  }
  progress.hidden = true;
};

find("wr-draw-own").addEventListener("click", () => run(async () => {
  const answer = await fetch(words.file, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}));
find("wr-draw-file").addEventListener("change", (event) => {
  const [file] = event.target.files;
  if (file) run(() => file.text());
});
page.hidden = false;
