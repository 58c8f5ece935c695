'use client'
import { useEffect, useRef } from 'react'
import { prepare } from './language'
import { forgetTooltips, monaco } from './monaco'
import { followTheme } from './theme'
import './editor.css'

/** Monaco's comparison of two texts. Loaded by CodeDiff alone. */
export default function MonacoDiff({ before, after }: { before: string; after: string }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const host = box.current
    if (!host) return
    prepare()
    const unfollow = followTheme()
    const [original, modified] = [before, after].map(text => monaco.editor.createModel(text, 'typescript'))
    const diff = monaco.editor.createDiffEditor(host, {
      readOnly: true,
      originalEditable: false,
      automaticLayout: true,
      renderSideBySide: host.clientWidth > 700,
      minimap: { enabled: false },
      fontFamily: "'JetBrains Mono Variable', ui-monospace, monospace",
      fontSize: 12.5,
      lineHeight: 20,
      fontLigatures: false,
      scrollBeyondLastLine: false,
      renderOverviewRuler: false,
      hideUnchangedRegions: { enabled: true },
      ignoreTrimWhitespace: false,
      editContext: false,
    })
    // ours to dispose of: the one that setModel makes outlives its editor, and misses its texts in the middle of a comparison
    const model = original && modified ? diff.createViewModel({ original, modified }) : null
    diff.setModel(model)
    return () => {
      diff.dispose()
      model?.dispose()
      forgetTooltips()
      original?.dispose()
      modified?.dispose()
      unfollow()
    }
  }, [before, after])
  return <section ref={box} aria-label="Code before and after" className="nokey h-full min-h-0" />
}
