// attack: import.meta in a script
// expect: syntax
import.meta.url
