import { compact } from '../emit/build.ts';
import type * as r5 from '../emit/types.ts';
import { lower } from '../cross-version.ts';
import { RELATED_ARTIFACT_ELEMENTS } from '../cross-version-elements.ts';
import { lowered } from './lowered.ts';
import type { Attachment, RelatedArtifact } from './types.ts';

/** R4 has `url` for what is nothing but an address, and keeps the kind of an artifact in an extension. */
export function lowerArtifact(artifact: r5.RelatedArtifact): RelatedArtifact {
  const { classifier, document, extension = [], ...same } = artifact;
  if (!classifier && !document && !artifact.extension) return same;
  const isAddress = document && Object.keys(document).every((key) => key === 'url');
  return compact<RelatedArtifact>({
    extension: [...lowered(lower({ classifier }, RELATED_ARTIFACT_ELEMENTS)), ...extension],
    ...same,
    url: isAddress ? document.url : undefined,
    document: document && !isAddress ? lowerAttachment(document) : undefined,
  });
}

/** R5 writes integer64 as a string, R4 has a number. */
export function lowerAttachment({ size, ...same }: r5.Attachment): Attachment {
  return { ...same, ...(size !== undefined && { size: Number(size) }) };
}
