// What all parts share: the findings of the page, and where they stand in it.
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const all = (css, root = document) => Array.from(root.querySelectorAll(css));
const plain = (name) => name.replaceAll("_", " ");
const turns = all("#turns > li[id]");
const chips = all(".chip");
const marks = all("mark[data-t]");
const chipOf = new Map(chips.map((chip) => [chip.dataset.t, chip]));
const tag = (at) => {
  const [rest, word, sure, why, tagger, status] = data.tags[at];
  const code = data.words[word];
  // Most ids start with their code: only what follows it is stored.
  return { id: rest.startsWith("-") ? code + rest : rest, code, sure, why: data.words[why], tagger: data.words[tagger], status: data.words[status] };
};
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
