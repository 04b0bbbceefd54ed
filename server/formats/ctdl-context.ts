import type { JsonObject } from '@/server/domain/json'

const reference = { '@type': '@id' }
const words = { '@container': '@language' }
const verbatim = { '@type': '@json' }

/** The vocabulary of our exports, whole: prefixes, which terms are addresses, which have languages. */
export const ctdlContext: JsonObject = {
  ceasn: 'https://purl.org/ctdlasn/terms/',
  ceterms: 'https://purl.org/ctdl/terms/',
  asn: 'http://purl.org/ASN/schema/core/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  plumbline: 'urn:plumbline:',
  'ceasn:name': words,
  'ceasn:description': words,
  'ceasn:publisherName': words,
  'ceasn:competencyText': words,
  'ceasn:competencyLabel': words,
  'ceasn:competencyCategory': words,
  'ceasn:comment': words,
  'ceasn:conceptKeyword': words,
  'ceasn:hasTopChild': reference,
  'ceasn:isTopChildOf': reference,
  'ceasn:hasChild': reference,
  'ceasn:isChildOf': reference,
  'ceasn:isPartOf': reference,
  'ceasn:complexityLevel': reference,
  'ceasn:educationLevelType': reference,
  'ceasn:exactAlignment': reference,
  'ceasn:broadAlignment': reference,
  'ceasn:narrowAlignment': reference,
  'ceasn:majorAlignment': reference,
  'ceasn:minorAlignment': reference,
  'ceasn:prerequisiteAlignment': reference,
  'ceasn:alignFrom': reference,
  'ceasn:alignTo': reference,
  'ceasn:derivedFrom': reference,
  'ceasn:isVersionOf': reference,
  'ceasn:crossSubjectReference': reference,
  'ceasn:comprisedOf': reference,
  'ceasn:publisher': reference,
  'ceasn:creator': reference,
  'ceasn:license': reference,
  'ceasn:source': reference,
  'ceasn:publicationStatusType': reference,
  'plumbline:fields': verbatim,
  'plumbline:associations': verbatim,
}
