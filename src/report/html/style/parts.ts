/** Verdicts, cards, matrix, paths, evidence, map, forms. */
export const PARTS = `
.shape{width:11px;height:11px;vertical-align:-1px}
.v{display:inline-flex;align-items:center;gap:6px;border-radius:3px;padding:0 8px;font-weight:600;font-size:12.5px;white-space:nowrap}
.v.proved{color:var(--ok);background:var(--okbg)}
.v.refuted{color:var(--ng);background:var(--ngbg)}
.v.undetermined{color:var(--un);background:var(--unbg)}
.say{background:var(--card);border:1px solid var(--line);border-left:5px solid var(--un);border-radius:6px;padding:14px 18px;margin:0 0 22px}
.say.refuted{border-left-color:var(--ng)}.say.proved{border-left-color:var(--ok)}
.say p{margin:4px 0 0;color:#454c59}
.say .first{margin:0;color:var(--ink);font-size:17px;line-height:1.6}
.say .v{font-size:13px;vertical-align:2px}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(270px,100%),1fr));gap:14px}
.card{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:14px 16px}
.card h3{margin:0 0 6px;font-size:14px;line-height:1.5}
.number{color:var(--ai);margin-right:4px}
.card p{margin:6px 0}
.claims{list-style:none;margin:8px 0;padding:0;font-size:13px;line-height:1.6}
.claims li{padding-left:18px;text-indent:-18px}
.claims b{font-weight:600;margin-right:5px}.claims .shape{margin-right:7px}
.claims .proved b{color:var(--ok)}.claims .refuted b{color:var(--ng)}.claims .undetermined b{color:var(--un)}
.claims .proved .shape,.mx .proved .shape{color:var(--ok)}
.claims .refuted .shape{color:var(--ng)}
.claims .undetermined .shape{color:var(--un)}
.links{font-size:13px}
.scroll{position:relative;overflow:auto;max-width:100%;max-height:80vh}
table{border-collapse:collapse;font-size:13px;line-height:1.6}
table.mx th{color:var(--soft);font-weight:500;padding:4px 8px;max-width:12em;overflow-wrap:break-word;background:var(--paper)}
table.mx thead th{position:sticky;top:0;z-index:1;vertical-align:bottom}
table.mx tbody th{text-align:right;position:sticky;left:0}
table.mx td{border:1px solid var(--line);min-width:56px;height:40px;text-align:center;background:var(--card);padding:0}
table.mx td a{display:flex;align-items:center;justify-content:center;gap:5px;min-height:39px;padding:0 8px;color:inherit;text-decoration:none}
table.mx td i,.legend i{font-style:normal;font-size:11px;color:var(--soft);border:1px solid #c9c5b9;border-radius:3px;padding:0 3px;margin-left:5px}
table.mx td.refuted{background:var(--ngbg);color:var(--ng)}
table.mx td.undetermined{background:var(--unbg);color:var(--un)}
table.mx td.same{background:repeating-linear-gradient(45deg,#efede5 0 3px,transparent 3px 7px)}
table.mx td a[aria-current]{outline:2px solid var(--ai);outline-offset:-2px}
table.mx td a:hover{text-decoration:underline}
table.mx td :focus-visible,table.mx td:focus-visible{outline-offset:-3px}
table.mx.compact thead th:not(:first-child){writing-mode:vertical-rl;padding:6px 3px;max-height:13em;text-align:right}
table.mx.compact td{min-width:28px;height:28px}table.mx.compact td a{min-height:27px;padding:0 3px;gap:2px;font-size:12px}table.mx.compact th{padding:1px 6px;font-size:12px}
table.mx.compact tbody th{white-space:nowrap}
table.mx.compact td i{display:none}
.legend{margin:10px 0 0;font-size:12.5px}
table.plain{width:100%;background:var(--card);border:1px solid var(--line)}
table.plain th{position:sticky;top:0;background:#f4f2eb;color:#454c59;font-weight:600;text-align:left;white-space:nowrap}
table.plain th,table.plain td{padding:5px 10px;border-bottom:1px solid var(--line);vertical-align:top}
table.plain td{min-width:4em}
table.plain .key td,tr.key td{background:var(--ngbg)}
tr:target td,section.pair:target>h3,.open li:target{background:#eef2f9}
.hash{font-size:11.5px;color:var(--soft);min-width:20em}
.line{display:block}
tr.missing td,tr.refused td{background:repeating-linear-gradient(45deg,#f4f2eb 0 4px,#fff 4px 9px)}
tr.partial td:nth-child(3),tr.unreadrow td:nth-child(2){background:repeating-linear-gradient(45deg,#fbf3dc 0 4px,#fff 4px 9px)}
.pair{margin:0 0 18px}
.pair h3 small{font-weight:400;color:var(--soft)}
details.finding{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--soft);border-radius:6px;margin:0 0 12px;padding:0 16px}
details.finding.major{border-left-color:var(--ng)}details.finding.minor{border-left-color:#d08a84}
details.finding>summary{padding:10px 0;cursor:pointer;line-height:1.6}
details.finding[open]{padding-bottom:14px}
.id{font-family:var(--mono);font-size:12px;color:var(--soft);margin-right:4px}
.weight{display:inline-flex;gap:5px;align-items:center;font-size:12px;border:1px solid var(--line);border-radius:3px;padding:0 6px;margin-right:6px}
.major>summary .weight,.minor>summary .weight{color:var(--ng)}
summary{cursor:pointer}
.facts{display:flex;flex-wrap:wrap;gap:6px 28px;margin:4px 0 10px}
.facts dt{font-size:12px;color:var(--soft)}
.facts dd{margin:0}
.path{list-style:none;display:flex;flex-wrap:wrap;align-items:stretch;margin:8px 0 12px;padding:0;row-gap:10px}
.station{display:flex;align-items:stretch;flex:0 1 auto;min-width:0;max-width:100%}
.station.many{flex:1 1 340px}
.frame{flex:1 1 auto;min-width:130px;max-width:100%;border:1px solid #cfccc2;background:var(--card);border-radius:6px;padding:7px 10px 9px;line-height:1.55}
.station:not(.many) .frame{max-width:250px}
.frame.end{border:1.5px solid var(--ink)}
.frame>b{font-size:13.5px}
.who{color:var(--soft);font-size:12.5px;display:block}
.steps{list-style:none;display:flex;flex-wrap:wrap;gap:6px;margin:4px 0 0;padding:0}
.step{flex:1 1 132px;max-width:280px;font-size:12.5px;border:1px solid var(--line);border-radius:4px;padding:4px 8px;background:var(--paper)}
.station:not(.many) .step:not(.key){border:0;padding:0;background:none}
.step.key{border:2px solid var(--ng);background:var(--ngbg)}
.step em,table em{font-style:normal;color:var(--ng);font-weight:600;font-size:12px;display:block}
.no{display:inline-block}
.no{display:inline-block}
.hop .who{color:var(--soft)}
.hop.end{border-color:var(--ink);border-width:1.5px}
.hop.key{border:2px solid var(--ng);background:var(--ngbg)}
.hop em,table em{font-style:normal;color:var(--ng);font-weight:600;font-size:12px;display:block}
.no{display:inline-block;min-width:1.5em;text-align:center;font-size:11px;font-weight:600;color:var(--ai);border:1px solid #b9c4d8;border-radius:8px;line-height:1.45;background:#fff}
.carry{display:flex;flex-direction:column;align-items:center;justify-content:center;padding:0 6px;font-size:11.5px;line-height:1.25;color:var(--soft);max-width:110px;min-width:42px;text-align:center}
.arrow{width:30px;height:10px}
.ev{list-style:none;margin:0 0 10px;padding:0;border:1px solid var(--line);border-radius:5px;background:#fff;font:12px/1.65 var(--mono)}
.ev li{display:grid;grid-template-columns:auto minmax(150px,250px) minmax(0,1fr);gap:12px;padding:6px 10px;border-top:1px solid var(--line);align-items:start}
.ev li:first-child{border-top:0}
.ev .at span{display:block;color:var(--soft);word-break:break-all}
.ev .at .file{color:var(--ink)}
.ev li>code{white-space:pre-wrap;font-size:12px}
.ev li>.at:first-child{grid-column:1/3}
.ev mark{background:#fbd9d4;color:inherit;padding:1px 2px;border-radius:2px;font-weight:600;box-decoration-break:clone;-webkit-box-decoration-break:clone}
.fix{margin:12px 0;padding:8px 14px;background:#f3f5fa;border-left:3px solid var(--ai);border-radius:3px}
.fix ul{margin:2px 0;padding-left:1.3em}.fix p{margin:2px 0 0}
details.sub{margin:6px 0}
details.sub>summary{color:var(--ai);font-size:13px}
.judge{border:1px dashed #b9b4a6;border-radius:5px;margin:12px 0 0;padding:4px 12px 10px;font-size:13px}
.judge legend{padding:0 6px;font-weight:600}
.choices,.fields{display:flex;flex-wrap:wrap;gap:2px 16px}
.fields label{flex:1 1 12em;font-size:12px;color:var(--soft)}.fields label:first-child{flex:3 1 20em}
.judge textarea,.judge input{display:block}.judge input[type=radio]{display:inline}
.card{display:flex;flex-direction:column}.card .judge{margin-top:auto}
.judge textarea,.judge input[type=text]{width:100%;font:inherit;border:1px solid #8b8778;border-radius:4px;padding:4px 8px;background:#fff;color:inherit}
.scroll+.open{margin-top:12px}
.open{list-style:none;margin:0;padding:0}
.open>li{background:var(--card);border:1px solid var(--line);border-left:4px solid #a87900;border-radius:6px;padding:8px 14px;margin:0 0 8px}
.open p{margin:2px 0}.open .shape{color:var(--un)}
td.undetermined{color:var(--un)}
table.map{width:100%;border-collapse:separate;border-spacing:6px;table-layout:fixed}
table.map th{font-weight:500;color:var(--soft);font-size:12.5px;text-align:left}
table.map th:first-child{width:8.5em}
table.map td{border:1px solid var(--line);background:var(--card);border-radius:5px;padding:8px 10px;vertical-align:top}
.bar{width:100%;height:8px;border-radius:3px;margin-top:6px;display:block;border:1px solid #cfccc2}
.counts,.none{font-size:12px;color:var(--soft);display:block;margin-top:3px}
.none:before{content:"";display:block;height:8px;border:1px dashed #b9b4a6;border-radius:3px;margin-bottom:3px}
.res summary{list-style-position:outside;margin-left:1em}.res span{font-size:12px;color:var(--soft);display:block;margin-left:1em}
.defs{position:absolute}
pre{background:#fff;border:1px solid var(--line);border-radius:5px;padding:10px 14px;overflow:auto;font-size:12.5px;margin:4px 0}
pre code{word-break:normal}
@media screen and (max-width:860px){
.path{flex-direction:column}.station,.station.many{flex-direction:column;flex:0 0 auto}.station:not(.many) .frame,.step{max-width:none}
.carry{flex-direction:row-reverse;gap:8px;max-width:none;padding:10px 0 10px 14px;justify-content:flex-end}
.arrow{transform:rotate(90deg)}
.ev li{grid-template-columns:auto minmax(0,1fr)}.ev li>code,.ev li>.soft{grid-column:1/-1}
table.map,table.map tbody,table.map tr,table.map td,table.map th{display:block;width:auto}
table.map thead{display:none}table.map tr{margin-bottom:10px}table.map td{margin:4px 0}
table.map td:before{content:attr(data-kind);color:var(--soft);font-size:12px;display:block}
}
`
