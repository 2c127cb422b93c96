import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Django serves the pages; Vite serves the scripts while one develops and writes them into static/app for the rest.
export default defineConfig({
  base: '/static/app/',
  plugins: [react()],
  build: {
    outDir: '../static/app',
    emptyOutDir: true,
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['src/site.ts', 'src/app.tsx'] },
  },
  css: {
    preprocessorOptions: {
      // Bootstrap 5.3 is still written with @import.
      scss: { quietDeps: true, silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'] },
    },
  },
  server: { host: '127.0.0.1', port: 5173, strictPort: true, origin: 'http://127.0.0.1:5173' },
})
