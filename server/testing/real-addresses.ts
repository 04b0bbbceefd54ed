type Found = [email: string, employer: string | null, name: string | null]

const alone = (email: string): Found => [email, null, null]

/** Every list of addresses among the inputs from real use, with what stands beside each: its employer and its person. */
export const realAddresses: [file: string, found: Found[]][] = [
  [
    '03-addresses-windows1252-file.csv',
    [
      ['anna@baeckerei.test', 'Bäckerei Müller', 'Anna'],
      ['jane@obriens.test', 'O’Briens Welding', 'Jane'],
    ],
  ],
  [
    '05-outlook-last-first-one-per-line.txt',
    [
      ['alice@alpha-mfg.test', null, 'Alice Smith'],
      ['bob@beta-mfg.test', null, 'Bob Jones'],
    ],
  ],
  [
    '07-google-contacts.csv',
    [
      ['alice@alpha-mfg.test', 'Alpha Manufacturing Inc', 'Alice Smith'],
      ['bob@beta-mfg.test', 'Beta Machining LLC', 'Bob Jones'],
    ],
  ],
  ['09-heading-contact-email.csv', [['alice@alpha-mfg.test', 'Alpha', 'Alice']]],
  [
    '10-spanish-headings.csv',
    [
      ['ana@alfa.test', 'Talleres Alfa', 'Ana Pérez'],
      ['luis@beta.test', 'Talleres Beta', 'Luis Gil'],
    ],
  ],
  [
    '12-two-firms-one-isp.csv',
    [
      ['ann@centurylink.net', 'Alpha Machining', 'Ann'],
      ['bob@centurylink.net', 'Beta Dental', 'Bob'],
    ],
  ],
  [
    '14-outlook-contacts-note-with-newline.csv',
    [
      ['alice@alpha-mfg.test', 'Alpha Manufacturing Inc', 'Alice Smith'],
      ['bob@beta-mfg.test', 'Beta Machining LLC', 'Bob Jones'],
    ],
  ],
  ['16-heading-company-name.csv', [['alice@alpha-mfg.test', 'Alpha Manufacturing', 'Alice Smith']]],
  [
    '18-invisible-characters.txt',
    ['alice@alpha-mfg.test', 'bob@beta-mfg.test', 'carol@gamma-mfg.test'].map(alone),
  ],
  [
    '20-space-separated.txt',
    ['alice@alpha-mfg.test', 'bob@beta-mfg.test', 'carol@gamma.test', 'dan@delta.test'].map(alone),
  ],
  [
    'P5-outlook-semicolon-one-line.txt',
    [
      ['alice@alpha-mfg.test', null, 'Alice Smith'],
      ['bob@beta-mfg.test', null, 'Bob Jones'],
    ],
  ],
  ['P6-quotes-in-employer.csv', [['alice@alpha-mfg.test', 'Acme "The Best" Inc', 'O"Neil, Al']]],
]
