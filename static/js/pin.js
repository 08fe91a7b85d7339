// A pin on the map instead of words. The page works without this file: list and address remain.
(function () {
  "use strict";
  var box = document.querySelector("[data-pin-map]");
  if (!box) return;
  var latitude = document.getElementById("id_latitude");
  var longitude = document.getElementById("id_longitude");
  var area = document.getElementById("id_area");
  var told = box.querySelector("[data-pin-told]");
  var clear = box.querySelector("[data-pin-clear]");
  var here = box.querySelector("[data-pin-here]");
  var canvas = box.querySelector("[data-pin-canvas]");
  var map = null;
  var marker = null;

  function tell(words) { told.textContent = words; }

  function put(lat, lon, words) {
    latitude.value = lat.toFixed(6);
    longitude.value = lon.toFixed(6);
    clear.hidden = false;
    if (map) {
      if (marker) marker.setLatLng([lat, lon]);
      else marker = L.circleMarker([lat, lon], { radius: 9, weight: 3, fillOpacity: 0.6, className: "pin-mark" }).addTo(map);
    }
    tell(words || "Titik dipilih.");
  }

  clear.addEventListener("click", function () {
    latitude.value = longitude.value = "";
    clear.hidden = true;
    if (marker) { marker.remove(); marker = null; }
    tell("Titik dihapus.");
  });

  if (navigator.geolocation) {
    here.hidden = false;
    here.addEventListener("click", function () {
      tell("Mencari posisi Anda …");
      navigator.geolocation.getCurrentPosition(
        function (found) {
          put(found.coords.latitude, found.coords.longitude, "Posisi Anda dipakai sebagai titik.");
          if (map) map.setView([found.coords.latitude, found.coords.longitude], 17);
        },
        function () { tell("Posisi tidak didapat. Pilih kelurahan atau tulis alamatnya."); },
        { enableHighAccuracy: true, timeout: 10000, maximumAge: 60000 }
      );
    });
  }

  function draw(outlines) {
    var tiles = box.dataset.tiles;
    if (!tiles && !outlines.features.length) return; // nothing to see: the list is enough
    canvas.hidden = false;
    map = L.map(canvas, { attributionControl: Boolean(tiles), zoomAnimation: false });
    if (tiles) L.tileLayer(tiles, { maxZoom: 19, attribution: box.dataset.attribution }).addTo(map);
    var drawn = L.geoJSON(outlines, {
      style: { weight: 1.5, fillOpacity: tiles ? 0.02 : 0.1, className: "area-outline" },
      onEachFeature: function (feature, layer) {
        layer.bindTooltip(feature.properties.name, { sticky: true });
        layer.on("click", function () {
          if (area && !area.value) area.value = String(feature.properties.id);
        });
      },
    }).addTo(map);
    if (outlines.features.length) map.fitBounds(drawn.getBounds());
    else map.setView([-2.5, 118], 5);
    map.on("click", function (event) { put(event.latlng.lat, event.latlng.lng); });
    if (latitude.value && longitude.value) {
      put(Number(latitude.value), Number(longitude.value));
      map.setView([Number(latitude.value), Number(longitude.value)], 16);
    }
  }

  box.hidden = false;
  if (latitude.value && longitude.value) { clear.hidden = false; tell("Titik dipilih."); }
  fetch(box.dataset.outlines)
    .then(function (answer) { return answer.json(); })
    .then(draw)
    .catch(function () { tell("Peta tidak dapat dibuka. Pilih kelurahan atau tulis alamatnya."); });
})();
