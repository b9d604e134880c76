import type { RequestHandler } from 'express';

/**
 * One address of the service. `signed`: webhooks. `person`: whom TRIALCAST_ACCESS lets in. `public`: anyone who
 * reaches the port. `metrics`, `subscription`: who has the token for it. The list of all routes makes the application and is what openapi.json is checked against.
 */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** As Express writes it: `/jobs/:id`. */
  readonly path: string;
  readonly access: 'public' | 'signed' | 'person' | 'metrics' | 'subscription';
  readonly handler: RequestHandler;
  /** HTML for people; not part of the API description. @default false */
  readonly isPage?: boolean;
}
