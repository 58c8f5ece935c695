// attack: throws when the prelude calls back
// expect: thrown
later(() => { throw new TypeError('late') })
