/** Paper: A4, heads repeated, paths and quotes whole, folds open, nothing that only a screen needs. */
export const PRINT = `
@media print{
:root{--paper:#fff}
html{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{font-size:9.5pt;line-height:1.6}
.app{display:block}
nav,.skip,.tools{display:none}
main{padding:0;max-width:none}
h1{font-size:15pt}h2{font-size:12pt;margin-top:18pt}h3{font-size:10.5pt}
h2,h3,summary,caption,h2+.note{break-after:avoid}
.card,.path,.station,.step,.ev li,.fix,.judge,.say,.open>li,tr,details.finding,table.map,table.mx,.legend,.facts{break-inside:avoid}
.pair h3{break-after:avoid}
.scroll{overflow:visible;max-height:none}
thead{display:table-header-group}
table.plain th,table.mx th{position:static}
table{font-size:8.5pt}
.cards{grid-template-columns:repeat(3,1fr);gap:8px}.card{padding:8px 10px}
.path{flex-direction:row}.station.many{flex:1 1 250px}.frame{min-width:84px;padding:5px 7px}.frame>b{font-size:9pt}.who,.step{font-size:8pt}.step{flex-basis:96px;padding:3px 5px}.station:not(.many) .frame{max-width:130px}
.carry{font-size:7.5pt;max-width:70px;min-width:30px;padding:0 3px}.arrow{width:22px}
.ev{font-size:7.5pt}.ev li{grid-template-columns:auto 170px minmax(0,1fr)}.ev li>code{font-size:7.5pt}
.judge textarea{min-height:14mm;border:0;border-bottom:1px solid #8b8778}
.judge input[type=text]{border:0;border-bottom:1px solid #8b8778}
.hash{font-size:6.5pt;min-width:12em}
footer{display:none}
a{color:inherit;text-decoration:none}
details.sub:not([open],.paper){display:none}
details.paper::details-content{content-visibility:visible;display:block}
.judge textarea{resize:none}
.res::details-content{content-visibility:visible;display:block}
}
`
