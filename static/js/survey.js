// Answering pages work without this. With it: questions can be listened to, where there is a voice.
(function () {
  "use strict";
  var language = document.documentElement.lang || "id";

  function voice() {
    return speechSynthesis.getVoices().find(function (one) {
      return one.lang.toLowerCase().startsWith(language);
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
      words.lang = language;
      words.voice = voice();
      speechSynthesis.cancel();
      speechSynthesis.speak(words);
    });
  }

  var trouble = document.getElementById("masalah");
  if (trouble) trouble.focus();

  // A second press within three seconds sends nothing more.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.sending) { event.preventDefault(); return; }
    form.dataset.sending = "1";
    setTimeout(function () { delete form.dataset.sending; }, 3000);
  });
})();
