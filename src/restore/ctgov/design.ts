import type { JsonObject } from '../../shared/json.ts';
import type { Design, Trial } from '../../trial/trial.ts';
import { branch, registered, registeredList } from './registered.ts';

export function writeDesign({ design }: Trial): JsonObject | undefined {
  const { expandedAccessTypes: types } = design;
  return branch({
    studyType: registered(design.studyType),
    nPtrsToThisExpAccNctId: registered(design.nPtrsToThisExpAccNctId),
    expandedAccessTypes: branch({
      individual: registered(types?.individual),
      intermediate: registered(types?.intermediate),
      treatment: registered(types?.treatment),
    }),
    patientRegistry: registered(design.patientRegistry),
    targetDuration: registered(design.targetDuration),
    phases: registeredList(design.phases),
    designInfo: writeDesignInfo(design),
    bioSpec: branch({
      retention: registered(design.bioSpecRetention),
      description: registered(design.bioSpecDescription),
    }),
    enrollmentInfo: branch({
      count: registered(design.enrollment),
      type: registered(design.enrollmentType),
    }),
  });
}

function writeDesignInfo(design: Design): JsonObject | undefined {
  return branch({
    allocation: registered(design.allocation),
    interventionModel: registered(design.interventionModel),
    interventionModelDescription: registered(design.interventionModelDescription),
    primaryPurpose: registered(design.primaryPurpose),
    observationalModel: registered(design.observationalModel),
    timePerspective: registered(design.timePerspective),
    maskingInfo: branch({
      masking: registered(design.masking),
      maskingDescription: registered(design.maskingDescription),
      whoMasked: registeredList(design.whoMasked),
    }),
  });
}
