// Typing paper forms: a digit jumps to the next field. Without this, Tab does the same.
(function () {
  "use strict";
  var fields = Array.from(document.querySelectorAll("[data-digit]"));
  fields.forEach(function (field, at) {
    field.addEventListener("focus", function () { field.select(); });
    field.addEventListener("input", function () {
      if (!/^[0-9]$/.test(field.value)) return;
      var form = field.form, next = fields[at + 1];
      if (!next) {
        var all = Array.from(form.elements);
        next = all.slice(all.indexOf(field) + 1).find(function (one) { return one.type !== "hidden"; });
      }
      if (next) next.focus();
    });
  });
  // Enter in a list of choices saves too, as it does in a field.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || event.target.tagName !== "SELECT") return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });
})();
