/** How records and news of them come in. */
import { ANY_BODY, ID, TYPE, WITH_TOKEN } from './common.ts';
import { EXAMPLE_RESOURCE, EXAMPLE_STUDY, EXAMPLE_TEXT } from './examples.ts';
import { answer, FHIR, inHeader, input, outcome, withHeaders } from './parts.ts';

const webhook = {
  tags: ['Records'],
  operationId: 'sendRecord',
  summary: 'Store a record and deliver it.',
  description:
    'Signed as in Standard Webhooks 1.0. The record is on the disk when the answer comes; it is converted and delivered afterwards, and the job tells what became of it.',
  parameters: [
    inHeader(
      'webhook-id',
      'The sender’s own id of this message. Sent again with the same body it gives the same job, with another body 409: a sender may repeat what it is not sure of.',
      'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
    ),
    inHeader(
      'webhook-timestamp',
      'When it was sent, in seconds since 1970. More than five minutes off is refused.',
      '1763712000',
    ),
    inHeader(
      'webhook-signature',
      '`v1,` and the base64 of the HMAC-SHA256 of `webhook-id.webhook-timestamp.body` under a shared secret, or `v1a,` and an ed25519 signature; several with spaces, of which one has to fit.',
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    ),
    inHeader(
      'trialcast-record-key',
      'The sender’s own stable key of a record that has no registry number; ids are made from it, so that its next version updates the first.',
      'protocol-2026-014',
      false,
      { pattern: '^[A-Za-z0-9_.:-]{1,64}$' },
    ),
  ],
  requestBody: input(
    'One study of ClinicalTrials.gov as JSON, a page of its API or an array; NDJSON; or the text of a registry page. UTF-8, not compressed.',
    {
      'application/json': EXAMPLE_STUDY,
      // schemathesis has no way to send an example of this type.
      'application/x-ndjson': undefined,
      'text/plain': EXAMPLE_TEXT,
    },
  ),
  responses: {
    202: withHeaders(
      answer('Stored. It is safe now; what becomes of it is the job’s business.', 'Stored'),
      { 'Content-Location': 'Address of the job.' },
    ),
    ...ANY_BODY,
    400: outcome(
      'Empty, not UTF-8, or not what its content type says. Malformed JSON is kept all the same: Content-Location names the job, and the outcome the line.',
    ),
    401: outcome('The signature is missing, wrong, or more than five minutes off.'),
    409: outcome('The webhook-id came before with another body; nothing was stored.'),
  },
};

const notification = {
  tags: ['Records'],
  summary: 'Take notice that a resource was changed on a FHIR server.',
  description:
    'For subscriptions of a FHIR server (R4 rest-hook, R4 Backport, R5), with `Authorization: Bearer` and TRIALCAST_SUBSCRIPTION_TOKEN. The trials that are named are compared with the server again, and what differs is written.',
  requestBody: input(
    'The changed resource, or the notification Bundle. None where the address says which resource it is.',
    { 'application/json': EXAMPLE_RESOURCE, [FHIR]: EXAMPLE_RESOURCE },
    false,
  ),
  responses: {
    200: answer('The trials that are compared again; none for a handshake.', 'Resynchronised', {
      trials: ['ctgov-nct01234567'],
    }),
    ...ANY_BODY,
    ...WITH_TOKEN,
    404: outcome('Notifications are not taken: TRIALCAST_SUBSCRIPTION_TOKEN is not set.'),
  },
};
const notificationOf = (operationId: string): unknown => ({
  ...notification,
  operationId,
  parameters: [TYPE, ID],
});

export const WEBHOOK_PATHS = {
  '/webhooks/trials': { post: webhook },
  '/webhooks/subscription': { post: { ...notification, operationId: 'notifyChanged' } },
  '/webhooks/subscription/{type}/{id}': {
    post: notificationOf('notifyResourceChanged'),
    put: notificationOf('notifyResourceUpdated'),
  },
};
