/** What hangs on a trial besides its protocol: references, documents, data sharing, index terms. */
import type { Code, Count, DateText, Flag, Text } from './values.ts';

export interface Reference {
  readonly pmid?: Text;
  readonly type?: Code;
  readonly citation?: Text;
  readonly retractions: readonly { readonly pmid?: Text; readonly source?: Text }[];
}

export interface SeeAlso {
  readonly label?: Text;
  readonly url?: Text;
}

export interface AvailableIpd {
  readonly id?: Text;
  readonly type?: Text;
  readonly url?: Text;
  readonly comment?: Text;
}

export interface LargeDocument {
  readonly typeAbbrev?: Text;
  readonly hasProtocol?: Flag;
  readonly hasSap?: Flag;
  readonly hasIcf?: Flag;
  readonly label?: Text;
  readonly date?: DateText;
  readonly uploadDate?: Text;
  readonly filename?: Text;
  readonly size?: Count;
}

export interface IpdSharing {
  readonly plan?: Code;
  readonly description?: Text;
  readonly infoTypes: readonly Code[];
  readonly timeFrame?: Text;
  readonly accessCriteria?: Text;
  readonly url?: Text;
}

export interface Mesh {
  readonly id: Text;
  readonly term: Text;
}

export interface BrowseTerm {
  readonly module: 'condition' | 'intervention';
  readonly kind: 'ancestor' | 'leaf' | 'branch';
  readonly id: Text;
  readonly term: Text;
  readonly asFound?: Text;
  readonly relevance?: Code;
}
