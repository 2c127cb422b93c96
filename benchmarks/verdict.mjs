// Judge all values of a wide form with each validator, interleaved, and print milliseconds of CPU a verdict, one figure a round.
//   node verdict.mjs FOLDER-OF-THE-CLIENTS ROUNDS
import { readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const [clients, rounds] = process.argv.slice(2)
const values = JSON.parse(readFileSync(`${clients}/values.json`, 'utf8'))
const size = Object.keys(values.valid).length
const CHUNK = 5

async function load(name, entry) {
  const outfile = `${clients}/${name}.mjs`
  await build({ entryPoints: [entry], bundle: true, minify: true, format: 'esm', target: 'es2022', outfile, absWorkingDir: at('.'), logLevel: 'error' })
  return import(pathToFileURL(outfile).href)
}

/** Return how many fields a validator of Standard Schema objects to. */
const asked = (schema) => (said) => {
  const { issues } = schema['~standard'].validate(said)
  return new Set((issues ?? []).map(({ path }) => path[0]?.key ?? path[0])).size
}

const peers = await load('peers', 'peers/pages/wide.ts')
const resolve = peers.resolverOf(size)
const variants = {
  'mizan, zod-mini': asked((await load('zod-mini', `${clients}/zod-mini/mizan.gen.ts`)).wideSchema),
  'mizan, rules': asked((await load('rules', `${clients}/rules/mizan.gen.ts`)).wideSchema),
  zod: asked(peers.schemaOf(size)),
  'react-hook-form': async (said) => Object.keys((await resolve(said)).errors).length,
}

async function milliseconds(run, said, repeats) {
  const started = process.cpuUsage()
  for (let turn = 0; turn < repeats; turn++) await run(said)
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1000 / repeats
}

const runs = Object.entries(variants).flatMap(([name, run]) => Object.entries(values).map(([kind, said]) => [`${name}, ${kind}`, run, said]))
const samples = Object.fromEntries(runs.map(([name]) => [name, []]))
const repeats = {}
for (const [name, run, said] of runs) {
  const found = await run(said)
  if (found !== (name.endsWith(', valid') ? 0 : size)) throw new Error(`${name}: ${found} of ${size} fields are wrong`)
  await milliseconds(run, said, 500)
  repeats[name] = Math.ceil(CHUNK / (await milliseconds(run, said, 50)))
}
for (let round = 0; round < rounds; round++) {
  const order = runs.map((run) => [Math.random(), run]).sort(([a], [b]) => a - b)
  for (const [, [name, run, said]] of order) samples[name].push(await milliseconds(run, said, repeats[name]))
}
console.log(JSON.stringify(samples))
