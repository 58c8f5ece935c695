import { Missing } from './_ui/States'

export default function NotFound() {
  return <Missing>There is no page at this address.</Missing>
}
