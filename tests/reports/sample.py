"""A page with what a structure tree gets wrong: long paragraphs, repeated heads, lists in lists."""

from __future__ import annotations

LONG = "kata " * 900
# Of scripts with and without a typeface, private, from right to left, of several planes.
SIGNS = "Batik ꦧꦠꦶꦏ꧀ 日本 🫠 \ue000 \uf8ff سلام 😀 ≥ Ω"
ROWS = "".join(
    f"<tr><th scope=row>Baris {n}</th><td><b>{n}</b><ul><li>a</ul></td></tr>" for n in range(70)
)
PAGES = f"""
<p aria-hidden="true">Tidak dibaca</p>
<h1 id="awal">Judul</h1>
<p>{LONG}</p>
<ol><li>Satu<ul><li>Anak</li><li>Anak lain</li></ul></li><li>Dua</li></ol>
<dl><dt>Nama</dt><dd>Ani</dd><dd>Budi</dd><dt>Jabatan</dt><dd>Kepala</dd></dl>
<table><caption>Tabel</caption>
<thead><tr><th>A <a href="#awal">awal</a></th><th scope="row">B</th></tr></thead>
<tbody>{ROWS}</tbody></table>
<div>Tanpa paragraf <a href="#awal">{"ke awal " * 20}</a> dan <em>miring</em></div>
<figure><img src="img/kawung.svg" alt="Batik kawung"><figcaption>Gambar</figcaption></figure>
"""


def page_of(body: str = PAGES) -> str:
    head = '<meta charset="utf-8"><title>Uji</title><meta name="author" content="Kota">'
    return f'<!DOCTYPE html><html lang="id"><head>{head}</head><body>{body}</body></html>'
