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

/** Bundle a program as a page would and return the bytes (gzip) that it loads at first, React left out. */
export async function gzipped(program: string, options: { readonly external?: string[] } = {}): Promise<number> {
  const { external = [] } = options
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: at('.'), loader: 'tsx', sourcefile: 'page.tsx' },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    outdir: 'out',
    write: false,
    jsx: 'automatic',
    external: ['react', 'react/jsx-runtime', ...external],
    alias: external.includes('@mizan/base') ? react : { ...base, ...react },
  })
  const [first, ...later] = outputFiles
  const shared = later.filter((file) => /chunk-/.test(file.path))
  return [first, ...shared].reduce((sum, file) => sum + (file ? gzipSync(file.contents, { level: 9 }).length : 0), 0)
}
