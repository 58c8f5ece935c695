// attack: a class as an error
// expect: thrown
throw class { static name = 'InternalError'; static message = 'interrupted' }
