/** A text in which what stands between backticks is set as code. */
export const WithCode = ({ text }: { readonly text: string }) =>
  text.split('`').map((piece, at) =>
    at % 2 === 1 ? (
      <code key={at} className="font-mono text-[0.95em]">
        {piece}
      </code>
    ) : (
      piece
    ),
  )
