// Places of public reports on a map. Without this file the list says the same.
(function () {
  "use strict";
  var box = document.querySelector("[data-points-map]");
  if (!box) return;
  var told = box.querySelector("[data-points-told]");
  var canvas = box.querySelector("[data-points-canvas]");

  function read(address) {
    return fetch(address).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    });
  }

  function said(number) {
    return number + " laporan di sekitar sini";
  }

  function link(place) {
    var address = new URL(box.dataset.list, window.location.href);
    address.searchParams.set("titik", place[0].toFixed(3) + "," + place[1].toFixed(3));
    address.searchParams.delete("sesudah");
    var anchor = document.createElement("a");
    anchor.href = address.pathname + address.search;
    anchor.textContent = said(place[2]);
    return anchor;
  }

  function draw(found) {
    var outlines = found[0];
    var places = found[1].places;
    var tiles = box.dataset.tiles;
    var count = places.reduce(function (sum, place) { return sum + place[2]; }, 0);
    told.textContent = count.toLocaleString("id-ID") + " laporan di " +
      places.length.toLocaleString("id-ID") + " tempat." +
      (found[1].newest ? " Itu " + found[1].newest.toLocaleString("id-ID") +
        " laporan terbaru dari pencarian ini; persempit saringan untuk melihat yang lain." : "") +
      (found[1].is_cut ? " Tempat dengan laporan paling sedikit tidak digambar; persempit saringan." : "");
    canvas.hidden = false;
    var map = L.map(canvas, { attributionControl: Boolean(tiles), zoomAnimation: false, preferCanvas: false });
    if (tiles) L.tileLayer(tiles, { maxZoom: 19, attribution: box.dataset.attribution }).addTo(map);
    var drawn = L.geoJSON(outlines, {
      interactive: false,
      style: { weight: 1.5, fillOpacity: tiles ? 0.02 : 0.1, className: "area-outline" },
    }).addTo(map);
    var spots = L.featureGroup(places.map(function (place) {
      var radius = Math.min(5 + 2 * Math.sqrt(place[2]), 24);
      return L.circleMarker([place[0], place[1]], { radius: radius, weight: 2, fillOpacity: 0.5, className: "pin-mark" })
        .bindTooltip(said(place[2])).bindPopup(function () { return link(place); });
    })).addTo(map);
    if (places.length) map.fitBounds(spots.getBounds().pad(0.1), { maxZoom: 16 });
    else if (outlines.features.length) map.fitBounds(drawn.getBounds());
    else map.setView([-2.5, 118], 5);
  }

  told.textContent = "Peta sedang dibuka …";
  Promise.all([read(box.dataset.outlines), read(box.dataset.points)])
    .then(draw)
    .catch(function () { told.textContent = "Peta tidak dapat dibuka. Lihat sebagai daftar."; });
})();
