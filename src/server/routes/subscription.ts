/**
 * Notifications of FHIR subscriptions: somebody changed on a FHIR server what we delivered, and it is to be put right.
 * R4 rest-hook with the resource (http://hl7.org/fhir/R4/subscription.html), R4 by the Subscriptions Backport guide
 * (a history Bundle with Parameters), R5 (a subscription-notification Bundle with SubscriptionStatus). What a
 * notification says is believed only as far as to compare again; none of its addresses is asked.
 */
import type { Request, Response } from 'express';
import { Failure } from '../../shared/failure.ts';
import { asText, isJsonObject, objectsIn, type JsonObject } from '../../shared/json.ts';
import { setActor } from '../actor.ts';
import type { Audit } from '../audit.ts';
import type { DeliveryStore } from '../store/delivery-store.ts';
import type { ChangedResource, ResyncStore } from '../store/resync-store.ts';
import { bodyOf, decodedBodyOf, jsonOf } from './body.ts';
import type { Route } from './route.ts';

export interface SubscriptionParts {
  readonly resync: ResyncStore;
  readonly deliveries: Pick<DeliveryStore, 'settle'>;
  readonly audit: Audit;
  /** Called where a delivery may have become possible. */
  readonly onQueued: () => void;
}

const PATH = '/webhooks/subscription';

export function subscriptionRoutes(parts: SubscriptionParts): readonly Route[] {
  const route = (method: Route['method'], path: string): Route => ({
    method,
    path,
    access: 'subscription',
    handler: (request, response) => notified(parts, request, response),
  });
  return [route('post', PATH), route('post', `${PATH}/:type/:id`), route('put', `${PATH}/:type/:id`)]; // prettier-ignore
}

/** Resources one notification may name. */
const MOST = 100;

async function notified(
  { resync, deliveries, audit, onQueued }: SubscriptionParts,
  request: Request,
  response: Response,
): Promise<void> {
  const changed = [...new Map(changedIn(request).map((one) => [one.reference, one])).values()];
  if (changed.length > MOST)
    throw new Failure('request-malformed', `The notification names more than ${MOST} resources.`);
  const trials = await resync.resync(changed);
  for (const trial of trials) await deliveries.settle(trial);
  if (trials.length > 0) onQueued();
  setActor(response, 'FHIR subscription');
  for (const trial of trials) await audit(response, 'resynchronise', `trials/${trial}`, {});
  response.status(200).json({ trials });
}

/** Nothing for a handshake, a heartbeat or an empty notification, which does not say what changed. */
function changedIn(request: Request): readonly ChangedResource[] {
  const { type, id } = request.params;
  const named = referenceIn(`${String(type)}/${String(id)}`);
  if (bodyOf(request).length === 0) return type === undefined ? [] : changesOf(named);
  const body = jsonOf(decodedBodyOf(request, ['application/fhir+json', 'application/json']).text);
  if (body['resourceType'] === 'Bundle') return inNotification(body);
  const own = changeOf(body);
  if (own.length > 0) return own;
  throw new Failure('request-malformed', 'The body is neither a resource nor a notification.');
}

function inNotification(bundle: JsonObject): readonly ChangedResource[] {
  const entries = objectsIn(bundle['entry']);
  const [status, ...rest] = entries.map((entry) => entry['resource']);
  if (!isJsonObject(status) || !['SubscriptionStatus', 'Parameters'].includes(asText(status['resourceType']))) // prettier-ignore
    throw new Failure('request-malformed', 'The Bundle is no notification: it does not begin with its status.'); // prettier-ignore
  const whole = rest.filter(isJsonObject).flatMap(changeOf);
  const known = new Set(whole.map(({ reference }) => reference));
  const named = [...focusesOf(status), ...entries.slice(1).map(({ fullUrl }) => asText(fullUrl))]
    .flatMap((url) => changesOf(referenceIn(url)))
    .filter(({ reference }) => !known.has(reference));
  return [...whole, ...named];
}

/** `notificationEvent.focus` of R5, the part `focus` of each `notification-event` in R4. */
function focusesOf(status: JsonObject): readonly string[] {
  const focusOf = (value: unknown): string =>
    isJsonObject(value) ? asText(value['reference']) : '';
  const r5 = objectsIn(status['notificationEvent']).map(({ focus }) => focusOf(focus));
  const r4 = objectsIn(status['parameter'])
    .filter(({ name }) => name === 'notification-event')
    .flatMap(({ part }) => objectsIn(part))
    .filter(({ name }) => name === 'focus')
    .map(({ valueReference }) => focusOf(valueReference));
  return [...r5, ...r4];
}

function changeOf(resource: JsonObject): readonly ChangedResource[] {
  const reference = referenceIn(`${asText(resource['resourceType'])}/${asText(resource['id'])}`);
  const { meta } = resource;
  const version = isJsonObject(meta) ? asText(meta['versionId']) : '';
  return changesOf(reference).map((one) => ({ ...one, ...(version !== '' && { version }) }));
}

const changesOf = (reference: string | undefined): readonly ChangedResource[] =>
  reference === undefined ? [] : [{ reference }];

/** Type and id at the end of an address, relative or absolute, of a version or not. */
function referenceIn(url: string): string | undefined {
  return /(?:^|\/)([A-Z][A-Za-z]{1,63}\/[A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/.exec(url)?.[1]; // prettier-ignore
}
