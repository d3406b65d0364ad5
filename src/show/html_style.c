/*
 * The look of the report. No script, no outside font, no picture from
 * elsewhere: it opens in ten years from an archive as it does today. Every
 * pair of text and ground has a contrast of 4.5 or more (WCAG 2.2, 1.4.3).
 */
#include "show/html.h"

static const char *const rules[] = {
	":root{--ink:#1c2530;--soft:#55606e;--line:#dfdbd1;--paper:#fffefb;--band:#f6f3ec;--bad:#9c2f18;"
	"--care:#7d5200;--good:#2b6442;--calm:#2f5672;",
	"--serif:'Iowan Old Style','Palatino Linotype',Palatino,'Book Antiqua','URW Palladio L',P052,Georgia,serif;"
	"--sans:'Segoe UI','Helvetica Neue','Noto Sans','Liberation Sans',Arial,sans-serif;"
	"--mono:ui-monospace,'Cascadia Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace}",
	"*{box-sizing:border-box}",
	"html{color-scheme:light;-webkit-text-size-adjust:100%}",
	"body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 var(--sans)}",
	"header,main,footer{max-width:70rem;margin:0 auto;padding:0 1.5rem}",
	"header{padding-top:4.5rem}",
	"h1,h2,h3{font-family:var(--serif);font-weight:600;line-height:1.2;text-wrap:balance;overflow-wrap:anywhere}",
	"h1{font-size:2.6rem;letter-spacing:-.01em;margin:0 0 .75rem}",
	"h2{font-size:1.7rem;margin:0 0 1rem}",
	"h3{font-size:1.15rem;margin:0}",
	"h4,h3.minor{font:600 .8rem/1.3 var(--sans);font-size:.8rem;letter-spacing:.07em;text-transform:uppercase;color:var(--soft);margin:2rem 0 .5rem}",
	"p{max-width:42rem;margin:0 0 1rem}",
	".lead{font:1.2rem/1.55 var(--serif)}",
	".faint,.under{color:var(--soft)}",
	".under{font-size:.9rem;margin:0}",
	".id{display:inline-block;max-width:100%;overflow-wrap:anywhere}",
	"a{color:var(--calm);text-underline-offset:.15em}",
	"a:focus-visible,summary:focus-visible{outline:3px solid var(--calm);outline-offset:3px}",
	".skip{position:absolute;left:-100vw}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem}",
	"nav ul{display:flex;flex-wrap:wrap;gap:.4rem 1.6rem;list-style:none;margin:1.5rem 0 0;padding:.8rem 0;"
	"border-top:1px solid var(--line);border-bottom:1px solid var(--line)}",
	"section{margin:0;padding:3.5rem 0 0}",
	".numbers{display:grid;grid-template-columns:repeat(4,1fr);gap:1.5rem;margin:0 0 2.5rem;padding:0}",
	".numbers div{display:flex;flex-direction:column}",
	".numbers dt{font-weight:600}",
	".numbers dd{margin:0}",
	".numbers .count{order:-1;font:600 3.6rem/1.1 var(--serif);font-variant-numeric:lining-nums}",
	".numbers .note{font-size:.85rem;line-height:1.4;color:var(--soft);max-width:14rem}",
	"@media(max-width:40rem){.numbers{grid-template-columns:1fr 1fr}header{padding-top:2rem}h1{font-size:2rem}}",
	"figure{margin:1.5rem 0 2rem}svg{display:block;width:100%;height:auto}svg text{font:15px var(--sans);fill:#1c2530}",
	"svg .head{font-size:13px;fill:#55606e;letter-spacing:.04em}",
	"figcaption{font-size:.9rem;color:var(--soft);margin-top:.75rem}",
	"svg text{paint-order:stroke;stroke:#fffefb;stroke-width:3px;stroke-linejoin:round}",
	"@media screen and (max-width:50rem){figure svg{min-width:54rem}}",
	".wide{overflow-x:auto}.wide:focus-visible{outline:3px solid var(--calm)}@media(max-width:50rem){.wide table{min-width:44rem}}",
	"table{width:100%;border-collapse:collapse;font-size:.92rem;line-height:1.45;margin:0 0 1.5rem;"
	"font-variant-numeric:tabular-nums lining-nums}",
	"caption{text-align:left;color:var(--soft);font-size:.9rem;padding:0 0 .6rem}",
	"th,td{text-align:left;vertical-align:top;padding:.6rem .9rem .6rem 0;border-bottom:1px solid var(--line);"
	"overflow-wrap:anywhere}",
	"thead th{font-weight:600;font-size:.82rem;color:var(--soft);border-bottom:1.5px solid var(--soft);"
	"overflow-wrap:normal;vertical-align:bottom}",
	"tbody th{font-weight:600}",
	".number{text-align:right}",
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
	".differs{color:var(--care);font-weight:600}",
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
	".says{font:1.15rem/1.5 var(--serif);margin:.5rem 0 1rem}",
	".facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.9rem 1.5rem;margin:0}",
	".facts dt,.words dt{font-size:.85rem;color:var(--soft)}.facts dd{margin:0;overflow-wrap:anywhere}",
	".words dt{color:var(--ink);font-size:1rem;font-weight:600;margin-top:.8rem}.words dd{margin:0;max-width:42rem}",
	".verdict{margin:0 0 1.5rem;padding:0 0 0 1rem;border-left:3px solid var(--line)}",
	".verdict p{margin:0 0 .3rem}.verdict ul{margin:.3rem 0 .5rem;padding-left:1.2rem;max-width:44rem}",
	".against td:first-child{border-left:3px solid var(--care);padding-left:.7rem}",
	".evidence{table-layout:fixed}.evidence th:nth-child(1){width:36%}.evidence th:nth-child(3){width:15%}"
	".evidence th:nth-child(4){width:21%}",
	"footer{padding-top:4rem;padding-bottom:4rem;color:var(--soft);font-size:.9rem}",
	/* Papers: the annex, the inventory, the letters */
	".paper main{padding-top:3.5rem}.marked{border-left:4px solid var(--calm);padding:.2rem 0 .2rem 1rem;margin:1.5rem 0 0;font-weight:600}",
	".paper li{max-width:42rem;margin:0 0 .4rem}.paper footer p{overflow-wrap:anywhere}",
	".letter{padding-top:5rem}.letter{break-before:page}.letter+.letter{border-top:1px solid var(--line);margin-top:4rem}",
	".signs td{height:3.2rem}.form td{height:2.4rem;border:1px solid var(--line)}",
	"@page{margin:18mm 16mm}",
	"@media print{svg text{font-size:17px}html{font-size:9.5pt}.wide{overflow:visible}.wide table{min-width:0}body{background:#fff}header{padding-top:0}.paper main,.letter{padding-top:0}nav,.skip{display:none}"
	"header,main,footer{max-width:none;padding-left:0;padding-right:0}section{padding-top:1.6rem}"
	"h2,h3,h4,summary{break-after:avoid}tr,figure,.verdict,.numbers{break-inside:avoid}"
	"thead{display:table-header-group}details{content-visibility:visible;border-bottom:0;margin-bottom:1rem}"
	/* Paper cannot be opened: what is folded on the screen is printed unfolded. */
	"details::details-content{content-visibility:visible;display:block;height:auto}"
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
