/**
 * Our tables, as numbered steps that are never changed once released. Each is the body of a plpgsql block, so it
 * is done whole or not at all.
 *
 * `job` is a webhook as it came; `record` is one record of it; `delivery` is that record on its way to one
 * destination; `worker` is a process that sends. These rows are the truth: a message in pg-boss's queue only says
 * that somebody should look at one. JSON lies in text columns, because jsonb refuses U+0000, which a record may
 * hold; what came from outside lies in bytea, byte by byte.
 */
export const MIGRATIONS: readonly string[] = [
  // 1: as released in 0.1.0, whose stores have no numbers yet.
  `
CREATE TABLE IF NOT EXISTS trialcast.job (
  id text PRIMARY KEY,
  seq bigserial NOT NULL UNIQUE,
  webhook_id text NOT NULL UNIQUE,
  body_sha256 text NOT NULL,
  body bytea NOT NULL,
  content_type text NOT NULL,
  record_key text,
  state text NOT NULL,
  issues text NOT NULL DEFAULT '[]',
  received_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS trialcast.record (
  job_id text NOT NULL REFERENCES trialcast.job (id) ON DELETE CASCADE,
  ordinal integer NOT NULL,
  seq bigint NOT NULL,
  body bytea NOT NULL,
  sha256 text NOT NULL,
  state text NOT NULL,
  released boolean NOT NULL DEFAULT false,
  step text NOT NULL DEFAULT 'receive',
  trial_key text,
  title text,
  verdict text,
  issues text NOT NULL DEFAULT '[]',
  worst_issue text,
  bundle text,
  lineage text NOT NULL DEFAULT '[]',
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  failure text,
  report text,
  exchanges text NOT NULL DEFAULT '[]',
  received_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  delivered_at timestamptz,
  PRIMARY KEY (job_id, ordinal)
);
CREATE TABLE IF NOT EXISTS trialcast.probe (id integer PRIMARY KEY, at timestamptz NOT NULL);
CREATE INDEX IF NOT EXISTS job_state ON trialcast.job (state);
CREATE INDEX IF NOT EXISTS record_state ON trialcast.record (state);
CREATE INDEX IF NOT EXISTS record_trial ON trialcast.record (trial_key, seq DESC, ordinal DESC);`,

  // 2: deliveries become rows of their own; what stores held before was for the one destination there was.
  `
CREATE TABLE trialcast.worker (id text PRIMARY KEY, beat bigint NOT NULL DEFAULT 0);
CREATE TABLE trialcast.delivery (
  job_id text NOT NULL,
  ordinal integer NOT NULL,
  destination text NOT NULL,
  fhir text,
  trial_key text NOT NULL,
  seq bigint NOT NULL,
  own_date text,
  order_date text NOT NULL DEFAULT '',
  state text NOT NULL,
  worker text,
  attempts integer NOT NULL DEFAULT 0,
  waited_ms bigint NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  failure text,
  report text,
  exchanges text NOT NULL DEFAULT '[]',
  received_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  delivered_at timestamptz,
  PRIMARY KEY (job_id, ordinal, destination),
  FOREIGN KEY (job_id, ordinal) REFERENCES trialcast.record (job_id, ordinal) ON DELETE CASCADE
);
CREATE TABLE trialcast.other_bundle (
  job_id text NOT NULL,
  ordinal integer NOT NULL,
  fhir text NOT NULL,
  bundle text NOT NULL,
  PRIMARY KEY (job_id, ordinal, fhir),
  FOREIGN KEY (job_id, ordinal) REFERENCES trialcast.record (job_id, ordinal) ON DELETE CASCADE
);
INSERT INTO trialcast.delivery (job_id, ordinal, destination, trial_key, seq, own_date, order_date, state, attempts,
    next_attempt_at, failure, report, exchanges, received_at, updated_at, delivered_at)
  SELECT job_id, ordinal, 'default', coalesce(trial_key, job_id), seq, own_date, coalesce(own_date, ''),
    CASE state WHEN 'sending' THEN 'queued' ELSE state END, attempts,
    next_attempt_at, failure, report, exchanges, received_at, updated_at, delivered_at
  FROM (
    SELECT *, substring(encode(body, 'escape')
      FROM '"lastUpdatePostDateStruct"\\s*:\\s*\\{\\s*"date"\\s*:\\s*"([0-9]{4}[0-9-]*)"') AS own_date
    FROM trialcast.record
    WHERE state IN ('queued', 'sending', 'delivered', 'superseded', 'rejected', 'failed')) AS old;
UPDATE trialcast.record SET state = 'converted'
  WHERE state IN ('queued', 'sending', 'delivered', 'superseded', 'rejected', 'failed');
ALTER TABLE trialcast.record
  ADD COLUMN retry_to text,
  DROP COLUMN attempts, DROP COLUMN next_attempt_at, DROP COLUMN failure, DROP COLUMN report,
  DROP COLUMN exchanges, DROP COLUMN delivered_at;
CREATE UNIQUE INDEX delivery_one_sender ON trialcast.delivery (destination, trial_key) WHERE state = 'sending';
CREATE INDEX delivery_waiting ON trialcast.delivery (destination, seq, ordinal) WHERE state = 'queued';
CREATE INDEX delivery_trial ON trialcast.delivery (destination, trial_key, order_date, seq, ordinal);
CREATE INDEX delivery_state ON trialcast.delivery (state);`,

  // 3: a held record is released as it was converted, so its own day is kept with it.
  `
ALTER TABLE trialcast.record ADD COLUMN own_date text;`,

  // 4: notices to others of what became of trials, each a row until it is taken.
  `
CREATE TABLE trialcast.notice (
  id text PRIMARY KEY DEFAULT 'msg_' || replace(gen_random_uuid()::text, '-', ''),
  url text NOT NULL,
  type text NOT NULL,
  job_id text NOT NULL,
  ordinal integer NOT NULL,
  trial_key text,
  destination text,
  state text NOT NULL DEFAULT 'waiting',
  attempts integer NOT NULL DEFAULT 0,
  failure text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  next_attempt_at timestamptz
);
CREATE INDEX notice_waiting ON trialcast.notice (created_at) WHERE state = 'waiting';`,

  // 5: what persons did, and what replicas must have in common.
  `
CREATE TABLE trialcast.audit (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL,
  action text NOT NULL,
  object text NOT NULL,
  details text NOT NULL DEFAULT '{}',
  request_id text NOT NULL
);
CREATE TABLE trialcast.shared_secret (
  name text PRIMARY KEY,
  value text NOT NULL
);`,

  // 6: answers of operations that are asked for later.
  `
CREATE TABLE trialcast.async_answer (
  id text PRIMARY KEY,
  status integer,
  body text,
  created_at timestamptz NOT NULL DEFAULT now()
);`,
];
