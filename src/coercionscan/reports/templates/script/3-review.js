// The chosen finding, and what a person decides on it.
const tell = (at) => {
  const one = tag(at);
  const made = decisions.get(one.id);
  byId("p-code").textContent = plain(one.code);
  byId("p-meta").textContent = `confidence ${Math.round(one.sure * 100)}%, found by ${plain(one.tagger)}, ${one.status === "suppressed" ? "set aside" : one.status}`;
  byId("p-means").textContent = byId(`k-${one.code}`)?.nextElementSibling.firstChild.textContent.trim() || "";
  byId("p-why").textContent = one.why || "No explanation is recorded.";
  byId("p-decision").textContent = made && made.decision ? `Your decision: ${made.decision} ${plain(made.relabel || "")}` : "Not reviewed.";
  byId("p-relabel").value = (made && made.relabel) || "";
  byId("p-memo").value = (made && made.memo) || "";
  byId("panel").hidden = false;
};
const choose = (chip) => {
  if (now) now.classList.remove("now");
  now = chip;
  chip.classList.add("now");
  for (const mark of marks) mark.classList.toggle("now", mark.dataset.t.split(" ").includes(chip.dataset.t));
  tell(chip.dataset.t);
};
// Focus goes back to the finding, so that the next key or tab starts there; the panel stays closed.
let closing = false;
const close = () => {
  closing = true;
  for (const mark of marks) mark.classList.remove("now");
  if (now) { now.classList.remove("now"); now.focus({ preventScroll: true }); }
  byId("panel").hidden = true;
  closing = false;
};
const chipAt = (mark) => mark.dataset.t.split(" ").map((at) => chips[at]).find((chip) => !chip.hidden);
byId("turns").addEventListener("focusin", (event) => { if (!closing && event.target.classList.contains("chip")) choose(event.target); });
byId("turns").addEventListener("mouseover", (event) => {
  const over = event.target.closest("mark[data-t], .chip");
  const deciding = !byId("panel").hidden && document.activeElement.closest("#panel, .chip");
  if (!over || deciding) return;
  const chip = over.classList.contains("chip") ? over : chipAt(over);
  if (chip && !over.classList.contains("off")) choose(chip);
});
byId("turns").addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-t]");
  const chip = mark ? chipAt(mark) : event.target.closest(".chip");
  if (chip) { chip.focus({ preventScroll: true }); choose(chip); }
});

const show = (chip) => {
  const made = decisions.get(tag(chip.dataset.t).id);
  if (made && made.decision) chip.dataset.d = made.decision; else delete chip.dataset.d;
  if (made && made.memo) chip.dataset.m = "1"; else delete chip.dataset.m;
};
const decide = (change) => {
  if (!now) return;
  const id = tag(now.dataset.t).id;
  const made = { ...decisions.get(id), ...change };
  if (change === null || (!made.decision && !made.memo)) decisions.delete(id); else decisions.set(id, made);
  unsaved = decisions.size > 0;
  show(now);
  tell(now.dataset.t);
  byId("told").textContent = `${decisions.size} decisions, not saved yet`;
};
// Told by what the filters hide, not by the boxes: asking for a box makes the browser set the whole transcript.
const isShown = (chip) => !chip.hidden && !chip.closest("li").hidden;
const step = (by) => {
  const open = chips.filter(isShown);
  if (!open.length) return;
  const at = now ? open.indexOf(now) : -1;
  const next = open[(at + by + open.length) % open.length];
  next.scrollIntoView({ block: "center" });
  next.focus({ preventScroll: true });
};
const acts = {
  accept: () => decide({ decision: "accept", relabel: "" }),
  reject: () => decide({ decision: "reject", relabel: "" }),
  undo: () => decide(null),
  close,
};
byId("panel").addEventListener("click", (event) => { const act = acts[event.target.dataset.do]; if (act) act(); });
byId("p-relabel").addEventListener("change", (event) => { if (event.target.value) decide({ decision: "relabel", relabel: event.target.value }); });
byId("p-memo").addEventListener("change", (event) => decide({ memo: event.target.value.trim() }));
const keys = {
  n: () => step(1), p: () => step(-1), a: acts.accept, r: acts.reject, u: acts.undo, Escape: close,
  l: () => { if (now) byId("p-relabel").focus(); }, m: () => { if (now) byId("p-memo").focus(); },
  "/": () => { byId("f-find").focus(); },
};
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey || (typing && event.key !== "Escape")) return;
  const act = keys[event.key];
  if (act) { event.preventDefault(); act(); }
});

// The review file: a line for each decision, as `coercionscan review apply` reads it.
byId("save").addEventListener("click", () => {
  const lines = [];
  data.ids.forEach((_, at) => {
    const { id, code } = tag(at);
    const made = decisions.get(id);
    if (made) lines.push(JSON.stringify({ kind: "tag", id, proposal: code, text: said(at), decision: made.decision || "", relabel: made.relabel || "", memo: made.memo || "" }));
  });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([lines.map((line) => line + "\n").join("")], { type: "application/jsonl" }));
  link.download = data.name + ".review.jsonl";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  unsaved = false;
  byId("told").textContent = `${lines.length} decisions saved`;
});
byId("load").addEventListener("change", async (event) => {
  const file = event.target.files[0];
  if (!file) return;
  const known = new Set(data.ids.map((_, at) => tag(at).id));
  let taken = 0;
  let other = 0;
  for (const line of (await file.text()).split("\n")) {
    if (!line.trim()) continue;
    let made;
    try { made = JSON.parse(line); } catch { other += 1; continue; }
    if (!made || !known.has(made.id)) { other += 1; continue; }
    if (!made.decision && !made.memo) continue;
    decisions.set(made.id, { decision: made.decision, relabel: made.relabel, memo: made.memo });
    taken += 1;
  }
  chips.forEach(show);
  filter();
  byId("told").textContent = `${taken} decisions opened${other ? `, ${other} lines belong to no finding of this report` : ""}`;
});
addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
