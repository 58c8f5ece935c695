import { always } from './always'
import type { Calendar, CalendarId } from './calendar'
import { weekdays } from './weekdays'
import { xnys } from './xnys'

export const calendars: Readonly<Record<CalendarId, Calendar>> = { always, weekdays, xnys }
