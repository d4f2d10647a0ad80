// What all parts share: the findings of the page, and where they stand in it.
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const all = (css, root = document) => Array.from(root.querySelectorAll(css));
const plain = (name) => name.replaceAll("_", " ");
const turns = all("#turns > li[id]");
const marks = all("mark[data-t]");
const tag = (at) => {
  const [code, domain, tagger, status] = data.kind[data.kinds[at]];
  const id = data.ids[at];
  // Most ids start with their code: only what follows it is stored.
  return {
    id: id.startsWith("-") ? code + id : id, code, domain, tagger, status, sure: data.sure[at] / 1000,
    why: data.why[data.whys[at]].map((part) => data.parts[part]).join(""),
  };
};
// Without script the page shows the findings that count; here all of them become buttons, in the order of their numbers.
const boxes = new Map();
const boxOf = (turn) => {
  if (!boxes.has(turn)) {
    const item = byId(`t${turn}`);
    const box = document.createElement("div");
    box.className = "chips";
    item.querySelector(".chips")?.remove();
    item.append(box);
    boxes.set(turn, box);
  }
  return boxes.get(turn);
};
let turn = 0;
const chips = data.turns.map((step, at) => {
  const { code, domain, status } = tag(at);
  const chip = document.createElement("button");
  chip.type = "button";
  chip.className = `chip ${domain}`;
  chip.dataset.t = at;
  if (status !== "active") chip.dataset.s = status;
  chip.textContent = plain(code);
  turn += step;
  boxOf(turn).append(chip);
  return chip;
});
byId("tools").hidden = false;
const label = (turn) => turn.querySelector("p > b");
const who = (turn) => label(turn).textContent;
const words = (turn) => turn.querySelector("p").textContent.slice(who(turn).length);
const said = (at) => marks.filter((mark) => mark.dataset.t.split(" ").includes(String(at))).map((mark) => mark.textContent).join("");
const decisions = new Map();
let unsaved = false;
let now = null;

// ---- light and dark ----
const theme = byId("theme");
const isDark = () => {
  const set = document.documentElement.dataset.theme;
  return set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};
const nameTheme = () => { theme.textContent = isDark() ? "Light" : "Dark"; };
theme.hidden = false;
nameTheme();
theme.addEventListener("click", () => {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  nameTheme();
});

// ---- the section in view is marked in the list of sections ----
const links = new Map(all("nav a").map((link) => [link.hash.slice(1), link]));
const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    for (const link of links.values()) link.removeAttribute("aria-current");
    links.get(entry.target.getAttribute("aria-labelledby"))?.setAttribute("aria-current", "true");
  }
}, { rootMargin: "-15% 0px -80% 0px" });
all("main > section").forEach((section) => seen.observe(section));

// ---- print everything, also what is folded ----
let folded = [];
addEventListener("beforeprint", () => {
  folded = all("main details:not([open])");
  folded.forEach((one) => { one.open = true; });
});
addEventListener("afterprint", () => { folded.forEach((one) => { one.open = false; }); });
