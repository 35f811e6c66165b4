"use strict";
// Zoom and pan along time, and details on demand. The picture is complete without this script: it only lays the same
// elements out again (drawing.py and place.py do the same for the first view) and copies the proofs beside it.
(() => {
  const MARK = 9, ACT_ROW = 21, DATE_ROW = 14, HEADING = 26, STATES = 70, MOST_ROWS = 6, MOST_DATE_ROWS = 3, SHORTEST = 45;
  const STEPS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000];
  const SVG = "http://www.w3.org/2000/svg", DAY = 86400000;
  const lang = document.documentElement.lang, months = JSON.parse(document.body.dataset.months);
  const pictures = [...document.querySelectorAll("svg.picture")], panel = document.getElementById("panel");
  if (!pictures.length) return;
  document.body.classList.add("live");
  document.querySelectorAll(".tools, .keys").forEach((one) => { one.hidden = false; });
  const whole = [Number(pictures[0].dataset.first), Number(pictures[0].dataset.last)];
  let view = [...whole], paper = 0;

  const all = (root, what) => [...root.querySelectorAll(what)];
  const texts = (element) => JSON.parse(element.dataset.texts || "[]");
  const wide = (element, text) => { element.textContent = text; return element.getComputedTextLength(); };
  const show = (element, seen) => element.setAttribute("visibility", seen ? "inherit" : "hidden");
  const dateText = (day) => {
    const date = new Date(day * DAY), [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
    return lang === "en" ? `${d} ${months[m]} ${y}` : `${String(d).padStart(2, "0")}/${String(m + 1).padStart(2, "0")}/${y}`;
  };

  function layOut() {
    for (const svg of pictures) lay(svg);
    document.querySelector(".period").textContent = `${dateText(Math.round(view[0]))} – ${dateText(Math.round(view[1]))}`;
  }

  function lay(svg) {
    const width = Math.max(paper || svg.parentNode.clientWidth, 300), left = Number(svg.dataset.side), right = width - left;
    const x = (day) => left + (day - view[0]) * (right - left) / (view[1] - view[0]);
    const plot = { left, right, x, cut: (day) => Math.min(Math.max(x(day), left), right) };
    svg.querySelector(".clip").setAttribute("width", right - left + 2);
    for (const rect of all(svg, "rect[data-a]")) {
      const a = Math.max(x(Number(rect.dataset.a)), -5000), b = Math.min(x(Number(rect.dataset.b)), width + 5000);
      rect.setAttribute("x", a);
      rect.setAttribute("width", Math.max(b - a, 0));
    }
    for (const one of all(svg, ".at")) place(one, plot);
    for (const one of all(svg, ".maybe")) one.setAttribute("d", `M0,6.5V10.5H${Math.max(x(Number(one.dataset.until)) - x(Number(one.dataset.a)), 1)}V6.5`);
    for (const one of all(svg, ".more")) more(one, plot);
    for (const one of all(svg, "text.fit")) fit(one, plot);
    for (const one of all(svg, "text.beside")) beside(one, plot);
    for (const one of all(svg, ".labelled")) labelled(one, plot);
    stack(svg, plot, width);
  }

  function place(one, plot) {
    const at = plot.x(Number(one.dataset.x)), seen = at >= plot.left - 1 && at <= plot.right + 1;
    const y = /,([-\d.]+)\)/.exec(one.getAttribute("transform"))[1];
    one.setAttribute("transform", `translate(${at},${y})`);
    show(one, seen);
    if (one.classList.contains("today-text")) one.setAttribute("x", kept(at, Number(one.dataset.w) / 2, plot));
  }

  const kept = (at, half, plot) => Math.max(plot.left + half - at, 0) + Math.min(plot.right - half - at, 0);

  function more(one, plot) {
    const at = plot.x(Number(one.dataset.day)), before = one.classList.contains("before");
    const bar = one.parentNode.querySelector("rect.body"), a = plot.x(Number(bar.dataset.a)), b = plot.x(Number(bar.dataset.b));
    const y = /,([-\d.]+)l/.exec(one.getAttribute("d"))[1];
    one.setAttribute("d", before ? `M${plot.left + 7},${y}l-5,4l5,4z` : `M${plot.right - 7},${y}l5,4l-5,4z`);
    show(one, (before ? at < plot.left - 1 : at > plot.right + 1) && a < plot.right && b > plot.left);
  }

  function fit(text, plot) {
    const a = plot.cut(Number(text.dataset.a)), b = plot.cut(Number(text.dataset.b));
    const torn = all(text.parentNode, ".edge.open").length * 16;
    text.setAttribute("x", (a + b) / 2);
    if (!texts(text).some((one) => wide(text, one) <= b - a - 6 - torn)) text.textContent = "";
  }

  function beside(text, plot) {
    const a = plot.cut(Number(text.dataset.a)), b = plot.cut(Number(text.dataset.b)), choice = texts(text);
    const put = (at, anchor) => { text.setAttribute("x", at); text.setAttribute("text-anchor", anchor); return true; };
    const seen = plot.x(Number(text.dataset.b)) > plot.left && plot.x(Number(text.dataset.a)) < plot.right;
    text.closest(".item").classList.toggle("away", !seen);
    for (const one of choice) {
      const w = wide(text, one) + 6;
      if (b + w <= plot.right) return put(b + 6, "start");
      if (a - w >= plot.left) return put(a - 6, "end");
    }
    return put(Math.max(a, plot.left) + 6, "start");
  }

  function labelled(group, plot) {
    const text = group.querySelector("text:not(.in-sign)"), at = plot.x(Number(group.dataset.x)), [whole] = texts(group);
    const right = at + wide(text, whole) + 12 <= plot.right;
    text.setAttribute("x", right ? 12 : -12);
    text.setAttribute("text-anchor", right ? "start" : "end");
    for (let kept = whole.length; !right && text.getComputedTextLength() > at - plot.left - 14 && kept > 3; kept -= 2)
      text.textContent = whole.slice(0, kept).trimEnd() + "…";
  }

  // Lanes whose rows depend on the room are laid out again; the others only move up or down.
  function stack(svg, plot, width) {
    let y = 66;
    for (const lane of all(svg, "g.lane")) {
      let height = Number(lane.dataset.height);
      if (lane.dataset.kind === "acts") height = acts(lane, plot);
      if (lane.dataset.kind === "states") height = dates(lane, plot);
      lane.setAttribute("transform", `translate(0,${y})`);
      y += height;
    }
    y += 8;
    ticks(svg, plot, y);
    for (const line of all(svg, "path.line")) line.setAttribute("d", line.getAttribute("d").replace(/V[\d.]+$/, `V${y}`));
    const height = key(svg, plot, y + 36);
    svg.querySelector(".clip").setAttribute("height", height);
    svg.setAttribute("viewBox", `0 24 ${width} ${height - 24}`);
  }

  // From the last act to the first: an earlier label never crosses the stem of a later mark.
  function acts(lane, plot) {
    const points = all(lane, ".point").filter((one) => one.getAttribute("visibility") !== "hidden"), free = [], rows = new Map();
    for (const point of points.reverse()) {
      const at = plot.x(Number(point.dataset.x)), what = point.querySelector(".what");
      let row = -1;
      for (const text of [...texts(point), ""]) {
        const w = MARK + wide(what, text) + point.querySelector(".rank").getComputedTextLength() + (text ? 9 : 5);
        for (let r = 0; r <= free.length && r < MOST_ROWS && row < 0; r++)
          if (at + w <= (r < free.length ? free[r] : plot.right)) row = r;
        if (row >= 0) break;
      }
      if (row < 0) row = Math.min(free.length, MOST_ROWS - 1);
      while (free.length <= row) free.push(plot.right);
      for (let r = 0; r <= row; r++) free[r] = Math.min(free[r], at - MARK);
      rows.set(point.closest(".item").id, row);
    }
    const height = HEADING + Math.max(free.length, 1) * ACT_ROW, stems = all(lane, ".stem"), every = all(lane, ".point");
    every.forEach((point, place) => {
      const row = rows.get(point.closest(".item").id) || 0, at = plot.x(Number(point.dataset.x)), y = height - ACT_ROW * (row + 0.5);
      point.setAttribute("transform", `translate(${at},${y})`);
      stems[place].setAttribute("d", `M0,${y}V${height + 8}`);
      point.closest(".item").classList.toggle("away", point.getAttribute("visibility") === "hidden");
    });
    return height;
  }

  function dates(lane, plot) {
    const ends = new Array(MOST_DATE_ROWS).fill(-Infinity);
    let rows = 0;
    for (const group of all(lane, ".dated")) {
      const at = plot.x(Number(group.dataset.x)), text = group.querySelector("text"), half = text.getComputedTextLength() / 2;
      const move = kept(at, half, plot), row = ends.findIndex((end) => at + move - half >= end);
      const seen = at >= plot.left - 1 && at <= plot.right + 1 && row >= 0;
      show(group, seen);
      if (!seen) continue;
      ends[row] = at + move + half + 6;
      rows = Math.max(rows, row + 1);
      text.setAttribute("x", move);
      text.setAttribute("y", STATES + 7 + DATE_ROW * row);
      group.querySelector("path").setAttribute("d", `M0,60V${68 + DATE_ROW * row}`);
    }
    return STATES + rows * DATE_ROW;
  }

  function ticks(svg, plot, bottom) {
    const axis = svg.querySelector(".axis"), perMonth = (plot.right - plot.left) / ((view[1] - view[0]) / 30.44);
    const step = STEPS.find((one) => one * perMonth >= (one >= 12 ? 46 : 66)) || STEPS[STEPS.length - 1];
    const draw = (name, attributes, text) => {
      const made = document.createElementNS(SVG, name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      if (text) made.textContent = text;
      axis.append(made);
      return made;
    };
    axis.replaceChildren();
    const start = new Date(view[0] * DAY);
    let at = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step) * step;
    for (; ; at += step) {
      const day = new Date(0).setUTCFullYear(Math.floor(at / 12), at % 12, 1) / DAY;
      if (!(day < view[1])) break;
      if (day < view[0]) continue;
      const x = plot.x(day), year = Math.floor(at / 12), text = at % 12 === 0 || step >= 12 ? `${year}` : `${months[at % 12]} ${year}`;
      draw("path", { class: at % 12 === 0 ? "tick major" : "tick", d: `M${x},58V${bottom}` });
      for (const y of [53, bottom + 14]) {
        const label = draw("text", { class: "tick-text", x, y }, text), half = label.getComputedTextLength() / 2;
        label.setAttribute("x", x + Math.max(plot.left + half - x, 0) + Math.min(plot.right - half - x, 0));
      }
    }
    draw("path", { class: "frame", d: `M${plot.left},58H${plot.right}M${plot.left},${bottom}H${plot.right}` });
  }

  function key(svg, plot, top) {
    let x = plot.left, y = top;
    const entries = all(svg, ".entry");
    for (const entry of entries) {
      const w = (entry.dataset.kind === "text" ? 0 : 30) + entry.querySelector(".key-text").getComputedTextLength();
      if (x > plot.left && x + w > plot.right) { x = plot.left; y += 22; }
      entry.setAttribute("transform", `translate(${x},${y})`);
      x += w + 18;
    }
    return (entries.length ? y + 14 : top - 12);
  }

  // Moving
  function look(first, last) {
    const most = whole[1] - whole[0], span = Math.min(Math.max(last - first, SHORTEST), most);
    const start = Math.min(Math.max((first + last - span) / 2, whole[0]), whole[1] - span);
    view = [start, start + span];
    layOut();
  }
  const zoom = (factor, day = (view[0] + view[1]) / 2) => look(day - (day - view[0]) * factor, day + (view[1] - day) * factor);
  const pan = (share) => { const by = (view[1] - view[0]) * share; look(view[0] + by, view[1] + by); };
  const deeds = { in: () => zoom(0.6), out: () => zoom(1 / 0.6), earlier: () => pan(-0.25), later: () => pan(0.25), all: () => look(...whole) };
  const keys = { "+": "in", "=": "in", "-": "out", "−": "out", ArrowLeft: "earlier", ArrowRight: "later", 0: "all" };
  for (const button of all(document, ".tools button")) button.addEventListener("click", () => deeds[button.dataset.do]());
  document.querySelector(".pictures").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    event.preventDefault();
    deeds[keys[event.key]]();
  });
  for (const svg of pictures) {
    const dayAt = (event) => {
      const box = svg.getBoundingClientRect(), side = Number(svg.dataset.side);
      return view[0] + (event.clientX - box.left - side) * (view[1] - view[0]) / (box.width - 2 * side);
    };
    let held = null, moved = false;
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? 0.8 : 1.25, dayAt(event));
    }, { passive: false });
    svg.addEventListener("pointerdown", (event) => { if (event.button === 0) { held = { x: event.clientX, view }; moved = false; } });
    window.addEventListener("pointermove", (event) => {
      if (!held || Math.abs(event.clientX - held.x) < 4 && !moved) return;
      moved = true;
      const by = (held.x - event.clientX) * (held.view[1] - held.view[0]) / (svg.clientWidth - 2 * Number(svg.dataset.side));
      look(held.view[0] + by, held.view[1] + by);
    });
    window.addEventListener("pointerup", () => { held = null; });
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    svg.addEventListener("click", (event) => { if (moved) { event.preventDefault(); event.stopPropagation(); moved = false; } }, true);
  }

  // An element that the keyboard reaches is brought into view.
  document.querySelector(".pictures").addEventListener("focusin", (event) => {
    const item = event.target.closest && event.target.closest(".item");
    const from = item && item.querySelector("[data-x], [data-a]");
    if (!from || !item.matches(":focus-visible")) return;
    const a = Number(from.dataset.x || from.dataset.a), b = Number(from.dataset.b || a), span = view[1] - view[0];
    if (b < view[0] || a > view[1]) look((a + b) / 2 - span / 2, (a + b) / 2 + span / 2);
  });

  // Details
  let opener = null;
  function openPanel(item) {
    const article = document.getElementById(`d-${item.dataset.key}`);
    if (!article) return false;
    closePanel();
    opener = item;
    const copy = article.cloneNode(true);
    copy.removeAttribute("id");
    panel.querySelector(".content").replaceChildren(...copy.childNodes);
    panel.hidden = false;
    panel.scrollTop = 0;
    all(document, `.item[data-key="${item.dataset.key}"]`).forEach((one) => one.classList.add("open"));
    panel.focus({ preventScroll: true });
    return true;
  }
  function closePanel() {
    all(document, ".item.open").forEach((one) => one.classList.remove("open"));
    panel.hidden = true;
    if (opener) opener.focus({ preventScroll: true });
    opener = null;
  }
  for (const item of all(document, "a.item")) {
    item.setAttribute("aria-controls", "panel");
    item.addEventListener("click", (event) => { if (openPanel(item)) event.preventDefault(); });
  }
  panel.querySelector(".close").addEventListener("click", closePanel);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !panel.hidden) closePanel(); });

  // Paper: the whole period, as wide as suits the sheet.
  let before = null;
  window.addEventListener("beforeprint", () => { before = view; paper = 820; look(...whole); });
  window.addEventListener("afterprint", () => { paper = 0; if (before) look(...before); before = null; });
  let waiting = 0;
  window.addEventListener("resize", () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(layOut); });
  layOut();
})();
