'use client'
import { useEffect, useState } from 'react'
import { chooseTheme, currentTheme, THEMES, type Theme } from '../_ui/theme'

const TITLES: Readonly<Record<Theme, string>> = { system: 'As the system', dark: 'Dark', light: 'Light' }

export function Appearance() {
  const [theme, setTheme] = useState<Theme>('system')
  useEffect(() => setTheme(currentTheme()), [])
  return (
    <fieldset className="flex flex-wrap gap-4">
      <legend className="mb-2 text-soft">Theme</legend>
      {THEMES.map(each => (
        <label key={each} className="flex items-center gap-2">
          <input
            type="radio"
            name="theme"
            checked={theme === each}
            onChange={() => {
              chooseTheme(each)
              setTheme(each)
            }}
          />
          {TITLES[each]}
        </label>
      ))}
    </fieldset>
  )
}
