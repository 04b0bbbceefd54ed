/**
 * Pages at an address without parameters would be made while the site is built, where there is no database. Each is shown
 * from a page with parameters, which is made when somebody asks, and kept.
 */
export const twins = {
  '/': '/home/all',
  '/credentials': '/credentials/browse/all/all/1',
  '/frameworks': '/frameworks/browse/1',
  '/method': '/method/all',
  '/sitemap.xml': '/sitemaps/index.xml',
}
