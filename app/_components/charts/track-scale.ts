import { scaleLinear } from 'd3-scale'

const scale = scaleLinear().domain([0, 100]).range([0, 100]).clamp(true)

/** A position on a 0–100 track as a percentage, so tracks stretch without stretching their marks. */
export function at(value: number): string {
  return `${round(scale(value))}%`
}

/** The distance between two values as a percentage. */
export function between(from: number, to: number): string {
  return `${round(Math.max(0, scale(to) - scale(from)))}%`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
