import Link from 'next/link'

export const GuestBanner = () => (
  <div className="flex items-center justify-center gap-2 border-b border-line bg-accent-wash px-4 py-1 text-center print:hidden">
    <span className="text-soft">You are looking around as a guest. This workspace is yours alone.</span>
    <Link href="/sign-up" className="font-medium text-accent underline-offset-2 hover:underline">
      Sign up to keep your work
    </Link>
  </div>
)
