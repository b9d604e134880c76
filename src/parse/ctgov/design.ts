import type { Design } from '../../trial/trial.ts';
import { present, presentOrNothing } from '../present.ts';
import { at, code, codes, count, flag, text, type Cursor } from './cursor.ts';

export function readDesign(module: Cursor): Design {
  const access = at(module, 'expandedAccessTypes');
  const enrollment = at(module, 'enrollmentInfo');
  const bioSpec = at(module, 'bioSpec');
  return present({
    studyType: code(module, 'studyType', 'ctgov-study-type'),
    phases: codes(module, 'phases', 'ctgov-phase'),
    ...readDesignInfo(at(module, 'designInfo')),
    enrollment: count(enrollment, 'count'),
    enrollmentType: code(enrollment, 'type', 'ctgov-date-type'),
    patientRegistry: flag(module, 'patientRegistry'),
    targetDuration: text(module, 'targetDuration'),
    bioSpecRetention: code(bioSpec, 'retention', 'ctgov-biospec-retention'),
    bioSpecDescription: text(bioSpec, 'description'),
    expandedAccessTypes: presentOrNothing({
      individual: flag(access, 'individual'),
      intermediate: flag(access, 'intermediate'),
      treatment: flag(access, 'treatment'),
    }),
    nPtrsToThisExpAccNctId: count(module, 'nPtrsToThisExpAccNctId'),
  });
}

function readDesignInfo(info: Cursor): Omit<Design, 'phases'> {
  const masking = at(info, 'maskingInfo');
  return present({
    allocation: code(info, 'allocation', 'ctgov-allocation'),
    interventionModel: code(info, 'interventionModel', 'ctgov-intervention-model'),
    interventionModelDescription: text(info, 'interventionModelDescription'),
    primaryPurpose: code(info, 'primaryPurpose', 'ctgov-primary-purpose'),
    observationalModel: code(info, 'observationalModel', 'ctgov-observational-model'),
    timePerspective: code(info, 'timePerspective', 'ctgov-time-perspective'),
    masking: code(masking, 'masking', 'ctgov-masking'),
    maskingDescription: text(masking, 'maskingDescription'),
    whoMasked: codes(masking, 'whoMasked', 'ctgov-who-masked'),
  });
}
