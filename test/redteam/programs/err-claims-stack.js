// attack: claims to be out of stack
// expect: thrown
throw new InternalError('stack overflow')
