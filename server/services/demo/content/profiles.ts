/**
 * How many employers gave each level to one competency. `importance` counts levels 1 to 4, `fit`
 * levels 0 to 4; the rest were not sure or could not judge.
 */
export type DemoProfile = {
  code: string
  importance: readonly [number, number, number, number]
  fit: Partial<Record<string, readonly [number, number, number, number, number]>>
}

/** Machinists, 21 employers; 20 had seen holders of the certificate and 8 apprentices. */
export const MACHINIST_PROFILES: readonly DemoProfile[] = [
  {
    code: 'A1',
    importance: [0, 0, 3, 18],
    fit: { cnc: [3, 8, 6, 3, 0], apprenticeship: [0, 0, 2, 4, 2] },
  },
  {
    code: 'B1',
    importance: [0, 0, 2, 19],
    fit: { cnc: [0, 1, 3, 12, 4], apprenticeship: [0, 0, 1, 5, 2] },
  },
  {
    code: 'B3',
    importance: [0, 2, 8, 10],
    fit: { cnc: [0, 2, 3, 3, 0], apprenticeship: [0, 1, 2, 3, 1] },
  },
  { code: 'B4', importance: [9, 8, 3, 0], fit: { cnc: [0, 0, 2, 11, 3] } },
  {
    code: 'B7',
    importance: [2, 7, 6, 3],
    fit: { cnc: [0, 1, 2, 0, 0], apprenticeship: [0, 0, 2, 3, 0] },
  },
  {
    code: 'C1',
    importance: [0, 0, 4, 17],
    fit: { cnc: [0, 0, 3, 14, 3], apprenticeship: [0, 0, 1, 4, 3] },
  },
  {
    code: 'C3',
    importance: [1, 6, 8, 5],
    fit: { cnc: [2, 4, 6, 4, 0], apprenticeship: [1, 2, 2, 1, 0] },
  },
  {
    code: 'D1',
    importance: [0, 1, 3, 17],
    fit: { cnc: [5, 6, 3, 1, 0], apprenticeship: [2, 3, 2, 0, 0] },
  },
  { code: 'D8', importance: [0, 2, 7, 10], fit: {} },
  { code: 'D10', importance: [12, 6, 2, 0], fit: { cnc: [4, 6, 3, 0, 0] } },
  {
    code: 'E1',
    importance: [0, 0, 5, 16],
    fit: { cnc: [0, 1, 2, 10, 4], apprenticeship: [0, 0, 1, 4, 3] },
  },
  {
    code: 'F1',
    importance: [0, 1, 5, 14],
    fit: { cnc: [5, 2, 1, 2, 5], apprenticeship: [0, 1, 2, 3, 2] },
  },
]

/** Maintenance mechanics, ten employers in each of two sectors; 3 had seen holders of the degree. */
export const MAINTENANCE_PROFILES: readonly DemoProfile[] = [
  {
    code: 'D1',
    importance: [0, 0, 5, 15],
    fit: { maintenance: [6, 8, 4, 2, 0], mechatronics: [0, 0, 1, 2, 0] },
  },
  {
    code: 'D2',
    importance: [0, 1, 6, 13],
    fit: { maintenance: [0, 1, 3, 13, 3], mechatronics: [0, 1, 2, 0, 0] },
  },
  {
    code: 'D3',
    importance: [0, 0, 6, 14],
    fit: { maintenance: [3, 6, 7, 4, 0], mechatronics: [0, 0, 1, 2, 0] },
  },
  {
    code: 'D5',
    importance: [1, 4, 9, 5],
    fit: { maintenance: [0, 4, 6, 7, 0], mechatronics: [0, 1, 1, 1, 0] },
  },
  {
    code: 'D6',
    importance: [0, 2, 8, 9],
    fit: { maintenance: [0, 2, 4, 9, 3], mechatronics: [0, 0, 0, 3, 0] },
  },
  {
    code: 'D7',
    importance: [0, 1, 8, 11],
    fit: { maintenance: [0, 0, 4, 11, 3], mechatronics: [0, 0, 2, 1, 0] },
  },
  { code: 'D9', importance: [0, 4, 5, 10], fit: { maintenance: [4, 6, 4, 1, 0] } },
  {
    code: 'A1',
    importance: [4, 7, 7, 1],
    fit: { maintenance: [0, 1, 5, 9, 1], mechatronics: [0, 0, 1, 1, 1] },
  },
  {
    code: 'E1',
    importance: [0, 0, 1, 19],
    fit: { maintenance: [0, 0, 2, 13, 5], mechatronics: [0, 0, 1, 2, 0] },
  },
  { code: 'F1', importance: [0, 2, 6, 12], fit: { maintenance: [3, 6, 5, 4, 0] } },
  {
    code: 'F3',
    importance: [0, 1, 6, 13],
    fit: { maintenance: [1, 5, 7, 6, 1], mechatronics: [0, 0, 2, 1, 0] },
  },
  { code: 'D10', importance: [10, 7, 2, 0], fit: { maintenance: [0, 1, 4, 9, 2] } },
]

/** What holders of the certificate were said to be ready for, where it was not the same. */
const MAINTENANCE_BEFORE: Record<string, DemoProfile['fit']> = {
  D1: { maintenance: [8, 8, 3, 1, 0] },
  D3: { maintenance: [5, 7, 6, 2, 0] },
  D5: { maintenance: [0, 3, 6, 8, 0] },
  D6: { maintenance: [5, 6, 5, 2, 0] },
}

/** A year before: the same employers saw people who could do less of it. */
export const MAINTENANCE_PROFILES_BEFORE: readonly DemoProfile[] = MAINTENANCE_PROFILES.map(
  (profile) => ({ ...profile, fit: { ...profile.fit, ...MAINTENANCE_BEFORE[profile.code] } }),
)

/** Nursing assistants, 9 employers: every reading rests on few. */
export const NURSING_PROFILES: readonly DemoProfile[] = [
  { code: 'P1', importance: [0, 0, 1, 8], fit: { nursing: [0, 0, 1, 6, 2] } },
  { code: 'P3', importance: [0, 0, 2, 7], fit: { nursing: [0, 1, 2, 5, 1] } },
  { code: 'P4', importance: [0, 1, 3, 5], fit: { nursing: [1, 4, 3, 1, 0] } },
  { code: 'M1', importance: [0, 1, 2, 6], fit: { nursing: [0, 2, 3, 3, 1] } },
  { code: 'O1', importance: [0, 0, 2, 7], fit: { nursing: [0, 0, 2, 6, 1] } },
  { code: 'O2', importance: [0, 0, 0, 9], fit: { nursing: [3, 4, 2, 0, 0] } },
  { code: 'O4', importance: [0, 1, 4, 4], fit: { nursing: [4, 3, 1, 0, 0] } },
  { code: 'O5', importance: [3, 4, 1, 0], fit: { nursing: [0, 0, 1, 4, 1] } },
  { code: 'I1', importance: [0, 0, 0, 9], fit: { nursing: [0, 0, 2, 5, 2] } },
  { code: 'T1', importance: [0, 0, 3, 6], fit: { nursing: [3, 1, 0, 2, 3] } },
  { code: 'T4', importance: [0, 2, 4, 3], fit: { nursing: [1, 3, 3, 1, 0] } },
  { code: 'W1', importance: [0, 1, 3, 5], fit: { nursing: [2, 3, 3, 1, 0] } },
]

/** A year before: a shorter list, and holders who came readier for some of it and less so for the rest. */
export const NURSING_PROFILES_BEFORE: readonly DemoProfile[] = [
  { code: 'P1', importance: [0, 0, 1, 8], fit: { nursing: [1, 4, 3, 1, 0] } },
  { code: 'P3', importance: [0, 0, 3, 6], fit: { nursing: [0, 2, 4, 3, 0] } },
  { code: 'P4', importance: [0, 1, 4, 4], fit: { nursing: [2, 4, 2, 1, 0] } },
  { code: 'O2', importance: [0, 0, 1, 8], fit: { nursing: [0, 1, 3, 4, 1] } },
  { code: 'O4', importance: [3, 4, 2, 0], fit: { nursing: [1, 2, 3, 3, 0] } },
  { code: 'T4', importance: [0, 2, 3, 4], fit: { nursing: [4, 3, 2, 0, 0] } },
]
