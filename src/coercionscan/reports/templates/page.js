"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const all = (css, root = document) => Array.from(root.querySelectorAll(css));
  const turns = all(".turn");
  const chips = all(".chip");
  const marks = all("mark[data-t]");
  const chipOf = new Map(chips.map((chip) => [chip.dataset.t, chip]));
  const tag = (at) => {
    const [id, code, sure, why, tagger, status] = data.tags[at];
    return { id, code: data.words[code], sure, why: data.words[why], tagger: data.words[tagger], status: data.words[status] };
  };
  const said = (at) => marks.filter((mark) => mark.dataset.t.split(" ").includes(String(at))).map((mark) => mark.textContent).join("");
  const decisions = new Map();
  let unsaved = false;
  let now = null;

  // ---- filters ----
  const wanted = () => ({
    code: byId("f-code").value,
    who: byId("f-who").value,
    sure: Number(byId("f-sure").value) / 100,
    find: byId("f-find").value.trim().toLowerCase(),
    aside: byId("f-aside").checked,
    forms: byId("f-forms").checked,
    hits: byId("f-hits").checked,
  });
  const fits = (chip, want) => {
    const one = tag(chip.dataset.t);
    return (!want.code || chip.textContent === want.code) && one.sure >= want.sure &&
      (want.aside || one.status !== "suppressed") && (want.forms || want.code || !chip.classList.contains("form"));
  };
  const filter = () => {
    const want = wanted();
    byId("f-sure-out").value = Math.round(want.sure * 100);
    document.body.classList.toggle("show-aside", want.aside);
    document.body.classList.toggle("show-forms", want.forms || Boolean(want.code));
    const kept = new Set();
    for (const chip of chips) {
      const ok = fits(chip, want);
      chip.parentElement.hidden = !ok;
      if (ok) kept.add(chip.dataset.t);
    }
    for (const mark of marks) mark.classList.toggle("off", !mark.dataset.t.split(" ").some((at) => kept.has(at)));
    const needsHit = want.hits || Boolean(want.code) || want.sure > 0;
    let shown = 0;
    for (const turn of turns) {
      const hit = !needsHit || all(".chips > li", turn).some((item) => !item.hidden);
      const ok = hit && (!want.who || turn.dataset.who === want.who) &&
        (!want.find || turn.querySelector(".said").textContent.toLowerCase().includes(want.find));
      turn.hidden = !ok;
      if (ok) shown += 1;
    }
    byId("count").textContent = `${shown} of ${turns.length} turns, ${kept.size} findings.`;
  };
  byId("tools").addEventListener("input", (event) => { if (event.target.id !== "load") filter(); });
  byId("tools").addEventListener("reset", () => setTimeout(filter));
  byId("tools").addEventListener("submit", (event) => event.preventDefault());

  // A jump must arrive, also at a turn that a filter hides.
  const arrive = () => {
    const target = location.hash && byId(location.hash.slice(1));
    if (target && target.hidden) { byId("tools").reset(); setTimeout(() => { filter(); target.scrollIntoView(); }); }
  };
  addEventListener("hashchange", arrive);

  // ---- the chosen finding ----
  const tell = (at) => {
    const one = tag(at);
    const made = decisions.get(one.id);
    byId("p-code").textContent = one.code.replaceAll("_", " ");
    byId("p-meta").textContent = `confidence ${Math.round(one.sure * 100)}%, found by ${one.tagger}, ${one.status}`;
    byId("p-why").textContent = one.why || "No explanation is recorded.";
    byId("p-decision").textContent = made && made.decision ? `Your decision: ${made.decision} ${(made.relabel || "").replaceAll("_", " ")}` : "Not reviewed.";
    byId("p-relabel").value = (made && made.relabel) || "";
    byId("p-memo").value = (made && made.memo) || "";
    byId("panel").hidden = false;
  };
  const choose = (chip) => {
    now = chip;
    for (const mark of marks) mark.classList.toggle("now", mark.dataset.t.split(" ").includes(chip.dataset.t));
    tell(chip.dataset.t);
  };
  const close = () => {
    byId("panel").hidden = true;
    for (const mark of marks) mark.classList.remove("now");
    if (now) now.focus();
  };
  byId("turns").addEventListener("focusin", (event) => { if (event.target.classList.contains("chip")) choose(event.target); });
  byId("turns").addEventListener("mouseover", (event) => {
    const over = event.target.closest("mark[data-t], .chip");
    if (over && byId("panel").contains(document.activeElement) === false) {
      const chip = chipOf.get(over.dataset.t.split(" ").find((at) => chipOf.has(at)));
      if (chip) choose(chip);
    }
  });
  byId("turns").addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-t]");
    const chip = mark && chipOf.get(mark.dataset.t.split(" ").find((at) => chipOf.has(at)));
    if (chip) chip.focus();
  });

  // ---- review ----
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
    unsaved = true;
    show(now);
    tell(now.dataset.t);
  };
  const step = (by) => {
    const open = chips.filter((chip) => chip.offsetParent !== null);
    if (!open.length) return;
    const at = now ? open.indexOf(now) : -1;
    const next = open[(at + by + open.length) % open.length];
    next.scrollIntoView({ block: "center" });
    next.focus();
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
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || (typing && event.key !== "Escape")) return;
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  // ---- the review file: a line for each decision, as `coercionscan review apply` reads it ----
  byId("save").addEventListener("click", () => {
    const lines = [];
    data.tags.forEach((row, at) => {
      const made = decisions.get(row[0]);
      if (made) lines.push(JSON.stringify({ kind: "tag", id: row[0], proposal: tag(at).code, text: said(at), decision: made.decision || "", relabel: made.relabel || "", memo: made.memo || "" }));
    });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines.map((line) => line + "\n").join("")], { type: "application/jsonl" }));
    link.download = data.name + ".review.jsonl";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    unsaved = false;
  });
  byId("load").addEventListener("change", async (event) => {
    const file = event.target.files[0];
    if (!file) return;
    const known = new Set(data.tags.map((row) => row[0]));
    let taken = 0;
    let other = 0;
    for (const line of (await file.text()).split("\n")) {
      if (!line.trim()) continue;
      let made;
      try { made = JSON.parse(line); } catch { other += 1; continue; }
      if (!known.has(made.id)) { other += 1; continue; }
      if (!made.decision && !made.memo) continue;
      decisions.set(made.id, { decision: made.decision, relabel: made.relabel, memo: made.memo });
      taken += 1;
    }
    chips.forEach(show);
    byId("count").textContent = `${taken} decisions opened, ${other} lines belong to no finding of this report.`;
  });
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  filter();
  arrive();
})();
