// attack: the API's own objects
// expect: thrown
ta.rsi = () => close
