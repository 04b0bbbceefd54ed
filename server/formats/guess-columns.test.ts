import { describe, expect, it } from 'vitest'
import { unusedColumns } from '@/server/domain/catalogue/sheet-columns'
import { guessMapping } from './guess-columns'
import { isSheetHeading } from './sheet-headings'
import { readTable } from './table'

/** Each guess by the heading it fell on. */
function guess(text: string) {
  const table = readTable(text, { knows: isSheetHeading })
  const { groups, translations, more, ...mapping } = guessMapping(table)
  const named = Object.entries(mapping).map(([ours, at]) => [ours, table.headers[at ?? -1]])
  return {
    ...Object.fromEntries(named),
    ...(translations
      ? { translations: translations.map(({ at }) => table.headers[at]).join(' ') }
      : {}),
    ...(more ? { more: more.map((at) => table.headers[at]).join(' ') } : {}),
    ...(groups ? { groups: groups.map((at) => table.headers[at]).join(' > ') } : {}),
  }
}

describe('columns are guessed', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'of ESCO',
      'conceptType,conceptUri,skillType,preferredLabel,altLabels,description\nx,http://e/1,skill,a,b,c',
      {
        identifier: 'conceptUri',
        type: 'skillType',
        label: 'preferredLabel',
        statement: 'description',
      },
    ],
    [
      'of a skills list',
      'skill_id,skill_name,skill_statement,Keywords\n1,a,b,c',
      {
        identifier: 'skill_id',
        label: 'skill_name',
        statement: 'skill_statement',
        keywords: 'Keywords',
      },
    ],
    [
      'of a credential registry',
      'ceterms:ctid,ceasn:competencyText,ceasn:competencyLabel,ceasn:codedNotation,ceasn:isChildOf,ceasn:inLanguage\n1,Cuts,Cut,c,d,en',
      {
        ...{ identifier: 'ceterms:ctid', statement: 'ceasn:competencyText' },
        ...{ label: 'ceasn:competencyLabel', code: 'ceasn:codedNotation' },
        ...{ parent: 'ceasn:isChildOf', language: 'ceasn:inLanguage' },
      },
    ],
    [
      'of a college',
      'Competency ID,Competency Title,Competency Description\n1,a,b',
      {
        ...{ identifier: 'Competency ID', label: 'Competency Title' },
        statement: 'Competency Description',
      },
    ],
    [
      'by task',
      'Task Number,Task Statement\n1,a',
      { code: 'Task Number', statement: 'Task Statement' },
    ],
    ['by outcome', 'Course Learning,Learning Outcome\nx,a', { statement: 'Learning Outcome' }],
    [
      'in Spanish',
      'Código;Nombre de la competencia;Descripción;Tipo;Idioma;Notas\n1;a;b;Habilidad;es;n',
      {
        ...{ code: 'Código', label: 'Nombre de la competencia', statement: 'Descripción' },
        ...{ type: 'Tipo', language: 'Idioma', notes: 'Notas' },
      },
    ],
    [
      'with a tree in Spanish',
      'Categoría,Subcategoría,Competencia\nUno,B,c\nUno,B,d\nUno,C,e',
      { groups: 'Categoría > Subcategoría', statement: 'Competencia' },
    ],
    [
      'where a category says kinds',
      'Category,Competency\nSkill,a\nKnowledge,b\nSkill,c',
      { type: 'Category', statement: 'Competency' },
    ],
    ['where KSA says kinds', 'KSA,Statement\nK,a\nS,b', { type: 'KSA', statement: 'Statement' }],
    ['where KSA is what is said', 'No,KSA\n1,Knows a\n2,Does b', { code: 'No', statement: 'KSA' }],
    [
      'where competencies head indicators',
      'Competency,Indicator\nMeasures,a\nMeasures,b\nMeasures,c',
      { groups: 'Competency', statement: 'Indicator' },
    ],
    [
      "where the parent is another's name",
      'name,description,slug,competency\na,b,c,quality\nd,e,f,quality',
      { label: 'name', statement: 'description', identifier: 'slug', groups: 'competency' },
    ],
    [
      'of an outline',
      'Domain,Standard,Benchmark\nSafety,,\n,Wears PPE,\n,,Puts on gloves\n,,Puts on a mask',
      { groups: 'Domain > Standard', statement: 'Benchmark' },
    ],
    [
      'of numbered levels',
      'Level 1,Level 2,Level 3\nSafety,PPE,Gloves\nSafety,PPE,Mask\nSafety,Fire,Exits',
      { groups: 'Level 1 > Level 2', statement: 'Level 3' },
    ],
    [
      'of courses with outcomes',
      'Course,SLO #,Student Learning Outcome\nWELD 101,1,Explains\nWELD 101,2,Welds',
      { groups: 'Course', code: 'SLO #', statement: 'Student Learning Outcome' },
    ],
    [
      'of tasks of an occupation',
      'O*NET-SOC Code,Title,Task ID,Task\n11,Chief,8823,Directs\n11,Chief,8824,Confers',
      { identifier: 'Task ID', statement: 'Task' },
    ],
    [
      'of two rows with a title each',
      'Skill,Description\nCut,Cuts stock\nBend,Bends stock',
      { label: 'Skill', statement: 'Description' },
    ],
    [
      'of titles most of which need no words',
      'Title,Description\nPPE,\nLockout,Locks out a machine\nExits,',
      { label: 'Title', statement: 'Description' },
    ],
    [
      'where all rows say the same',
      'Code,Statement\n1,Cuts\n2,Cuts',
      { code: 'Code', statement: 'Statement' },
    ],
    [
      'with numbers of parents',
      'No.,Competency,Parent No.\n1,Cuts,\n2,Bends,1',
      { code: 'No.', statement: 'Competency', parent: 'Parent No.' },
    ],
    [
      'in several languages',
      'id,preferredLabel_en,preferredLabel_es,description (English),description (Spanish)\n1,Cut,Cortar,Cuts,Corta\n2,Bend,Doblar,Bends,Dobla',
      {
        ...{ identifier: 'id', label: 'preferredLabel_en', statement: 'description (English)' },
        translations: 'description (Spanish) preferredLabel_es',
      },
    ],
    [
      'of a sheet that says all of a statement',
      'Skill Name,Contextualized Skill Statement\nCut,Cuts stock',
      { label: 'Skill Name', statement: 'Contextualized Skill Statement' },
    ],
    ['of a bare list of titles', 'ID,Title\n1,a', { identifier: 'ID', statement: 'Title' }],
    [
      'with the language behind the heading',
      'Statement (es),Code\na,1',
      { statement: 'Statement (es)', code: 'Code' },
    ],
    ['not at all under headings nobody knows', 'Was,Wie\n1,a', {}],
  ])('%s', (_, text, expected) => {
    expect(guess(text)).toEqual(expected)
  })

  it('and what is not used can be named', () => {
    const table = readTable('Code,Statement,Color,,Group\n1,a,red,x,g\n2,b,red,x,g')
    expect(unusedColumns(table.headers, guessMapping(table))).toEqual([2])
  })
})
