import type { FieldTexts, Rule } from '../../src/rules/index.js'

/** Texts that say each code back, with its parameters. */
export const texts: FieldTexts = {
  label: 'Field',
  messages: {
    required: 'required',
    invalid: 'invalid',
    invalid_choice: '%(value)s is no choice',
    min_length: 'at least %(limit_value)d, not %(show_value)d',
    max_length: 'at most %(limit_value)d, not %(show_value)d',
    null_characters_not_allowed: 'no NUL',
    min_value: '>= %(limit_value)s, not %(show_value)s',
    max_value: '<= %(limit_value)s, not %(show_value)s',
    step_size: 'steps of %(limit_value)s',
    max_digits: 'digits %(max)s',
    max_decimal_places: 'places %(max)s',
    max_whole_digits: 'whole %(max)s',
  },
}

/** The codes of all issues of one value, in order. */
export const codes = (rule: Rule, value: unknown, words: FieldTexts = texts): string[] =>
  rule(value, words).map((issue) => issue.code)
