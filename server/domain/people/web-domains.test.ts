import { describe, expect, it } from 'vitest'
import { domainIn, webDomain } from './web-domains'

describe('a web domain as people write it', () => {
  it.each([
    ['acme.com', 'acme.com'],
    ['ACME.com.', 'acme.com'],
    ['www.acme.com', 'acme.com'],
    ['https://www.acme.com/contact?x=1#y', 'acme.com'],
    ['http//acme.com', 'acme.com'],
    ['https:acme.com', 'acme.com'],
    ['acme.com:8080/', 'acme.com'],
    ['hr@acme.com', 'acme.com'],
    ['mailto:hr@acme.com', 'acme.com'],
    ['Ann Lee <ann@plant.acme.com>', 'plant.acme.com'],
    ['acme.com; acme.org', 'acme.com'],
    ['see www.acme.com', 'acme.com'],
    ['Öst.se', 'xn--st-eka.se'],
    ['Acme, Inc.', null],
    ['n/a', null],
    ['10.0.0.1', null],
    ['localhost', null],
    ['javascript:alert(1)', null],
    ['a..b.com', null],
    ['', null],
  ])('%s', (text, domain) => {
    expect(webDomain(text)).toBe(domain)
  })

  const none = { domain: null, nobodys: null, unreadable: null }
  it.each([
    ['a website before a mail service', ['www.acme.com', 'acme@gmail.com'], { domain: 'acme.com' }],
    ['mail beside a page', ['facebook.com/acme', 'hr@acme.com'], { domain: 'acme.com' }],
    ['only a mail service', ['', 'acme@gmail.com'], { nobodys: 'gmail.com' }],
    ['only a page', ['https://www.facebook.com/acme'], { nobodys: 'facebook.com' }],
    ['a public suffix', ['co.uk'], { nobodys: 'co.uk' }],
    ['something else', ['Main Street 5'], { unreadable: 'Main Street 5' }],
    ['nothing', ['', 'N/A'], {}],
  ])('%s', (_, cells, found) => {
    expect(domainIn(cells)).toEqual({ ...none, ...found })
  })
})
