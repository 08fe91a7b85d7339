// Answers of a mobile service: kept on the device, sent when there is a network, counted once.
// Nobody is thanked for an answer that is nowhere.
(function () {
  "use strict";
  var root = document.querySelector("[data-offline]");
  if (!root) return;
  var ADDRESS = root.dataset.offline, NAME = "survei-luring:" + ADDRESS, AGAIN = 30000, THANKS = 8000, IDLE = 120000;
  var key = "", began = 0, sending = false, timer = null, idle = null, isHeld = false, hasStorage = true;

  function one(name, inside) { return (inside || root).querySelector("[data-" + name + "]"); }

  // --- What is kept ------------------------------------------------------------------------------

  function kept() {
    try {
      return JSON.parse(localStorage.getItem(NAME)) || { sent: 0, waiting: [] };
    } catch (refused) {
      return { sent: 0, waiting: [] };
    }
  }

  function keep(change) {
    try {
      var state = kept();
      change(state);
      var text = JSON.stringify(state);
      localStorage.setItem(NAME, text);
      if (localStorage.getItem(NAME) !== text) throw new Error("not kept");
      hasStorage = true;
    } catch (refused) {
      hasStorage = false;
    }
    show();
    return hasStorage;
  }

  function show() {
    var state = kept();
    var refused = state.waiting.filter(isRefused);
    one("no-storage").hidden = hasStorage;
    one("count").textContent = state.sent + " terkirim, " + state.waiting.length + " menunggu"
      + (state.discarded ? ", " + state.discarded + " dibuang" : "");
    if (!hasStorage && !state.waiting.length) one("count").textContent = "";
    one("send").hidden = !state.waiting.length;
    one("refused").hidden = !refused.length;
    if (refused.length) {
      one("why").textContent = refused.length + " jawaban ditolak server dan tetap di perangkat ini: " + refused[0].refused;
      one("discard-sure").textContent = "Ya, buang " + refused.length + " jawaban";
    } else {
      one("sure").hidden = true;
    }
  }

  // --- What the server refuses --------------------------------------------------------------------

  function isRefused(entry) { return Boolean(entry.refused); }

  function cell(value) {
    var text = String(value === undefined ? "" : value);
    if (/^[=+\-@\t\r]/.test(text)) text = "'" + text;  // no spreadsheet may take it for a formula
    return '"' + text.replace(/"/g, '""') + '"';
  }

  function saveRefused() {
    var entries = kept().waiting.filter(isRefused), names = [];
    entries.forEach(function (entry) {
      entry.fields.forEach(function (pair) { if (names.indexOf(pair[0]) < 0) names.push(pair[0]); });
    });
    var rows = [["tanggal", "alasan"].concat(names)].concat(entries.map(function (entry) {
      var given = new Map(entry.fields);
      return [entry.day, entry.refused].concat(names.map(function (name) { return given.get(name); }));
    }));
    var text = "\ufeff" + rows.map(function (row) { return row.map(cell).join(","); }).join("\r\n");
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = "jawaban-ditolak-" + today() + ".csv";
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  function discard() {
    keep(function (state) {
      var left = state.waiting.filter(function (entry) { return !entry.refused; });
      state.discarded = (state.discarded || 0) + state.waiting.length - left.length;
      state.waiting = left;
    });
  }

  // --- Sending -----------------------------------------------------------------------------------

  function token() {
    return fetch(ADDRESS, { cache: "no-store", credentials: "same-origin" }).then(function (answer) {
      if (answer.redirected) { one("pin").hidden = false; throw new Error("pin"); }
      return answer.text();
    }).then(function (text) {
      return new DOMParser().parseFromString(text, "text/html").querySelector("[name=csrfmiddlewaretoken]").value;
    });
  }

  function post(entry, csrf) {
    var body = new URLSearchParams(entry.fields);
    body.set("key", entry.key);
    body.set("day", entry.day);
    body.set("seconds", entry.seconds);
    return fetch(ADDRESS, {
      method: "POST", body: body, credentials: "same-origin", headers: { "X-CSRFToken": csrf }
    }).then(function (answer) {
      if (answer.status === 403) one("pin").hidden = false;
      if (answer.status !== 200 && answer.status !== 400) throw new Error("status " + answer.status);
      return answer.json();
    });
  }

  function done(entry, said) {
    keep(function (state) {
      var at = state.waiting.findIndex(function (other) { return other.key === entry.key; });
      if (at < 0) return;
      if (said.stored) { state.waiting.splice(at, 1); state.sent += 1; }
      else state.waiting[at].refused = said.error;
    });
  }

  function send() {
    if (sending) return;
    var waiting = kept().waiting;
    if (!waiting.length) return;
    sending = true;
    one("state").textContent = "Sedang mengirim …";
    token().then(function (csrf) {
      return waiting.reduce(function (before, entry) {
        return before.then(function () { return post(entry, csrf); }).then(function (said) { done(entry, said); });
      }, Promise.resolve());
    }).then(function () {
      one("state").textContent = "";
      one("pin").hidden = true;
    }).catch(function () {
      one("state").textContent = "Belum terkirim; dicoba lagi sendiri.";
    }).finally(function () { sending = false; });
  }

  // --- The form ----------------------------------------------------------------------------------

  function newKey() {
    if (crypto.randomUUID) return crypto.randomUUID();
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    var hex = Array.from(bytes, function (b) { return b.toString(16).padStart(2, "0"); }).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  function draw(language, fields) {
    var from = document.querySelector('template[data-language="' + language + '"]');
    one("sheet").replaceChildren(from.content.cloneNode(true));
    document.documentElement.lang = language;
    (fields || []).forEach(function (pair) {
      root.querySelectorAll('[name="' + pair[0] + '"]').forEach(function (field) {
        if (field.type === "radio") field.checked = field.value === pair[1];
        else if (field.type !== "hidden") field.value = pair[1];
      });
    });
    window.dispatchEvent(new Event("survey:page"));
  }

  function begin() {
    clearTimeout(timer);
    isHeld = false;
    key = newKey();
    began = Date.now();
    draw(document.querySelector("template[data-language]").dataset.language);
    window.scrollTo(0, 0);
  }

  // A form that was left alone is nobody's; one that could not be sent stays, it is nowhere else.
  function waits() {
    clearTimeout(idle);
    idle = setTimeout(function () { if (!isHeld) begin(); }, IDLE);
  }

  function filled(form) {
    return Array.from(new FormData(form)).filter(function (pair) { return pair[1] !== ""; });
  }

  function missing(form) {
    var given = filled(form).filter(function (pair) { return pair[1].trim(); });
    var names = new Set(given.map(function (pair) { return pair[0]; }));
    return Array.from(form.querySelectorAll("[data-required]")).filter(function (set) {
      return !names.has(set.querySelector("input, textarea").name);
    });
  }

  function complain(form, lines) {
    var box = form.querySelector(".trouble");
    box.querySelector("ul").replaceChildren.apply(box.querySelector("ul"), lines);
    box.hidden = false;
    box.focus();
  }

  function line(text, target) {
    var item = document.createElement("li"), words = target ? document.createElement("a") : item;
    if (target) { words.href = "#" + target; item.append(words); }
    words.textContent = text;
    return item;
  }

  function thank(isSent) {
    var box = one("sheet").querySelector(".thanks");
    one("sheet").querySelector("form").hidden = true;
    one("kept", box).hidden = isSent;
    one("stored", box).hidden = !isSent;
    box.hidden = false;
    box.querySelector("h1").focus();
    timer = setTimeout(begin, THANKS);
  }

  function today() {
    var now = new Date(), two = function (n) { return String(n).padStart(2, "0"); };
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  }

  function directly(form, entry) {
    function isStill() { return entry.key === key; }  // nobody else has begun meanwhile
    token().then(function (csrf) { return post(entry, csrf); }).then(function (said) {
      if (!isStill()) return;
      if (said.stored) thank(true);
      else complain(form, [line(said.error)]);
    }).catch(function () {
      isHeld = isHeld || isStill();
      if (isStill()) complain(form, [line(form.dataset.lost)]);
    });
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!root.contains(form)) return;
    event.preventDefault();
    var lines = missing(form).map(function (set) {
      return line(set.querySelector("legend, label").textContent.trim() + " " + form.dataset.missing, set.querySelector("input, textarea").id);
    });
    if (lines.length) { complain(form, lines); return; }
    var seconds = Math.round((Date.now() - began) / 1000);
    var entry = { key: key, fields: filled(form), day: today(), seconds: seconds };
    if (!keep(function (state) { state.waiting.push(entry); })) { directly(form, entry); return; }
    thank(false);
    send();
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-to], [data-next], [data-send], [data-export], [data-discard], [data-discard-sure]");
    if (!button || !root.contains(button)) return;
    if (button.dataset.to) draw(button.dataset.to, filled(one("sheet").querySelector("form")));
    else if ("next" in button.dataset) begin();
    else if ("export" in button.dataset) saveRefused();
    else if ("discard" in button.dataset) { one("sure").hidden = false; one("discard-sure").focus(); }
    else if ("discardSure" in button.dataset) discard();
    else send();
  });
  ["pointerdown", "keydown", "input"].forEach(function (name) { document.addEventListener(name, waits); });
  window.addEventListener("online", send);
  setInterval(send, AGAIN);
  root.hidden = false;
  keep(function () { /* asks whether anything is kept at all */ });
  begin();
  send();
  try {
    navigator.serviceWorker.register(root.dataset.worker).catch(function () { /* the page still works while it stays open */ });
  } catch (refused) { /* nor where the browser knows none */ }
})();
