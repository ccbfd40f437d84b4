/** Paper, ink, type, layout, focus. */
export const BASE = `
:root{--paper:#fbfaf7;--card:#fff;--ink:#1d2129;--soft:#5b6270;--line:#e3e0d8;--ai:#27477d;--ok:#1f6b53;--okbg:#e9f3ee;--ng:#b3261e;--ngbg:#fbecea;--un:#735600;--unbg:#fbf3dc;--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono CJK JP",monospace}
*{box-sizing:border-box}
html{scroll-padding-top:12px}
body{margin:0;background:var(--paper);color:var(--ink);font:14px/1.75 "Noto Sans JP","Noto Sans CJK JP","Hiragino Sans","Yu Gothic UI",Meiryo,sans-serif;line-break:strict;word-break:auto-phrase;overflow-wrap:anywhere;text-autospace:normal;font-variant-numeric:tabular-nums}
:lang(en) body,html:lang(en) body{line-height:1.6;word-break:normal}
code,.hash,.file{font-family:var(--mono);font-size:.92em;unicode-bidi:isolate;word-break:normal;overflow-wrap:anywhere}
a{color:var(--ai)}
:focus-visible{outline:3px solid var(--ai);outline-offset:2px;border-radius:2px}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999px;background:var(--card);padding:8px 14px;z-index:5}
.skip:focus{left:8px;top:8px}
.app{display:grid;grid-template-columns:220px minmax(0,1fr);min-height:100vh}
nav{border-right:1px solid var(--line);padding:22px 14px 22px 22px;position:sticky;top:0;height:100vh;overflow:auto}
.brand{font-weight:700;font-size:18px;letter-spacing:.04em;margin:0}
.brand b{color:var(--ai)}
.brand small{display:block;font-weight:400;font-size:11.5px;color:var(--soft);letter-spacing:0}
nav ol{list-style:none;margin:22px 0 18px;padding:0;position:relative}
nav ol:before{content:"";position:absolute;left:5px;top:12px;bottom:14px;width:2px;background:var(--line)}
nav li{position:relative;padding:4px 0 4px 24px;line-height:1.45}
nav li:before{content:"";position:absolute;left:1px;top:10px;width:7px;height:7px;border-radius:50%;border:2px solid var(--soft);background:var(--paper)}
nav li a{color:var(--ink);text-decoration:none}
nav li a:hover{text-decoration:underline}
nav small{display:block;font-size:11.5px;color:var(--soft)}
.tools button{font:inherit;font-size:12px;border:1px solid var(--line);background:var(--card);color:var(--ink);border-radius:4px;padding:3px 8px;margin:0 0 6px;cursor:pointer}
.tools button:hover{border-color:var(--ai)}
main{padding:26px 34px 60px;max-width:1180px;min-width:0}
h1{font-size:22px;line-height:1.4;margin:0 0 4px;font-weight:650;overflow-wrap:anywhere}
h2{font-size:16px;margin:34px 0 8px;font-weight:650}
h3{font-size:14px;margin:18px 0 6px;font-weight:650}
.kicker{margin:0;color:var(--soft);font-size:13px}
.kicker span{margin-left:6px}
.sub span{margin-right:14px;display:inline-block;max-width:100%}
p.sub{color:var(--soft);margin:0 0 18px;font-size:13px}
.note,.soft{color:var(--soft)}
.note{font-size:13px;margin:0 0 10px}
footer{margin-top:40px;border-top:1px solid var(--line);padding-top:10px;color:var(--soft);font-size:12px}
@media screen and (max-width:860px){
.app{grid-template-columns:minmax(0,1fr)}
nav{position:static;height:auto;border:0;border-bottom:1px solid var(--line);padding:14px 16px 6px}
nav ol{display:flex;flex-wrap:wrap;gap:2px 14px;margin:8px 0}
nav ol:before,nav li:before,nav li small{display:none}
nav li{padding:2px 0;font-size:13px}
nav li a{text-decoration:underline;text-decoration-color:var(--line);text-underline-offset:3px}
main{padding:16px}
}
`
