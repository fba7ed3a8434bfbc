// Compares the own number with the public status document and shows the place. Without this script the page reloads itself.
(() => {
  "use strict";
  const waiting = document.getElementById("wr-waiting");
  if (!waiting) return;

  const text = waiting.dataset;
  const own = Number(text.number);
  const numbers = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en-GB" : "de-DE");
  const find = (id) => document.getElementById(id);
  // A crowd that reloaded together must not keep asking together.
  const spread = (seconds) => seconds * (0.9 + Math.random() * 0.2) * 1000;
  const longestSeconds = 60;
  const announceEveryMilliseconds = 30_000;
  let announcedAt = performance.now();
  let announcedAhead = -1;
  let failures = 0;

  const show = (status) => {
    if (waiting.hidden) return 0;
    const serving = status.nowServing;
    const rate = status.ratePerMinute;
    const ahead = Math.max(0, own - serving - 1);
    if (own <= serving) {
      waiting.hidden = true;
      find("wr-turn").hidden = false;
      find("wr-announce").textContent = text.turn;
      document.title = `● ${text.title} – ${document.title}`;
      return 0;
    }
    find("wr-ahead").textContent = numbers.format(ahead);
    find("wr-ahead").hidden = ahead === 0;
    find("wr-ahead-label").textContent = ahead === 0 ? text.next : ahead === 1 ? text.one : text.many;
    find("wr-serving").textContent = numbers.format(serving);
    find("wr-progress").value = serving;
    find("wr-paused").hidden = rate > 0;
    find("wr-earliest-row").hidden = rate === 0;
    if (rate > 0) {
      const minutes = ahead / rate;
      find("wr-earliest").textContent = minutes < 1 ? text.soon
        : minutes < 120 ? text.minutes.replace("{0}", numbers.format(Math.max(2, Math.ceil(minutes))))
        : text.hours.replace("{0}", numbers.format(Math.round(minutes / 60)));
    }
    if (ahead !== announcedAhead && performance.now() - announcedAt > announceEveryMilliseconds) {
      announcedAt = performance.now();
      announcedAhead = ahead;
      find("wr-announce").textContent = ahead === 0 ? text.next : `${numbers.format(ahead)} ${ahead === 1 ? text.one : text.many}`;
    }
    // As in PollInterval: a tenth of the shortest possible wait.
    const tenth = rate > 0 ? Math.ceil((own - serving) * 60 / rate * 0.1) : longestSeconds;
    return Math.min(longestSeconds, Math.max(status.nextPollSeconds, tenth));
  };

  const look = async () => {
    let seconds;
    try {
      const answer = await fetch(text.status, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      seconds = show(await answer.json());
      failures = 0;
    } catch {
      failures += 1;
      seconds = Math.min(longestSeconds, 5 * 2 ** Math.min(failures, 4));
    }
    find("wr-lost").hidden = failures < 2;
    if (seconds > 0) setTimeout(look, spread(seconds));
  };

  // Back on this tab: the timers of hidden tabs are slow.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !waiting.hidden && failures === 0) {
      fetch(text.status).then((answer) => answer.ok ? answer.json() : null).then((status) => status && show(status)).catch(() => {});
    }
  });
  look();
})();
