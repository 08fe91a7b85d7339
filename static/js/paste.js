/* A block copied from a spreadsheet as rows of cells: quoted cells may hold tabs and new lines. */
(() => {
  "use strict";

  function rows(text) {
    const found = [[""]];
    let quoted = false;
    const plain = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    const last = () => found[found.length - 1];
    for (let at = 0; at < plain.length; at += 1) {
      const sign = plain[at];
      const cells = last();
      if (quoted) {
        if (sign !== '"') cells[cells.length - 1] += sign;
        else if (plain[at + 1] === '"') { cells[cells.length - 1] += '"'; at += 1; }
        else quoted = false;
      } else if (sign === '"' && cells[cells.length - 1] === "") quoted = true;
      else if (sign === "\t") cells.push("");
      else if (sign === "\n") found.push([""]);
      else cells[cells.length - 1] += sign;
    }
    return found.map((cells) => cells.map((value) => value.replace(/\s+/g, " ").trim()));
  }

  /* The rupiah that stand beside a quantity: those of the sub kegiatan its line belongs to. */
  function rupiahOf(cell) {
    let line = cell.closest("tr");
    while (line && line.classList.contains("indicator")) line = line.previousElementSibling;
    return line && line.classList.contains("sub") ? line.querySelector("input.cell") : null;
  }

  /* Where each value of a block goes: down the rows of one kind, and from a quantity to the rupiah
     of the same row, from a numerator to its denominator. Rows of numbers and of ratios keep their
     places in both. What finds no open cell, or one that another value has, is left over. */
  const kindOf = (cell) => cell.name.split("-")[0];
  const BESIDE = { k: rupiahOf, n: (cell) => cell.closest("td").querySelector('input[name^="d-"]') };

  function plan(block, start, cells) {
    const kind = kindOf(start);
    const kinds = BESIDE[kind] ? Object.keys(BESIDE) : [kind];
    const same = cells.filter((cell) => kinds.includes(kindOf(cell)));
    const places = new Map();
    const left = [];
    block.forEach((values, row) => {
      const first = same[same.indexOf(start) + row];
      values.forEach((value, column) => {
        const mine = first && kindOf(first) === kind ? first : null;
        const cell = column === 0 ? mine : column === 1 && mine ? BESIDE[kind]?.(mine) : null;
        if (value === "" && column > 0) return;
        const taken = cell && places.has(cell) && places.get(cell) !== value;
        if (cell && !cell.readOnly && !taken) places.set(cell, value);
        else if (value !== "") left.push(value);
      });
    });
    return { places: [...places], left };
  }

  window.selarasPaste = { rows, plan };
})();
