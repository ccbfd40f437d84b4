import { createTheme } from '@mantine/core'
import type { MantineColorsTuple } from '@mantine/core'

/** 藍, from paper to deep; the seventh is the accent. White on it has a contrast of 9 to 1. */
const ai: MantineColorsTuple = [
  '#f0f4fa',
  '#dfe6f2',
  '#bccbe3',
  '#97aed3',
  '#7794c5',
  '#5c7db4',
  '#3d62a0',
  '#27477d',
  '#1f3a68',
  '#162b4e',
]

const FONT = '"Noto Sans JP","Noto Sans CJK JP","Hiragino Sans","Yu Gothic UI",Meiryo,sans-serif'
const MONO = 'ui-monospace,"Noto Sans Mono CJK JP","Noto Sans Mono",monospace'

export const theme = createTheme({
  colors: { ai },
  primaryColor: 'ai',
  primaryShade: 7,
  fontFamily: FONT,
  fontFamilyMonospace: MONO,
  headings: { fontFamily: FONT, fontWeight: '650' },
  defaultRadius: 'sm',
  black: '#1d2129',
  focusRing: 'auto',
  cursorType: 'pointer',
  components: {
    Drawer: { defaultProps: { position: 'right', size: 'min(680px, 100vw)', padding: 'lg' } },
    Button: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { autosize: true, minRows: 2, maxRows: 14 } },
  },
})
