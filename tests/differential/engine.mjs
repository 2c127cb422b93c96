// Answers one line of JSON with another: {schema, texts?, batch: [data, …]} → [{wire, issues, error}, …].
import { createInterface } from 'node:readline'
import { schemaFromJson } from '../../frontends/mizan-base/src/schema-from-json.ts'

const judge = (validate, data) => {
  const wire = JSON.stringify(data)
  try {
    return { wire, issues: validate(data).issues ?? [], error: '' }
  } catch (error) {
    return { wire, issues: [], error: String(error) }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { schema, texts, batch } = JSON.parse(line)
  const { validate } = schemaFromJson(schema, texts)['~standard']
  process.stdout.write(JSON.stringify(batch.map((data) => judge(validate, data))) + '\n')
}
