// attack: conversion that never ends
// expect: fuel
;+{ [Symbol.toPrimitive]() { for (;;); } }
