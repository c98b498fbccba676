// Small things on top of pages that work without them. No library, no network.
"use strict";
(() => {
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const make = (tag, set = {}, ...inside) => {
    const element = Object.assign(document.createElement(tag), set);
    element.append(...inside);
    return element;
  };
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // "/" leads to the search field.
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    const field = document.querySelector("main .search input, header .search input");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && field) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });

  // Tables that can be filtered and sorted.
  const key = (cell) => {
    const time = cell.querySelector("time");
    return time ? time.getAttribute("datetime") : cell.textContent.trim();
  };
  const tables = all("table[data-filter]").filter((table) => table.tBodies[0].rows.length > 2);
  tables.forEach((table, at) => {
    const rows = () => Array.from(table.tBodies[0].rows);
    if (rows().length > 7) {
      const id = `filter-${at}`;
      const input = make("input", { id, type: "search", autocomplete: "off" });
      const status = make("span", { className: "unseen" });
      status.setAttribute("role", "status");
      const label = make("label", { htmlFor: id }, table.dataset.filter);
      (table.closest(".scroll") || table).before(make("div", { className: "filter" }, label, input, status));
      input.addEventListener("input", () => {
        const words = folded(input.value).split(/\s+/).filter(Boolean);
        let left = 0;
        rows().forEach((row) => {
          const text = folded(row.textContent);
          row.hidden = !words.every((word) => text.includes(word));
          left += row.hidden ? 0 : 1;
        });
        status.textContent = `${left} rows`;
      });
    }
    all("thead th", table).forEach((head, column) => {
      const button = make("button", { type: "button", className: "sort" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        all("thead th", table).forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const compare = new Intl.Collator(undefined, { numeric: true }).compare;
        const sorted = rows().sort((a, b) => compare(key(a.cells[column]), key(b.cells[column])));
        table.tBodies[0].append(...(down ? sorted.reverse() : sorted));
      });
    });
  });

  // In a document, the words of a statement and its note light up together.
  const parts = all("[data-statements]");
  const light = (numbers) => {
    parts.forEach((part) => {
      const own = part.dataset.statements.split(" ");
      part.classList.toggle("lit", numbers.length > 0 && own.some((number) => numbers.includes(number)));
    });
  };
  const numbersAt = (target) => {
    const part = target.closest && target.closest("[data-statements]");
    if (!part) return [];
    const numbers = part.dataset.statements.split(" ");
    // Within several statements, the words light the innermost, which was begun last.
    return part.matches("mark") ? numbers.slice(-1) : numbers;
  };
  if (parts.length) {
    ["mouseover", "focusin"].forEach((name) => document.addEventListener(name, (event) => light(numbersAt(event.target))));
  }

  // Addresses are copied at a press.
  all("[data-copy]").forEach((code) => {
    if (!navigator.clipboard) return;
    const button = make("button", { type: "button", className: "plain" }, "Copy");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    code.after(" ", button);
  });

  // SPARQL: completion of prefixes, terms and variables.
  const keywords = "SELECT ASK CONSTRUCT DESCRIBE WHERE FILTER OPTIONAL UNION GRAPH MINUS BIND VALUES ORDER BY GROUP BY HAVING LIMIT OFFSET DISTINCT COUNT CONTAINS LCASE REGEX EXISTS".split(" ");
  all("textarea[data-complete]").forEach((field) => {
    const terms = all(`#${field.dataset.complete} option`).map((option) => option.value);
    const list = make("ul", { className: "choices", id: `${field.id}-choices`, hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Completions");
    field.after(list);
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    let chosen = 0;

    const begun = () => {
      const before = field.value.slice(0, field.selectionStart);
      const found = before.match(/[?$]?[\w-]*:?[\w-]*$/);
      return field.selectionStart === field.selectionEnd && found ? found[0] : "";
    };
    const fits = (word) => {
      const variables = field.value.match(/[?$]\w+/g) || [];
      const pool = new Set([...terms, ...keywords, ...variables]);
      const start = word.toLowerCase();
      // A term is also found by its own name: "hold" for sp:holder.
      const own = (name) => (name.split(":")[1] || "").toLowerCase();
      const found = Array.from(pool)
        .filter((name) => name !== word && (name.toLowerCase().startsWith(start) || (!start.includes(":") && own(name).startsWith(start))));
      // Properties begin small, classes and individuals do not: what begins just as it was typed comes first.
      const exact = (name) => name.startsWith(word) || (name.split(":")[1] || "").startsWith(word);
      return [...found.filter(exact), ...found.filter((name) => !exact(name))].slice(0, 40);
    };
    const place = () => {
      // Where the caret stands, told by its line and column in a font of one width.
      const lines = field.value.slice(0, field.selectionStart).split("\n");
      const style = getComputedStyle(field);
      const high = parseFloat(style.lineHeight);
      const probe = document.createElement("canvas").getContext("2d");
      probe.font = `${style.fontSize} ${style.fontFamily}`;
      const wide = probe.measureText("0").width;
      const left = lines[lines.length - 1].length * wide - field.scrollLeft + parseFloat(style.paddingLeft);
      list.style.left = `${Math.max(0, Math.min(left, field.clientWidth - 230))}px`;
      list.style.top = `${Math.min(lines.length * high - field.scrollTop + 8, field.clientHeight)}px`;
    };
    const close = () => {
      list.hidden = true;
      field.removeAttribute("aria-activedescendant");
    };
    const mark = () => {
      Array.from(list.children).forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
      const item = list.children[chosen];
      field.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    };
    const take = (name) => {
      const start = field.selectionStart - begun().length;
      field.setRangeText(name, start, field.selectionStart, "end");
      close();
      field.focus();
    };
    const open = (force) => {
      const word = begun();
      const names = word.length > 1 || force ? fits(word) : [];
      if (!names.length) return close();
      list.replaceChildren(...names.map((name, at) => {
        const item = make("li", { id: `${list.id}-${at}` }, name);
        item.setAttribute("role", "option");
        item.addEventListener("mousedown", (event) => { event.preventDefault(); take(name); });
        return item;
      }));
      chosen = 0;
      list.hidden = false;
      place();
      mark();
    };
    field.addEventListener("input", () => open(false));
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        return field.form.requestSubmit();
      }
      if (event.key === " " && event.ctrlKey) {
        event.preventDefault();
        return open(true);
      }
      if (list.hidden) return;
      const count = list.children.length;
      if (event.key === "ArrowDown") chosen = (chosen + 1) % count;
      else if (event.key === "ArrowUp") chosen = (chosen + count - 1) % count;
      else if (event.key === "Enter" || event.key === "Tab") { event.preventDefault(); return take(list.children[chosen].textContent); }
      else if (event.key === "Escape") { event.preventDefault(); return close(); }
      else return;
      event.preventDefault();
      mark();
    });

    // From an error to its place in the query.
    all(".trouble pre[data-line]").forEach((place) => {
      const button = make("button", { type: "button", className: "plain" }, "Go to the place");
      button.addEventListener("click", () => {
        const lines = field.value.split("\n");
        const start = lines.slice(0, place.dataset.line - 1).join("\n").length + (place.dataset.line > 1 ? 1 : 0);
        const column = Array.from(lines[place.dataset.line - 1] || "").slice(0, place.dataset.column - 1).join("").length;
        const details = field.closest("details");
        if (details) details.open = true;
        field.focus();
        field.setSelectionRange(start + column, start + column + 1);
      });
      place.after(button);
    });
  });
})();
