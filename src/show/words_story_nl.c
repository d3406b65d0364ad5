/*
 * The words of the story of a device in Dutch, at level B1: short sentences, ordinary words.
 */
#include "show/words.h"

const char *const words_story_nl[WORD_COUNT] = {
	/* Who made it, and how sure that is */
	[W_MADE_NONE] = "Fabrikant niet vastgesteld.",
	[W_MADE_POSSIBLE] = "Fabrikant niet vastgesteld; mogelijk gemaakt door {maker} (zekerheid "
		"{confidence}).",
	[W_MADE_LIKELY] = "Waarschijnlijk gemaakt door {maker} (zekerheid {confidence}).",
	[W_MADE_VERY_LIKELY] = "Zeer waarschijnlijk gemaakt door {maker} (zekerheid {confidence}).",
	[W_MADE_CONFIRMED] = "Vastgesteld: gemaakt door {maker} (zekerheid {confidence}).",
	[W_GRADE_UNKNOWN] = "Niets van wat is vastgelegd, zegt wie het maakte, of de aanwijzingen spreken "
		"elkaar tegen.",
	[W_GRADE_POSSIBLE] = "Wat is vastgelegd, past bij deze fabrikant, en ook bij andere.",
	[W_GRADE_LIKELY] = "Wat is vastgelegd, wijst op deze fabrikant, maar is niet genoeg om het vast te "
		"stellen.",
	[W_GRADE_CONFIRMED] = "Een bewijs, of aanwijzingen die niet van elkaar afhangen, noemen deze "
		"fabrikant.",
	[W_SETTLED_CONFIRM] = "{who} heeft het apparaat bekeken en vastgelegd wie het maakte: besluit "
		"{number}.",
	[W_SETTLED_REJECT] = "{who} heeft het apparaat bekeken en vastgelegd dat {maker} het niet maakte: "
		"besluit {number}.",
	[W_BELONGS] = "Dat bedrijf hoort bij {company}.",
	[W_LABEL_SAYS] = "Het merk is {label} ({likelihood}, zekerheid {confidence}).",
	[W_LABEL_NONE] = "Er is geen merk vastgelegd.",
	[W_DIFFERS] = "De fabrikant is een ander dan het merk zegt: het is een omgelabeld product.",
	[W_AGREES] = "Merk en fabrikant horen bij elkaar.",
	/* What a mark says of a device */
	[W_AS_MAKER] = "fabrikant",
	[W_AS_LABEL] = "merk",
	[W_AS_MODEL] = "model op het etiket",
	[W_AS_ORIGINAL] = "model van de fabriek",
	[W_AS_KIND] = "soort apparaat",
	[W_AS_CHIP] = "belangrijkste chip",
	[W_AS_FIRMWARE] = "firmware",
	[W_HINT] = "zwak",
	[W_FAIR] = "redelijk",
	[W_STRONG] = "sterk",
	[W_PROOF] = "bewijs",
	[W_THIS_IS_HINT] = "Dit is een zwakke aanwijzing: mensen kunnen het invoeren, of andere apparaten doen "
		"hetzelfde.",
	[W_THIS_IS_FAIR] = "Dit is redelijk sterk: gewoon bij deze apparaten, maar ook elders gezien.",
	[W_THIS_IS_STRONG] = "Dit is sterk: zelden gezien bij iets anders.",
	[W_THIS_IS_PROOF] = "Dit is bewijs: alleen de firmware van die fabrikant maakt dit.",
	/* Why it is not surer */
	[W_LIMIT_CONTESTED] = "Het staat niet vast, want iets wat meer is dan een zwakke aanwijzing noemt een andere "
		"fabrikant.",
	[W_LIMIT_PROOF] = "Het staat niet vast. Daarvoor is een bewijs nodig, of twee soorten aanwijzingen "
		"die niet van elkaar afhangen. Zwakke aanwijzingen en namen tellen daarvoor niet, en een MAC-blok alleen is "
		"nooit genoeg.",
	[W_LIMIT_CONFIDENCE] = "Het staat niet vast. Daarvoor is een zekerheid van 0,99 nodig.",
	[W_LIMIT_RIVAL] = "Het blijft mogelijk, want voor een andere fabrikant pleit ongeveer evenveel. "
		"Het programma kiest niet tussen die twee.",
	[W_LIMIT_LOW] = "Het blijft mogelijk, want de zekerheid is te laag om op te bouwen. Op een "
		"fabrikant die alleen mogelijk is, wordt geen regel toegepast.",
	[W_LIMIT_NONE] = "Er wordt geen fabrikant genoemd, want wat is gezien is daarvoor niet genoeg.",
	[W_RIVAL_MAKER] = "{name} blijft mogelijk als fabrikant (zekerheid {confidence}).",
	[W_RIVAL_LABEL] = "{name} blijft mogelijk als merk (zekerheid {confidence}).",
	[W_RIVAL_CHIP] = "{name} blijft mogelijk als fabrikant van de belangrijkste chip (zekerheid "
		"{confidence}).",
	[W_RIVAL_OTHER] = "Ook {name} blijft mogelijk (zekerheid {confidence}).",
	/* What would settle it */
	[W_SETTLE] = "Wat uitsluitsel kan geven",
	[W_STEP_DONE] = "Er is niets meer nodig. Wie twijfelt, kan opnieuw lezen, of het typeplaatje en de "
		"printplaat met het bewijs vergelijken.",
	[W_STEP_TWO] = "Zoek uit of er twee apparaten achter dit adres zitten: een recorder met eigen "
		"aansluitingen, een router die doorstuurt of een wifiversterker ziet er zo uit.",
	[W_STEP_DRONE] = "Neem de identificatie op die hij in de lucht uitzendt (Remote ID): het "
		"serienummer begint met de code van de fabrikant (ANSI/CTA-2063-A).",
	[W_STEP_HIKVISION] = "Stuur het de zoekvraag van Hikvision (SADP, UDP-poort 37020). Firmware "
		"van Hikvision antwoordt met model en serienummer, wat er ook op het apparaat staat.",
	[W_STEP_DAHUA] = "Stuur het de zoekvraag van Dahua (DHDiscover, UDP-poort 37810). Firmware van "
		"Dahua antwoordt met het model en de naam waaronder het is verkocht.",
	[W_STEP_XIONGMAI] = "Stuur het de zoekvraag van Xiongmai (UDP-poort 34569). Firmware van "
		"Xiongmai antwoordt met serienummer en type.",
	[W_STEP_TP_LINK] = "Stuur het de zoekvraag van TP-Link (UDP-poort 20002). Het antwoordt met "
		"het model en met de regio waarvoor het is gemaakt.",
	[W_STEP_AXIS] = "Vraag de webserver om de basisgegevens van Axis (VAPIX). Daarvoor is met de "
		"huidige firmware geen wachtwoord nodig.",
	[W_STEP_HICHIP] = "Stuur het de zoekvraag van HiChip (HDS, UDP-poort 8002). Firmware van HiChip "
		"antwoordt met een eigen kenmerk.",
	[W_STEP_UBIQUITI] = "Stuur het de zoekvraag van Ubiquiti (UDP-poort 10001). Het antwoordt met "
		"het model.",
	[W_STEP_TVT] = "Stuur het de zoekvraag van TVT (UDP-poort 23456). Firmware van TVT antwoordt "
		"met het model, wat er ook op het apparaat staat.",
	[W_STEP_REOLINK] = "Stuur het de zoekvraag van Reolink (UDP-poort 2000). Het antwoordt met het "
		"MAC-adres en meestal het model.",
	[W_STEP_HANWHA] = "Stuur het de zoekvraag van Hanwha (UDP-poort 7701). Het antwoordt met het "
		"model.",
	[W_STEP_I_PRO] = "Stuur het de zoekvraag van i-PRO (UDP-poort 10670). Het antwoordt met model "
		"en serienummer.",
	[W_STEP_VIVOTEK] = "Stuur het de zoekvraag van VIVOTEK (UDP-poort 10000). Het antwoordt met "
		"het model.",
	[W_STEP_ONVIF] = "Stuur het de zoekvraag van ONVIF (WS-Discovery, UDP-poort 3702). De meeste "
		"camera’s, van welke fabrikant ook, antwoorden met hun model.",
	[W_STEP_WEB] = "Open de webpagina zonder in te loggen, en bewaar de titel en de kopregels van het "
		"antwoord.",
	[W_STEP_TLS] = "Vraag poort 443 om het certificaat: daarin staat wie het uitgaf.",
	[W_STEP_PLATE_VIDEO] = "Fotografeer het typeplaatje: het modelnummer, en het nummer van een "
		"goedkeuring zoals het FCC ID. In dat dossier staat de fabrikant.",
	[W_STEP_PLATE] = "Bekijk het typeplaatje, of vraag het aan wie het apparaat gebruikt.",
	[W_STEP_SUPPLIER] = "Vraag de leverancier schriftelijk wie het apparaat ontwierp en wie de "
		"firmware schreef.",
	/* Where a field comes from */
	[W_FROM_MAC] = "Uit het adres van de netwerkpoort",
	[W_FROM_ARP] = "Uit antwoorden over het eigen adres",
	[W_FROM_DHCP] = "Uit de vraag om een adres (DHCP)",
	[W_FROM_DNS] = "Uit vragen aan de naamserver (DNS)",
	[W_FROM_MDNS] = "Uit de melding aan het eigen netwerk (mDNS)",
	[W_FROM_SSDP] = "Uit de melding via UPnP",
	[W_FROM_UPNP] = "Uit de beschrijving via UPnP",
	[W_FROM_WSD] = "Uit het antwoord op de zoekvraag van ONVIF (WS-Discovery)",
	[W_FROM_ONVIF] = "Uit de ONVIF-dienst",
	[W_FROM_HTTP] = "Uit de webserver",
	[W_FROM_RTSP_PATH] = "Uit het adres van de videostroom (RTSP)",
	[W_FROM_RTSP] = "Uit de videoserver (RTSP)",
	[W_FROM_SDP] = "Uit de beschrijving van de videostroom (SDP)",
	[W_FROM_SNI] = "Uit de naam van een server die het opriep (TLS)",
	[W_FROM_TLS] = "Uit het certificaat (TLS)",
	[W_FROM_SADP] = "Uit het antwoord op SADP, de zoekvraag van Hikvision",
	[W_FROM_ISAPI] = "Uit het antwoord van ISAPI, de interface van Hikvision",
	[W_FROM_DHDISCOVER] = "Uit het antwoord op DHDiscover, de zoekvraag van Dahua",
	[W_FROM_VAPIX] = "Uit het antwoord van VAPIX, de interface van Axis",
	[W_FROM_DVRIP] = "Uit het antwoord via het protocol van Xiongmai",
	[W_FROM_SEARCH] = "Uit het antwoord op de zoekvraag van {maker}",
	[W_FROM_INTERFACE] = "Uit het antwoord van de interface van {maker}",
	[W_FROM_TOLD] = "Uit wat het aan het eigen netwerk meldt",
	[W_FROM_GVCP] = "Uit het antwoord op de zoekvraag van GigE Vision",
	[W_FROM_PPPP] = "Uit het antwoord op de zoekvraag van de peer-to-peercloud",
	[W_FROM_LLDP] = "Uit wat het aan de switch meldt (LLDP)",
	[W_FROM_CDP] = "Uit wat het aan de switch meldt (CDP)",
	[W_FROM_SNMP] = "Uit de beheerdienst (SNMP)",
	[W_FROM_PORT] = "Uit een open poort",
	[W_FROM_FIRMWARE] = "Uit de firmware",
	[W_FROM_REGISTER] = "Uit de eigen administratie",
	[W_FROM_DRONE] = "Uit de identificatie als drone",
	[W_FROM_SEEN] = "Uit wat is gezien",
	/* When and where something was seen */
	[W_AT_ROW] = "register {file}, rij {row}",
	[W_AT_BYTE_OF] = "gezien op {time} bij byte {byte} van {file}",
	[W_AT_BYTE] = "gezien op {time} bij byte {byte}",
	[W_AT_TIME_OF] = "gezien op {time} in {file}",
	[W_AT_TIME] = "gezien op {time}",
	[W_AT_LINE_OF] = "regel {line} van {file}",
	[W_AT_LINE] = "regel {line}",
	/* The story: heads */
	[W_H_WHO] = "Wie het maakte",
	[W_H_AGAINST] = "Wat dit tegenspreekt",
	[W_H_SURE] = "Hoe zeker wij daardoor zijn",
	[W_H_TOLD] = "Wat mensen ervan weten",
	[W_H_ASIDE] = "Wat verder is gebleken",
	[W_H_ALL] = "Alles wat is vastgelegd",
	/* The story: evidence */
	[W_SEEN_AT] = "{number}. {source}: {field} was \"{value}\", {place}.",
	[W_SEEN_SO] = "{number}. {source}: {field} was \"{value}\".",
	[W_READS] = "Het kenmerk {mark} leest hieruit: {says}.",
	[W_FACT_SOURCE] = "Bron",
	[W_SAME_FROM] = "Hetzelfde bleek uit: {list}.",
	[W_SAME_FROM_MORE] = "Hetzelfde bleek uit: {list}, en nog {count}.",
	[W_SHORT_AT] = "{number}. {field} was \"{value}\", {place}: {says} ({strength}, kenmerk {mark}).",
	[W_SHORT_SO] = "{number}. {field} was \"{value}\": {says} ({strength}, kenmerk {mark}).",
	[W_REST_ONE] = "En nog één kenmerk dat iets dergelijks zegt; met --json ziet u ze allemaal.",
	[W_REST_MANY] = "En nog {count} kenmerken die iets dergelijks zeggen; met --json ziet u ze "
		"allemaal.",
	[W_WHY_NONE] = "Niets van wat is vastgelegd noemt een fabrikant of merk dat wij geloven.",
	[W_AGAINST_NONE] = "Niets van wat is vastgelegd noemt een andere fabrikant of een ander merk.",
	[W_MORE_ONE] = "en nog één waarde van {field}",
	[W_MORE_MANY] = "en nog {count} waarden van {field}",
	/* The story: how sure */
	[W_FOR_NONE] = "Niets pleit ervoor.",
	[W_FOR_ONE] = "Eén waarneming pleit ervoor.",
	[W_FOR_MANY] = "{count} waarnemingen pleiten ervoor.",
	[W_CON_NONE] = "Geen enkele spreekt het tegen.",
	[W_CON_ONE] = "Eén spreekt het tegen.",
	[W_CON_MANY] = "{count} spreken het tegen.",
	[W_PROOF_IT] = "Het is een bewijs.",
	[W_PROOF_NOT_IT] = "Het is geen bewijs.",
	[W_PROOF_NONE] = "Geen daarvan is een bewijs.",
	[W_PROOF_ONE] = "Eén daarvan is een bewijs.",
	[W_PROOF_MANY] = "{count} daarvan zijn een bewijs.",
	[W_KINDS] = "Soorten aanwijzingen die meer dan zwak zijn en niet van elkaar afhangen: {count}.",
	[W_ODDS_ONE] = "Een zekerheid van {confidence} betekent: van {of} apparaten waarvan evenveel "
		"bekend is, zou er ongeveer één van een andere fabrikant zijn.",
	[W_ODDS_MANY] = "Een zekerheid van {confidence} betekent: van {of} apparaten waarvan evenveel "
		"bekend is, zouden er ongeveer {count} van andere fabrikanten zijn.",
	[W_RECORD] = "Het woord is getest op: {devices}. Het programma zei \"{word}\" bij {named} daarvan, "
		"en noemde bij {right} de juiste fabrikant.",
	/* The story: what people told and decided */
	[W_CONTRACT] = "Contract {id}: {title}.",
	[W_CONTRACT_UNTITLED] = "Contract {id}.",
	[W_CONTRACT_WITH] = "Het is gesloten met {supplier}.",
	[W_CONTRACT_FROM] = "Het loopt vanaf {day}.",
	[W_CONTRACT_UNTIL] = "Het loopt tot {day}; op die dag zelf niet meer.",
	[W_CONTRACT_WORTH] = "Het is {currency} {value} waard.",
	[W_PARTS] = "Onderdelen erin",
	[W_PARTS_WHOLE] = "De lijst van onderdelen is volledig.",
	[W_PARTS_OPEN] = "De lijst van onderdelen is niet volledig.",
	[W_BOUGHT] = "Gekocht op {day}.",
	[W_L_MADE_IN] = "Vervaardigd in",
	[W_L_WHAT] = "Wat het is",
	[W_DECIDED_HEAD] = "Wat is besloten:",
	[W_DECISION] = "- Besluit {number}: {kind}, door {who} op {day}.",
	[W_DECISION_LAW] = "Het valt onder {law}.",
	[W_DECISION_ACT] = "Het is voor de handeling {act}.",
	[W_DECISION_MADE] = "Het zegt dat {maker} het apparaat maakte.",
	[W_DECISION_NOT_MADE] = "Het zegt dat {maker} het apparaat niet maakte.",
	[W_DECISION_STATUS] = "De uitkomst is: {status}.",
	[W_DECISION_PART] = "Het ging over het onderdeel {part}.",
	[W_DECISION_PARTIAL] = "Het ging alleen over het onderdeel {part}, en staat voor het geheel niets "
		"toe.",
	[W_HOLDS_FROM] = "Het geldt vanaf {day}.",
	[W_HOLDS_UNTIL] = "Het geldt tot {day}; op die dag zelf niet meer.",
	[W_L_PAPER] = "Stuk",
	[W_L_AGAINST] = "Gezocht naar wat dit tegenspreekt",
	/* The story: rules */
	[W_RULES_VERDICTS] = "Regels naar uitkomst",
	[W_RULES_ONE] = "Er is één regel gevraagd.",
	[W_RULES_ALL] = "Bij elke regel staat hieronder voor wie hij geldt; met --as ROL vraagt u alleen "
		"de regels die voor u gelden.",
	[W_AS_STOOD] = "Zoals de regels golden op {day}, als het apparaat is wat hierboven staat:",
	[W_SHARED] = "Waar bijna alle regels hieronder op steunen:",
	[W_RESTS] = "Dit steunt op wat hierboven over het apparaat is gezegd.",
	[W_LENT] = "Besluit {number} staat het toe tot {day}; op die dag zelf niet meer.",
	[W_DECIDED] = "Dat volgt uit besluit {number}.",
	[W_GONE_BY] = "Het moet uiterlijk op {day} weg zijn.",
	[W_DAY_OF_CONDITION] = "De dag die voor de voorwaarde is gesteld, is {day}.",
	[W_H_SUPERSEDED] = "Eerder gezegd, nu niet meer",
	[W_IS_SUPERSEDED] = "Een oudere lezing van een register zei dit. Een nieuwere van hetzelfde register zegt iets anders, dus het "
		"telt niet meer mee.",
	[W_DAY_IF_COVERED] = "Als het onder de regel valt, is de gestelde dag {day}.",
	[W_L_BINDS] = "Waarvoor hij geldt",
	[W_L_BINDS_WHOM] = "Voor wie hij geldt",
	[W_IN_FORCE] = "Van kracht vanaf {from}.",
	[W_IN_FORCE_UNTIL] = "Van kracht vanaf {from}, tot {until}; op die dag zelf niet meer.",
	[W_L_AUTHORITY] = "Instantie",
	[W_L_CITATION] = "Vindplaats",
	[W_FACT_SOURCES] = "Bronnen",
	[W_UNDER_RULES_STORY] = "{status}, bij {count} regels:",
	[W_THE_RULES] = "De regels",
	[W_ASK_LAW] = "Vraag er een op met --law om alle redenen te zien.",
	[W_RULES_CLEAR] = "Regels waar het niet onder valt",
	[W_RULES_NOT_IN_FORCE] = "Regels die op die dag niet van kracht waren",
};
