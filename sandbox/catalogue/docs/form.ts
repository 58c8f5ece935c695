import type { ParamSpec } from '../define'

/** One field of an entry’s parameter form. */
export type FormField =
  | {
      readonly control: 'number'
      readonly name: string
      readonly title: string
      readonly default: number
      readonly min: number
      readonly max: number
      readonly step: number
      readonly whole: boolean
    }
  | { readonly control: 'switch'; readonly name: string; readonly title: string; readonly default: boolean }
  | {
      readonly control: 'select'
      readonly name: string
      readonly title: string
      readonly default: string
      readonly options: readonly { readonly value: string; readonly title: string }[]
    }

const sentence = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

export const fieldOf = (spec: ParamSpec): FormField => {
  const { name, title } = spec
  switch (spec.kind) {
    case 'bool':
      return { control: 'switch', name, title, default: spec.default }
    case 'choice': {
      const options = spec.choices.map(value => ({ value, title: sentence(value) }))
      return { control: 'select', name, title, default: spec.default, options }
    }
    default: {
      const { min, max } = spec
      const whole = spec.kind === 'int'
      return {
        control: 'number',
        name,
        title,
        default: spec.default,
        min,
        max,
        step: spec.step ?? (whole ? 1 : 0.1),
        whole,
      }
    }
  }
}
