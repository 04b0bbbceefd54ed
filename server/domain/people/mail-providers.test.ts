import { describe, expect, it } from 'vitest'
import { isWithin, ownDomain } from './addresses'
import { canBeOwn, isMailProvider, isPublicSuffix, sharedDomain } from './mail-providers'
import { domainOfRecord, isAtDomain } from './organizations'

describe('a mail provider', () => {
  it.each([
    ...['gmail.com', 'googlemail.com', 'gmx.de', 'gmx.net', 'gmx.at', 'gmx.co.uk', 'web.de'],
    ...['freenet.de', 't-online.de', 'yahoo.com', 'yahoo.co.uk', 'yahoo.com.br', 'ymail.com'],
    ...['hotmail.fr', 'live.nl', 'outlook.com.au', 'msn.com', 'btinternet.com', 'sky.com'],
    ...['virginmedia.com', 'ntlworld.com', 'orange.fr', 'wanadoo.fr', 'free.fr', 'laposte.net'],
    ...['sfr.fr', 'libero.it', 'virgilio.it', 'tiscali.it', 'bigpond.com', 'optusnet.com.au'],
    ...['telus.net', 'shaw.ca', 'rogers.com', 'sympatico.ca', 'qq.com', '163.com', '126.com'],
    ...['naver.com', 'daum.net', 'yandex.ru', 'mail.ru', 'bk.ru', 'inbox.ru', 'seznam.cz'],
    ...['wp.pl', 'onet.pl', 'o2.pl', 'uol.com.br', 'bol.com.br', 'terra.com.br'],
    ...['tampabay.rr.com', 'rr.com', 'q.com', 'centurylink.net', 'tds.net', 'windstream.net'],
    ...['suddenlink.net', 'mchsi.com', 'frontiernet.net', 'embarqmail.com', 'cableone.net'],
    ...['bellsouth.net', 'sbcglobal.net', 'att.net', 'earthlink.net', 'cox.net', 'charter.net'],
    ...['twc.com', 'spectrum.net', 'optonline.net', 'frontier.com', 'coxinet.net', 'netins.net'],
    ...['xmission.com', 'bendbroadband.com', 'comcastbiz.net', 'arvig.net', 'gwi.net', 'bell.net'],
    ...['telusplanet.net', 'mymts.net', 'nbnet.nb.ca', 'accesscomm.ca', 'movistar.es'],
    ...['wowway.com', 'pacbell.net', 'ameritech.net', 'swbell.net', 'snet.net', 'prodigy.net'],
    ...['netzero.net', 'peoplepc.com', 'aol.com', 'aol.de', 'icloud.com', 'me.com', 'mac.com'],
    ...['proton.me', 'protonmail.com', 'pm.me', 'tutanota.com', 'tuta.io', 'hushmail.com'],
    ...['fastmail.fm', 'fastmail.com', 'hey.com', 'duck.com', 'simplelogin.com', 'anonaddy.me'],
    ...['mozmail.com', 'privaterelay.appleid.com', 'mailinator.com', 'mailinator.org'],
    ...['guerrillamail.com', '10minutemail.com', 'tempmail.com', 'yopmail.fr', 'sharklasers.com'],
    ...['trashmail.com', 'maildrop.cc', 'getnada.com', 'dispostable.com', 'mailnesia.com'],
    ...['me.mail.yahoo.co.jp', 'alias.mozmail.com', 'GMX.DE', 'gmail.com.', 'comcast.net'],
  ])('is known: %s', (domain) => {
    expect(isMailProvider(domain)).toBe(true)
    expect(ownDomain(`a@${domain.replace(/\.$/, '')}`)).toBeNull()
  })

  it.each([
    ...['acme.com', 'acme.co.uk', 'gmx-tools.de', 'notgmail.com', 'yahoo.acme.com', 'aolsteel.com'],
    ...[
      'live.acme.co.uk',
      'college.edu',
      'ksd.k12.wi.us',
      'city.milwaukee.wi.us',
      'northfield.example',
    ],
  ])('is not meant by %s', (domain) => {
    expect(isMailProvider(domain)).toBe(false)
    expect(canBeOwn(domain)).toBe(true)
    expect(ownDomain(`a@${domain}`)).toBe(domain)
  })
})

describe('two web domains are compared', () => {
  it.each([
    ['acme.com', 'acme.com'],
    ['Two.Acme.com.', 'acme.com'],
    ['hr.plant.acme.co.uk', 'acme.co.uk'],
    ['north.ksd.k12.wi.us', 'ksd.k12.wi.us'],
    ['acme.github.io', 'acme.github.io'],
    ['hr.gmx.de', 'hr.gmx.de'],
    ['co.uk', 'co.uk'],
  ])('%s as %s', (domain, shared) => {
    expect(sharedDomain(domain)).toBe(shared)
  })
})

describe("what is nobody's own", () => {
  it.each([
    ...['com', 'co.uk', 'org.uk', 'com.au', 'co.jp', 'k12.tx.us', 'pvt.k12.ma.us', 'tx.us', 'us'],
    ...['on.ca', 'cc.wi.us', 'com.br', 'uk.com', 'gov.uk'],
  ])('a public suffix: %s', (suffix) => {
    expect(isPublicSuffix(suffix)).toBe(true)
    expect(canBeOwn(suffix)).toBe(false)
    expect(isWithin(`acme.${suffix}`, suffix)).toBe(false)
    expect(isAtDomain(`a@acme.${suffix}`, suffix)).toBe(false)
  })

  it.each(['acme.github.io', 'acme.wixsite.com', 'acme.blogspot.com', 'acme.weebly.com'])(
    'a site at a host: %s',
    (domain) => {
      expect(canBeOwn(domain)).toBe(false)
    },
  )

  it.each([
    ['hr@rr.com', 'rr.com'],
    ['hr@tampabay.rr.com', 'rr.com'],
    ['hr@acme.github.io', 'github.io'],
    ['hr@gmx.de', 'gmx.de'],
  ])('%s is not at %s, whoever wrote that into a record', (email, domain) => {
    expect(isAtDomain(email, domain)).toBe(false)
    expect(domainOfRecord(domain)).toBeNull()
  })
})
