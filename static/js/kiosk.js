// A kiosk swaps its pages in place: the browser keeps no history, so that nobody goes back to the
// person before. Left alone for a minute, it begins anew.
(function () {
  "use strict";
  var IDLE = 60000, THANKS = 8000;
  var start = document.querySelector("[data-kiosk]").dataset.kiosk;
  var timer = null, busy = false;

  function main() { return document.getElementById("isi"); }

  function waits() {
    clearTimeout(timer);
    if (main().querySelector("[data-done]")) timer = setTimeout(begin, THANKS);
    else timer = setTimeout(begin, IDLE);
  }

  function show(text) {
    var page = new DOMParser().parseFromString(text, "text/html");
    var next = page.getElementById("isi");
    if (!next) { location.replace(start); return; }
    document.title = page.title;
    document.documentElement.lang = page.documentElement.lang;
    main().replaceChildren(...next.childNodes);
    history.replaceState(null, "", start);
    window.scrollTo(0, 0);
    main().focus();
    window.dispatchEvent(new Event("survey:page"));
    waits();
  }

  function fetched(address, options, lost) {
    if (busy) return;
    busy = true;
    fetch(address, options).then(function (response) { return response.text(); }).then(show).catch(function () {
      lost();
      waits();
    }).finally(function () { busy = false; });
  }

  function say() { window.dispatchEvent(new Event("survey:lost")); }

  // Whoever comes next finds nothing of the person before, though no new form can be fetched.
  function forget() {
    var words = document.createElement("p");
    words.className = "lead";
    words.setAttribute("role", "status");
    words.textContent = main().dataset.lost;
    main().replaceChildren(words);
  }

  function begin() { fetched(start, { cache: "no-store", credentials: "same-origin" }, forget); }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.closest("[data-kiosk]")) return;
    event.preventDefault();
    var data = new FormData(form, event.submitter);
    fetched(form.action, {
      method: "POST", body: new URLSearchParams(data), credentials: "same-origin", cache: "no-store"
    }, say);
  }, true);
  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-kiosk] a[href]");
    if (link && link.getAttribute("href") === start) { event.preventDefault(); begin(); }
    var full = event.target.closest("[data-fullscreen]");
    if (full) document.documentElement.requestFullscreen();
  });
  ["pointerdown", "keydown", "input"].forEach(function (name) { document.addEventListener(name, waits); });
  window.addEventListener("online", function () { if (!main().querySelector("form, [data-done]")) begin(); });
  // The browser's way back leads to the first page too, not to the PIN that was typed before it.
  document.addEventListener("pointerdown", function () { history.pushState(null, "", start); }, { once: true });
  window.addEventListener("popstate", function () { history.pushState(null, "", start); begin(); });
  window.addEventListener("pageshow", function (event) { if (event.persisted) location.replace(start); });
  history.replaceState(null, "", start);
  if (document.documentElement.requestFullscreen) {
    document.querySelectorAll("[data-fullscreen]").forEach(function (button) { button.hidden = false; });
  }
  waits();
})();
