// Answer each line of input, `{"statements": code}` or `{"value": code}`, with a line of JSON.
import { createInterface } from 'node:readline'
import { runInNewContext } from 'node:vm'
import ts from 'typescript'

const nameOf = (node) => node.name?.text ?? node.declarationList?.declarations.map((one) => one.name.getText()).join() ?? ''

function statements(code) {
  const file = ts.createSourceFile('generated.ts', code, ts.ScriptTarget.ES2022, true)
  const errors = file.parseDiagnostics.map((one) => ts.flattenDiagnosticMessageText(one.messageText, ' '))
  return { errors, statements: file.statements.map((node) => [ts.SyntaxKind[node.kind], nameOf(node)]) }
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line)
  const answer = 'value' in asked ? JSON.stringify(runInNewContext(`(${asked.value})`)) : JSON.stringify(statements(asked.statements))
  process.stdout.write(`${answer}\n`)
}
