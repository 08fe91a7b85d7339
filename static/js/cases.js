// Working through reports: the next one of the list one came from, and keys for what is done often.
// Every page works without this file. The keys can be switched off (WCAG 2.1.4).
(function () {
  "use strict";
  var page = document.querySelector("[data-cases]");
  if (!page) return;
  var key = "laporan-" + page.dataset.cases;
  var links = Array.prototype.slice.call(document.querySelectorAll(".case-line-title"));
  var turn = document.querySelector("[data-turn]");
  var help = document.querySelector("[data-keys]");
  var place = -1;

  function kept(store, name, value) {
    try {
      if (value === undefined) return store.getItem(name);
      store.setItem(name, value);
    } catch (error) { /* the browser keeps nothing: no next one, keys stay on */ }
    return null;
  }

  // The list remembers what it showed; a report of it offers its neighbours.
  if (links.length) {
    kept(sessionStorage, key, JSON.stringify({
      list: location.pathname + location.search,
      cases: links.map(function (link) { return link.getAttribute("href"); }),
    }));
  }
  var list = JSON.parse(kept(sessionStorage, key) || "null");
  if (turn && list) {
    var here = list.cases.indexOf(location.pathname);
    if (here >= 0) {
      turn.hidden = false;
      turn.querySelector("[data-place]").textContent = here + 1 + " dari " + list.cases.length;
      set("list", list.list);
      set("before", list.cases[here - 1]);
      set("after", list.cases[here + 1]);
    }
  }

  function set(name, address) {
    var link = turn.querySelector('[data-to="' + name + '"]');
    link.hidden = !address;
    if (address) link.href = address;
  }

  // Keys.
  var isOff = kept(localStorage, "pintasan") === "mati";
  if (help) {
    var choice = help.querySelector("[data-keys-on]");
    choice.checked = !isOff;
    choice.addEventListener("change", function () {
      isOff = !choice.checked;
      kept(localStorage, "pintasan", isOff ? "mati" : "hidup");
    });
    document.querySelectorAll("[data-keys-open]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { help.showModal(); });
    });
  }

  // Whoever is writing does not leave by a key.
  function isWriting() {
    return Array.prototype.some.call(document.querySelectorAll("main textarea"), function (box) {
      return box.value !== box.defaultValue;
    });
  }

  function step(by) {
    if (turn) {
      var link = turn.querySelector(by > 0 ? '[data-to="after"]' : '[data-to="before"]');
      if (!turn.hidden && !link.hidden) location.assign(link.href);
      return;
    }
    place = Math.min(Math.max(place + by, 0), links.length - 1);
    if (links[place]) links[place].focus();
  }

  var acts = {
    j: function () { step(1); },
    k: function () { step(-1); },
    x: function () {
      var line = document.activeElement.closest(".case-line");
      var box = line && line.querySelector("input[type=checkbox]");
      if (box) box.click();
    },
    u: function () {
      var link = turn && turn.querySelector('[data-to="list"]');
      if (link) location.assign(link.href);
    },
    "/": function () {
      var box = document.querySelector(".filter-bar input[name=kata]");
      if (!box) return;
      box.closest("details").open = true;
      box.focus();
    },
    c: function () {
      var note = document.querySelector("#catatan textarea");
      if (note) note.focus();
    },
    "?": function () { if (help) help.showModal(); },
  };

  document.addEventListener("keydown", function (event) {
    if (isOff && event.key !== "?") return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, dialog, [contenteditable]")) return;
    var marked = document.querySelector('[data-key="' + CSS.escape(event.key) + '"]');
    if (!acts[event.key] && !marked) return;
    if (turn && "jkuwp".indexOf(event.key) >= 0 && isWriting()) return;
    event.preventDefault();
    if (acts[event.key]) acts[event.key]();
    else if (marked.matches("a, button")) marked.click();
    else marked.focus();
  });
})();
