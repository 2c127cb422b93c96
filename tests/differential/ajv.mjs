// Answers one line of JSON with another: {schema, batch: [data, …]} → {errors, valid: [true, …]}.
import { createInterface } from 'node:readline'
import Ajv2020 from 'ajv/dist/2020.js'

// Formats are annotations; the metaschema of 2020-12 is held, and every keyword but ours must be one of it.
const ajv = new Ajv2020({ validateFormats: false, allowUnionTypes: true, strictTypes: false, logger: false })
ajv.addVocabulary(['x-mizan'])

const judge = ({ schema, batch }) => {
  if (!ajv.validateSchema(schema)) return { errors: ajv.errorsText(), valid: [] }
  const validate = ajv.compile(schema)
  return { errors: '', valid: batch.map((data) => validate(data)) }
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer
  try {
    answer = judge(JSON.parse(line))
  } catch (error) {
    answer = { errors: String(error), valid: [] }
  }
  process.stdout.write(JSON.stringify(answer) + '\n')
}
