/** The look of whatever floats above the page. */
export const FLOAT = 'rounded-lg border border-line-strong bg-raised shadow-float outline-none'

export const MENU_ITEM =
  'flex w-full items-center gap-2 rounded-md px-2 py-1 text-left text-soft outline-none select-none data-[disabled]:opacity-45 data-[highlighted]:bg-hover data-[highlighted]:text-ink'
