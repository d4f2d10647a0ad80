// Filters of the transcript.
const wanted = () => ({
  code: byId("f-code").value,
  who: byId("f-who").value,
  status: byId("f-status").value,
  review: byId("f-review").value,
  sure: Number(byId("f-sure").value) / 100,
  find: byId("f-find").value.trim().toLowerCase(),
  forms: byId("f-forms").checked,
  hits: byId("f-hits").checked,
});
const fitsStatus = (status, want) =>
  want.status === "all" || (want.status === "counted" ? status !== "suppressed" : status === want.status);
const fitsReview = (id, want) => {
  const made = decisions.get(id);
  if (!want.review) return true;
  if (want.review === "open") return !made || !made.decision;
  if (want.review === "memo") return Boolean(made && made.memo);
  return Boolean(made) && made.decision === want.review;
};
const fits = (chip, want) => {
  const one = tag(chip.dataset.t);
  return (!want.code || one.code === want.code) && one.sure >= want.sure && fitsStatus(one.status, want) &&
    fitsReview(one.id, want) && (want.forms || want.code || !chip.classList.contains("form"));
};
const highlight = (found) => {
  if (!window.Highlight || !CSS.highlights) return;
  CSS.highlights.delete("found");
  if (found.length) CSS.highlights.set("found", new Highlight(...found));
};
const places = (turn, text) => {
  const made = [];
  const walker = document.createTreeWalker(turn.querySelector("p"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement === label(turn)) continue;
    const low = node.data.toLowerCase();
    for (let at = low.indexOf(text); at >= 0 && low.length === node.data.length; at = low.indexOf(text, at + text.length)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + text.length);
      made.push(range);
    }
  }
  return made;
};
const filter = () => {
  const want = wanted();
  byId("f-sure-out").value = Math.round(want.sure * 100);
  document.body.classList.toggle("show-aside", want.status === "all" || want.status === "suppressed");
  document.body.classList.toggle("show-forms", want.forms || Boolean(want.code));
  const kept = new Set();
  for (const chip of chips) {
    const ok = fits(chip, want);
    chip.hidden = !ok;
    if (ok) kept.add(chip.dataset.t);
  }
  for (const mark of marks) mark.classList.toggle("off", !mark.dataset.t.split(" ").some((at) => kept.has(at)));
  const needsHit = want.hits || Boolean(want.code) || want.sure > 0 || Boolean(want.review) || want.status.startsWith("su");
  const found = [];
  let shown = 0;
  for (const turn of turns) {
    const ok = (!needsHit || all(".chip", turn).some((chip) => !chip.hidden)) && (!want.who || who(turn) === want.who) &&
      (!want.find || words(turn).toLowerCase().includes(want.find));
    turn.hidden = !ok;
    if (!ok) continue;
    shown += 1;
    if (want.find) found.push(...places(turn, want.find));
  }
  highlight(found);
  byId("count").textContent = `${shown} of ${turns.length} turns, ${kept.size} findings`;
};
byId("tools").addEventListener("input", (event) => { if (event.target.id !== "load") filter(); });
byId("tools").addEventListener("reset", () => setTimeout(filter));
byId("tools").addEventListener("submit", (event) => event.preventDefault());

// A jump must arrive, also at a turn that a filter hides and at a row that is folded away.
const arrive = () => {
  const target = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let one = target.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
  if (target.hidden) {
    byId("tools").reset();
    filter();
  }
  target.scrollIntoView({ block: target.closest("#turns") ? "center" : "start" });
};
addEventListener("hashchange", arrive);
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (link && link.getAttribute("href") === location.hash) setTimeout(arrive);
});
