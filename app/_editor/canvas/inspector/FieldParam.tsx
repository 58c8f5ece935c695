'use client'
import { Link2, Link2Off, SlidersHorizontal } from 'lucide-react'
import type { GraphBlock } from '@/sandbox/compile/graph/document'
import { IconButton } from '../../../_ui/Button'
import { Menu, MenuGroup, MenuItem, MenuLine } from '../../../_ui/Menu'
import { followParam, promoteField, unfollowParam } from '../../model/edits/params'
import { canFollow, declarationOf, specOfField } from '../../model/fieldParam'
import { paramsOf, type Scene } from '../../model/graphState'
import { useSession } from '../context'

interface FieldParamProps {
  readonly scene: Scene
  readonly block: GraphBlock
  /** `param:length`, `value:b`, or `value` of a constant. */
  readonly field: string
  /** The parameter it follows now. */
  readonly follows: string | null
}

/** The button on a field that makes a parameter of it, or lets it follow one. */
export function FieldParam({ scene, block, field, follows }: FieldParamProps) {
  const session = useSession()
  const spec = specOfField(scene, block, field)
  if (!spec || session.readOnly) return null
  const fitting = paramsOf(scene).filter(each => each.name !== follows && canFollow(spec, each))
  const owner = scene.within === null ? 'strategy' : 'sub-graph'
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          label={
            follows ? `${spec.title} follows ${follows}` : `Make ${spec.title} a parameter, or follow one`
          }
          className="h-5! w-5!"
        >
          {follows ? <Link2 size={12} className="text-accent" /> : <SlidersHorizontal size={12} />}
        </IconButton>
      }
    >
      {follows ? (
        <MenuItem
          icon={<Link2Off size={13} />}
          onPick={() => session.do(unfollowParam(scene, block.id, field))}
        >
          Stop following {follows}
        </MenuItem>
      ) : (
        <MenuItem
          icon={<SlidersHorizontal size={13} />}
          onPick={() => {
            const declaration = declarationOf(scene, block, field)
            if (declaration) session.do(promoteField(scene, block.id, field, declaration))
          }}
        >
          Make it a parameter of the {owner}
        </MenuItem>
      )}
      {fitting.length > 0 && (
        <>
          <MenuLine />
          <MenuGroup label="Follow">
            {fitting.map(({ name, default: usual }) => (
              <MenuItem
                key={name}
                icon={<Link2 size={13} />}
                note={String(usual)}
                onPick={() => session.do(followParam(scene, block.id, field, name))}
              >
                {name}
              </MenuItem>
            ))}
          </MenuGroup>
        </>
      )}
    </Menu>
  )
}
