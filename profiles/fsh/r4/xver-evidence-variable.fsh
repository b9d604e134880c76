// HL7 publishes these definitions in the package hl7.fhir.uv.xver-r5.r4 0.1.0, which npm does not have. A validator needs a
// definition for every one of these addresses it meets: these are copies of their shape, for work without a network.

Extension: XverEvidenceVariableActual
Id: xver-EvidenceVariable.actual
Title: "R5 EvidenceVariable.actual"
Description: "Whether the variable was observed; false: it is planned. Offline copy of the HL7 cross-version extension for R5 EvidenceVariable.actual."
Context: EvidenceVariable
* insert CrossVersion(EvidenceVariable.actual)
* value[x] 1..1
* value[x] only boolean

Extension: XverEvidenceVariableCharacteristicDefinitionByCombination
Id: xver-EvidenceVariable.cha.definitionByCombination
Title: "R5 EvidenceVariable.characteristic.definitionByCombination"
Description: "The criterion as alternatives: any of, all of, at least. Offline copy of the HL7 cross-version extension for R5 EvidenceVariable.characteristic.definitionByCombination."
* insert CrossVersion(EvidenceVariable.characteristic.definitionByCombination)
* insert WithinExtension(0)
* insert OfCharacteristic(1)
* extension contains code 1..1
* extension[code].value[x] 1..1
* extension[code].value[x] only code
* extension contains threshold 0..1
* extension[threshold].value[x] 1..1
* extension[threshold].value[x] only positiveInt
// and characteristic 1..*, see below

Extension: XverEvidenceVariableCharacteristic
Id: xver-EvidenceVariable.characteristic
Title: "R5 EvidenceVariable.characteristic"
Description: "A criterion within a combination. Offline copy of the HL7 cross-version extension for R5 EvidenceVariable.characteristic."
* insert CrossVersion(EvidenceVariable.characteristic)
* insert WithinExtension(0)
// Its parts are the extensions of the elements, each found by its address: naming them here as well, HAPI would
// validate each of them twice, and what stands in lists in lists in lists so often that it does not come to an end.
* extension 1..*
* value[x] 0..0

Extension: XverEvidenceVariableCharacteristicTimeFromEvent
Id: xver-EvidenceVariable.cha.timeFromEvent
Title: "R5 EvidenceVariable.characteristic.timeFromEvent"
Description: "The time frame of a criterion within a combination. Offline copy of the HL7 cross-version extension for R5 EvidenceVariable.characteristic.timeFromEvent."
* insert CrossVersion(EvidenceVariable.characteristic.timeFromEvent)
* insert WithinExtension(0)
* . 0..*
* extension contains description 0..1 and event 0..1 and quantity 0..1 and range 0..1
* extension[description].value[x] 1..1
* extension[description].value[x] only markdown
* extension[event].value[x] 1..1
* extension[event].value[x] only CodeableConcept or Reference or dateTime or id
* extension[quantity].value[x] 1..1
* extension[quantity].value[x] only Quantity
* extension[range].value[x] 1..1
* extension[range].value[x] only Range

Extension: XverEvidenceVariableCharacteristicDescription
Id: xver-EvidenceVariable.cha.description
Title: "R5 EvidenceVariable.characteristic.description"
Description: "The words of a criterion within a combination. Offline copy of the HL7 cross-version extension for R5 EvidenceVariable.characteristic.description."
* insert CrossVersion(EvidenceVariable.characteristic.description)
* insert WithinExtension(0)
* value[x] 1..1
* value[x] only markdown

Extension: XverEvidenceVariableCharacteristicExclude
Id: xver-EvidenceVariable.cha.exclude
Title: "R5 EvidenceVariable.characteristic.exclude"
Description: "Whether a criterion within a combination excludes. Offline copy of the HL7 cross-version extension for R5 EvidenceVariable.characteristic.exclude."
* insert CrossVersion(EvidenceVariable.characteristic.exclude)
* insert WithinExtension(0)
* value[x] 1..1
* value[x] only boolean

Extension: XverEvidenceVariableCharacteristicDefinitionCodeableConcept
Id: xver-EvidenceVariable.cha.definitionCodeableConcept
Title: "R5 EvidenceVariable.characteristic.definitionCodeableConcept"
Description: "A criterion within a combination as a concept. Offline copy of the HL7 cross-version extension for R5 EvidenceVariable.characteristic.definitionCodeableConcept."
* insert CrossVersion(EvidenceVariable.characteristic.definitionCodeableConcept)
* insert WithinExtension(0)
* value[x] 1..1
* value[x] only CodeableConcept

Extension: XverEvidenceVariableCharacteristicDefinitionByTypeAndValue
Id: xver-EvidenceVariable.cha.definitionByTypeAndValue
Title: "R5 EvidenceVariable.characteristic.definitionByTypeAndValue"
Description: "The criterion as a type and a value: age, at least 18 years. Offline copy of the HL7 cross-version extension for R5 EvidenceVariable.characteristic.definitionByTypeAndValue."
* insert CrossVersion(EvidenceVariable.characteristic.definitionByTypeAndValue)
* insert WithinExtension(0)
* insert OfCharacteristic(1)
* extension contains type 1..1
* extension[type].value[x] 1..1
* extension[type].value[x] only CodeableConcept
* extension contains method 0..*
* extension[method].value[x] 1..1
* extension[method].value[x] only CodeableConcept
* extension contains device 0..1
* extension[device].value[x] 1..1
* extension[device].value[x] only Reference(Device or DeviceMetric)
* extension contains value 1..1
* extension[value].value[x] 1..1
* extension[value].value[x] only CodeableConcept or boolean or Quantity or Range or Reference or id
* extension contains offset 0..1
* extension[offset].value[x] 1..1
* extension[offset].value[x] only CodeableConcept

Extension: XverEvidenceVariableCharacteristicDefinitionExpression
Id: xver-EvidenceVariable.cha.definitionExpression
Title: "R5 EvidenceVariable.characteristic.definitionExpression"
Description: "The criterion as an expression, such as FHIRPath. Offline copy of the HL7 cross-version extension for R5 EvidenceVariable.characteristic.definitionExpression."
* insert CrossVersion(EvidenceVariable.characteristic.definitionExpression)
* insert WithinExtension(0)
* insert OfCharacteristic(1)
* value[x] 1..1
* value[x] only Expression

Extension: XverEvidenceVariableCharacteristicLinkId
Id: xver-EvidenceVariable.cha.linkId
Title: "R5 EvidenceVariable.characteristic.linkId"
Description: "Id by which other elements name the criterion. Offline copy of the HL7 cross-version extension for R5 EvidenceVariable.characteristic.linkId."
* insert CrossVersion(EvidenceVariable.characteristic.linkId)
* insert WithinExtension(0)
* insert OfCharacteristic(1)
* value[x] 1..1
* value[x] only id

Extension: XverEvidenceVariableCharacteristicNote
Id: xver-EvidenceVariable.cha.note
Title: "R5 EvidenceVariable.characteristic.note"
Description: "A note on the criterion. Offline copy of the HL7 cross-version extension for R5 EvidenceVariable.characteristic.note."
Context: EvidenceVariable.characteristic
* insert CrossVersion(EvidenceVariable.characteristic.note)
* . 0..*
* value[x] 1..1
* value[x] only Annotation

Extension: XverEvidenceVariableCharacteristicTimeFromEventDescription
Id: xver-EvidenceVariable.cha.timeFromEvent.description
Title: "R5 EvidenceVariable.characteristic.timeFromEvent.description"
Description: "The time frame as written. Offline copy of the HL7 cross-version extension for R5 EvidenceVariable.characteristic.timeFromEvent.description."
Context: EvidenceVariable.characteristic.timeFromStart
* insert CrossVersion(EvidenceVariable.characteristic.timeFromEvent.description)
* value[x] 1..1
* value[x] only markdown

Extension: XverEvidenceVariableCharacteristicTimeFromEventEvent
Id: xver-EvidenceVariable.cha.timeFromEvent.event
Title: "R5 EvidenceVariable.characteristic.timeFromEvent.event"
Description: "The event the time runs from. Offline copy of the HL7 cross-version extension for R5 EvidenceVariable.characteristic.timeFromEvent.event."
Context: EvidenceVariable.characteristic.timeFromStart
* insert CrossVersion(EvidenceVariable.characteristic.timeFromEvent.event)
* value[x] 1..1
* value[x] only CodeableConcept or Reference or dateTime or id

Extension: XverEvidenceVariableCharacteristicTimeFromEventNote
Id: xver-EvidenceVariable.cha.timeFromEvent.note
Title: "R5 EvidenceVariable.characteristic.timeFromEvent.note"
Description: "A note on the time frame. Offline copy of the HL7 cross-version extension for R5 EvidenceVariable.characteristic.timeFromEvent.note."
Context: EvidenceVariable.characteristic.timeFromStart
* insert CrossVersion(EvidenceVariable.characteristic.timeFromEvent.note)
* . 0..*
* value[x] 1..1
* value[x] only Annotation

Extension: XverEvidenceVariableCharacteristicTimeFromEventQuantity
Id: xver-EvidenceVariable.cha.timeFromEvent.quantity
Title: "R5 EvidenceVariable.characteristic.timeFromEvent.quantity"
Description: "The length of time. Offline copy of the HL7 cross-version extension for R5 EvidenceVariable.characteristic.timeFromEvent.quantity."
Context: EvidenceVariable.characteristic.timeFromStart
* insert CrossVersion(EvidenceVariable.characteristic.timeFromEvent.quantity)
* value[x] 1..1
* value[x] only Quantity

Extension: XverEvidenceVariableCharacteristicTimeFromEventRange
Id: xver-EvidenceVariable.cha.timeFromEvent.range
Title: "R5 EvidenceVariable.characteristic.timeFromEvent.range"
Description: "The span of time. Offline copy of the HL7 cross-version extension for R5 EvidenceVariable.characteristic.timeFromEvent.range."
Context: EvidenceVariable.characteristic.timeFromStart
* insert CrossVersion(EvidenceVariable.characteristic.timeFromEvent.range)
* value[x] 1..1
* value[x] only Range

Extension: XverEvidenceVariableExperimental
Id: xver-EvidenceVariable.experimental
Title: "R5 EvidenceVariable.experimental"
Description: "The definition is for testing only. Offline copy of the HL7 cross-version extension for R5 EvidenceVariable.experimental."
Context: EvidenceVariable
* insert CrossVersion(EvidenceVariable.experimental)
* value[x] 1..1
* value[x] only boolean

Extension: XverEvidenceVariableHandling
Id: xver-EvidenceVariable.handling
Title: "R5 EvidenceVariable.handling"
Description: "How the values are handled: ordinal, polychotomous, ... Offline copy of the HL7 cross-version extension for R5 EvidenceVariable.handling."
Context: EvidenceVariable
* insert CrossVersion(EvidenceVariable.handling)
* value[x] 1..1
* value[x] only code

Extension: XverRelatedArtifactClassifier
Id: xver-RelatedArtifact.classifier
Title: "R5 RelatedArtifact.classifier"
Description: "What kind of reference this is. Offline copy of the HL7 cross-version extension for R5 RelatedArtifact.classifier."
Context: RelatedArtifact
* insert CrossVersion(RelatedArtifact.classifier)
* . 0..*
* value[x] 1..1
* value[x] only CodeableConcept
