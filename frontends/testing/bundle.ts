import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const base = {
  '@mizan/base/codegen/v1': at('../mizan-base/src/codegen/v1.ts'),
  '@mizan/base/auth': at('../mizan-base/src/auth/index.ts'),
  '@mizan/base/combobox': at('../mizan-base/src/combobox.ts'),
  '@mizan/base/rows': at('../mizan-base/src/rows.ts'),
  '@mizan/base/zod': at('../mizan-base/src/zod.ts'),
  '@mizan/base': at('../mizan-base/src/index.ts'),
}
const react = {
  '@mizan/react/codegen/v1': at('../mizan-react/src/codegen/v1.ts'),
  '@mizan/react/auth': at('../mizan-react/src/auth/index.ts'),
  '@mizan/react/rows': at('../mizan-react/src/rows.ts'),
  '@mizan/react': at('../mizan-react/src/index.ts'),
}

interface Options {
  readonly external?: string[]
}

/** Bundle a program as a page would and return the bytes (gzip) of its entry and of what that imports at once, React left out. */
export async function firstLoad(program: string, options: Options = {}): Promise<number> {
  const { outputFiles, metafile } = await bundle(program, options)
  const first = new Set(Object.keys(metafile.outputs).filter((path) => path.endsWith('/stdin.js')))
  for (const path of first)
    for (const { kind, path: imported, external } of metafile.outputs[path]?.imports ?? []) if (kind === 'import-statement' && !external) first.add(imported)
  return outputFiles.filter(({ path }) => [...first].some((each) => path.endsWith(`/${each}`))).reduce((sum, file) => sum + bytes(file.contents), 0)
}

const bytes = (contents: Uint8Array): number => gzipSync(contents, { level: 9 }).length

function bundle(program: string, { external = [] }: Options) {
  return build({
    stdin: { contents: program, resolveDir: at('.'), loader: 'tsx', sourcefile: 'page.tsx' },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    outdir: 'out',
    write: false,
    metafile: true,
    jsx: 'automatic',
    external: ['react', 'react/jsx-runtime', ...external],
    alias: external.includes('@mizan/base') ? react : { ...base, ...react },
  })
}
