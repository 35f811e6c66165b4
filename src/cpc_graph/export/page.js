"use strict";
(() => {
  const all = (query) => [...document.querySelectorAll(query)];
  const facts = new Map(all("button.fact").map((button) => [button.dataset.fact, button]));
  const places = all("[data-facts]");
  const at = (number) => places.filter((place) => place.dataset.facts.split(" ").includes(number));
  const panels = { pages: document.getElementById("pages"), text: document.getElementById("text") };
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const back = document.getElementById("back");
  let from = null;

  function show(name) {
    if (!panels.pages) return;
    for (const [key, panel] of Object.entries(panels)) {
      panel.hidden = key !== name;
      document.getElementById("tab-" + key).setAttribute("aria-selected", String(key === name));
    }
  }

  function pick(numbers) {
    places.forEach((place) => place.classList.remove("on"));
    facts.forEach((button) => { button.classList.remove("on"); button.setAttribute("aria-pressed", "false"); });
    for (const number of numbers) {
      at(number).forEach((place) => place.classList.add("on"));
      const button = facts.get(number);
      if (!button) continue;
      button.classList.add("on");
      button.setAttribute("aria-pressed", "true");
    }
  }

  function leave(node) {
    from = node;
    back.hidden = !node;
  }

  function goBack() {
    if (!from) return;
    const node = from;
    leave(null);
    pick([]);
    bring(node);
    if (node.focus) node.focus({ preventScroll: true });
  }

  function bring(node) {
    node.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  }

  function toPlace(number) {
    pick([number]);
    const seen = at(number).filter((place) => place.getClientRects().length);
    if (!seen.length) return;
    bring(seen[0]);
    const mark = seen.find((place) => place.tabIndex === 0);
    if (mark) mark.focus({ preventScroll: true });
  }

  function toFact(place) {
    const numbers = place.dataset.facts.split(" ");
    pick(numbers.slice(0, 1));
    const button = facts.get(numbers[0]);
    if (!button) return;
    const group = button.closest("details");
    if (group) group.open = true;
    bring(button);
    button.focus({ preventScroll: true });
  }

  facts.forEach((button, number) => button.addEventListener("click", () => { leave(button); toPlace(number); }));
  places.forEach((place) => {
    place.addEventListener("click", (event) => { event.stopPropagation(); leave(place); toFact(place); });
    place.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      leave(place);
      toFact(place);
    });
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") goBack(); });
  back.addEventListener("click", goBack);
  for (const name of Object.keys(panels)) {
    const tab = document.getElementById("tab-" + name);
    if (!tab) continue;
    tab.addEventListener("click", () => show(name));
    tab.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const other = name === "pages" ? "text" : "pages";
      show(other);
      document.getElementById("tab-" + other).focus();
    });
  }
  show("pages");
})();
