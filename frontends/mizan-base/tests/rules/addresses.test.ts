import { describe, expect, test } from 'vitest'
import { char, domainName, ip, ipAddress, link, maxLength, url, uuid } from '../../src/rules/index.js'
import { codes, texts } from './judge.js'

const web = url({ re: '^[a-zA-Z]*:\\/\\/[^\\/]+(?:[\\/?#][^ ]*)?$', schemes: ['http', 'https'], max: 300, unsafe: '\t\n' })

describe('link', () => {
  const rule = link({ required: true, scheme: 'https', checks: [web, maxLength({ n: 290 })] })
  test.each<[unknown, string[]]>([
    ['x.com', []],
    [' //x.com ', []],
    ['HTTP://x.com', []],
    ['ftp://x.com', ['invalid']],
    ['x.com:80', ['invalid']],
    ['/:80', ['invalid']],
    ['a b', []],
    ['x/a b', ['invalid']],
    ['x.com/\ta', ['invalid']],
    ['[::1]', []],
    ['[::1]:80/', []],
    ['[1::2::3]', ['invalid']],
    ['[1.2.3.4]', ['invalid']],
    ['u@[nonsense]', []],
    ['http://u:p@' + 'a'.repeat(253), []],
    ['http://u:p@' + 'a'.repeat(254), ['invalid']],
    ['x/' + 'a'.repeat(281), ['max_length']],
    ['x/' + 'a'.repeat(291), ['invalid', 'max_length']],
    [' ', ['required']],
    [null, ['required']],
    [true, ['invalid']],
  ])('%j → %j', (value, expected) => {
    expect(codes(rule, value)).toEqual(expected)
  })
})

test('a name that is not ASCII is refused where nothing else may pass', () => {
  const judge = (name: string, ascii?: boolean) =>
    codes(char({ checks: [domainName({ re: '^[^ ]+$', max: 5, ...(ascii && { ascii }) })] }), name)
  expect([judge('ü.de'), judge('ü.de', true), judge('a.de', true)]).toEqual([[], ['invalid'], []])
  expect([judge('toolong'), judge('a b')]).toEqual([['invalid'], ['invalid']])
})

describe('ip', () => {
  const judge = (protocol: 'ipv4' | 'ipv6' | 'both', value: unknown) =>
    codes(
      ip({
        required: true,
        max: 39,
        ...(protocol === 'ipv4' && { ipv4: true }),
        checks: [ipAddress({ protocol }), maxLength({ n: 39 })],
      }),
      value,
    )
  test.each<['ipv4' | 'ipv6' | 'both', unknown, string[]]>([
    ['both', ' 1.2.3.4 ', []],
    ['both', '1.2.3.04', ['invalid']],
    ['both', '1.2.3.\t4', ['invalid']],
    ['both', '::1', []],
    ['both', 'fe80::1%eth0', []],
    ['both', 'fe80::1%', ['invalid']],
    ['both', 'fe80::1%a%b', ['invalid']],
    ['both', '[::1]', ['invalid']],
    ['both', '0000:0000:0000:0000:0000:ffff:255.255.255.255', ['invalid']],
    ['both', 'x'.repeat(40), ['invalid', 'max_length']],
    ['ipv4', '1.2.3.4', []],
    ['ipv4', '::1', ['invalid']],
    ['ipv6', '1.2.3.4', ['invalid']],
    ['ipv6', '::', []],
    ['both', '', ['required']],
  ])('%s %j → %j', (protocol, value, expected) => {
    expect(judge(protocol, value)).toEqual(expected)
  })

  test('an IPv6 address is not judged by checks of what was typed', () => {
    expect(codes(ip({ checks: [maxLength({ n: 3 })] }), '1::2:3')).toEqual([])
  })
})

describe('uuid', () => {
  const hex = '123e4567e89b12d3a456426614174000'
  test.each<[unknown, string[]]>([
    [hex, []],
    ['{123E4567-e89b-12d3-a456-426614174000}', []],
    [`urn:uuid:${hex}`, []],
    [`  ${hex}\n`, []],
    ['٣'.repeat(32), []],
    [`0x_${'1'.repeat(29)}`, []],
    [`+${'1'.repeat(31)}`, []],
    [hex.slice(1), ['invalid']],
    [`${hex}0`, ['invalid']],
    [`${hex.slice(1)}g`, ['invalid']],
    [`_${hex.slice(1)}`, ['invalid']],
    ['½'.repeat(32), ['invalid']],
    ['', ['required']],
  ])('%j → %j', (value, expected) => {
    expect(codes(uuid({ required: true }), value, texts)).toEqual(expected)
  })

  test('one that may be padded is not stripped before it is found empty', () => {
    expect(codes(uuid({ required: true, strip: false }), ' ')).toEqual(['invalid'])
  })
})
