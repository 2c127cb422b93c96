// Bundle the same contact form written with each library, and print what a page loads at first: bytes of gzip, React left out.
//   node bundle.mjs FOLDER-OF-MIZAN'S-CLIENTS
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const clients = process.argv[2]
const REACT = ['react', 'react/*', 'react-dom', 'react-dom/*']

/** Return the entry and what it imports at once; what is imported later does not hold up the page. */
function atFirst(outputs, path, found = new Set()) {
  if (found.has(path)) return found
  found.add(path)
  for (const { path: next, kind } of outputs[path].imports) if (kind === 'import-statement' && outputs[next]) atFirst(outputs, next, found)
  return found
}

async function sizes(entry, alias) {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    outdir: 'out',
    absWorkingDir: at('.'),
    write: false,
    metafile: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    external: REACT,
    alias,
  })
  const entries = Object.entries(metafile.outputs)
  const [first] = entries.find(([, output]) => output.entryPoint === entry) // what is imported later is an entry, too
  const now = atFirst(metafile.outputs, first)
  const size = (wanted) =>
    entries.reduce((sum, [path], index) => sum + (wanted(path) ? gzipSync(outputFiles[index].contents, { level: 9 }).length : 0), 0)
  return { first: size((path) => now.has(path)), all: size(() => true) }
}

const found = {}
for (const validator of ['zod-mini', 'rules']) {
  found[`mizan, ${validator}`] = await sizes('pages/contact.tsx', { '#contact': `${clients}/${validator}/react.gen.ts` })
}
for (const [validator, file] of [['zod', 'schema'], ['zod/mini', 'schema-mini']]) {
  for (const library of ['react-hook-form', 'tanstack-form', 'conform']) {
    found[`${library}, ${validator}`] = await sizes(`peers/pages/${library}.tsx`, { '#schema': at(`peers/pages/${file}.ts`) })
  }
}
console.log(JSON.stringify(found))
