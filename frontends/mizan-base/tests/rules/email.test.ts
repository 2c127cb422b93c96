import { describe, expect, test } from 'vitest'
import { char, email } from '../../src/rules/index.js'
import { codes } from './judge.js'

const label = '[a-zA-Z\\u00a1-\\uffff0-9]'
const rule = char({
  required: true,
  checks: [
    email({
      user: "^[-!#$%&'*+/=?^_`{}|~0-9A-Za-z]+(?:\\.[-!#$%&'*+/=?^_`{}|~0-9A-Za-z]+)*$",
      domain: `^${label}+(?:\\.${label}{2,63})+$`,
      literal: '\\[([A-Fa-f0-9:.]+)\\]$',
      allow: ['localhost'],
      max: 320,
    }),
  ],
})

describe('email', () => {
  test.each<[unknown, string[]]>([
    [' a@example.com\n', []],
    ['a@localhost', []],
    ['a@LOCALHOST', ['invalid']],
    ['a@müller.de', []],
    ['a@b', ['invalid']],
    ['a', ['invalid']],
    ['a@b@example.com', ['invalid']],
    ['@example.com', ['invalid']],
    ['a@', ['invalid']],
    ['x'.repeat(308) + '@example.com', []],
    ['x'.repeat(309) + '@example.com', ['invalid']],
    ['a@[127.0.0.1]', []],
    ['a@[127.0.0.01]', ['invalid']],
    ['a@[127.0.0.256]', ['invalid']],
    ['a@[::1]', []],
    ['a@[::]', []],
    ['a@[1:2:3:4:5:6:7::]', []],
    ['a@[1:2:3:4:5:6:7:8]', []],
    ['a@[::ffff:1.2.3.4]', []],
    ['a@[1:2:3:4:5:6:7:1.2.3.4]', ['invalid']],
    ['a@[1:2:3:4:5:6:7:8::]', ['invalid']],
    ['a@[1:2:3:4:5:6:7:8:9]', ['invalid']],
    ['a@[:::]', ['invalid']],
    ['a@[1::2::3]', ['invalid']],
    ['a@[12345::]', ['invalid']],
    ['a@[1:2]', ['invalid']],
    ['a@[1.2.3]', ['invalid']],
    ['a@[abcd]', ['invalid']],
    ['a@[::ffff:01.2.3.4]', ['invalid']],
    ['a@[::ffff:1.2.3.04]', ['invalid']],
    ['a@[fe80::01]', []],
  ])('%j → %j', (value, expected) => {
    expect(codes(rule, value)).toEqual(expected)
  })
})
