"""What the answering pages say around the questions, in the languages of the questionnaire."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from organizations.formatting import format_date
from surveys.choices import Language

ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class Words:
    skip: str
    title: str
    lead: str  # "{total} pertanyaan …"
    begin: str
    service: str
    code: str
    code_hint: str
    question: str  # "Pertanyaan {at} dari {total}"
    next: str
    back: str
    about: str
    about_hint: str
    sex: str
    age: str
    education: str
    occupation: str
    disability: str
    untold: str
    comment: str
    comment_hint: str
    assisted: str
    yes: str
    check: str
    change: str
    not_answered: str
    send: str
    trouble: str
    thanks: str
    stored: str
    kept: str  # on the device, not yet with us
    next_person: str
    no_network: str
    no_form: str  # of a kiosk: the next one cannot be fetched
    again: str
    report_lead: str
    report: str
    listen: str
    language: str
    private: str
    later: str  # the answer belongs to a period that begins on {day}
    unreadable: str
    # Why an answer was not taken.
    missing: str
    not_offered: str
    no_service: str
    not_here: str
    too_long: str  # "… {most} …"
    not_written: str
    code_missing: str
    code_unknown: str
    code_over: str
    code_used: str


WORDS = {
    Language.INDONESIAN: Words(
        skip="Langsung ke isi",
        title="Nilai layanan kami",
        lead="{total} pertanyaan, sekitar satu menit.",
        begin="Mulai",
        service="Layanan apa yang Anda terima?",
        code="Kode sekali pakai",
        code_hint="Delapan huruf dan angka pada karcis atau tanda terima Anda",
        question="Pertanyaan {at} dari {total}",
        next="Lanjut",
        back="Kembali",
        about="Tentang Anda",
        about_hint="Semua boleh dilewati. Kami tidak menanyakan nama.",
        sex="Jenis kelamin",
        age="Usia",
        education="Pendidikan terakhir",
        occupation="Pekerjaan",
        disability="Disabilitas",
        untold="Tidak diisi",
        comment="Saran atau keluhan (opsional)",
        comment_hint="Jangan tulis nama atau nomor telepon",
        assisted="Petugas membantu saya mengisi",
        yes="Ya",
        check="Periksa jawaban Anda",
        change="Ubah",
        not_answered="Belum dijawab",
        send="Kirim jawaban",
        trouble="Ada masalah",
        thanks="Terima kasih",
        stored="Jawaban Anda sudah tersimpan.",
        kept="Jawaban Anda tersimpan di perangkat ini dan dikirim begitu ada jaringan.",
        next_person="Orang berikutnya",
        no_network="Tidak ada jaringan. Jawaban Anda belum terkirim dan tetap di layar ini; "
        "tekan sekali lagi setelah ada jaringan.",
        no_form="Tidak ada jaringan. Formulir untuk orang berikutnya muncul begitu ada jaringan.",
        again="Isi untuk layanan lain",
        report_lead="Saran Anda dibaca pengelola layanan, tetapi tidak dibalas. Bila ingin ditindaklanjuti "
        "dan dijawab, jadikan pengaduan. Pengaduan itu tidak dihubungkan dengan jawaban survei Anda.",
        report="Jadikan pengaduan",
        listen="Dengarkan",
        language="Bahasa",
        private="Jawaban disimpan tanpa nama, tanpa alamat, dan tanpa tanda perangkat.",
        later="Periode survei yang lalu sudah ditutup. Jawaban Anda masuk periode yang dimulai "
        "{day}.",
        unreadable="Formulir ini tidak lengkap sampai kepada kami. Mulai lagi dari awal.",
        missing="Pilih satu jawaban.",
        not_offered="Jawaban ini tidak ada di antara pilihannya. Pilih lagi.",
        no_service="Pilih layanan yang Anda terima.",
        not_here="Layanan ini tidak ada di unit ini. Pilih lagi.",
        too_long="Tulis paling banyak {most} huruf.",
        not_written="Isi jawaban Anda.",
        code_missing="Isi kode dari karcis atau tanda terima Anda.",
        code_unknown="Kode ini tidak dikenal di titik layanan ini. Periksa lagi hurufnya.",
        code_over="Masa berlaku kode ini sudah habis.",
        code_used="Kode ini sudah dipakai untuk satu jawaban.",
    ),
    Language.JAVANESE: Words(
        skip="Langsung dhateng isi",
        title="Biji layanan kula",
        lead="{total} pitakenan, udakara setunggal menit.",
        begin="Wiwiti",
        service="Layanan punapa ingkang panjenengan tampi?",
        code="Kode sepisan ginakaken",
        code_hint="Wolung aksara lan angka wonten ing karcis utawi tandha tampi",
        question="Pitakenan {at} saking {total}",
        next="Lajeng",
        back="Wangsul",
        about="Bab panjenengan",
        about_hint="Sedaya kenging dipunlangkungi. Kula boten nyuwun pirsa asma.",
        sex="Jinis kelamin",
        age="Yuswa",
        education="Pendhidhikan pungkasan",
        occupation="Pedamelan",
        disability="Disabilitas",
        untold="Boten dipunisi",
        comment="Pamrayogi utawi wadulan (boten wajib)",
        comment_hint="Sampun nyerat asma utawi nomer telepon",
        assisted="Petugas mbiyantu kula ngisi",
        yes="Inggih",
        check="Mangga dipunpriksa wangsulanipun",
        change="Gantos",
        not_answered="Dereng dipunwangsuli",
        send="Kintun wangsulan",
        trouble="Wonten ingkang kirang",
        thanks="Matur nuwun",
        stored="Wangsulan panjenengan sampun kasimpen.",
        kept="Wangsulan panjenengan kasimpen ing piranti punika, dipunkintun menawi wonten jaringan.",
        next_person="Tiyang salajengipun",
        no_network="Boten wonten jaringan. Wangsulan panjenengan dereng kakintun lan taksih ing layar punika; "
        "pencet malih menawi sampun wonten jaringan.",
        no_form="Boten wonten jaringan. Formulir kangge tiyang salajengipun medal menawi wonten jaringan.",
        again="Isi kangge layanan sanes",
        report_lead="Pamrayogi panjenengan dipunwaos dening pengelola layanan, nanging boten dipunwangsuli. "
        "Menawi kersa dipuntindakaken lan dipunwangsuli, dadosaken wadulan. Wadulan punika boten "
        "kagandheng kaliyan wangsulan survei panjenengan.",
        report="Dadosaken wadulan",
        listen="Mirengaken",
        language="Basa",
        private="Wangsulan kasimpen tanpa asma, tanpa alamat, lan tanpa tandha piranti.",
        later="Periode survei ingkang kapengker sampun dipuntutup. Wangsulan panjenengan mlebet "
        "periode ingkang dipunwiwiti {day}.",
        unreadable="Formulir punika boten jangkep dumugi ing kula. Mangga dipunwiwiti malih.",
        missing="Mangga milih setunggal wangsulan.",
        not_offered="Wangsulan punika boten wonten ing pilihan. Mangga milih malih.",
        no_service="Mangga milih layanan ingkang panjenengan tampi.",
        not_here="Layanan punika boten wonten ing unit punika. Mangga milih malih.",
        too_long="Mangga nyerat paling kathah {most} aksara.",
        not_written="Mangga dipunisi wangsulanipun.",
        code_missing="Mangga dipunisi kode saking karcis utawi tandha tampi.",
        code_unknown="Kode punika boten dipuntepangi ing titik layanan punika. Mangga dipunpriksa aksaranipun.",
        code_over="Wekdal ngginakaken kode punika sampun telas.",
        code_used="Kode punika sampun dipunginakaken kangge setunggal wangsulan.",
    ),
    Language.ENGLISH: Words(
        skip="Skip to content",
        title="Rate our service",
        lead="{total} questions, about a minute.",
        begin="Start",
        service="Which service did you receive?",
        code="Single-use code",
        code_hint="Eight letters and digits on your ticket or receipt",
        question="Question {at} of {total}",
        next="Next",
        back="Back",
        about="About you",
        about_hint="You may skip all of it. We do not ask your name.",
        sex="Sex",
        age="Age",
        education="Education",
        occupation="Occupation",
        disability="Disability",
        untold="Not told",
        comment="Suggestion or complaint (optional)",
        comment_hint="Please write no name and no telephone number",
        assisted="An officer helped me to fill this in",
        yes="Yes",
        check="Check your answers",
        change="Change",
        not_answered="Not answered yet",
        send="Send my answers",
        trouble="There is a problem",
        thanks="Thank you",
        stored="Your answers have been stored.",
        kept="Your answers are kept on this device and sent as soon as there is a network.",
        next_person="Next person",
        no_network="There is no network. Your answers have not been sent and stay on this screen; "
        "press once more when there is a network.",
        no_form="There is no network. The form for the next person appears as soon as there is one.",
        again="Answer for another service",
        report_lead="Your suggestion is read by the office but not replied to. To have it handled and answered, "
        "make it a complaint. It is not linked to your survey answers.",
        report="Make it a complaint",
        listen="Listen",
        language="Language",
        private="Answers are stored without name, address or trace of your device.",
        later="The last survey period is closed. Your answers belong to the period that begins on "
        "{day}.",
        unreadable="This form did not reach us whole. Please begin again.",
        missing="Choose one answer.",
        not_offered="This answer is not among the choices. Choose again.",
        no_service="Choose the service you received.",
        not_here="This service is not offered at this unit. Choose again.",
        too_long="Write at most {most} characters.",
        not_written="Write your answer.",
        code_missing="Enter the code on your ticket or receipt.",
        code_unknown="This code is not known at this service point. Check its letters again.",
        code_over="This code is no longer valid.",
        code_used="This code has already been used for one answer.",
    ),
}  # fmt: skip


def words_of(language: str) -> Words:
    return WORDS[Language(language)]


def day_in(language: str, day: date) -> str:
    """A day as the language writes it; Javanese takes the Indonesian months.

    >>> day_in("en", date(2027, 1, 1)), day_in("jv", date(2027, 1, 1))
    ('1 January 2027', '1 Januari 2027')
    """
    if language != Language.ENGLISH:
        return format_date(day)
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"
