import { z } from 'zod'
import { settingsSchema } from './settings'

/** One setting as it is told to people, read off the schema that checks it. */
export interface SettingRow {
  /** With its path: `commission.percent`. */
  readonly key: string
  readonly about: string
  /** Empty for one that holds others. */
  readonly allowed: string
  /** As JSON; null where there is none. */
  readonly preset: string | null
}

/** Every setting, each after the one that holds it. */
export const settingRows = (): readonly SettingRow[] => rowsOf(settingsSchema, '')

const rowsOf = (object: z.ZodObject, path: string): SettingRow[] =>
  Object.entries(object.shape).flatMap(([name, field]): SettingRow[] => {
    const key = `${path}${name}`
    const inner = insideOf(field as z.ZodType) // a shape holds types
    const own = {
      key,
      about: z.globalRegistry.get(field as z.ZodType)?.description ?? '',
      preset: presetOf(field as z.ZodType),
    }
    return inner instanceof z.ZodObject
      ? [{ ...own, allowed: objectAllows(inner) }, ...rowsOf(inner, `${key}.`)]
      : [{ ...own, allowed: allowedBy(inner) }]
  })

function insideOf(field: z.ZodType): z.ZodType {
  if (field instanceof z.ZodDefault || field instanceof z.ZodOptional)
    return insideOf(field.unwrap() as z.ZodType)
  return field
}

function presetOf(field: z.ZodType): string | null {
  if (field instanceof z.ZodDefault) return JSON.stringify(field.def.defaultValue)
  return field instanceof z.ZodOptional ? presetOf(field.unwrap() as z.ZodType) : null
}

/** What a value that nothing takes is answered with. */
const allowedBy = (field: z.ZodType): string => field.safeParse(NaN).error?.issues[0]?.message ?? ''

/** Only what an object asks of its keys together. */
const objectAllows = (object: z.ZodObject): string => object.safeParse({}).error?.issues[0]?.message ?? ''
