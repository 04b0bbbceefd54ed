import { describe, expect, it, test } from 'vitest'
import { askedJob, jobCalled, jobWord, withArticle } from './job-words'

describe('the standard word for a job', () => {
  it.each([
    ['51-4041', 'Machinists', 'machinist'],
    ['29-1141', 'Registered Nurses', 'registered nurse'],
    ['29-1161', 'Nurse Midwives', 'nurse midwife'],
    [
      '49-9021',
      'Heating, Air Conditioning, and Refrigeration Mechanics and Installers',
      'HVAC mechanic',
    ],
    ['29-2061', 'Licensed Practical and Licensed Vocational Nurses', 'licensed practical nurse'],
    ['51-4121', 'Welders, Cutters, Solderers, and Brazers', 'welder'],
    ['51-4121.00', 'Welders, Cutters, Solderers, and Brazers', 'welder'],
    ['soc2018:51-4121', 'Welders, Cutters, Solderers, and Brazers', 'welder'],
    ['11-9199', 'Managers, All Other', 'manager'],
    ['17-3024.01', 'Robotics Technicians', 'robotics technician'],
    ['onet2019:11-3031.01', 'Treasurers and Controllers', 'treasurer'],
    ['99-9999', 'CNC Operators', 'CNC operator'],
    ['99-9999', 'Secretaries', 'secretary'],
    ['99-9999', 'Coaches', 'coach'],
    ['99-9999', 'Firemen', 'fireman'],
    ['99-9999', 'Salespeople', 'salesperson'],
    ['99-9999', 'Widget Makers, Except Large', 'widget maker'],
  ])('%s %s is said as %s', (code, title, word) => {
    expect(jobWord({ code, title })).toBe(word)
  })
})

describe('what raters read', () => {
  const occupation = { code: '49-9021', title: 'Heating Mechanics' }

  test.each([
    ['the word of a confirmed asker', 'HVAC technician', true, 'HVAC technician'],
    ['the standard word where it said none', '', true, 'HVAC mechanic'],
    ['the standard word of an asker nobody has confirmed', 'prize winner', false, 'HVAC mechanic'],
  ])('is %s', (_, job, confirmed, read) => {
    expect(askedJob({ job, confirmed, occupation })).toBe(read)
  })
})

test.each([
  ['HVAC technician', 'HVAC technician'],
  ['HVAC Technician', 'HVAC technician'],
  ['CNA', 'CNA'],
  ['Certified Nurse Aide (CNA)', 'certified nurse aide'],
  ['X-ray technician', 'X-ray technician'],
  ['Welder', 'welder'],
  ['Welding', null],
  ['HVAC', null],
  ['CDL', null],
  ['Forklift', null],
  ['Phlebotomy', null],
  ['Data entry', null],
  ['Tool and die', null],
  ['Home health', null],
  ['Help desk', null],
  ['Mixing operator, food', null],
  ['', null],
])('what people call "%s" stands in a sentence as %s', (phrase, job) => {
  expect(jobCalled(phrase)).toBe(job)
})

test.each([
  ['electrician', 'an electrician'],
  ['HVAC technician', 'an HVAC technician'],
  ['user support specialist', 'a user support specialist'],
  ['welder', 'a welder'],
  ['LPN', 'an LPN'],
  ['RN', 'an RN'],
  ['CNC operator', 'a CNC operator'],
  ['CNA', 'a CNA'],
  ['MRI technologist', 'an MRI technologist'],
  ['UX designer', 'a UX designer'],
  ['IT manager', 'an IT manager'],
  ['EMT', 'an EMT'],
  ['X-ray technician', 'an X-ray technician'],
  ['A&P mechanic', 'an A&P mechanic'],
  ['urban or regional planner', 'an urban or regional planner'],
  ['utility meter reader', 'a utility meter reader'],
  ['unit clerk', 'a unit clerk'],
  ['university teacher', 'a university teacher'],
  ['underground mining machine operator', 'an underground mining machine operator'],
  ['urologist', 'a urologist'],
  ['usher or ticket taker', 'an usher or ticket taker'],
  ['upholsterer', 'an upholsterer'],
  ['uninsured driver', 'an uninsured driver'],
  ['hourly worker', 'an hourly worker'],
  ['honest broker', 'an honest broker'],
  ['European buyer', 'a European buyer'],
  ['élève', 'an élève'],
  ['911 dispatcher', 'a 911 dispatcher'],
])('%s is said as %s', (job, said) => {
  expect(withArticle(job)).toBe(said)
})
