import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** A Typst program that we wrote. It takes everything that others wrote from `sys.inputs.data` (JSON), so that no text of theirs is ever read as a program. */
export interface PdfProgram {
  readonly source: string
  readonly data: unknown
}

const require = createRequire(import.meta.url)
const FONTS = ['400Regular/NotoSansJP_400Regular.ttf', '700Bold/NotoSansJP_700Bold.ttf']

type Compiler = Awaited<ReturnType<typeof startCompiler>>
let started: Promise<Compiler> | null = null
let turn: Promise<unknown> = Promise.resolve()

async function startCompiler() {
  const { createTypstCompiler, loadFonts } = await import('@myriaddreamin/typst.ts')
  const compiler = createTypstCompiler()
  const fonts = FONTS.map(
    (path) => new Uint8Array(readFileSync(require.resolve(`@expo-google-fonts/noto-sans-jp/${path}`))),
  )
  const wasm = readFileSync(require.resolve('@myriaddreamin/typst-ts-web-compiler/pkg/typst_ts_web_compiler_bg.wasm'))
  // Started here with the parameters that it wants now; typst.ts would start it with older ones and a warning on the console.
  const { default: start } = await import('@myriaddreamin/typst-ts-web-compiler')
  await start({ module_or_path: wasm })
  await compiler.init({ getModule: () => wasm, beforeBuild: [loadFonts(fonts, { assets: false })] })
  return compiler
}

/** The bytes of the PDF; the same program and data give the same bytes. Throws where our own program is wrong: data alone cannot make it so. */
export function compilePdf(program: PdfProgram): Promise<Uint8Array> {
  // One compiler, one document at a time: its virtual files are shared.
  const result = turn.then(() => compileOne(program))
  turn = result.catch(() => undefined)
  return result
}

async function compileOne({ source, data }: PdfProgram): Promise<Uint8Array> {
  const compiler = await (started ??= startCompiler())
  compiler.addSource('/main.typ', source)
  const inputs = { data: JSON.stringify(data) }
  const { result, diagnostics } = await compiler.compile({
    mainFilePath: '/main.typ',
    inputs,
    format: 1,
    diagnostics: 'full',
  })
  await compiler.reset()
  if (result === undefined) throw new Error(`the document cannot be set: ${JSON.stringify(diagnostics)}`)
  return result
}
