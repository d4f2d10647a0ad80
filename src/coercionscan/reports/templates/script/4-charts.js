// Charts over the course: point at a mark to read the words, click or press Enter to go there.
const NEAR = 9;
const SVG = "http://www.w3.org/2000/svg";
const tip = byId("tip");
// Turns stand as the first one and the distances from each to the next.
const sums = (steps) => {
  let turn = 0;
  return steps ? steps.split(" ").map((step) => (turn += Number(step))) : [];
};
const charts = all(".chart svg[data-turns]").map((svg) => {
  const last = Math.max(Number(svg.dataset.turns) - 1, 1);
  const left = Number(svg.dataset.left);
  const length = Number(svg.dataset.right) - left;
  const single = Number(svg.dataset.turns) === 1;
  const lanes = all("g[data-n]", svg).map((g) => ({ y: Number(g.dataset.y), name: g.dataset.name, turns: sums(g.dataset.n) }));
  const cross = document.createElementNS(SVG, "path");
  const ring = document.createElementNS(SVG, "circle");
  cross.setAttribute("class", "cross");
  ring.setAttribute("class", "here");
  ring.setAttribute("r", "8");
  svg.append(cross, ring);
  const chart = { svg, lanes, cross, ring, x: (turn) => left + length * (single ? 0.5 : (turn - 1) / last), at: null };
  return chart;
});
const dim = () => {
  tip.hidden = true;
  for (const chart of charts) { chart.cross.setAttribute("d", ""); chart.ring.setAttribute("cx", "-50"); }
};
const point = (chart, lane, turn) => {
  chart.at = { lane, turn };
  for (const other of charts) other.cross.setAttribute("d", `M${chart.x(turn)} 16V${other.svg.viewBox.baseVal.height - 34}`);
  chart.ring.setAttribute("cx", chart.x(turn));
  chart.ring.setAttribute("cy", lane.y);
  const item = byId(`t${turn}`);
  const head = document.createElement("b");
  head.textContent = `${lane.name}, turn ${Array.from(item.querySelector("a").childNodes, (part) => part.textContent.trim()).filter(Boolean).join(", ")}`;
  const text = document.createElement("span");
  const spoken = words(item);
  text.textContent = `${who(item)}: \u201c${spoken.length > 160 ? `${spoken.slice(0, 157)}...` : spoken}\u201d`;
  tip.replaceChildren(head, text);
  const box = chart.svg.parentElement;
  if (tip.parentElement !== box) box.append(tip);
  tip.hidden = false;
  const unit = chart.svg.clientWidth / 1000;
  const half = tip.offsetWidth / 2;
  const x = Math.min(Math.max(chart.x(turn) * unit, half), Math.max(chart.svg.clientWidth - half, half));
  const below = lane.y * unit + 16;
  tip.style.left = `${x - half}px`;
  tip.style.top = `${below + tip.offsetHeight > box.clientHeight && lane.y * unit > tip.offsetHeight ? lane.y * unit - tip.offsetHeight - 14 : below}px`;
};
const nearest = (chart, event) => {
  const box = chart.svg.getBoundingClientRect();
  const x = ((event.clientX - box.left) / box.width) * 1000;
  const y = ((event.clientY - box.top) / box.width) * 1000;
  const lane = chart.lanes.find((one) => Math.abs(one.y - y) <= 11);
  if (!lane) return null;
  const turn = lane.turns.reduce((best, one) => (best === null || Math.abs(chart.x(one) - x) < Math.abs(chart.x(best) - x) ? one : best), null);
  return turn !== null && Math.abs(chart.x(turn) - x) <= NEAR ? { lane, turn } : null;
};
const go = (turn) => { location.hash = `#t${turn}`; };
const move = (chart, key) => {
  const full = chart.lanes.filter((lane) => lane.turns.length);
  if (!full.length) return;
  if (!chart.at) { point(chart, full[0], full[0].turns[0]); return; }
  const { lane, turn } = chart.at;
  const place = full.indexOf(lane);
  if (key === "ArrowUp" || key === "ArrowDown") {
    const next = full[Math.min(Math.max(place + (key === "ArrowDown" ? 1 : -1), 0), full.length - 1)];
    point(chart, next, next.turns.reduce((best, one) => (Math.abs(one - turn) < Math.abs(best - turn) ? one : best)));
    return;
  }
  const ends = { Home: 0, End: lane.turns.length - 1 };
  const at = key in ends ? ends[key] : lane.turns.indexOf(turn) + (key === "ArrowRight" ? 1 : -1);
  point(chart, lane, lane.turns[Math.min(Math.max(at, 0), lane.turns.length - 1)]);
};
for (const chart of charts) {
  chart.svg.addEventListener("mousemove", (event) => {
    const found = nearest(chart, event);
    if (found) point(chart, found.lane, found.turn); else dim();
  });
  chart.svg.addEventListener("mouseleave", dim);
  chart.svg.addEventListener("blur", dim);
  chart.svg.addEventListener("focus", () => { if (chart.svg.matches(":focus-visible")) move(chart, ""); });
  chart.svg.addEventListener("click", (event) => { const found = nearest(chart, event); if (found) go(found.turn); });
  chart.svg.addEventListener("keydown", (event) => {
    if (["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) {
      event.preventDefault();
      move(chart, event.key);
    } else if (event.key === "Enter" && chart.at) {
      go(chart.at.turn);
    }
  });
}

dim();
filter();
arrive();
