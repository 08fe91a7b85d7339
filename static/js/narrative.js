/* Forms of long texts: saved when a field is left. What somebody else saved first is shown by
   sending the form itself once more, because only the page can put both beside each other. */
(() => {
  "use strict";
  const announcer = document.getElementById("pengumuman");
  const { send, why } = window.selaras;
  const AGAIN = 8000;
  const say = (text) => { if (announcer) announcer.textContent = text; };

  document.querySelectorAll("form[data-autosave]").forEach(words);

  function words(form) {
    const status = form.querySelector("[data-status]");
    const TYPED = "textarea, select, input:not([type=hidden])";
    const fields = [...form.querySelectorAll(TYPED)];
    fields.forEach((field) => { field.dataset.seen = field.value; });
    const dirty = () => fields.some((field) => field.value !== field.dataset.seen);
    let busy = false;
    let again = false; // something was typed, or the button pressed, while a save was on its way
    let isLate = false;
    let leaving = false;

    async function save() {
      if (busy) again = true;
      if (busy || !dirty()) return;
      busy = true;
      status.textContent = "Menyimpan…";
      const sent = fields.map((field) => field.value);
      try {
        const { status: code, data } = await send(form.action, new URLSearchParams(new FormData(form)));
        if (code === 200) {
          form.elements.version.value = data.version;
          fields.forEach((field, place) => { field.dataset.seen = sent[place]; });
          status.textContent = data.saved;
          say(data.saved);
          form.dispatchEvent(new CustomEvent("selaras:saved", { detail: data }));
        } else {
          isLate = code === 409;
          status.textContent = data.error || "Gagal – coba lagi";
          say(status.textContent);
        }
      } catch (error) {
        status.textContent = why(error) || "Gagal – coba lagi";
        if (!why(error)) setTimeout(save, AGAIN);
      }
      busy = false;
      if (again && !isLate) {
        again = false;
        save();
      }
    }
    form.addEventListener("focusout", (event) => { if (event.target.matches(TYPED)) save(); });
    form.addEventListener("submit", (event) => {
      if (isLate) leaving = true;
      if (isLate || !dirty()) return;
      event.preventDefault();
      save();
    });
    window.addEventListener("beforeunload", (event) => { if (dirty() && !leaving) event.preventDefault(); });
  }
})();
