-- Invented reports of five years, as many as `bench.rows` says: most have ended, the last two months
-- are being worked on, one in three hundred was forgotten. No triggers, no history of its own.
SET session_replication_role = replica;
SELECT setseed(0.42);

-- Words as people use them: few very often, most hardly ever.
CREATE TEMP TABLE vocabulary AS
SELECT n, CASE WHEN n <= 12 THEN (ARRAY['jalan', 'rusak', 'lampu', 'sampah', 'air', 'banjir', 'drainase',
       'layanan', 'perbaikan', 'pasar', 'sekolah', 'puskesmas'])[n] ELSE 'kata' || n END AS word
  FROM generate_series(1, 4000) n;
CREATE UNIQUE INDEX ON vocabulary (n);

CREATE TEMP TABLE story AS
SELECT s, string_agg(v.word, ' ' ORDER BY o.at) AS words
  FROM generate_series(0, 4999) s
 CROSS JOIN LATERAL (SELECT at, 1 + floor(power(random(), 3) * 4000 + 0 * s)::int AS n
                       FROM generate_series(1, 40) at) o
  JOIN vocabulary v USING (n)
 GROUP BY s;
CREATE UNIQUE INDEX ON story (s);
ALTER TABLE story ADD vector tsvector;
UPDATE story SET vector = to_tsvector('simple', words) || to_tsvector('indonesian', words);

CREATE TEMP TABLE few AS SELECT
  (SELECT array_agg(id ORDER BY id) FROM organizations_organization WHERE is_reporting) AS units,
  (SELECT array_agg(id ORDER BY id) FROM complaints_category) AS categories,
  (SELECT array_agg(id ORDER BY id) FROM complaints_area WHERE parent_id IS NOT NULL) AS areas,
  (SELECT array_agg(user_id ORDER BY user_id) FROM organizations_assignment) AS people,
  current_setting('bench.rows')::int AS rows;

CREATE TEMP TABLE drawn AS
SELECT n, now() - interval '1826 days' * ((few.rows - n + 0.5) / few.rows) AS at,
       1826.0 * (few.rows - n + 0.5) / few.rows AS age,
       random() AS r1, random() AS r2, random() AS r3, random() AS r4, random() AS r5, random() AS r6
  FROM few, generate_series(1, few.rows) n;

CREATE TEMP TABLE told AS
SELECT *, CASE
    WHEN age < 3 THEN CASE WHEN r1 < .5 THEN 'diterima' WHEN r1 < .8 THEN 'terdisposisi'
                           ELSE 'diproses' END
    WHEN age < 60 THEN CASE WHEN r1 < .25 THEN 'diproses' WHEN r1 < .35 THEN 'terdisposisi'
                            WHEN r1 < .38 THEN 'perlu_dilengkapi' WHEN r1 < .78 THEN 'ditanggapi'
                            ELSE 'ditutup' END
    WHEN r1 < .003 THEN 'diproses' WHEN r1 < .005 THEN 'ditanggapi' WHEN r1 < .015 THEN 'diarsipkan'
    WHEN r1 < .035 THEN 'digabung' ELSE 'ditutup' END AS state,
    CASE WHEN r2 < .75 THEN 'non_pengawasan' WHEN r2 < .88 THEN 'aspirasi'
         WHEN r2 < .98 THEN 'informasi' ELSE 'pengawasan' END AS kind,
    r3 < .04 AS is_secret, power(r4, 2) * 40 AS took
  FROM drawn;

INSERT INTO complaints_complaint
  (number, secret_digest, kind, category_id, subject, text, is_anonymous, is_secret, look_first,
   channel, received_at, entered_at, area_id, address, latitude, longitude, state, outcome, unit_id,
   officer_id, verify_due_at, respond_due_at, resolve_due_at, paused_at, routed_at,
   first_answered_at, answered_at, answer_days, reply_until, reporter_wrote_at, closed_at,
   publicity, public_subject, public_text, public_latitude, public_longitude, search, supporters,
   sp4n_state, run, hold_reason)
SELECT 'SK-' || lpad((n / 10000)::text, 4, '0') || '-' || lpad((n % 10000)::text, 4, '0'),
       repeat('0', 64), kind, few.categories[1 + floor(power(r5, 2) * cardinality(few.categories))::int],
       left(words, 70), words, r6 < .3, is_secret, '',
       (ARRAY['web', 'web', 'web', 'whatsapp', 'loket', 'sp4n', 'open311'])[1 + floor(r3 * 7)::int],
       at, at, CASE WHEN r2 > .05 THEN few.areas[1 + floor(r6 * cardinality(few.areas))::int] END,
       'Jalan ' || n % 500, CASE WHEN r5 > .1 THEN lat END, CASE WHEN r5 > .1 THEN lon END,
       state, CASE WHEN state <> 'ditutup' THEN '' WHEN r4 < .85 THEN 'selesai'
                   WHEN r4 < .94 THEN 'tidak_terselesaikan' ELSE 'bukan_kewenangan' END,
       CASE WHEN state <> 'diterima'
            THEN few.units[1 + floor(power(r5, 2) * cardinality(few.units))::int] END,
       CASE WHEN state = 'diproses' AND r4 < .5
            THEN few.people[1 + floor(r6 * cardinality(few.people))::int] END,
       at + interval '5 days', CASE WHEN state <> 'diterima' THEN at + interval '9 days' END,
       at + CASE WHEN kind = 'pengawasan' THEN interval '84 days' ELSE interval '20 days' END,
       CASE WHEN state = 'perlu_dilengkapi' THEN at + interval '2 days' END,
       CASE WHEN state <> 'diterima' THEN at + interval '2 days' END,
       CASE WHEN is_done THEN at + interval '3 days' END,
       CASE WHEN is_done THEN at + interval '1 day' * took END,
       CASE WHEN is_done THEN floor(took * 5 / 7)::int END,
       CASE WHEN state = 'ditanggapi' THEN now() + interval '5 days' END,
       CASE WHEN age < 60 AND r6 < .05 THEN at + interval '4 days' END,
       CASE WHEN state = 'ditutup' THEN at + interval '1 day' * (took + 10) END,
       publicity, CASE WHEN publicity = 'tayang' THEN left(words, 70) ELSE '' END,
       CASE WHEN publicity = 'tayang' THEN words ELSE '' END,
       CASE WHEN r5 > .1 THEN round(lat, 3) END, CASE WHEN r5 > .1 THEN round(lon, 3) END,
       CASE WHEN publicity = 'tayang' THEN vector
            || CASE WHEN n % (few.rows / 30) = 0 THEN to_tsvector('simple', 'langka') ELSE '' END END,
       CASE WHEN r1 < .1 THEN floor(r1 * 100)::int ELSE 0 END, '', 1, ''
  FROM few, told
  JOIN story ON s = n % 5000
 CROSS JOIN LATERAL (
    SELECT round((-6.94 + .09 * power(r4, .5))::numeric, 6) AS lat,
           round((109.64 + .06 * (r6 + r2) / 2)::numeric, 6) AS lon,
           state IN ('ditanggapi', 'ditutup') AS is_done,
           CASE WHEN is_secret THEN 'disembunyikan' WHEN state = 'diterima' THEN 'menunggu'
                WHEN r3 < .09 THEN 'disembunyikan' WHEN age < 60 AND r3 < .12 THEN 'menunggu'
                ELSE 'tayang' END AS publicity) place
 ORDER BY n;

INSERT INTO complaints_reporter
  (complaint_id, name, email, phone, mail_wanted, whatsapp_wanted, address, fingerprint, shown_name)
SELECT id, '', '', '', false, false, '', md5((id % 200000)::text), 'W*** K***'
  FROM complaints_complaint;

INSERT INTO complaints_message
  (complaint_id, kind, author, officer_id, unit_id, state, text, is_public, public_text, written_at,
   sent_at)
SELECT id, 'jawaban', 'petugas', NULL::bigint, unit_id, 'terkirim', 'Sudah ditangani.', id % 500 <> 0,
       'Sudah ditangani.', answered_at, answered_at
  FROM complaints_complaint WHERE answered_at IS NOT NULL
 UNION ALL
SELECT id, 'jawaban', 'petugas', NULL::bigint, unit_id, 'konsep', 'Konsep.', false, '', now(), NULL
  FROM complaints_complaint WHERE state = 'diproses' AND id % 10 = 0;

INSERT INTO complaints_segment (complaint_id, unit_id, began_at, ended_at, reason, outcome)
SELECT id, unit_id, routed_at, closed_at, '', outcome FROM complaints_complaint WHERE unit_id IS NOT NULL;

INSERT INTO complaints_pause (complaint_id, began_at, ended_at, answer_until, reason)
SELECT id, COALESCE(paused_at, received_at + interval '2 days'),
       CASE WHEN paused_at IS NULL THEN received_at + interval '4 days' END,
       received_at + interval '90 days', ''
  FROM complaints_complaint WHERE paused_at IS NOT NULL OR id % 30 = 0;

INSERT INTO complaints_escalation (complaint_id, run, level, title, officer_id, reached_at, note)
SELECT id, 1, 1, 'Kepala', CASE WHEN id % 20 > 0 THEN few.people[1 + unit_id % cardinality(few.people)] END,
       resolve_due_at, ''
  FROM complaints_complaint, few
 WHERE resolve_due_at < now() AND (id % 20 = 0 OR state IN ('terdisposisi', 'diproses'));

INSERT INTO complaints_rating (complaint_id, stars, text, given_at)
SELECT id, 1 + id % 4, '', closed_at FROM complaints_complaint WHERE state = 'ditutup' AND id % 5 = 0;

INSERT INTO complaints_attachment
  (complaint_id, file, redacted, shown_name, mime, size, sha256, redacted_sha256, author, is_result,
   is_public, is_hidden, hidden_reason, added_at)
SELECT id, 'complaints/uji.jpg', '', 'foto.jpg', 'image/jpeg', 1, '', '', 'pelapor', false, true,
       false, '', received_at
  FROM complaints_complaint WHERE id % 2 = 0;

INSERT INTO complaints_notice
  (complaint_id, channel, subject, body, key, state, attempts, error, made_at, next_at, sent_at)
SELECT id, 'surel', 'Kabar', 'Kabar', 'bench:' || id, 'terkirim', 1, '', received_at, received_at,
       received_at
  FROM complaints_complaint;

INSERT INTO organizations_activity
  (at, actor_label, verb, summary, object_type, object_id, organization_id, changes, reason, request_id)
SELECT received_at, '', 'complaints.complaint.' || verb, number, 'complaints.complaint', id, unit_id,
       '{}', '', ''
  FROM complaints_complaint CROSS JOIN unnest(ARRAY['file', 'route', 'answer']) verb;

INSERT INTO complaints_knownword (word)
SELECT word FROM vocabulary WHERE n <= current_setting('bench.rows')::int
 UNION SELECT 'nama' || md5(n::text) FROM generate_series(1, current_setting('bench.rows')::int / 20) n
ON CONFLICT DO NOTHING;

DROP TABLE vocabulary, story, few, drawn, told;
SET session_replication_role = origin;
