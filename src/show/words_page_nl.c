/*
 * The words of the report page in Dutch, at level B1: short sentences, ordinary words.
 */
#include "show/words.h"

const char *const words_page_nl[WORD_PAGE_END] = {
	/* The head of the page */
	[W_ESTATE] = "Apparatenbestand {name}",
	[W_PAGE_TITLE] = "{name}: wie maakte onze apparaten",
	[W_NAV] = "Op deze pagina",
	[W_FOOTER] = "Wie hier wordt genoemd en het er niet mee eens is, kan het bewijs opvragen: bij elke "
		"regel staat waar het is gezien.",
	/* Under the four numbers */
	[W_TOUCHED_NONE] = "Geen apparaat valt onder een regel.",
	[W_TOUCHED_ONE] = "Eén apparaat valt onder ten minste één regel.",
	[W_TOUCHED_MANY] = "{count} apparaten vallen onder ten minste één regel.",
	[W_BY_GRAVEST] = "Apparaten naar hun zwaarste uitkomst",
	[W_MISSING_ONE] = "Voor één apparaat ontbreekt een feit. De redenen bij dat apparaat noemen het.",
	[W_MISSING_MANY] = "Voor {count} apparaten ontbreekt een feit. De redenen bij elk apparaat noemen "
		"het.",
	[W_NO_DEVICE] = "Er is geen apparaat gevonden.",
	/* Label, real maker, rule */
	[W_RELABELLED] = "omgelabeld",
	[W_FLOW_ONE] = "Het verschil dat het meest voorkomt: het merk is {label}, de fabrikant "
		"is {maker}. Dat geldt voor één apparaat.",
	[W_FLOW_MANY] = "Het verschil dat het meest voorkomt: het merk is {label}, de fabrikant "
		"is {maker}. Dat geldt voor {count} apparaten.",
	[W_FLOW_PICTURE] = "Figuur: merken, fabrikanten en uitkomsten",
	[W_FLOW_TITLE] = "Banen van het merk op elk apparaat naar het bedrijf dat het maakte, en naar de "
		"zwaarste uitkomst. De tabel eronder geeft de getallen.",
	[W_FLOW_CAPTION] = "Links: het merk. Midden: wie het echt maakte. Rechts: de "
		"zwaarste uitkomst, die geldt als het apparaat is wat de aanwijzingen zeggen. Okeren banen: merk "
		"en fabrikant verschillen. Blauwe banen: ze horen bij elkaar, of er is geen merk bekend. Vol: "
		"vastgesteld. Gearceerd: waarschijnlijk. Grijs: fabrikant niet vastgesteld.",
	[W_FLOW_TOGETHER] = "Paren met weinig apparaten zijn samen getekend.",
	[W_FLOW_LABEL] = "het merk is",
	[W_FLOW_MAKER] = "echt gemaakt door",
	[W_FLOW_RULE] = "de zwaarste uitkomst",
	[W_OTHER_LABELS] = "ander of geen merk",
	[W_OTHER_MAKERS] = "andere fabrikanten",
	/* Makers and market */
	[W_SHARES] = "Fabrikanten, hier en op de markt",
	[W_SHARES_TOP] = "Van de bekende fabrikanten maakte {maker} de meeste camera’s en recorders: "
		"{count} van de {all}, dat is {share}%.",
	[W_SHARES_MARKET] = "Het aandeel van dit bedrijf op de markt wordt geschat op {share}%. Bedoeld is "
		"deze markt: {market}.",
	[W_SHARES_NONE] = "Van geen camera of recorder is de fabrikant vastgesteld.",
	[W_SHARES_PICTURE] = "Figuur: fabrikanten en hun aandeel",
	[W_SHARES_TITLE] = "Balken: welk deel van de camera’s en recorders elke fabrikant maakte, hier en "
		"op de markt. De tabel eronder geeft de getallen.",
	[W_SHARES_HEAD] = "aandeel in de camera’s en recorders",
	[W_SHARES_CAPTION] = "Volle balken: vastgesteld. Gearceerd: waarschijnlijk. Grijs: fabrikant niet "
		"vastgesteld.",
	[W_SHARES_CAPTION_MARKET] = "De okeren lijn onder een balk is het aandeel van de fabrikant op de "
		"markt. Dat is een schatting. De bronnen staan in data/markets.yaml.",
	[W_SHARES_TABLE] = "Camera’s en recorders naar echte fabrikant",
	[W_T_SHARE] = "Aandeel hier",
	[W_T_MARKET] = "Aandeel op de markt",
	/* Deadlines */
	[W_DUES_NEXT] = "De eerstvolgende dag is {day}. Dagen te gaan: {days}. Apparaten waar het om gaat: "
		"{count}.",
	[W_DUES_PASSED] = "Alle dagen die regels hebben gesteld, zijn voorbij.",
	[W_DUES_PICTURE] = "Figuur: de termijnen",
	[W_DUES_TITLE] = "Lijnen in de tijd: de dag die elke regel of elk besluit stelt. De tabel eronder "
		"heeft dezelfde dagen.",
	[W_DUES_AXIS] = "vanaf de dag van de toets, {day}",
	[W_DUES_CAPTION] = "Een volle lijn eindigt op de dag waarop een apparaat weg moet zijn. Een "
		"onderbroken lijn eindigt op de dag waarop een besluit afloopt dat het toestaat, een gestippelde op een dag die een regel voor een voorwaarde stelt. "
		"Achter elke dag staat het aantal apparaten.",
	[W_DUES_FIRST] = "Alleen de eerste dagen van de tabel zijn getekend.",
	[W_DUES_MORE] = "Uitkomsten met een andere dag: {count}. Ze staan in de lijst van apparaten.",
	/* Sites */
	[W_SITES_KNOWN] = "Op {seen} van de {sites} locaties zijn apparaten bekend, gezien of alleen uit de administratie.",
	[W_SITES_PICTURE] = "Kaart van de locaties",
	[W_SITES_TITLE] = "Een kaart zonder straten: een cirkel voor elke locatie. De tabel eronder geeft "
		"de getallen.",
	[W_SITES_CAPTION] = "Elke cirkel is een locatie; de oppervlakte is het aantal apparaten. De cirkel "
		"daarin staat voor apparaten die een regel beperkt of verbiedt. Waar camera’s hangen, is gevoelig: "
		"denk na voordat u deze kaart doorgeeft.",
	[W_T_ESTABLISHED] = "Vastgesteld of waarschijnlijk",
	[W_SITES_OTHERS] = "alle andere locaties",
	/* Rules */
	[W_LAWS] = "Wat de regels zeggen",
	[W_LAWS_SAYS] = "Een regel kan voor de een gelden en voor de ander niet: lees eerst voor wie hij "
		"geldt, dan pas de getallen. De uitkomsten gelden als elk apparaat is wat de aanwijzingen zeggen.",
	[W_LAWS_TABLE] = "Apparaten per regel en uitkomst",
	[W_T_BINDS] = "Waarvoor en voor wie hij geldt",
	[W_LAW_FROM] = "Van kracht vanaf {day}",
	[W_LAW_FOR] = "Voor: {roles}",
	/* Devices */
	[W_DEVICES_TABLE] = "Alle apparaten, de zwaarste uitkomst eerst",
	[W_T_WORST] = "Zwaarste uitkomst",
	[W_DETAILS] = "Elk apparaat, met het bewijs",
	[W_DETAILS_SAYS] = "Open een apparaat om te zien wie het maakte, wat de regels zeggen en waaruit "
		"dat blijkt.",
	[W_DETAILS_PAPER] = "Het zijn veel apparaten: alleen wat u opent, wordt afgedrukt.",
	[W_MAKER_NONE] = "fabrikant niet vastgesteld",
	[W_MAKER_AS] = "{maker}, verkocht als {label}",
	[W_FACT_CHIP] = "Belangrijkste chip",
	[W_FACT_FIRMWARE] = "Firmware",
	[W_FACT_ADDRESSES] = "Adressen",
	[W_FACT_FIRST] = "Eerst gezien",
	[W_FACT_LAST] = "Laatst gezien",
	[W_FACT_SEEN] = "Gezien",
	[W_SEEN_NEVER] = "nee; het staat alleen in de administratie",
	[W_FACT_BOOKS] = "In de administratie sinds",
	[W_UNDER_RULES] = "Aantal regels dat dit zegt: {count}",
	[W_EVIDENCE] = "Bewijs",
	[W_EVIDENCE_OF] = "Bewijs bij {device}",
	[W_EVIDENCE_NONE] = "Geen kenmerk herkent iets van wat van dit apparaat is gezien.",
	[W_T_SEEN] = "Wat is gezien",
	[W_T_TELLS] = "Wat het zegt, en waarom",
	[W_T_STRENGTH] = "Hoe sterk",
	[W_T_MARK] = "Kenmerk en bron",
	[W_SPEAKS_AGAINST] = "spreekt dit tegen",
	[W_BYTES] = "({count} bytes)",
	/* Method, and what words mean */
	[W_METHOD_SAYS] = "birthmark leest bit voor bit wat apparaten op het netwerk zeggen en bewaart "
		"waar elk woord is gezien. Kenmerken maken van wat is gezien uitspraken. Uitspraken van "
		"verschillende soort worden tegen elkaar afgewogen. Wat daaruit komt, wordt vergeleken met de "
		"regels zoals die golden op de dag hierboven. Elke stap staat bij elk apparaat.",
	[W_METHOD_SCOPES] = "Wie de scans toestond, en wat",
	[W_METHOD_SURE] = "Hoe zeker wij zijn, in vaste woorden",
	[W_METHOD_LIMITS] = "Wat dit niet kan weten",
	[W_METHOD_VERDICTS] = "Wat een uitkomst betekent",
	[W_T_POSSIBLE] = "Mogelijk",
	[W_T_UNKNOWN] = "Onbekend",
	[W_IS_CONFIRMED] = "Een zekerheid van 0,99 of meer, en een bewijs of twee soorten aanwijzingen die "
		"niet van elkaar afhangen. Met alleen een MAC-blok of een naam staat niets vast.",
	[W_IS_LIKELY] = "Wat is gezien, wijst op deze fabrikant, maar is niet genoeg om het vast te "
		"stellen; een zekerheid van 0,80 of meer. Vanaf 0,95 zeggen wij “zeer waarschijnlijk”.",
	[W_IS_POSSIBLE] = "Het past, en andere passen ook; een zekerheid van 0,20 of meer. Telt als niet "
		"vastgesteld.",
	[W_IS_UNKNOWN] = "Niets van wat is gezien zegt wie het maakte, of de aanwijzingen spreken elkaar "
		"tegen. Telt als niet vastgesteld.",
	[W_X_MAKER] = "Fabrikant",
	[W_X_LABEL] = "Merk",
	[W_X_RELABELLED] = "Omgelabeld",
	[W_IS_RELABELLED] = "De fabrikant is een ander dan het merk zegt. Dat is in de handel gewoon en op "
		"zich geen overtreding.",
	[W_X_MARK] = "Kenmerk",
	[W_IS_MARK] = "Een bekende eigenschap waaraan apparaten van een fabrikant te herkennen zijn, met "
		"bron, voorbeelden en tegenvoorbeelden.",
	[W_IS_STRENGTH] = "Zwak: mensen kunnen het invoeren of veranderen. Redelijk: gewoon bij deze "
		"fabrikant, ook elders gezien. Sterk: zelden gezien op iets anders. Bewijs: alleen de firmware "
		"van die fabrikant maakt dit.",
	[W_X_BLOCK] = "MAC-blok",
	[W_IS_BLOCK] = "Een reeks netwerkadressen die de IEEE aan een bedrijf gaf. Het zegt wie de "
		"adressen kocht; dat is vaak de fabrikant van een onderdeel.",
	[W_X_SILENT] = "Alleen wat zich meldde, is gezien",
	[W_IS_SILENT] = "Een apparaat dat zweeg, uitstond of op een netwerk zat dat niet is gelezen, is "
		"niet gezien. Het staat hier alleen als een register het noemt. Dat het "
		"ontbreekt, zegt niets.",
	[W_X_HIDDEN] = "Camera’s achter een recorder of router kunnen verborgen zijn",
	[W_IS_HIDDEN] = "Een recorder kan de camera’s noemen die hij gebruikt. Dan noemt de recorder ze, "
		"en niet de camera’s zichzelf.",
	[W_X_FALSE] = "Woorden kunnen onwaar zijn",
	[W_IS_FALSE] = "Namen, titels en plaatsen zijn door mensen ingevoerd. Ze tellen alleen als "
		"zwakke aanwijzing.",
	[W_X_BRAND] = "Een merk is niet al zijn modellen",
	[W_IS_BRAND] = "Merken wisselen van leverancier. Wat over één apparaat is gezegd, geldt niet voor "
		"het merk.",
	[W_X_CHIP] = "Een chip is geen fabrikant",
	[W_IS_CHIP] = "De belangrijkste chip is een feit op zich. Sommige regels vragen ernaar, de meeste "
		"niet.",
	[W_X_ADVICE] = "Dit is geen juridisch advies",
	[W_IS_ADVICE] = "Het zegt wat de tekst van een regel op een dag omvat. Of de regel voor u geldt en "
		"welke uitzondering van toepassing is, bepaalt u samen met uw jurist.",
	[W_MEANS_CLEAR] = "Dit apparaat valt niet onder de regel.",
	[W_MEANS_NOT_IN_FORCE] = "De regel was op die dag niet van kracht.",
	[W_MEANS_UNDETERMINED] = "Er ontbreekt een feit, of de fabrikant is niet zeker genoeg voor deze "
		"regel. De redenen noemen het.",
	[W_MEANS_RESTRICTED] = "Toegestaan onder een voorwaarde, zoals een risicoanalyse of een "
		"afgescheiden netwerk.",
	[W_MEANS_LICENCE] = "Er is een vergunning voor nodig.",
	[W_MEANS_PROHIBITED_NEW] = "Het mag niet meer worden gekocht, verkocht of ingevoerd. Wat er al is, "
		"mag blijven, tenzij er een dag is gesteld.",
	[W_MEANS_PROHIBITED] = "Wie aan de regel is gebonden, mag het niet gebruiken, of geen contract "
		"sluiten met wie dat doet.",
};
