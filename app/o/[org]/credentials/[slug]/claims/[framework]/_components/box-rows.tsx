import { useTranslations } from 'next-intl'
import { Said } from '@/app/_components/ui/said'
import { Blocks } from '@/app/_components/ui/statement'
import type { Boxes } from '@/server/domain/catalogue/claim-boxes'
import { saidOnce } from '@/server/domain/catalogue/competency-label'
import { type ClaimKind, claimKinds } from '@/server/domain/catalogue/credentials'
import type { ShownNode } from '@/server/domain/catalogue/framework-parts'
import type { CompetencySummary } from '@/server/domain/catalogue/framework-view'

type Node = ShownNode<CompetencySummary>

type Props = {
  nodes: Node[]
  stored: Boxes
  boxes: Boxes
  /** How many can be claimed under a competency, on this page or another. */
  claimable: (id: string) => number
  /** What a press means that leads to the page on which a folded group stands. */
  toPart: (id: string) => string
}

/** A framework's competencies in its own order, each with its boxes; a heading has "all of it" for each kind. */
export function BoxRows(props: Props) {
  return <Branch {...props} depth={0} />
}

function Branch({ nodes, depth, ...props }: Props & { depth: number }) {
  return (
    <ul className={depth === 0 ? 'box-rows' : undefined}>
      {nodes.map((node) => (
        <Row key={node.item.id} node={node} depth={depth} {...props} />
      ))}
    </ul>
  )
}

function Row({ node, depth, ...props }: Omit<Props, 'nodes'> & { node: Node; depth: number }) {
  const t = useTranslations('claims.boxes')
  const { item, children, repeated, folded } = node
  const { name, rest } = saidOnce(item)
  const isHeading = children.length > 0 || folded
  return (
    <li data-group={isHeading ? '' : undefined} id={isHeading ? `g-${item.id}` : undefined}>
      <div className="box-row" style={{ paddingInlineStart: `${depth}rem` }}>
        <div className="min-w-0">
          {item.code ? <span className="mr-2 text-muted">{item.code}</span> : null}
          <span className={isHeading ? 'font-semibold' : 'font-medium'}>
            <Said>{name}</Said>
          </span>
          {repeated ? <span className="text-sm text-muted"> ({t('repeated')})</span> : null}
          {folded ? <Folded item={item} {...props} /> : null}
          <Blocks of={rest} className="measure text-sm text-muted" />
        </div>
        {isHeading ? <AllOf node={node} group={item.id} name={name} /> : null}
        {item.isGroup || repeated ? null : <BoxesOf item={item} name={name} {...props} />}
      </div>
      {children.length > 0 ? <Branch nodes={children} depth={depth + 1} {...props} /> : null}
    </li>
  )
}

/** The way to what stands under a heading on a page of its own; it keeps what is ticked. */
function Folded({
  item,
  claimable,
  toPart,
}: Pick<Props, 'claimable' | 'toPart'> & { item: CompetencySummary }) {
  const t = useTranslations('claims.boxes')
  return (
    <span className="block text-sm text-muted">
      {t('elsewhere', { count: claimable(item.id) })}{' '}
      <button name="do" value={toPart(item.id)} className="link min-h-6" type="submit">
        {t('open')}
        <span className="sr-only">: {item.label}</span>
      </button>
    </span>
  )
}

type AllProps = { node: Pick<Node, 'children' | 'folded'>; group: string; name: string }

/** A press for each kind. Where all of the group stands on this page, script ticks it here. */
export function AllOf({ node, group, name }: AllProps) {
  const t = useTranslations('claims.boxes')
  const kinds = useTranslations('own-credentials.claim')
  const isHere = !isFolded(node)
  return (
    <div className="box-kinds">
      {claimKinds.map((kind) => (
        <button
          key={kind}
          type="submit"
          name="do"
          value={`all ${kind} ${group}`}
          className="btn box-all"
          aria-label={t('allOf', { kind: kinds(kind), group: name })}
          data-tick={isHere ? kind : undefined}
        >
          <span className="max-md:hidden">{t('all')}</span>
          <span className="md:hidden">{t('allKind', { kind: kinds(kind) })}</span>
        </button>
      ))}
    </div>
  )
}

const isFolded = ({ folded, children }: Pick<Node, 'folded' | 'children'>): boolean =>
  folded || children.some(isFolded)

function BoxesOf({
  item,
  name,
  stored,
  boxes,
}: Pick<Props, 'stored' | 'boxes'> & { item: CompetencySummary; name: string }) {
  return (
    <div className="box-kinds">
      {claimKinds.map((kind) => (
        <Box
          key={kind}
          {...{ kind, name, id: item.id }}
          ticked={boxes.get(item.id)?.includes(kind) ?? false}
          stored={stored.get(item.id)?.includes(kind) ?? false}
        />
      ))}
    </div>
  )
}

type BoxProps = { kind: ClaimKind; id: string; name: string; ticked: boolean; stored: boolean }

function Box({ kind, id, name, ticked, stored }: BoxProps) {
  const t = useTranslations('claims.boxes')
  const kinds = useTranslations('own-credentials.claim')
  return (
    <label className="box">
      <input
        type="checkbox"
        name={kind}
        value={id}
        defaultChecked={ticked}
        data-stored={stored}
        autoComplete="off"
        aria-label={t('box', { kind: kinds(kind), competency: name })}
      />
      <span className="md:hidden" aria-hidden="true">
        {kinds(kind)}
      </span>
    </label>
  )
}
