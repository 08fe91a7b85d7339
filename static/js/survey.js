// Answering pages work without this. With it: questions can be listened to, where there is a voice.
(function () {
  "use strict";

  // A kiosk and a form without a network change it without loading a page anew.
  function language() { return document.documentElement.lang || "id"; }

  function voice() {
    return speechSynthesis.getVoices().find(function (one) {
      return one.lang.toLowerCase().startsWith(language());
    });
  }

  function offer() {
    if (!voice()) return;
    document.querySelectorAll("[data-listen]").forEach(function (button) { button.hidden = false; });
  }

  function spoken(fieldset) {
    var choices = Array.from(fieldset.querySelectorAll(".choice span:not(.symbol)"));
    var texts = choices.map(function (one) { return one.lastChild.textContent.trim(); });
    return [fieldset.dataset.spoken].concat(texts).join(". ");
  }

  if ("speechSynthesis" in window) {
    offer();
    speechSynthesis.addEventListener("voiceschanged", offer);
    window.addEventListener("survey:page", offer);
    document.addEventListener("click", function (event) {
      var button = event.target.closest("[data-listen]");
      if (!button) return;
      var words = new SpeechSynthesisUtterance(spoken(button.closest("fieldset")));
      words.lang = language();
      words.voice = voice();
      speechSynthesis.cancel();
      speechSynthesis.speak(words);
    });
  }

  var trouble = document.getElementById("masalah");
  if (trouble) trouble.focus();

  // Without a network the browser would leave the page for one of its own.
  function say(form) {
    var words = form.querySelector(".no-network") || document.createElement("p");
    words.className = "error no-network";
    words.setAttribute("role", "alert");
    words.textContent = form.dataset.noNetwork;
    form.querySelector(".buttons").before(words);
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (navigator.onLine || !form.dataset.noNetwork || event.defaultPrevented) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    say(form);
  });
  window.addEventListener("survey:lost", function () {
    document.querySelectorAll("form[data-no-network]").forEach(say);
  });
  window.addEventListener("online", function () {
    document.querySelectorAll(".no-network").forEach(function (words) { words.remove(); });
  });

  // A second press within three seconds sends nothing more.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.sending) { event.preventDefault(); return; }
    form.dataset.sending = "1";
    setTimeout(function () { delete form.dataset.sending; }, 3000);
  });
})();
