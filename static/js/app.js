// Small comforts. Every page works without this file.
(function () {
  "use strict";
  var root = document.documentElement;

  // Theme switch.
  document.querySelectorAll("[data-theme-switch]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      try { localStorage.setItem("tema", root.dataset.theme); } catch (error) { /* not kept */ }
    });
  });

  // The menu is open on wide screens and closed on narrow ones.
  var menu = document.querySelector("[data-menu]");
  if (menu) {
    var wide = matchMedia("(min-width: 60.01rem)");
    var fit = function () { menu.open = wide.matches; };
    fit();
    wide.addEventListener("change", fit);
  }

  // A group that was opened over the page closes by Escape and by a click beside it.
  var opened = function () { return document.querySelector(".menu-group[open]"); };
  document.addEventListener("keydown", function (event) {
    var group = opened();
    if (event.key !== "Escape" || !group) return;
    group.open = false;
    group.querySelector("summary").focus();
  });
  document.addEventListener("click", function (event) {
    var group = opened();
    if (group && !group.contains(event.target)) group.open = false;
  });

  // A form sent twice by a double click is sent once.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(function () { delete form.dataset.sent; }, 4000);
  });

  // Show or hide a password.
  document.querySelectorAll("[data-show-password]").forEach(function (button) {
    var field = document.getElementById(button.dataset.showPassword);
    button.hidden = false;
    button.addEventListener("click", function () {
      var shown = field.type === "text";
      field.type = shown ? "password" : "text";
      button.textContent = shown ? "Tampilkan" : "Sembunyikan";
      button.setAttribute("aria-pressed", String(!shown));
    });
  });

  // htmx: the token of forgery protection, and a word when a part of the page changed.
  document.addEventListener("htmx:configRequest", function (event) {
    event.detail.headers["X-CSRFToken"] = document.body.dataset.csrf;
  });
  document.addEventListener("htmx:afterSwap", function (event) {
    var said = event.detail.target && event.detail.target.dataset.announce;
    if (said) document.getElementById("pengumuman").textContent = said;
  });

  // After an error the summary gets the focus.
  var summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
})();
