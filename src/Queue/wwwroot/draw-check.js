// The page around the check: takes the file of this room or one from the disk, shows how far the worker is, and every step of what it found.
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

const conclude = (outcome, sentence) => {
  const result = find("wr-draw-result");
  result.dataset.outcome = outcome;
  result.textContent = sentence;
};
const show = (findings) => {
  find("wr-draw-steps").replaceChildren(...findings.map((finding) => {
    const item = document.createElement("li");
    item.dataset.step = finding.step;
    item.dataset.holds = finding.holds;
    const word = document.createElement(finding.holds ? "span" : "strong");
    word.textContent = `${finding.holds ? words.ok : words.wrong}: `;
    item.append(word, say(finding));
    return item;
  }));
  const holds = findings.every((finding) => finding.holds);
  const own = findings.find((finding) => finding.step === "ticket" && finding.holds);
  conclude(holds ? "verified" : "refuted", holds && own ? `${words.verified} ${say(own)}` : holds ? words.verified : words.refuted);
};

let worker = null;
const run = (job) => {
  const progress = find("wr-draw-progress");
  worker?.terminate();
  worker = new Worker(new URL("./draw-worker.js", import.meta.url), { type: "module" });
  progress.hidden = false;
  progress.value = 0;
  find("wr-draw-steps").replaceChildren();
  conclude("working", words.working);
  const end = () => { progress.hidden = true; worker.terminate(); worker = null; };
  worker.onmessage = ({ data }) => {
    if (data.share !== undefined) { progress.value = data.share; return; }
    end();
    if (data.unreadable) conclude("unreadable", words.unreadable);
    else show(data.findings);
  };
  worker.onerror = () => { end(); conclude("unreadable", words.unreadable); };
  const number = Number(find("wr-draw-number").value);
  worker.postMessage({
    ...job,
    ticket: number > 0 ? { number } : null,
    own: words.number ? { number: Number(words.number), browserHash: words.browserHash, room: words.room } : null,
  });
};

find("wr-draw-form").addEventListener("submit", (event) => {
  event.preventDefault();
  run({ address: words.file, count: Number(words.tickets) });
});
find("wr-draw-file").addEventListener("change", (event) => {
  const [file] = event.target.files;
  if (file) run({ file });
});
page.hidden = false;
