"""Coarse data of a respondent: what may be told, and its words in the languages of the questionnaire."""

from __future__ import annotations

from surveys.choices import AgeGroup, Disability, Education, Language, Occupation, Sex

ABOUT = {
    "sex": Sex,
    "age": AgeGroup,
    "education": Education,
    "occupation": Occupation,
    "disability": Disability,
}
_OTHERS: dict[str, dict[str, tuple[str, ...]]] = {  # in the order of the choices
    Language.JAVANESE: {
        "sex": ("Jaler", "Estri"),
        "age": (
            "Sangandhaping 20 taun", "20–29 taun", "30–39 taun", "40–49 taun", "50–59 taun",
            "60 taun minggah",
        ),
        "education": (
            "SD mangandhap", "SLTP", "SLTA", "D-I dumugi D-III", "D-IV/S-1", "S-2", "S-3",
        ),
        "occupation": (
            "PNS/PPPK", "TNI", "Polri", "Karyawan swasta", "Wiraswasta", "Siswa/mahasiswa",
            "Sanesipun",
        ),
        "disability": (
            "Boten wonten", "Fisik", "Paningal", "Pamireng", "Wicanten", "Mental utawi intelektual",
            "Sanesipun",
        ),
    },
    Language.ENGLISH: {
        "sex": ("Male", "Female"),
        "age": (
            "Under 20", "20–29 years", "30–39 years", "40–49 years", "50–59 years", "60 or older",
        ),
        "education": (
            "Primary school or less", "Junior secondary school", "Senior secondary school",
            "Diploma (D-I to D-III)", "Bachelor (D-IV/S-1)", "Master (S-2)", "Doctorate (S-3)",
        ),
        "occupation": (
            "Civil servant", "Armed forces", "Police", "Private employee", "Self-employed",
            "Pupil or student", "Other",
        ),
        "disability": (
            "None", "Physical", "Sight", "Hearing", "Speech", "Mental or intellectual", "Other",
        ),
    },
}  # fmt: skip


def about_choices(name: str, language: str) -> list[tuple[str, str]]:
    """Value and words of what may be told about oneself."""
    choices = ABOUT[name]
    words = _OTHERS.get(language, {}).get(name, choices.labels)
    return list(zip(choices.values, (str(word) for word in words), strict=True))
