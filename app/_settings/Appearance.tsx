'use client'
import { useEffect, useState } from 'react'
import { Change } from '../_screens/Change'
import {
  chooseGains,
  chooseTheme,
  currentGains,
  currentTheme,
  GAINS,
  type Gains,
  THEMES,
  type Theme,
} from '../_ui/theme'
import { Part, Parts } from './Part'

const THEME_TITLES: Readonly<Record<Theme, string>> = {
  system: 'As the system',
  dark: 'Dark',
  light: 'Light',
}
const GAIN_TITLES: Readonly<Record<Gains, string>> = {
  blue: 'Blue and orange, told apart by every common kind of eye',
  green: 'Green and red, as on most exchanges',
}

export function Appearance() {
  const [theme, setTheme] = useState<Theme>('system')
  const [gains, setGains] = useState<Gains>('blue')
  useEffect(() => {
    setTheme(currentTheme())
    setGains(currentGains())
  }, [])
  return (
    <Parts>
      <Part title="Theme" about="Kept in this browser.">
        <Choices
          name="theme"
          choices={THEMES.map(value => ({ value, title: THEME_TITLES[value] }))}
          value={theme}
          onChange={value => {
            chooseTheme(value)
            setTheme(value)
          }}
        />
      </Part>
      <Part title="Gains and losses" about="Signs and arrows tell them apart in any colour.">
        <Choices
          name="gains"
          choices={GAINS.map(value => ({ value, title: GAIN_TITLES[value] }))}
          value={gains}
          onChange={value => {
            chooseGains(value)
            setGains(value)
          }}
        />
        <p className="mt-3 flex gap-4 tabular-nums">
          <Change value={0.0231} /> <Change value={-0.0087} />
        </p>
      </Part>
    </Parts>
  )
}

interface ChoicesProps<Value extends string> {
  readonly name: string
  readonly choices: readonly { readonly value: Value; readonly title: string }[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

const Choices = <Value extends string>({ name, choices, value, onChange }: ChoicesProps<Value>) => (
  <div className="flex flex-col gap-2">
    {choices.map(choice => (
      <label key={choice.value} className="flex items-center gap-2">
        <input
          type="radio"
          name={name}
          checked={choice.value === value}
          onChange={() => onChange(choice.value)}
          className="accent-accent"
        />
        {choice.title}
      </label>
    ))}
  </div>
)
