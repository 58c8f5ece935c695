// attack: JSON as the host's code uses it
// expect: thrown
JSON.stringify = () => '{"forged":true}'
