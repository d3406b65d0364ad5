/*
 * The look of the report. No script, no outside font, no picture from
 * elsewhere: it opens in ten years from an archive as it does today. Every
 * pair of text and ground has a contrast of 4.5 or more (WCAG 2.2, 1.4.3).
 */
#include "show/html.h"

/* What is filled in the colour of a kind; `h`: hatched, as all that is likely. */
#define KIND(kind) \
	".k-" kind "{fill:var(--" kind "-2);stroke:var(--" kind "-3);stroke-width:.8px}.pale-" kind "{fill:var(--" kind "-1)}" \
	".k-" kind ".h{fill:url(#hatch-" kind ")}",

static const char *const rules[] = {
	/* Three shades a kind: its ground in a hatch, itself, and the edge that sets it off (3 to 1 from the paper, 1.4.11). */
	":root{--ink:#1c2530;--soft:#55606e;--line:#dfdbd1;--paper:#fffefb;--band:#f6f3ec;--bad:#9c2f18;"
	"--care:#7d5200;--good:#2b6442;--calm:#2f5672;"
	"--differs-1:#f4e4c3;--differs-2:#d3a04a;--differs-3:#8f6414;--same-1:#dbe6ee;--same-2:#86a7bd;--same-3:#3f6a86;"
	"--bad-1:#f3ded7;--bad-2:#cf8f7d;--bad-3:#9c2f18;--care-1:#f0e3ea;--care-2:#c9a3b8;--care-3:#8a4f70;"
	"--open-1:#e7e4ec;--open-2:#b9b3c4;--open-3:#6c6380;--clear-1:#e0ece3;--clear-2:#a9c6b0;--clear-3:#3f7a54;"
	"--none-2:#c9ccd0;--none-3:#767c84;--share-1:#dbe6ee;--share-2:#2f5672;--share-3:#2f5672;",
	"--serif:'Iowan Old Style','Palatino Linotype',Palatino,'Book Antiqua','URW Palladio L',P052,Georgia,serif;"
	"--sans:'Segoe UI','Helvetica Neue','Noto Sans','Liberation Sans',Arial,sans-serif;"
	"--mono:ui-monospace,'Cascadia Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace}",
	"*{box-sizing:border-box}",
	"@media screen and (prefers-color-scheme:dark){:root{--ink:#e9e6df;--soft:#a9b1ba;--line:#3a424c;--paper:#14181d;--band:#1e252c;"
	"--bad:#ff9d85;--care:#f0b95c;--good:#86c79a;--calm:#8fc1e3;"
	"--differs-1:#4a3a1c;--differs-2:#7d5a1e;--differs-3:#e0b566;--same-1:#25394a;--same-2:#3f6079;--same-3:#8fb9d6;"
	"--bad-1:#47251d;--bad-2:#8a4535;--bad-3:#ff9d85;--care-1:#3d2935;--care-2:#784e66;--care-3:#dba4c3;"
	"--open-1:#302d3d;--open-2:#5c5575;--open-3:#b5abd0;--clear-1:#22352a;--clear-2:#3f6a4d;--clear-3:#8ecba1;"
	"--none-2:#4a5058;--none-3:#9aa1aa;--share-1:#25394a;--share-2:#8fc1e3;--share-3:#8fc1e3}}",
	"html{color-scheme:light dark;-webkit-text-size-adjust:100%}",
	"body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 var(--sans)}",
	"header,main,footer{max-width:70rem;margin:0 auto;padding:0 1.5rem}",
	"header{padding-top:4.5rem}",
	"h1,h2,h3{font-family:var(--serif);font-weight:600;line-height:1.2;text-wrap:balance;overflow-wrap:anywhere}",
	"h1{font-size:2.6rem;letter-spacing:-.01em;margin:0 0 .75rem}",
	"h2{font-size:1.7rem;margin:0 0 1rem}",
	"h3{font-size:1.15rem;margin:0}",
	"h4,h3.minor{font:600 .8rem/1.3 var(--sans);letter-spacing:.07em;text-transform:uppercase;color:var(--soft);margin:2rem 0 .5rem}",
	"p{max-width:42rem;margin:0 0 1rem}",
	".lead{font:1.2rem/1.55 var(--serif)}",
	".faint,.under{color:var(--soft)}",
	".under{font-size:.9rem;font-weight:400;margin:0}",
	".id{display:inline-block;max-width:100%;overflow-wrap:anywhere}",
	"a{color:var(--calm);text-underline-offset:.15em}",
	"a:focus-visible,summary:focus-visible,.wide:focus-visible{outline:3px solid var(--calm);outline-offset:3px}",
	".skip{position:absolute;left:-100vw}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem}",
	"nav ul{display:flex;flex-wrap:wrap;gap:.4rem 1.6rem;list-style:none;margin:1.5rem 0 0;padding:.8rem 0;"
	"border-top:1px solid var(--line);border-bottom:1px solid var(--line)}",
	"section{margin:0;padding:3.5rem 0 0}",
	".numbers{display:grid;grid-template-columns:repeat(4,1fr);gap:1.5rem;margin:0 0 2.5rem;padding:0}",
	".numbers div{display:flex;flex-direction:column}",
	".numbers dt{font-weight:600}",
	".numbers dd{margin:0}",
	".numbers .count{order:-1;font:600 clamp(1.8rem,7.5vw,3.6rem)/1.1 var(--serif);font-variant-numeric:lining-nums}",
	".numbers .note{font-size:.85rem;line-height:1.4;color:var(--soft);max-width:14rem}",
	"@media(max-width:40rem){.numbers{grid-template-columns:1fr 1fr}header{padding-top:2rem}h1{font-size:2rem}}",
	"figure{margin:1.5rem 0 2rem}svg{display:block;width:100%;height:auto}svg text{font:15px var(--sans);fill:var(--ink)}",
	"svg .head{font-size:13px;fill:var(--soft);letter-spacing:.04em}",
	"figcaption{font-size:.9rem;color:var(--soft);margin-top:.75rem}",
	"svg text{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}",
	KIND("differs") KIND("same") KIND("bad") KIND("care") KIND("open") KIND("clear") KIND("none") KIND("share")
	"pattern *{stroke:none!important}.bar{fill:var(--ink)}.bar.unnamed{fill:var(--none-3)}.site{fill-opacity:.75}",
	".l-bad{fill:var(--bad);stroke:var(--bad)}.l-care{fill:var(--care);stroke:var(--care)}.l-calm{fill:var(--calm);stroke:var(--calm)}"
	"line[class^=l-]{stroke-width:4px}.axis{stroke:var(--line)}.l-line{fill:none;stroke:var(--soft)}.ground{fill:var(--band)}",
	"@media screen and (max-width:50rem){figure svg{min-width:54rem}}",
	".wide{overflow-x:auto}@media(max-width:50rem){.wide table{min-width:44rem}}",
	"table{width:100%;border-collapse:collapse;font-size:.92rem;line-height:1.45;margin:0 0 1.5rem;"
	"font-variant-numeric:tabular-nums lining-nums}",
	"caption{text-align:left;color:var(--soft);font-size:.9rem;padding:0 0 .6rem}",
	"th,td{text-align:left;vertical-align:top;padding:.6rem .9rem .6rem 0;border-bottom:1px solid var(--line);"
	"overflow-wrap:anywhere}",
	"thead th{font-weight:600;font-size:.82rem;color:var(--soft);border-bottom:1.5px solid var(--soft);"
	"overflow-wrap:normal;vertical-align:bottom}",
	"tbody th{font-weight:600}",
	"time{white-space:nowrap}.number{text-align:right}#rules~.wide th:first-child{min-width:17rem}#rules~.wide td:last-child{min-width:17rem}",
	"td.none{color:var(--soft)}",
	"code{font:.88em/1.5 var(--mono);white-space:pre-wrap;overflow-wrap:anywhere}",
	".status{font-weight:600;white-space:nowrap}",
	".status::before{display:inline-block;width:1.1em;font-weight:400}",
	".s6{color:var(--bad)}.s6::before{content:'\\25a0'/''}",
	".s5{color:var(--bad)}.s5::before{content:'\\25a1'/''}",
	".s4,.s3{color:var(--care)}.s4::before{content:'\\25b2'/''}.s3::before{content:'\\25b3'/''}",
	".s2{color:var(--soft)}.s2::before{content:'?'/''}",
	".s1{color:var(--soft)}.s1::before{content:'\\25cb'/''}",
	".s0{color:var(--good)}.s0::before{content:'\\25cf'/''}",
	".differs{color:var(--care);font-weight:600}td .differs{white-space:nowrap}",
	"details{border-bottom:1px solid var(--line);content-visibility:auto;contain-intrinsic-size:auto 4rem}",
	"summary{display:grid;grid-template-columns:1rem minmax(0,4fr) minmax(0,4fr) minmax(0,3fr);gap:1rem;"
	"align-items:baseline;padding:.9rem .2rem;cursor:pointer;list-style:none}",
	"summary::-webkit-details-marker{display:none}",
	"summary::before{content:'+'/'';color:var(--soft);font-family:var(--mono)}",
	"details[open]>summary::before{content:'\\2212'/''}",
	"summary:hover{background:var(--band)}",
	".inside{padding:0 0 2.5rem 2.2rem}",
	"@media(max-width:40rem){summary{grid-template-columns:1rem 1fr}summary>*:nth-child(n+2){grid-column:2}"
	".inside{padding-left:0}}",
	".gravest{display:flex;flex-wrap:wrap;gap:.4rem 2rem;list-style:none;margin:0 0 1rem;padding:0}.gravest b{font-variant-numeric:tabular-nums}",
	".says{font:1.15rem/1.5 var(--serif);margin:.5rem 0 1rem}",
	".facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.9rem 1.5rem;margin:0}",
	".facts dt,.words dt{font-size:.85rem;color:var(--soft)}.facts dd{margin:0;overflow-wrap:anywhere}",
	".words dt{color:var(--ink);font-size:1rem;font-weight:600;margin-top:.8rem}.words dd{margin:0;max-width:42rem}",
	".verdict{margin:0 0 1.5rem;padding:0 0 0 1rem;border-left:3px solid var(--line)}",
	".verdict p{margin:0 0 .3rem}.verdict ul{margin:.3rem 0 .5rem;padding-left:1.2rem;max-width:44rem}",
	".against td:first-child{border-left:3px solid var(--care);padding-left:.7rem}",
	".evidence{table-layout:fixed}.evidence th:nth-child(1){width:36%}.evidence th:nth-child(3){width:15%}"
	".evidence th:nth-child(4){width:21%}",
	"@media screen and (max-width:40rem){.evidence,.evidence tbody,.evidence tr,.evidence td,.evidence caption{display:block;width:auto}"
	".evidence thead{position:absolute;clip-path:inset(50%)}.evidence td{border:0;padding:.2rem 0}"
	".evidence tr{border-bottom:1px solid var(--line);padding:.6rem 0}}",
	"footer{padding-top:4rem;padding-bottom:4rem;color:var(--soft);font-size:.9rem}",
	/* Papers: the annex, the inventory, the letters */
	".paper main{padding-top:3.5rem}.marked{border-left:4px solid var(--calm);padding:.2rem 0 .2rem 1rem;margin:1.5rem 0 0;font-weight:600}",
	".paper li{max-width:42rem;margin:0 0 .4rem}.paper footer p{overflow-wrap:anywhere}",
	".letter{padding-top:5rem}.letter{break-before:page}.letter+.letter{border-top:1px solid var(--line);margin-top:4rem}",
	".whole{white-space:nowrap}.signs td{height:3.2rem}.paper section section{padding-top:1.5rem}.paper section section h3{margin:0 0 .6rem}.form td{padding-left:.4rem;height:2.4rem;border:1px solid var(--line)}",
	"@page{margin:18mm 16mm}@page broad{size:landscape}",
	"@media print{.broad{page:broad}.broad table{font-size:.85rem}svg text{font-size:17px}html{font-size:9.5pt}.wide{overflow:visible}.wide table{min-width:0}body{background:#fff}header{padding-top:0}.paper main,.letter{padding-top:0}nav,.skip{display:none}"
	"header,main,footer{max-width:none;padding-left:0;padding-right:0}section{padding-top:1.6rem}"
	"th,td{padding:.35rem .7rem .35rem 0}"
	"h2,h3,h4,summary,p:has(+figure),p:has(+p+figure){break-after:avoid}tr,figure,.verdict,.numbers{break-inside:avoid}"
	"thead{display:table-header-group}details{content-visibility:visible;border-bottom:0;margin-bottom:1rem}"
	/* Paper cannot be opened: what is folded on the screen is printed unfolded. */
	"details::details-content{content-visibility:visible;display:block;height:auto}"
	".many details:not([open]){display:none}"
	"summary::before{content:''}.inside{padding-left:0}a{color:inherit;text-decoration:none}}",
};

void html_style(FILE *to) {
	html_raw(to, "<style>\n");
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		html_raw(to, rules[i]);
		html_raw(to, "\n");
	}
	html_raw(to, "</style>\n");
}
