import { canonicalJson } from '@mizan/base'
import { expect, test } from 'vitest'
import { same } from '../src/json.js'

test.each<[unknown, unknown]>([
  [{ a: 1, b: 2 }, { b: 2, a: 1 }],
  [{ a: { c: 1, d: [1, { e: 1, f: 2 }] } }, { a: { d: [1, { f: 2, e: 1 }], c: 1 } }],
  [{ a: 1, b: undefined }, { a: 1 }],
  [1, JSON.parse('1.0')],
  [0, -0],
])('%j and %j have one text', (a, b) => expect(canonicalJson(a)).toBe(canonicalJson(b)))

test.each<[unknown, unknown]>([
  [{ a: 1 }, { a: '1' }],
  [[1, 2], [2, 1]],
  [null, {}],
])('%j and %j have two', (a, b) => expect(canonicalJson(a)).not.toBe(canonicalJson(b)))

const file = new File(['x'], 'x')
test.each<[unknown, unknown, boolean]>([
  ['a', 'a', true],
  ['a', 'b', false],
  [['a'], ['a'], true],
  [['a'], ['a', 'b'], false],
  [{ 0: 'a' }, { 0: 'a' }, true],
  [file, file, true],
  [file, new File(['x'], 'x'), false],
  [[file], [new File(['x'], 'x')], false],
  [null, {}, false],
  ['', null, false],
])('%j beside %j: %j', (a, b, expected) => expect(same(a, b)).toBe(expected))
