/* Posting from a page that stays open: when somebody signed out and in again in another tab, the
   page's token is older than the session. Then the page fetches itself once, takes the new token
   and sends the same again. */
(() => {
  "use strict";

  class Expired extends Error {}
  class Somebody extends Error {}

  const holder = document.querySelector("[data-person]");
  const isJson = (answer) => (answer.headers.get("content-type") || "").includes("json");

  function post(url, body) {
    return fetch(url, {
      method: "POST", body, credentials: "same-origin", redirect: "follow",
      headers: { "X-CSRFToken": document.body.dataset.csrf, Accept: "application/json" },
    });
  }

  /* The token of the session that holds now; none while nobody is signed in. */
  async function refresh(body) {
    const answer = await fetch(location.pathname, { credentials: "same-origin", redirect: "follow" });
    if (answer.redirected || !answer.ok) throw new Expired();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector("[data-person]");
    if (holder && (!found || found.dataset.person !== holder.dataset.person)) throw new Somebody();
    const token = page.body.dataset.csrf;
    document.body.dataset.csrf = token;
    document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => { field.value = token; });
    if (body.has("csrfmiddlewaretoken")) body.set("csrfmiddlewaretoken", token);
  }

  async function send(url, body) {
    let answer = await post(url, body);
    if (answer.status === 403 && !isJson(answer)) {
      await refresh(body);
      answer = await post(url, body);
    }
    if (answer.redirected || (!isJson(answer) && answer.status < 500)) throw new Expired();
    if (!isJson(answer)) throw new Error(String(answer.status));
    return { status: answer.status, data: await answer.json() };
  }

  /* Why nothing was saved, in words; nothing for troubles of the network. */
  function why(error) {
    if (error instanceof Somebody) return "Gagal – Anda masuk sebagai orang lain. Salin isian Anda, lalu muat ulang halaman.";
    if (error instanceof Expired) return "Gagal – sesi Anda berakhir. Masuk lagi di tab lain, lalu simpan lagi di sini.";
    return "";
  }

  window.selaras = { send, why };
})();
