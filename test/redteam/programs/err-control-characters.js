// attack: escapes, line breaks and direction overrides in a message
// expect: thrown
throw new Error('\u001b[31mred\r\nX-Header: 1\u202egnp\u0007\u2028')
