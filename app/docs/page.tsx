import { redirect } from 'next/navigation'

/** The documentation begins with the language. */
export default function Docs(): never {
  redirect('/docs/language')
}
