// attack: the hook other engines call with real frames
// expect: thrown
Error.prepareStackTrace = (_, frames) => frames
