/* The entry grid: moves like a spreadsheet, saves itself row by row, never loses what was typed.
   Without this file the grid is one plain form with "Simpan semua". */
(() => {
  "use strict";
  const form = document.querySelector("form[data-grid]");
  const announcer = document.getElementById("pengumuman");
  const { send, why } = window.selaras;
  const RETRY = [3000, 8000, 20000, 45000];
  const say = (text) => { if (announcer) announcer.textContent = text; };

  if (form) grid(form);

  function grid(form) {
    const cells = [...form.querySelectorAll("input.cell")];
    const foot = form.querySelector(".grid-foot [data-status]");
    const pasted = form.querySelector(".grid-foot [data-pasted]");
    const counter = document.querySelector("[data-done]");
    const bar = document.getElementById("kemajuan");
    const asked = form.querySelector(".grid-foot [data-asked]");
    const conflict = document.getElementById("pilihan-bentrok");
    const passed = document.getElementById("pilihan-lewat");
    const states = new Map();

    /* The two inputs of a ratio are one cell, "n / d"; every other input is a cell by itself. */
    const OVER = " / ";
    const pairs = new Map();
    cells.forEach((cell) => {
      const pair = cell.dataset.pair;
      if (pair) pairs.set(pair, [...(pairs.get(pair) || []), cell]);
    });
    const inputsOf = (cell) => pairs.get(cell.dataset.pair) || [cell];
    const nameOf = (cell) => cell.dataset.pair || cell.name;
    const isFirst = (cell) => inputsOf(cell)[0] === cell;
    const isHere = (cell) => inputsOf(cell).includes(document.activeElement);
    const textOf = (cell) => {
      const texts = inputsOf(cell).map((input) => input.value.trim());
      return texts.some(Boolean) ? texts.join(OVER) : "";
    };
    const fill = (cell, text) => {
      const inputs = inputsOf(cell);
      const texts = inputs.length > 1 ? text.split(OVER) : [text];
      inputs.forEach((input, place) => { input.value = texts[place] || ""; });
    };

    const seen = (cell) => {
      const [version, ...rest] = form.elements[`v-${nameOf(cell)}`].value.split("|");
      return { version, text: rest.join("|") };
    };
    const remember = (cell, version, text) => { form.elements[`v-${nameOf(cell)}`].value = `${version}|${text}`; };
    const isDirty = (cell) => textOf(cell) !== seen(cell).text;
    const stateOf = (cell) => {
      const name = nameOf(cell);
      if (!states.has(name)) states.set(name, { busy: false, failed: 0, timer: 0, held: "" });
      return states.get(name);
    };
    const line = (name) => form.querySelector(`[data-line="${name}"]`);

    function tell(cell, kind, text, warnings = []) {
      const box = document.getElementById(`s-${nameOf(cell)}`);
      box.replaceChildren();
      const add = (className, words) => {
        const span = document.createElement("span");
        span.className = className;
        span.textContent = words;
        box.append(span);
      };
      if (text) add(kind, text);
      warnings.forEach((words) => add("warn", words));
      const isWrong = kind === "field-error";
      inputsOf(cell).forEach((input) => {
        if (isWrong) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      });
      cell.closest("tr").classList.toggle("wrong", isWrong);  // its achievement is of another figure
    }

    function paint(lines) {
      for (const [name, found] of Object.entries(lines)) {
        const row = line(name);
        if (!row) continue;
        for (const [key, text] of Object.entries(found.cells)) {
          const place = row.querySelector(`[data-cell="${key}"]`);
          if (!place) continue;
          place.textContent = text;
          if (key === "band") {
            place.hidden = !text;
            place.className = `badge badge-${found.cells.tone}`;
          }
        }
      }
    }

    function overall() {
      const filled = cells.filter((cell) => isFirst(cell) && seen(cell).text !== "").length;
      if (counter) counter.textContent = String(filled);
      if (bar) bar.value = filled;
      const waiting = cells.filter((cell) => isFirst(cell) && isDirty(cell)).length;
      foot.classList.toggle("failed", [...states.values()].some((s) => s.failed));
      foot.textContent = waiting ? `${waiting} isian belum tersimpan` : "Semua isian tersimpan";
    }

    async function save(cell) {
      const state = stateOf(cell);
      if (state.held === "question" && state.asked !== textOf(cell)) settle(cell);
      if (state.busy || state.held || !isDirty(cell)) { overall(); return; }
      clearTimeout(state.timer);
      state.busy = true;
      const typed = textOf(cell);
      const version = `v-${nameOf(cell)}`;
      const body = new URLSearchParams(inputsOf(cell).map((input) => [input.name, input.value]));
      body.append(version, form.elements[version].value);
      if (state.agreed === typed) body.append(`setuju-${nameOf(cell)}`, typed);
      tell(cell, "busy", "Menyimpan…");
      try {
        const { status, data } = await send(form.dataset.rowUrl, body);
        state.failed = 0;
        if (status === 200) done(cell, typed, data);
        else if (status === 409 && data.question) askToPass(cell, typed, data.question);
        else if (status === 409) ask(cell, typed, data.conflict);
        else refuse(cell, data, status);
      } catch (error) {
        fail(cell, state, error);
      }
      state.busy = false;
      overall();
      if (!state.failed && textOf(cell) !== typed && !isHere(cell)) save(cell);
    }

    function done(cell, typed, data) {
      stateOf(cell).agreed = "";
      remember(cell, data.version, data.value);
      if (textOf(cell) === typed) fill(cell, data.value);
      const own = data.lines[cell.closest("tr").dataset.line];
      tell(cell, "saved", data.saved, own ? own.warnings : []);
      paint(data.lines);
      say(own && own.warnings.length ? `${data.saved}. ${own.warnings.join(" ")}` : data.saved);
    }

    function refuse(cell, data, status) {
      tell(cell, "field-error", data.error);
      stateOf(cell).held = status === 403 ? "locked" : "";
      say(data.error);
    }

    function fail(cell, state, error) {
      const words = why(error);
      if (words) {
        tell(cell, "failed", words);
        state.failed = 1;
        say(words);
        return;
      }
      const wait = RETRY[Math.min(state.failed, RETRY.length - 1)];
      state.failed += 1;
      state.timer = setTimeout(() => save(cell), wait);
      tell(cell, "failed", "Gagal – coba lagi sebentar lagi");
      if (state.failed === 1) say("Gagal menyimpan. Isian Anda tetap ada dan dicoba lagi.");
    }

    function ask(cell, typed, other) {
      const box = document.getElementById(`s-${nameOf(cell)}`);
      const panel = conflict.content.firstElementChild.cloneNode(true);
      panel.querySelector("[data-who]").textContent = other.who;
      panel.querySelector("[data-theirs]").textContent = other.shown;
      panel.querySelector("[data-when]").textContent = other.when;
      panel.querySelector("[data-mine]").textContent = typed || "(kosong)";
      box.replaceChildren(panel);
      const state = stateOf(cell);
      state.held = "conflict";
      say(`${other.who} mengubah isian ini menjadi ${other.shown}. Pilih nilai yang dipakai.`);
      panel.addEventListener("click", (event) => {
        const choice = event.target.dataset.choose;
        if (!choice) return;
        remember(cell, other.version, other.theirs);
        state.held = "";
        cell.focus();
        if (choice === "theirs") {
          fill(cell, other.theirs);
          tell(cell, "saved", "Memakai nilainya");
          overall();
        } else save(cell);
      });
    }

    /* Rupiah that pass their pagu or a stated total, K that may hold what another unit brought: saved
       once the person says so. */
    function askToPass(cell, typed, question) {
      const panel = passed.content.firstElementChild.cloneNode(true);
      panel.querySelector("[data-question]").textContent = question;
      document.getElementById(`s-${nameOf(cell)}`).replaceChildren(panel);
      Object.assign(stateOf(cell), { held: "question", asked: typed, question });  // of this figure
      say(`${question} Belum disimpan: pilih “Ya, simpan” atau “Ubah angka”.`);
      listAsked();
      panel.addEventListener("click", (event) => {
        const choice = event.target.dataset.choose;
        if (!choice) return;
        settle(cell);
        cell.focus();
        if (choice === "agree") {
          stateOf(cell).agreed = typed;
          save(cell);
          return;
        }
        tell(cell, "failed", "Belum disimpan. Ketik angka yang benar.");
        cell.select();
      });
    }

    function settle(cell) {
      Object.assign(stateOf(cell), { held: "", question: "", agreed: "" });
      listAsked();
    }

    /* A pasted block may ask many things: all of them stand below the table, each with its row. */
    function listAsked() {
      const waiting = cells.filter((cell) => isFirst(cell) && stateOf(cell).question);
      asked.hidden = waiting.length < 2;
      asked.querySelector("strong").textContent = `${waiting.length} isian perlu dipastikan dan belum disimpan:`;
      asked.querySelector("ul").replaceChildren(...waiting.map((cell) => {
        const item = document.createElement("li");
        item.innerHTML = `<a href="#${nameOf(cell)}"></a>`;
        item.firstChild.textContent = stateOf(cell).question;
        return item;
      }));
    }

    const saveAll = () => cells.filter((cell) => isFirst(cell) && isDirty(cell)).forEach((cell) => {
      if (stateOf(cell).held === "locked") stateOf(cell).held = "";
      save(cell);
    });

    function step(cell, by) {
      const next = cells[cells.indexOf(cell) + by];
      if (next) { next.focus(); next.select(); }
    }

    form.addEventListener("keydown", (event) => {
      const cell = event.target;
      if (!cell.matches?.("input.cell") || event.isComposing) return;
      if (event.key === "Enter" || event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        step(cell, event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey) ? -1 : 1);
        const stays = document.activeElement === cell;  // in the last row
        if (event.key === "Enter" && isDirty(cell) && (stays || !isHere(cell))) save(cell);
      } else if (event.key === "Escape" && !cell.readOnly) {
        fill(cell, seen(cell).text);
        clearTimeout(stateOf(cell).timer);
        settle(cell);
        stateOf(cell).failed = 0;
        tell(cell, "saved", "Dikembalikan ke angka tersimpan");
        cell.select();
        overall();
      }
    });

    form.addEventListener("focusout", (event) => {
      const cell = event.target;
      const stays = inputsOf(cell).includes(event.relatedTarget);  // on the way to the other part
      if (cell.matches?.("input.cell") && !stays) save(cell);
    });
    form.addEventListener("input", (event) => {
      if (event.target.matches?.("input.cell")) overall();
    });

    /* A block copied from a spreadsheet; what cannot be placed is told, and stays told. */
    form.addEventListener("paste", (event) => {
      const cell = event.target;
      if (!cell.matches?.("input.cell") || cell.readOnly) return;
      const text = (event.clipboardData || window.clipboardData).getData("text");
      const block = window.selarasPaste.rows(text);
      if (block.length < 2 && block[0].length < 2) return;
      event.preventDefault();
      const { places, left } = window.selarasPaste.plan(block, cell, cells);
      places.forEach(([target, value]) => { target.value = value; });
      const words = [`${places.length} angka ditempel.`];
      if (left.length) words.push(`${left.length} tidak ditempel karena tidak ada isian untuknya: ${left.slice(0, 8).join("; ")}${left.length > 8 ? "; …" : ""}.`);
      pasted.textContent = words.join(" ");
      pasted.hidden = false;
      pasted.classList.toggle("failed", left.length > 0);
      say(pasted.textContent);
      overall();
      (async () => { for (const [target] of places) await save(target); })();
    });

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      saveAll();
    });
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
        event.preventDefault();
        saveAll();
      }
    });
    window.addEventListener("online", saveAll);
    window.addEventListener("beforeunload", (event) => {
      if (cells.some(isDirty)) event.preventDefault();
    });
    overall();
  }
})();
