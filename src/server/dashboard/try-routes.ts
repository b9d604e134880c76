import type { Request, Response } from 'express';
import { parseJsonText } from '../../parse/json-text.ts';
import { splitRecords } from '../../parse/split-records.ts';
import { Failure } from '../../shared/failure.ts';
import { asText, isJsonObject } from '../../shared/json.ts';
import { checkDocument } from '../../validate/document/check-document.ts';
import { bodyOf } from '../routes/body.ts';
import type { Route } from '../routes/route.ts';
import { aboutOf, pagesOf, sendPage, shellOf, type DashboardParts } from './parts.ts';
import { tryPage, type Tried } from './try-page.ts';

export function tryRoutes(parts: DashboardParts): readonly Route[] {
  const page = pagesOf(parts);
  return [page('get', '/try', showTry), page('post', '/try', doTry)];
}

function showTry(parts: DashboardParts, _request: Request, response: Response): void {
  send(parts, response, undefined);
}

function doTry(parts: DashboardParts, request: Request, response: Response): void {
  const form = new URLSearchParams(bodyOf(request).toString('utf8'));
  const profile = (form.get('profile') ?? '').trim().slice(0, 400);
  const text = (form.get('record') ?? '').replaceAll('\r\n', '\n');
  send(parts, response, tried(parts, text, profile), profile);
}

function send(
  parts: DashboardParts,
  response: Response,
  found: Tried | undefined,
  profile = '',
): void {
  const { definitions } = parts;
  const view = {
    about: aboutOf(definitions),
    help: parts.help,
    profile,
    profiles: parts.profiles.map(({ canonical }) => canonical),
    tables: definitions.tables,
    ...(found && { tried: found }),
  };
  sendPage(response, tryPage(shellOf(parts, response), view));
}

/** A FHIR resource is checked as it is; anything else is taken for a record. */
function tried({ definitions, convert }: DashboardParts, text: string, profile: string): Tried {
  const type = resourceTypeIn(text);
  if (type !== '') {
    const { issues } = checkDocument(
      { text },
      definitions.validator,
      profile === '' ? {} : { profiles: [profile] },
    );
    return { kind: 'resource', text, type, issues };
  }
  const [received] = splitRecords('record', text).value;
  if (!received) throw new Failure('request-malformed', 'The form holds no record.');
  return { kind: 'record', text: received.text, conversion: convert(received) };
}

function resourceTypeIn(text: string): string {
  if (!/^\s*\{/.test(text) || !text.includes('"resourceType"')) return '';
  const { value } = parseJsonText(text);
  return isJsonObject(value) ? asText(value['resourceType']).slice(0, 64) : '';
}
