import { z } from 'zod'

/** The part of package-lock.json that tells what is installed, and under which licence. */
export const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
    }),
  ),
})
export type Lock = z.infer<typeof Lock>

type Package = { name: string; version: string; licence: string; dev: boolean }

/** Licences that ask for nothing that Plumbline, or who runs it, could not keep. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
])

// The framework's image optimizer, which is switched off: the image leaves it out, and libvips with it.
const leftOut = /^(?:sharp$|@img\/)/

/** The packages whose licence is not one of those allowed, a line each. */
export function refusedLicences(lock: Lock): string[] {
  return packagesOf(lock)
    .filter(({ name, licence }) => !leftOut.test(name) && !isAllowed(licence))
    .map(({ name, version, licence }) => `${name} ${version}: ${licence}`)
}

// An expression offers a choice with OR, and asks for each part with AND.
function isAllowed(licence: string): boolean {
  return licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((part) => allowed.has(part)))
}

/** docs/licences.md as package-lock.json has it. */
export function licencesPage(lock: Lock): string {
  const all = packagesOf(lock)
  const shipped = all.filter(({ name, dev }) => !dev && !leftOut.test(name))
  const tools = all.filter(({ dev }) => dev)
  const apart = all.filter(({ name, dev }) => !dev && leftOut.test(name))
  return `# Licences

Written by \`npm run licences\` from \`package-lock.json\`, and held against it by a test, which also refuses a licence
that is none of ${[...allowed].join(', ')}.

## What Plumbline runs and builds with
Builds of one package for several platforms are listed all; one of them is installed.

${table(shipped)}

## Left out of the image
The framework's image optimizer, which is switched off, and libvips, which it would bring.

${table(apart)}

## Tools of development
Not in the image.

${table(tools)}
`
}

function table(packages: Package[]): string {
  const licences = [...new Set(packages.map(({ licence }) => licence))].sort()
  const rows = licences.map((licence) => {
    const names = packages
      .filter((one) => one.licence === licence)
      .map(({ name, version }) => `${name} ${version}`)
    return `| ${licence} | ${names.join(' · ')} |`
  })
  return ['| licence | packages |', '| --- | --- |', ...rows].join('\n')
}

function packagesOf(lock: Lock): Package[] {
  const packages = Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .map(([path, { version = '', license = 'not said', dev, devOptional }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license,
      dev: dev === true || devOptional === true,
    }))
  const once = new Map(packages.map((one) => [`${one.name} ${one.version} ${one.dev}`, one]))
  return [...once.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}
