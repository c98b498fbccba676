// A picture to walk about in: move, enlarge, filter, and read the evidence of a line. Without this script the picture is
// an image with a link, and the table below it says the same.
"use strict";
(() => {
  const make = (tag, set = {}, ...inside) => {
    const element = Object.assign(document.createElement(tag), set);
    element.append(...inside);
    return element;
  };
  // What a line is, by its class: those of the pictures, old and new.
  const SORTS = [
    ["for", "For", [".supports", ".s-support"]],
    ["against", "Against", [".opposes", ".s-oppose"]],
    ["claims", "Claims", [".asserts", ".denies", ".questions", ".s-assert", ".s-deny", ".s-question"]],
    ["ties", "Ties and posts", [".affiliation", ".post", ".runs", ".s-tie"]],
  ];

  document.querySelectorAll("[data-picture]").forEach((figure) => {
    const stage = figure.querySelector(".stage");
    const source = stage.querySelector("template");
    const picture = source && source.content.querySelector("svg");
    if (!picture) return;
    const svg = document.importNode(picture, true);
    // A style element of the picture would be refused by the content security policy, and would reach beyond it: it is
    // adopted by a shadow of its own instead.
    const sheet = make("div", { className: "sheet" });
    const shadow = sheet.attachShadow({ mode: "open" });
    const rules = Array.from(svg.querySelectorAll("style"), (style) => { style.remove(); return style.textContent; });
    const own = "svg{display:block}[data-off]{display:none}[data-dim]{opacity:.15}g:focus-visible,a:focus-visible{outline:3px solid #b3261e}g[tabindex]{cursor:help}";
    const styles = new CSSStyleSheet();
    styles.replaceSync(rules.join("\n") + own);
    shadow.adoptedStyleSheets = [styles];
    shadow.append(svg);
    const box = (svg.getAttribute("viewBox") || "").split(/[\s,]+/).map(Number);
    const wide = box[2] || parseFloat(svg.getAttribute("width")) || 800;
    const high = box[3] || parseFloat(svg.getAttribute("height")) || 600;
    svg.setAttribute("width", wide);
    svg.setAttribute("height", high);

    const evidence = make("div", { className: "evidence", hidden: true });
    evidence.setAttribute("role", "status");
    stage.replaceChildren(sheet, evidence);
    stage.classList.add("live");
    stage.tabIndex = 0;
    stage.setAttribute("role", "group");
    stage.setAttribute("aria-label", "Picture. Plus and minus change its size, 0 shows all of it, arrows move it.");

    // Where it stands.
    let scale = 1, left = 0, top = 0;
    const show = () => { sheet.style.transform = `translate(${left}px, ${top}px) scale(${scale})`; };
    const whole = () => {
      scale = Math.min(stage.clientWidth / wide, stage.clientHeight / high, 1.5);
      left = (stage.clientWidth - wide * scale) / 2;
      top = (stage.clientHeight - high * scale) / 2;
      show();
    };
    const zoom = (by, x = stage.clientWidth / 2, y = stage.clientHeight / 2) => {
      const next = Math.max(0.1, Math.min(6, scale * by));
      left = x - (x - left) * next / scale;
      top = y - (y - top) * next / scale;
      scale = next;
      show();
    };
    const at = (event) => {
      const frame = stage.getBoundingClientRect();
      return [event.clientX - frame.left, event.clientY - frame.top];
    };
    stage.addEventListener("wheel", (event) => {
      // The page scrolls as ever; with Ctrl, or after a press on the picture, the wheel changes its size.
      if (!event.ctrlKey && document.activeElement !== stage) return;
      event.preventDefault();
      zoom(Math.exp(-event.deltaY / 400), ...at(event));
    }, { passive: false });
    const fingers = new Map();
    let moved = 0;
    stage.addEventListener("pointerdown", (event) => {
      if (event.target.closest(".evidence")) return;
      fingers.set(event.pointerId, at(event));
      moved = 0;
    });
    stage.addEventListener("pointermove", (event) => {
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const now = at(event);
      if (fingers.size === 2) {
        const other = Array.from(fingers.entries()).find(([id]) => id !== event.pointerId)[1];
        const apart = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]) || 1;
        zoom(apart(now, other) / apart(before, other), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
      } else {
        left += now[0] - before[0];
        top += now[1] - before[1];
        moved += Math.abs(now[0] - before[0]) + Math.abs(now[1] - before[1]);
        // Held only once it moves, so that a press on a link stays one.
        if (moved > 4) {
          if (!stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
          stage.classList.add("held");
        }
        show();
      }
      fingers.set(event.pointerId, now);
    });
    ["pointerup", "pointercancel", "pointerleave"].forEach((name) => stage.addEventListener(name, (event) => {
      fingers.delete(event.pointerId);
      stage.classList.remove("held");
    }));
    stage.addEventListener("click", (event) => { if (moved > 4) { event.preventDefault(); event.stopPropagation(); } }, true);
    stage.addEventListener("keydown", (event) => {
      const step = 60;
      const moves = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
      if (event.key === "+" || event.key === "=") zoom(1.25);
      else if (event.key === "-") zoom(0.8);
      else if (event.key === "0") whole();
      else if (event.key === "Escape") evidence.hidden = true;
      else if (moves[event.key]) { left += moves[event.key][0]; top += moves[event.key][1]; show(); }
      else return;
      event.preventDefault();
    });

    // Evidence: what the picture tells as a tooltip, where it can be read at leisure.
    const groups = Array.from(svg.querySelectorAll("g")).filter((group) => group.querySelector(":scope > title"));
    groups.forEach((group) => {
      const title = group.querySelector(":scope > title");
      group.dataset.told = title.textContent;
      title.remove();
      const led = group.closest("a");
      (led || group).setAttribute("aria-label", group.dataset.told);
      if (!led) { group.setAttribute("tabindex", "0"); group.setAttribute("role", "img"); }
    });
    // No longer one image: its parts are reached one by one.
    svg.setAttribute("role", "group");
    const tell = (event) => {
      const group = event.target.closest && event.target.closest("[data-told]");
      if (!group) return;
      evidence.textContent = group.dataset.told;
      evidence.hidden = false;
    };
    shadow.addEventListener("pointerover", tell);
    shadow.addEventListener("focusin", tell);
    stage.addEventListener("pointerleave", () => { evidence.hidden = true; });

    // Filters: sorts of lines, and words.
    const sort = make("fieldset", {}, make("legend", {}, "Show"));
    const off = new Set();
    const lines = (selectors) => Array.from(svg.querySelectorAll(selectors.map((one) => `g > ${one}`).join(", ")))
      .map((line) => line.closest("[data-told]")).filter(Boolean);
    SORTS.forEach(([name, told, selectors]) => {
      const own = lines(selectors);
      if (!own.length) return;
      const input = make("input", { type: "checkbox", checked: true });
      input.addEventListener("change", () => {
        if (input.checked) off.delete(name); else off.add(name);
        own.forEach((line) => line.toggleAttribute("data-off", off.has(name)));
      });
      sort.append(make("label", {}, input, told));
    });
    const words = make("input", { type: "search", autocomplete: "off", placeholder: "names or words" });
    words.setAttribute("aria-label", "Highlight names or words");
    words.addEventListener("input", () => {
      const wanted = words.value.trim().toLowerCase();
      groups.forEach((group) => group.toggleAttribute("data-dim", wanted !== "" && !group.dataset.told.toLowerCase().includes(wanted)));
    });
    const button = (text, label, act) => {
      const element = make("button", { type: "button", className: "plain" }, text);
      element.setAttribute("aria-label", label);
      element.addEventListener("click", act);
      return element;
    };
    const tools = make("div", { className: "tools" },
      make("span", {}, button("+", "Larger", () => zoom(1.25)), " ", button("−", "Smaller", () => zoom(0.8)), " ", button("Whole", "Show the whole picture", whole)),
      words);
    if (sort.children.length > 2) tools.append(sort);
    stage.before(tools);
    // A large picture begins at its top, as large as can be read; the whole is a press away.
    const begin = () => {
      stage.style.height = `${Math.min(innerHeight * 0.75, Math.max(240, Math.max(0.5, stage.clientWidth / wide) * high))}px`;
      whole();
      const fit = Math.min(stage.clientWidth / wide, 1);
      if (scale >= 0.75) return;
      scale = Math.max(scale, 0.5, Math.min(fit, 0.9));
      left = (stage.clientWidth - wide * scale) / 2;
      top = 0;
      show();
    };
    begin();
    addEventListener("resize", begin);
  });
})();
