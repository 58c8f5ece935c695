// attack: an error whose message never comes
// expect: thrown
throw { get message() { for (;;); } }
