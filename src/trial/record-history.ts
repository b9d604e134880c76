/** What the registry tells of the record itself: results handed in and taken back, notes about duties not met. */
import type { Code, Count, DatePoint, DateText, Flag, Text } from './values.ts';

/** Results on their way to the registry, as long as they are not posted. */
export interface SubmissionHistory {
  readonly estimatedResultsFirstSubmitDate?: DateText;
  /** When results were first posted although the reviewers still had major comments (MCP: major comment posting). */
  readonly firstMcpPost?: DatePoint;
  /** In the order of the record. */
  readonly submissions: readonly Submission[];
}

/** One hand-in: released to the registry, then cancelled (`unrelease`) or sent back by its reviewers (`reset`). */
export interface Submission {
  readonly releaseDate?: DateText;
  readonly unreleaseDate?: DateText;
  readonly unreleaseDateUnknown?: Flag;
  readonly resetDate?: DateText;
  /** How many postings with major comments there were. */
  readonly mcpReleaseN?: Count;
}

/** The registry's notes on a record: results not posted, violations found by the FDA. */
export interface Annotations {
  readonly unpostedResponsibleParty?: Text;
  readonly unpostedEvents: readonly UnpostedEvent[];
  readonly violationEvents: readonly ViolationEvent[];
}

export interface UnpostedEvent {
  readonly type?: Code;
  readonly date?: DateText;
  readonly dateUnknown?: Flag;
}

export interface ViolationEvent {
  readonly type?: Code;
  readonly description?: Text;
  readonly creationDate?: DateText;
  readonly issuedDate?: DateText;
  readonly releaseDate?: DateText;
  readonly postedDate?: DateText;
}
