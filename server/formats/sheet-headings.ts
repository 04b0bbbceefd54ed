import type { SheetColumn } from '@/server/domain/catalogue/sheet-columns'
import { plainHeading } from './headings'

/**
 * What the field heads our columns with, in English and Spanish, the likeliest first; written as
 * `plainHeading` gives them. Sources: CASE and CTDL-ASN property names, SKOS and ESCO, RSD, Moodle,
 * O*NET and NICE downloads, DACUM charts and sheets of colleges.
 */
const words: Record<SheetColumn, readonly string[]> = {
  identifier: [
    ...['identifier', 'id', 'uuid', 'guid', 'ctid', 'uri', 'url', 'idnumber', 'competencyid'],
    ...['competencyidentifier', 'competencyidnumber', 'sourcedid', 'conceptid', 'concepturi'],
    ...[
      'skillid',
      'skilluri',
      'skilluuid',
      'taskid',
      'itemid',
      'elementid',
      'statementid',
      'ksaid',
    ],
    ...['tksid', 'outcomeid', 'standardid', 'canonicalurl', 'slug', 'key', 'identificador'],
    ...['iddelacompetencia', 'idcompetencia', 'idhabilidad', 'iddelahabilidad'],
  ],
  parent: [
    ...['parent', 'ischildof', 'parentcode', 'parentid', 'parentidnumber', 'parentidentifier'],
    ...['parenturi', 'parentuuid', 'broader', 'broaderuri', 'broaderconcept', 'broaderconcepturi'],
    ...['parentcompetency', 'parentcompetencyid', 'parentskill', 'parenttask', 'parenttitle'],
    ...[
      'parentname',
      'parentnumber',
      'parentno',
      'parentref',
      'parentstatement',
      'childof',
      'underneath',
      'under',
      'padre',
    ],
    ...[
      'competenciapadre',
      'codigopadre',
      'idpadre',
      'superior',
      'pertenecea',
      'depende',
      'dependede',
    ],
  ],
  code: [
    ...['code', 'humancodingscheme', 'codednotation', 'notation', 'competencycode', 'skillcode'],
    ...['taskcode', 'outcomecode', 'standardcode', 'statementcode', 'statementnotation', 'number'],
    ...['competencynumber', 'tasknumber', 'skillnumber', 'outcomenumber', 'slonumber'],
    ...['objectivenumber', 'standardnumber', 'itemnumber', 'referencenumber', 'refnumber', 'refno'],
    ...['competencyno', 'taskno', 'skillno', 'itemno', 'num', 'no', 'nr', 'ref'],
    ...['reference', 'codigo', 'clave', 'numero', 'referencia', 'codigodelacompetencia'],
    ...['codigocompetencia'],
  ],
  label: [
    ...[
      'label',
      'abbreviatedstatement',
      'competencylabel',
      'shortname',
      'shorttitle',
      'shortlabel',
    ],
    ...['title', 'competencytitle', 'competencyname', 'skillname', 'skilltitle', 'skilllabel'],
    ...['taskname', 'tasktitle', 'outcometitle', 'outcomename', 'rsdname', 'preferredlabel'],
    ...['preflabel', 'elementname', 'name', 'etiqueta', 'nombre', 'nombrecorto', 'titulo'],
    ...[
      'nombredelacompetencia',
      'nombrecompetencia',
      'titulodelacompetencia',
      'nombredelahabilidad',
    ],
  ],
  statement: [
    ...['statement', 'fullstatement', 'competencytext', 'competencystatement', 'skillstatement'],
    ...['taskstatement', 'knowledgestatement', 'abilitystatement', 'ksastatement', 'tksstatement'],
    ...['outcomestatement', 'objectivestatement', 'standardstatement', 'competencydescription'],
    ...['skilldescription', 'taskdescription', 'ksadescription', 'tksdescription'],
    ...['outcomedescription', 'standarddescription', 'enunciado', 'enunciadodelacompetencia'],
    ...['descripciondelacompetencia', 'descripcioncompetencia', 'textodelacompetencia'],
    ...['learningoutcome', 'learningoutcomes', 'studentlearningoutcome', 'studentlearningoutcomes'],
    ...['slo', 'outcome', 'outcomes', 'learningobjective', 'learningobjectives', 'objective'],
    ...['objectives', 'performanceobjective', 'performanceindicator', 'performancecriteria'],
    ...['performancecriterion', 'resultadodeaprendizaje', 'resultadosdeaprendizaje'],
    ...['criteriodedesempeno', 'criteriodeevaluacion', 'objetivo', 'objetivodeaprendizaje'],
    ...['description', 'descripcion', 'definition', 'definicion', 'competency', 'competencies'],
    ...[
      'competence',
      'competencia',
      'competencias',
      'ksa',
      'ksas',
      'tks',
      'step',
      'steps',
      'subtask',
    ],
    ...['task', 'tasks', 'skill', 'skills', 'ability', 'abilities', 'tarea', 'tareas', 'paso'],
    ...['habilidad', 'habilidades', 'destreza', 'destrezas', 'capacidad', 'standard', 'benchmark'],
    ...['indicator', 'indicador', 'element', 'workactivity', 'text', 'texto'],
  ],
  type: [
    ...['type', 'cfitemtype', 'itemtype', 'competencytype', 'competencycategory', 'statementtype'],
    ...[
      'skilltype',
      'ksatype',
      'kind',
      'tipo',
      'tipodecompetencia',
      'clase',
      'category',
      'categoria',
    ],
    ...['ksa', 'ksao', 'tks', 'kst'],
  ],
  axis: ['axis', 'coretechnicaltransferable'],
  level: [
    ...['level', 'complexitylevel', 'proficiency', 'proficiencylevel', 'competencylevel', 'nivel'],
    ...['niveldedominio', 'niveldecomplejidad'],
  ],
  notes: [
    ...['notes', 'comment', 'comments', 'note', 'remarks', 'notas', 'nota', 'comentario'],
    ...['comentarios', 'observaciones', 'scopenote'],
  ],
  keywords: [
    ...['keywords', 'keyword', 'conceptkeywords', 'conceptkeyword', 'tags', 'palabrasclave'],
    ...['etiquetas'],
  ],
  listEnumeration: ['listposition', 'listenumeration', 'listid', 'posicionenlalista'],
  sequence: [
    ...['order', 'sequence', 'sequencenumber', 'position', 'sortorder', 'displayorder', 'orden'],
    ...['secuencia', 'posicion'],
  ],
  educationLevel: [
    ...['educationlevel', 'educationleveltype', 'educationlevels', 'grade', 'grades', 'gradelevel'],
    ...['niveleducativo', 'grado', 'grados'],
  ],
  language: ['language', 'inlanguage', 'lang', 'idioma', 'lengua'],
}

/** Headings of columns whose values repeat above the competencies under them, from the outermost in. */
const groupWords: readonly string[] = [
  ...['level1', 'tier1', 'nivel1', 'pillar', 'cluster', 'careercluster', 'pathway', 'workrole'],
  ...['jobrole', 'role', 'rol', 'puesto', 'occupation', 'course', 'curso', 'domain', 'dominio'],
  ...[
    'competencydomain',
    'skilldomain',
    'domainname',
    'strand',
    'area',
    'competencyarea',
    'skillarea',
  ],
  ...['contentarea', 'functionalarea', 'knowledgearea', 'workarea', 'areadecompetencia', 'ambito'],
  ...[
    'category',
    'categoria',
    'competencygroup',
    'skillgroup',
    'group',
    'grupo',
    'block',
    'bloque',
  ],
  ...['categoryname', 'skillcategory', 'specialtyarea', 'duty', 'duties', 'dutyarea', 'deber'],
  ...['keyfunction', 'criticalworkfunction', 'function', 'workfunction', 'funcion', 'funcionclave'],
  ...['module', 'modulo', 'unit', 'unidad', 'unidaddecompetencia', 'section', 'seccion', 'theme'],
  ...[
    'tema',
    'eje',
    'topic',
    'level2',
    'tier2',
    'nivel2',
    'subdomain',
    'subdominio',
    'substrand',
    'subarea',
  ],
  ...['subcategory', 'subcategoria', 'subgroup', 'subgrupo', 'subfunction', 'subtopic', 'subtema'],
  ...['subsection', 'subseccion', 'submodule', 'task', 'tarea', 'competency', 'competencia'],
  ...['standard', 'anchorstandard', 'benchmark', 'outcome', 'learningoutcome', 'goal', 'objective'],
  ...[
    'objetivo',
    'skill',
    'habilidad',
    'ability',
    'step',
    'paso',
    'element',
    'indicator',
    'indicador',
  ],
  ...['level3', 'tier3', 'nivel3', 'level4', 'tier4', 'nivel4'],
]

/** How likely a heading means this column of ours: 0 for the likeliest word, null for none of them. */
export function headingRank(column: SheetColumn, heading: string): number | null {
  const plain = plainHeading(heading)
  const at = words[column].indexOf(plain)
  if (at >= 0) return at
  return column === 'statement' && plain.endsWith('statement') ? words.statement.length : null
}

/** Whether a heading may name groups of competencies. */
export function namesGroups(heading: string): boolean {
  return groupWords.includes(plainHeading(heading))
}

/** Whether a column marks the row that is the framework itself, as Moodle writes it. */
export function marksFramework(heading: string): boolean {
  return plainHeading(heading) === 'isframework'
}

const known = new Set(['isframework', ...Object.values(words).flat(), ...groupWords])

/** Whether a table of competencies may have such a heading. */
export function isSheetHeading(heading: string): boolean {
  return known.has(plainHeading(heading)) || headingRank('statement', heading) !== null
}

/** Whether a table whose heading this is may hold competencies at all: their statements, titles or tasks. */
export function mayHeadCompetencies(heading: string): boolean {
  return headingRank('statement', heading) !== null || headingRank('label', heading) !== null
}
