import { rmSync } from 'node:fs'

/** Remove what the site wrote while it was walked through: its database, uploads and pictures. */
export default function removeFiles(): void {
  rmSync(process.env['WALKS_FILES'] ?? '', { recursive: true, force: true })
}
