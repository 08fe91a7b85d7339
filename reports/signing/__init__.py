"""Electronic signatures in PDF files: keys, services, what a signature says. Knows no Django.

`fields` puts tagged signature fields where a document left room, `block` draws what people see in
them, `keys` and `local` sign with a key of a file, `remote` with a service over HTTP, `stamps` asks
for the time, `verdict` reads what a file was signed with, `trial` makes keys for trying it out.
pyHanko is slow to import and imported inside functions only.
"""
