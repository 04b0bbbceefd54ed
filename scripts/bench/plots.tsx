import { renderToStaticMarkup } from 'react-dom/server'
import { GrowthPlot, type GrowthSeries } from '@/app/_components/charts/growth-plot'
import type { Measured } from './measured'

/**
 * The plots of the benchmarks page, each a file that stands alone.
 * @param tokens the site's colours, so that the pictures follow them, dark as well
 */
export function drawGrowth(
  sizes: readonly Measured[],
  tokens: string,
): { file: string; svg: string }[] {
  const series = (
    name: string,
    mark: GrowthSeries['mark'],
    seconds: (at: Measured) => number,
  ): GrowthSeries => ({
    name,
    mark,
    points: sizes.map((at) => ({ x: at.scores, y: seconds(at) })),
  })
  return [
    {
      file: 'benchmarks-release.svg',
      svg: standalone(
        'How long a release takes by the number of scores in the ledger',
        [
          series('first release of everything', 'square', (at) => at.release.seconds),
          series('one more answer, hottest', 'diamond', (at) => at.hot.seconds),
          series('one more answer, quiet', 'circle', (at) => at.quiet.seconds),
        ],
        tokens,
      ),
    },
    {
      file: 'benchmarks-reads.svg',
      svg: standalone(
        'How long a map, a summary and a Send take by the number of scores in the ledger',
        [
          series('summary, region × industry', 'square', (at) => at.summary.p50 / 1000),
          series('competency map, the hottest', 'circle', (at) => at.map.p50 / 1000),
          series('one Send of sixteen at once', 'diamond', (at) => at.spread.p50 / 1000),
        ],
        tokens,
      ),
    },
  ]
}

function standalone(title: string, series: GrowthSeries[], tokens: string): string {
  const drawn = renderToStaticMarkup(
    <GrowthPlot
      title={title}
      xName="scores of fit"
      yName="time, logarithmic"
      series={series}
      sayX={(scores) =>
        scores >= 999_999 ? `${Math.round(scores / 1e6)} M` : `${Math.round(scores / 1e3)} k`
      }
      sayY={(seconds) => (seconds >= 1 ? `${seconds} s` : `${Math.round(seconds * 1e6) / 1000} ms`)}
    />,
  )
  const style = `<style>${tokens} svg { background: var(--paper); font-family: sans-serif; }</style>`
  return `${drawn.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ').replace('</title>', `</title>${style}`)}\n`
}
