{% load static %}// Keeps the form of one mobile service and what it loads; answers are kept by the page.
"use strict";
const CACHE = "survei-luring", PAGE = "{{ page|escapejs }}", PATIENCE = 4000;
const PARTS = [
  PAGE, "{% static 'css/tokens.css' %}", "{% static 'css/survey.css' %}", "{% static 'js/survey.js' %}",
  "{% static 'js/offline.js' %}", "{% static 'img/faces.svg' %}", "{% static 'img/mark.svg' %}"
];

async function refreshed(request) {
  const answer = await fetch(request);
  if (answer.ok && !answer.redirected) {
    const cache = await caches.open(CACHE);
    await cache.put(new URL(request.url).pathname, answer.clone());
  }
  return answer;
}

function kept(request) {
  return caches.match(new URL(request.url).pathname);
}

// The newest page while the network answers soon; else the kept one.
async function page(request) {
  const late = new Promise(function (resolve) { setTimeout(resolve, PATIENCE); }).then(function () { return kept(request); });
  const fetched = refreshed(request).catch(function () { return kept(request); });
  return (await Promise.race([fetched, late])) || (await fetched) || Response.error();
}

self.addEventListener("install", function (event) {
  event.waitUntil(caches.open(CACHE).then(function (cache) { return cache.addAll(PARTS); }));
  self.skipWaiting();
});
self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });
self.addEventListener("fetch", function (event) {
  const request = event.request, path = new URL(request.url).pathname;
  if (request.method !== "GET") return;
  if (path === PAGE) event.respondWith(page(request));
  else if (PARTS.includes(path)) {
    event.respondWith(kept(request).then(function (found) { return found || refreshed(request); }));
  }
});
