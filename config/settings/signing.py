"""Electronic signatures: who signs with what, whom the city trusts, where the time comes from.

What is not set is not there: pages then say that signing is not set up yet (docs/operations.md).
"""

from pathlib import Path

from config import env

SERVICES = ("", "file", "bsre")

SIGNING_SERVICE = env.text("SIGNING_SERVICE")
if SIGNING_SERVICE not in SERVICES:
    raise env.SettingError("SIGNING_SERVICE must be file, bsre or empty")

# Of the service "file": one PKCS#12 a person, named by employee number or e-mail.
SIGNING_KEYS = env.folder("SIGNING_KEYS", Path("/nonexistent"))
# Where development makes keys for trying out; nowhere else are any made.
TRIAL_KEYS: Path | None = None
# Certificates (PEM files, or folders of them) whose signatures the city trusts.
SIGNING_ROOTS = [Path(place).resolve() for place in env.listing("SIGNING_ROOTS")]
# Seconds for one call to a service: until it is connected, and for all of it.
SIGNING_LIMITS = (env.number("SIGNING_CONNECT_SECONDS", 5), env.number("SIGNING_SECONDS", 30))
TSA_URL = env.text("TSA_URL")

# The city's own key, for papers that no person signs.
SEAL_KEY = env.text("SEAL_KEY")
SEAL_PASSPHRASE = env.text("SEAL_PASSPHRASE")

# What the signing service told the city; see reports/signing/remote.py.
BSRE = {
    "url": env.text("BSRE_URL"),
    "user": env.text("BSRE_USER"),
    "password": env.text("BSRE_PASSWORD"),
    "file_field": env.text("BSRE_FILE_FIELD"),
    "fields": env.text("BSRE_FIELDS"),
    "answer_field": env.text("BSRE_ANSWER_FIELD"),
    "identity_label": env.text("BSRE_IDENTITY_LABEL"),
}
