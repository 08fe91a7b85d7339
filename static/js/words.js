/* The proposal form: words are counted while they are typed, and the conditions shown again after
   each save. The server counts for itself; its count is the one that holds. */
(() => {
  "use strict";
  const number = new Intl.NumberFormat("id");

  function count(text) {
    const words = text.replace(/<[^>]*>/g, " ").split(/\s+/);
    return words.filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  }

  document.querySelectorAll("textarea[data-most-words]").forEach((field) => {
    const told = document.getElementById(`${field.id}_words`);
    if (!told) return;
    const most = Number(field.dataset.mostWords);
    const tell = () => {
      const words = count(field.value);
      const over = words > most ? `, kurangi ${number.format(words - most)} kata` : "";
      told.textContent = `${number.format(words)} dari ${number.format(most)} kata${over}`;
    };
    field.addEventListener("input", tell);
    tell();
  });

  document.querySelectorAll("form[data-autosave]").forEach((form) => {
    form.addEventListener("selaras:saved", (event) => {
      const place = document.getElementById("syarat");
      if (place && event.detail.shown) place.innerHTML = event.detail.shown;
    });
  });
})();
