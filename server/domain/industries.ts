/** The NAICS sectors that a release groups employers by; three of them span several two-digit codes. */
export const SECTORS = [
  '11',
  '21',
  '22',
  '23',
  '31-33',
  '42',
  '44-45',
  '48-49',
  '51',
  '52',
  '53',
  '54',
  '55',
  '56',
  '61',
  '62',
  '71',
  '72',
  '81',
  '92',
] as const
export type Sector = (typeof SECTORS)[number]

/** The sector of a NAICS code of 2 to 6 digits or of a sector range (`332710` and `31-33` → `31-33`); null for anything else. METHOD §8.3 R5. */
export function sectorOf(code: string): Sector | null {
  if (!/^\d{2,6}$|^\d{2}-\d{2}$/.test(code)) return null
  const two = code.slice(0, 2)
  return SECTORS.find((sector) => sector.slice(0, 2) <= two && two <= sector.slice(-2)) ?? null
}

/** Titles as NAICS has them, in English and Spanish, and as tables shorten them; without case, accents, spaces and signs. */
const titles: Record<Sector, readonly string[]> = {
  '11': ['agricultureforestryfishingandhunting', 'agriculturasilviculturapescaycaza'],
  '21': [
    ...['miningquarryingandoilandgasextraction', 'mining'],
    ...['mineriaexplotaciondecanterasyextracciondepetroleoygas', 'mineria'],
  ],
  '22': ['utilities', 'serviciospublicos'],
  '23': ['construction', 'construccion'],
  '31-33': ['manufacturing', 'manufactura', 'industriasmanufactureras'],
  '42': ['wholesaletrade', 'comercioalpormayor'],
  '44-45': ['retailtrade', 'comercioalpormenor'],
  '48-49': ['transportationandwarehousing', 'transporteyalmacenamiento'],
  '51': ['information', 'informacion'],
  '52': ['financeandinsurance', 'finanzasyseguros'],
  '53': ['realestateandrentalandleasing', 'bienesraicesyalquileryarrendamiento'],
  '54': [
    ...['professionalscientificandtechnicalservices', 'professionalandtechnicalservices'],
    ...['serviciosprofesionalescientificosytecnicos'],
  ],
  '55': [
    ...['managementofcompaniesandenterprises', 'direcciondecompaniasyempresas'],
    ...['administraciondecompaniasyempresas'],
  ],
  '56': [
    ...['administrativeandsupportandwastemanagementandremediationservices'],
    ...['administrativeandwasteservices'],
  ],
  '61': ['educationalservices', 'serviciosdeeducacion', 'servicioseducativos'],
  '62': ['healthcareandsocialassistance', 'serviciosdesaludyasistenciasocial'],
  '71': ['artsentertainmentandrecreation', 'arteentretenimientoyrecreacion'],
  '72': ['accommodationandfoodservices', 'alojamientoyserviciosdecomida'],
  '81': [
    ...['otherservicesexceptpublicadministration', 'otherservices', 'otrosservicios'],
    ...['otherservicesexceptforpublicadministration'],
  ],
  '92': ['publicadministration', 'administracionpublica'],
}

/** The sector of a title (`Health Care & Social Assistance` → `62`); null for anything else. */
export function sectorNamed(title: string): Sector | null {
  const key = title
    .replaceAll('&', ' and ')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
  return SECTORS.find((sector) => titles[sector].includes(key)) ?? null
}
