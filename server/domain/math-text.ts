/**
 * A LaTeX formula as a line of Unicode where that reads well (`x^2 \leq \frac{1}{2}` → `x² ≤ 1/2`),
 * and as it was written where it holds anything this does not know.
 */
export function mathText(latex: string): string {
  const formula = { latex, at: 0 }
  const said = sequence(formula, 0)
  const whole = formula.at === latex.length ? said : null
  return (whole ?? latex).replaceAll(/\s+/g, ' ').trim()
}

/** A formula and how far it is read. What reads on from there gives null for what no line can say. */
type Formula = { readonly latex: string; at: number }

const depthLimit = 12

function sequence(formula: Formula, depth: number): string | null {
  let said = ''
  while (formula.at < formula.latex.length && formula.latex[formula.at] !== '}') {
    const isFraction = /^\\[dt]?frac/.test(formula.latex.slice(formula.at, formula.at + 6))
    const next = piece(formula, depth)
    if (next === null) return null
    said += isFraction && /\d$/.test(said) ? ` ${next}` : next
  }
  return said
}

function piece(formula: Formula, depth: number): string | null {
  if (depth > depthLimit) return null
  const sign = formula.latex[formula.at] ?? ''
  if (sign === '\\') return command(formula, depth)
  if (sign === '{') return argument(formula, depth)
  formula.at += 1
  if (sign === '^' || sign === '_') return script(formula, sign, depth)
  return relations.test(sign) ? ` ${sign} ` : sign
}

/** What a command applies to: a group in braces, or the one sign or command that follows. */
function argument(formula: Formula, depth: number): string | null {
  const { latex } = formula
  while (latex[formula.at] === ' ') formula.at += 1
  if (formula.at >= latex.length || latex[formula.at] === '}') return null
  if (latex[formula.at] !== '{') return piece(formula, depth + 1)
  formula.at += 1
  const said = sequence(formula, depth + 1)
  if (said === null || latex[formula.at] !== '}') return null
  formula.at += 1
  return said.replaceAll(/\s+/g, ' ').trim()
}

function command(formula: Formula, depth: number): string | null {
  const name = /[a-zA-Z]+|[\s\S]/y
  name.lastIndex = formula.at + 1
  const said = name.exec(formula.latex)?.[0] ?? ''
  formula.at += 1 + said.length
  if (/^[dt]?frac$/.test(said)) return fraction(formula, depth)
  if (said === 'sqrt') return root(formula, depth)
  if (wordings.has(said)) return argument(formula, depth)
  if (/^[%$&#_{}]$/.test(said)) return said
  if (/^[,;:! ]$|^q?quad$/.test(said)) return ' '
  if (said === 'left' || said === 'right') return ''
  return functions.has(said) ? ` ${said} ` : (symbols.get(said) ?? null)
}

function fraction(formula: Formula, depth: number): string | null {
  const over = argument(formula, depth)
  const under = over === null ? null : argument(formula, depth)
  return over === null || under === null ? null : `${asOne(over)}/${asOne(under)}`
}

function root(formula: Formula, depth: number): string | null {
  if (formula.latex[formula.at] === '[') return null
  const of = argument(formula, depth)
  return of === null ? null : `√${asOne(of)}`
}

function script(formula: Formula, sign: '^' | '_', depth: number): string | null {
  const said = argument(formula, depth)
  if (said === null || (sign === '^' && (said === '°' || said === '′'))) return said
  const small = sign === '^' ? raised : lowered
  const letters = Array.from(said.replaceAll(' ', ''), (letter) => small.get(letter))
  return letters.includes(undefined) ? `${sign}${asOne(said)}` : letters.join('')
}

/** In brackets unless it reads as one thing. */
function asOne(said: string): string {
  return /^[\p{L}\p{N}.,√²³°]*$/u.test(said) || /^\([^()]*\)$/.test(said) ? said : `(${said})`
}

const relations = /^[=<>+]$/

const wordings = new Set(['text', 'textbf', 'textit', 'mathrm', 'mathbf', 'mathit', 'operatorname'])

const functions = new Set(['sin', 'cos', 'tan', 'log', 'ln', 'exp', 'lim', 'max', 'min'])

const pairsOf = (line: string): [string, string][] =>
  line.split(' ').map((pair): [string, string] => {
    const [name = '', sign = ''] = pair.split(':')
    return [name, sign]
  })

const spaced = pairsOf(
  'times:× div:÷ cdot:· pm:± mp:∓ le:≤ leq:≤ ge:≥ geq:≥ ne:≠ neq:≠ approx:≈ equiv:≡ sim:∼ ' +
    'to:→ rightarrow:→ leftarrow:← Rightarrow:⇒ in:∈ notin:∉ subset:⊂ cup:∪ cap:∩ lt:< gt:>',
).map(([name, sign]): [string, string] => [name, ` ${sign} `])

const symbols = new Map([
  ...spaced,
  ...pairsOf(
    'infty:∞ degree:° circ:° prime:′ ldots:… dots:… cdots:… pi:π alpha:α beta:β gamma:γ delta:δ ' +
      'epsilon:ε varepsilon:ε zeta:ζ eta:η theta:θ iota:ι kappa:κ lambda:λ mu:μ nu:ν xi:ξ rho:ρ ' +
      'sigma:σ tau:τ upsilon:υ phi:φ varphi:φ chi:χ psi:ψ omega:ω Gamma:Γ Delta:Δ Theta:Θ Lambda:Λ ' +
      'Xi:Ξ Pi:Π Sigma:Σ Phi:Φ Psi:Ψ Omega:Ω sum:∑ prod:∏ int:∫ partial:∂ angle:∠ parallel:∥ perp:⊥',
  ),
])

const raised = new Map(pairsOf('0:⁰ 1:¹ 2:² 3:³ 4:⁴ 5:⁵ 6:⁶ 7:⁷ 8:⁸ 9:⁹ +:⁺ -:⁻ −:⁻ n:ⁿ i:ⁱ'))

const lowered = new Map(
  pairsOf('0:₀ 1:₁ 2:₂ 3:₃ 4:₄ 5:₅ 6:₆ 7:₇ 8:₈ 9:₉ +:₊ -:₋ −:₋ a:ₐ e:ₑ i:ᵢ j:ⱼ n:ₙ x:ₓ'),
)
