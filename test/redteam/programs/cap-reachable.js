// attack: walks all that can be reached and finds no way to make code
// expect: ok
const seen = new Set()
const made = [function* () {}, async () => {}, async function* () {}, ''.matchAll(/a/g), [].values(), new Map().keys(), (function* () {})()]
const rest = [globalThis, close, ta, emit, ...made.map(Object.getPrototypeOf), Object.getPrototypeOf(Object.getPrototypeOf(made[6]))]
while (rest.length) {
  const one = rest.pop()
  if ((typeof one !== 'object' && typeof one !== 'function') || one === null || seen.has(one)) continue
  seen.add(one)
  rest.push(Object.getPrototypeOf(one))
  for (const key of Reflect.ownKeys(one)) {
    const { value, get, set } = Object.getOwnPropertyDescriptor(one, key)
    rest.push(value, get, set)
    if (one === globalThis) continue
    if (value !== undefined && Object.isExtensible(one) && !Array.isArray(one)) throw new Error('open: ' + String(key))
  }
}
for (const one of seen) {
  if (typeof one !== 'function') continue
  let made
  try { made = one('return 7') } catch { continue }
  if (typeof made === 'function') { let back; try { back = made() } catch { continue } if (back === 7) throw new Error('code from text') }
}
emit('x', close)
