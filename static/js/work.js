// Above a rate the browser does a little work (altcha's solver) and sends the form by itself.
// Without this file the person waits and presses the button again.
(function () {
  "use strict";
  var box = document.querySelector("[data-work]");
  var proof = document.getElementById("id_proof");
  if (!box || !proof || !window.Worker || !window.crypto || !crypto.subtle) return;
  var challenge = JSON.parse(box.dataset.work);
  var worker = new Worker(box.dataset.solver);
  box.textContent = box.dataset.said;
  worker.onmessage = function (event) {
    worker.terminate();
    if (!event.data || event.data.error) { box.textContent = ""; return; }
    proof.value = btoa(JSON.stringify({ challenge: challenge, solution: event.data }));
    proof.form.requestSubmit();
  };
  worker.postMessage({ type: "work", challenge: challenge, counterStart: 0, counterStep: 1, timeout: 60000 });
})();
