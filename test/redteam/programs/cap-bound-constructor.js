// attack: the constructor kept by bound functions
// expect: thrown
;(function () {}).bind().constructor('return globalThis')()
