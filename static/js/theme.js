// Before the page paints: the theme this person chose, if any.
(function () {
  try {
    var chosen = localStorage.getItem("tema");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch (error) { /* storage is closed: the system's theme holds */ }
})();
