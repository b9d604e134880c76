/**
 * What the compiler reads of FHIR's own definitions. A published StructureDefinition fits as it is;
 * profiles/base/r4.json.gz and r5.json.gz hold the base specification with everything else left out.
 */
import type { CodeSystemCodes } from './terminology/code-system.ts';
import type { LanguageSubtags } from './terminology/language-tags.ts';
import type { ValueSetCodes } from './terminology/value-set.ts';

export interface ElementType {
  readonly code: string;
  readonly profile?: readonly string[];
  readonly targetProfile?: readonly string[];
}

export interface Constraint {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  readonly human: string;
  readonly expression?: string;
}

export interface Discriminator {
  readonly type: 'value' | 'exists' | 'pattern' | 'type' | 'profile' | 'position';
  readonly path: string;
}

interface Slicing {
  readonly discriminator?: readonly Discriminator[];
  readonly ordered?: boolean;
  readonly rules: 'closed' | 'open' | 'openAtEnd';
}

export interface ElementDefinition {
  readonly id: string;
  readonly path: string;
  readonly sliceName?: string;
  readonly slicing?: Slicing;
  readonly min?: number;
  readonly max?: string;
  readonly base?: { readonly path: string; readonly min: number; readonly max: string };
  readonly contentReference?: string;
  readonly type?: readonly ElementType[];
  readonly maxLength?: number;
  /** Base definitions keep it where it is true of an extension. */
  readonly isModifier?: boolean;
  readonly constraint?: readonly Constraint[];
  readonly binding?: {
    readonly strength: 'required' | 'extensible' | 'preferred' | 'example';
    readonly valueSet?: string;
    /** What the extension elementdefinition-maxValueSet and, in R5, `additional` say; base definitions keep only this. */
    readonly maxValueSet?: string;
    readonly extension?: readonly {
      readonly url: string;
      readonly valueCanonical?: string;
      readonly valueUri?: string;
    }[];
    readonly additional?: readonly { readonly purpose: string; readonly valueSet: string }[];
  };
  /** fixed[x], pattern[x], minValue[x], maxValue[x]. */
  readonly [choice: string]: unknown;
}

export interface StructureDefinition {
  readonly resourceType: 'StructureDefinition';
  readonly url: string;
  readonly version?: string;
  readonly name?: string;
  readonly kind: 'primitive-type' | 'complex-type' | 'resource' | 'logical';
  readonly abstract: boolean;
  readonly type: string;
  readonly derivation?: 'specialization' | 'constraint';
  readonly baseDefinition?: string;
  /** Of extensions: where they may stand. */
  readonly context?: readonly { readonly type: string; readonly expression: string }[];
  /** FHIRPath of the element they stand on, with the extension as %extension: all must be true. */
  readonly contextInvariant?: readonly string[];
  readonly snapshot?: { readonly element: readonly ElementDefinition[] };
  readonly differential?: { readonly element: readonly ElementDefinition[] };
}

/** The base specification of one FHIR version, as scripts/base-definitions.ts writes it. */
export interface BaseDefinitions {
  readonly fhirVersion: '4.0.1' | '5.0.0';
  readonly structures: readonly StructureDefinition[];
  readonly codeSystems: readonly CodeSystemCodes[];
  readonly valueSets: readonly ValueSetCodes[];
  readonly languages: LanguageSubtags;
}

/** What is loaded besides: profiles and extensions with their snapshots (profile/snapshot makes them), and the terminology they bind to, as published. */
export interface ProfileDefinitions {
  /** Package name and version, for the report's first line. */
  readonly name: string;
  readonly structures: readonly StructureDefinition[];
  readonly codeSystems: readonly CodeSystemCodes[];
  readonly valueSets: readonly ValueSetCodes[];
  /** Profiles that cannot be used, by canonical URL: why, as the end of a sentence. */
  readonly unusable?: ReadonlyMap<string, string>;
}
