/**
 * Our tables. `job` is a webhook as it came; `record` is one record of it on its way to the FHIR server.
 *
 * These rows are the truth: a message in pg-boss's queue only says that somebody should look at one, and
 * is sent again for every row that is not at its end. JSON lies in text columns, because jsonb refuses U+0000,
 * which a record may hold; what came from outside lies in bytea, byte by byte.
 */
export const SCHEMA = `
BEGIN;
SELECT pg_advisory_xact_lock(7420260121);
CREATE SCHEMA IF NOT EXISTS trialcast;
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
CREATE INDEX IF NOT EXISTS record_trial ON trialcast.record (trial_key, seq DESC, ordinal DESC);
COMMIT;
`;
