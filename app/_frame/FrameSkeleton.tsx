import { BRAND as Brand, PLACES } from '../_actions/actions'
import { Loading } from '../_ui/States'

/** The workbench before it is known who is there: same lines, nothing in them, so that nothing jumps. */
export const FrameSkeleton = () => (
  <div className="grid h-dvh grid-cols-[auto_minmax(0,1fr)] grid-rows-[minmax(0,1fr)_auto]">
    <div aria-hidden className="flex w-13 flex-col gap-px border-r border-line bg-panel p-2 lg:w-52">
      <div className="mb-2 flex h-9 items-center gap-2 px-1.5 font-semibold">
        <Brand size={20} className="text-accent" /> <span className="hidden lg:inline">Sluice</span>
      </div>
      {PLACES.map(({ id, title, icon: Icon }) => (
        <div key={id} className="flex h-8 items-center gap-2.5 px-2 text-faint">
          <Icon size={16} /> <span className="hidden lg:inline">{title}</span>
        </div>
      ))}
    </div>
    <div className="flex min-w-0 flex-col">
      <div aria-hidden className="h-11 border-b border-line bg-panel" />
      <Loading rows={12} />
    </div>
    <div aria-hidden className="col-span-2 h-6 border-t border-line bg-panel" />
  </div>
)
