// attack: claims to be out of memory
// expect: thrown
throw new InternalError('out of memory')
