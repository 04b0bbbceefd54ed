import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  type DecisionFields,
  decisionChoices,
  decisionVerdict,
  isSettled,
  lookAgain,
  mayUndo,
  type ProgressFields,
  progressVerdict,
  type ShownLine,
  shownLine,
} from './decisions'

const today = '2026-12-01'
const judged = { mayApprove: true, today, keptDueOn: null as string | null }

const proposed: DecisionFields = {
  choice: 'accept',
  reason: 'A lab in the first term.',
  owner: 'Ruth Calloway',
  dueOn: '2027-08-15',
  stage: 'proposed',
  approvedBy: '',
  approvedOn: '',
  effectiveTerm: '',
}
const approved: DecisionFields = {
  ...proposed,
  ...{ stage: 'approved', approvedBy: 'Curriculum committee', approvedOn: '2026-11-20' },
}
const no: DecisionFields = { ...proposed, choice: 'will_not_do', owner: '', dueOn: '' }

const refusals = (fields: DecisionFields, over: Partial<typeof judged> = {}) =>
  decisionVerdict(fields, { ...judged, ...over }).map(({ field, key }) => `${field} ${key}`)

describe('a decision stands', () => {
  it.each<[string, DecisionFields]>([
    ['proposed', proposed],
    ['without a date yet', { ...proposed, choice: 'plan', dueOn: '' }],
    ['without a reason where something is done', { ...proposed, reason: '' }],
    ['due today', { ...proposed, dueOn: today }],
    ['due in ten years', { ...proposed, dueOn: '2036-12-01' }],
    ['approved', approved],
    ['approved today', { ...approved, approvedOn: today }],
    ['in the catalog', { ...approved, stage: 'in_catalog', effectiveTerm: 'Fall 2027' }],
    ['a no', no],
    [
      'a no that somebody answers for, agreed by faculty',
      {
        ...approved,
        ...no,
        ...{ owner: 'Ruth', stage: 'approved', approvedBy: 'Faculty', approvedOn: today },
      },
    ],
  ])('%s', (_, fields) => {
    expect(refusals(fields)).toEqual([])
  })

  it('with a date that has passed since it was decided first', () => {
    expect(refusals({ ...proposed, dueOn: '2026-11-30' }, { keptDueOn: '2026-11-30' })).toEqual([])
  })
})

describe('a decision is refused', () => {
  it.each<[string, Partial<DecisionFields>, string[]]>([
    ['for want of an owner', { owner: '' }, ['owner decisions.ownerMissing']],
    ['for an owner of spaces', { owner: '  ' }, ['owner decisions.ownerMissing']],
    ['in 1970', { dueOn: '1970-01-01' }, ['dueOn decisions.dueInPast']],
    ['yesterday', { dueOn: '2026-11-30' }, ['dueOn decisions.dueInPast']],
    ['in 9999', { dueOn: '9999-12-31' }, ['dueOn decisions.dueTooFar']],
    ['a day after ten years', { dueOn: '2036-12-02' }, ['dueOn decisions.dueTooFar']],
    [
      'with an approver who is not asked for',
      { approvedBy: 'Board' },
      ['stage decisions.approvalUnsaid'],
    ],
    [
      'with a day of approval that is not asked for',
      { approvedOn: today },
      ['stage decisions.approvalUnsaid'],
    ],
    [
      'approved by nobody',
      { ...approved, approvedBy: '' },
      ['approvedBy decisions.approverMissing'],
    ],
    [
      'approved on no day',
      { ...approved, approvedOn: '' },
      ['approvedOn decisions.approvalDayMissing'],
    ],
    [
      'approved tomorrow',
      { ...approved, approvedOn: '2026-12-02' },
      ['approvedOn decisions.approvedInFuture'],
    ],
    [
      'approved in 1970',
      { ...approved, approvedOn: '1970-01-01' },
      ['approvedOn decisions.approvedLongAgo'],
    ],
    ['for want of a reason', { ...no, reason: '' }, ['reason decisions.reasonMissing']],
    [
      'for a reason of spaces',
      { ...no, choice: 'already_covered', reason: ' \n' },
      ['reason decisions.reasonMissing'],
    ],
    [
      'for a date of what is not done',
      { ...no, dueOn: '2027-01-01' },
      ['dueOn decisions.nothingDue'],
    ],
    [
      'for a term of what is not done',
      { ...no, effectiveTerm: 'Fall' },
      ['effectiveTerm decisions.nothingEffective'],
    ],
    [
      'for a no in the catalog',
      { ...no, ...approved, choice: 'will_not_do', dueOn: '', stage: 'in_catalog' },
      ['stage decisions.nothingInCatalog'],
    ],
  ])('%s', (_, over, told) => {
    expect(refusals({ ...proposed, ...over })).toEqual(told)
  })

  it('as approved by whoever may not approve', () => {
    expect(refusals(approved, { mayApprove: false })).toEqual(['stage decisions.onlyOwnersApprove'])
    expect(refusals({ ...approved, stage: 'in_catalog' }, { mayApprove: false })).toEqual([
      'stage decisions.onlyOwnersApprove',
    ])
  })
})

test('a choice that changes something has an owner, and any other a reason, whatever else is typed', () => {
  const text = fc.oneof(fc.constant(''), fc.constant(' '), fc.string({ maxLength: 20 }))
  fc.assert(
    fc.property(fc.constantFrom(...decisionChoices), text, text, (choice, reason, owner) => {
      const stands = refusals({ ...proposed, choice, reason, owner, dueOn: '' }).length === 0
      const needed = choice === 'accept' || choice === 'plan' ? owner : reason
      expect(stands).toBe(needed.trim() !== '')
    }),
  )
})

describe('how it went', () => {
  const done: ProgressFields = { state: 'done', happenedOn: '2026-11-30', note: 'The outline' }
  it.each<[string, Partial<ProgressFields>, string[]]>([
    ['done', {}, []],
    ['done today', { happenedOn: today }, []],
    ['done on no day', { happenedOn: '' }, ['happenedOn decisions.doneDayMissing']],
    ['done tomorrow', { happenedOn: '2026-12-02' }, ['happenedOn decisions.doneInFuture']],
    ['done in 1970', { happenedOn: '1970-01-01' }, ['happenedOn decisions.doneLongAgo']],
    ['done, shown by nothing', { note: ' ' }, ['note decisions.proofMissing']],
    ['late', { state: 'late', happenedOn: '', note: 'The room is not ready.' }, []],
    [
      'late without a word',
      { state: 'late', happenedOn: '', note: '' },
      ['note decisions.noteMissing'],
    ],
    [
      'dropped without a word',
      { state: 'dropped', happenedOn: '', note: ' ' },
      ['note decisions.noteMissing'],
    ],
  ])('%s', (_, over, told) => {
    expect(
      progressVerdict({ ...done, ...over }, today).map(({ field, key }) => `${field} ${key}`),
    ).toEqual(told)
  })

  const progress = (state: ProgressFields['state']) => [
    { state, happenedOn: null, note: '', at: new Date(), by: null },
  ]
  it.each([
    ['accept', [], false],
    ['plan', progress('late'), false],
    ['accept', progress('done'), true],
    ['plan', progress('dropped'), true],
    ['will_not_do', [], true],
    ['already_covered', [], true],
  ] as const)('%s with %o is settled: %s', (choice, given, settled) => {
    expect(isSettled({ choice, progress: [...given] })).toBe(settled)
  })
})

test('a decision can be taken back for 24 hours', () => {
  const at = new Date('2026-12-01T12:00:00Z')
  expect(mayUndo({ at }, new Date('2026-12-02T11:59:59Z'))).toBe(true)
  expect(mayUndo({ at }, new Date('2026-12-02T12:00:00Z'))).toBe(false)
})

describe('a decided line is looked at again', () => {
  const reading = {
    ...{ score: 44.4, lower: 29, upper: 59, employers: 15, evidence: 'several' as const },
    ...{ agreement: null, counts: [] },
  }
  const row = {
    ...{ key: 'faults', word: 'act' as const, leans: null, employers: 15, claims: [] },
    ...{ evidence: 'several' as const, claim: 'not_claimed' as const, flag: 'gap' as const },
    fit: { ...reading, ready: { mean: 0.2, lower: 0.1, upper: 0.4 } },
    importance: { ...reading, score: 78.6, scope: 'filter' as const },
    need: { value: 31.6, lower: 20, upper: 40 },
    answered: { fit: 5, importance: 3 },
  }
  const shown: ShownLine = {
    ...{ word: 'act', leans: null, need: 45, fit: 44, importance: 79 },
    employers: { fit: 15, importance: 15 },
  }

  it('in whole points', () => {
    expect(shownLine(row)).toEqual({ ...shown, need: 32 })
    expect(shownLine({ ...row, fit: null, importance: null, need: null })).toMatchObject({
      ...{ need: null, fit: null, importance: null },
      employers: { fit: null, importance: null },
    })
  })

  it.each([
    ['its need moved', shown, 3, true],
    ['its word changed', { ...shown, need: 32, word: 'borderline' as const }, 3, true],
    ['neither did', { ...shown, need: 32 }, 3, false],
    ['its figure was hidden', null, 3, false],
    ['nobody answered since', shown, 5, false],
    ['nothing was released then', shown, null, false],
  ])('when %s', (_, was, releaseNo, again) => {
    expect(lookAgain({ shown: was, releaseNo }, row)).toEqual(
      again ? { was, now: { ...shown, need: 32 } } : null,
    )
  })
})
