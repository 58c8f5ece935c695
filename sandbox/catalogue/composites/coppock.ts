import { compose, int, source, value } from '../compose'

export const coppock = compose({
  id: 'coppock',
  title: 'Coppock curve',
  summary:
    'Weighted average of two rates of change added up; a turn up from below zero on monthly bars was its buy signal.',
  formula: 'WMA(ROC(long) + ROC(short), smooth)',
  family: 'momentum',
  synonyms: ['curve', 'guide'],
  inputs: [source],
  params: [int('long', 'Long ROC', 14), int('short', 'Short ROC', 11), int('smooth', 'Smoothing', 10)],
  outputs: value('Coppock'),
  build: ({ op, wma, add }, { source }, { long, short, smooth }) => ({
    value: wma(add(op('roc', [source], { length: long }), op('roc', [source], { length: short })), smooth),
  }),
})
