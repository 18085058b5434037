// Search and pages for index.html. Nothing here speaks to the internet: records come from the
// scripts in the folder "view" beside this page. Without it the page still shows the beginnings
// of everything and links to all files.
"use strict";
(() => {
  const about = JSON.parse(document.getElementById("view").textContent);
  const say = about.words;
  const SIZE = 50;
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const loaded = new Map();
  const waiting = new Map();

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // The scripts call this with their records.
  window.habeas = (path, at, rows) => {
    const key = path + at;
    loaded.set(key, rows);
    waiting.get(key)?.resolve(rows);
  };

  const chunk = (collection, at) => {
    const key = collection.path + at;
    if (loaded.has(key)) return Promise.resolve(loaded.get(key));
    if (!waiting.has(key)) {
      const one = {};
      one.promise = new Promise((resolve, reject) => Object.assign(one, { resolve, reject }));
      waiting.set(key, one);
      const script = document.createElement("script");
      script.src = `view/${collection.path}/${at + 1}.js`;
      script.onerror = () => {
        waiting.delete(key);
        one.reject(new Error(script.src));
      };
      document.head.append(script);
    }
    return waiting.get(key).promise;
  };

  const element = (name, text) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const row = (collection, values) => {
    const line = element("tr");
    values.forEach((value, at) => {
      const cell = element("td");
      if (value === null) {
        const empty = element("span", say.empty);
        empty.className = "quiet";
        cell.append(empty);
      } else if (collection.file === at) {
        const link = element("a", value.split("/").pop());
        link.href = value;
        cell.append(link);
      } else {
        cell.textContent = value;
      }
      line.append(cell);
    });
    return line;
  };

  const table = (collection, rows) => {
    const region = element("div");
    region.className = "wide";
    region.setAttribute("role", "region");
    region.tabIndex = 0;
    region.setAttribute("aria-label", collection.label);
    const made = element("table");
    const head = element("tr");
    for (const label of collection.columns) {
      const cell = element("th", label);
      cell.scope = "col";
      head.append(cell);
    }
    const top = element("thead");
    top.append(head);
    const body = element("tbody");
    body.append(...rows.map((values) => row(collection, values)));
    made.append(top, body);
    region.append(made);
    return region;
  };

  const button = (text, act) => {
    const made = element("button", text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  };

  // Pages below the beginning of a big collection.
  for (const collection of about.collections) {
    const place = document.getElementById(collection.id);
    if (!place || collection.rows <= collection.shown) continue;
    let start = 0;
    const where = element("p");
    where.setAttribute("role", "status");
    const before = button(say.before, () => turn(start - SIZE));
    const after = button(say.after, () => turn(start + SIZE));
    const turn = async (to) => {
      const end = Math.min(to + SIZE, collection.viewed);
      const first = Math.floor(to / about.chunk);
      const last = Math.floor((end - 1) / about.chunk);
      let rows = [];
      for (let at = first; at <= last; at += 1) rows = rows.concat(await chunk(collection, at));
      start = to;
      rows = rows.slice(to - first * about.chunk, end - first * about.chunk);
      place.querySelector("tbody").replaceChildren(...rows.map((values) => row(collection, values)));
      tell();
    };
    const tell = () => {
      const end = Math.min(start + SIZE, collection.viewed);
      before.disabled = start === 0;
      after.disabled = end >= collection.viewed;
      where.textContent = fill(say.range, {
        first: numbers.format(start + 1),
        last: numbers.format(end),
        all: numbers.format(collection.rows),
      });
    };
    const bar = element("div");
    bar.className = "turn";
    bar.append(before, after, where);
    place.querySelector(".more")?.remove();
    place.append(bar);
    if (collection.viewed < collection.rows) {
      const note = element("p", fill(say.limit, { viewed: numbers.format(collection.viewed) }));
      note.className = "quiet";
      place.append(note);
    }
    turn(0).catch(() => bar.remove());
  }

  // Search over everything. Capitals and accents do not matter; all words must be there.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const form = document.getElementById("search");
  const field = document.getElementById("search-for");
  const status = document.getElementById("search-status");
  const results = document.getElementById("results");
  let turn = 0;

  const search = async () => {
    turn += 1;
    const mine = turn;
    const words = plain(field.value).split(/\s+/u).filter(Boolean);
    results.replaceChildren();
    if (words.length === 0) {
      status.textContent = "";
      return;
    }
    status.textContent = say.searching;
    let all = 0;
    for (const collection of about.collections) {
      const hits = [];
      const chunks = Math.ceil(collection.viewed / about.chunk);
      for (let at = 0; at < chunks; at += 1) {
        const rows = await chunk(collection, at);
        if (mine !== turn) return;
        for (const values of rows) {
          const text = plain(values.filter((value) => value !== null).join(" "));
          if (words.every((word) => text.includes(word))) hits.push(values);
        }
      }
      if (hits.length === 0) continue;
      all += hits.length;
      const part = element("section");
      const heading = element("h3", `${collection.label} (${numbers.format(hits.length)})`);
      let until = SIZE;
      const found = table(collection, hits.slice(0, until));
      found.setAttribute("aria-label", heading.textContent);
      part.append(heading, found);
      if (hits.length > until) {
        const more = button(say.more, () => {
          const next = hits.slice(until, until + SIZE);
          found.querySelector("tbody").append(...next.map((values) => row(collection, values)));
          until += SIZE;
          if (until >= hits.length) more.remove();
        });
        part.append(more);
      }
      results.append(part);
    }
    status.textContent = all === 0 ? say.nothing : fill(say.found, { count: numbers.format(all) });
  };

  let wait;
  const soon = () => {
    clearTimeout(wait);
    wait = setTimeout(() => search().catch(() => { status.textContent = say.broken; }), 200);
  };
  field.addEventListener("input", soon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    soon();
  });
  form.hidden = false;
})();
