/*
 * The words of the papers in Dutch, at level B1: short sentences, ordinary words, no passive where there is a doer.
 */
#include "show/words.h"

const char *const words_nl[WORD_COUNT] = {
	/* What stands on every paper */
	[W_ON_FOR_ALL] = "Getoetst aan de regels zoals die golden op {day}. Alle bekende regels "
		"zijn gevraagd.",
	[W_ON_FOR_ROLES] = "Getoetst aan de regels zoals die golden op {day}, voor: {roles}.",
	[W_MADE] = "Gemaakt op {day} met birthmark {version}.",
	[W_IS_PUBLIC] = "Openbaar. Plaatsen, adressen en namen zijn weggelaten. De lijst van "
		"weglatingen aan het einde zegt wat en hoe vaak.",
	[W_IS_CONFIDENTIAL] = "Vertrouwelijk. Dit stuk noemt plaatsen en adressen van apparaten. "
		"Geef het niet door zonder toestemming.",
	[W_IS_LETTERS] = "Vertrouwelijk. "
		"Elke brief is voor één leverancier. Lees en onderteken hem voordat hij uitgaat.",
	[W_SKIP] = "Naar de inhoud",
	[W_REPLACES] = "Correctie",
	[W_REPLACES_SAYS] = "Dit stuk komt in de plaats van het stuk met nummer {id}. Wat er "
		"veranderde, en waarom: {why}",
	[W_NUMBER_IS] = "Nummer van dit stuk: {id}",
	[W_NUMBER_CHECK] = "Het nummer is de SHA-256 van alle regels vanaf die met <main tot en "
		"met die met </main>. Wie een woord verandert, verandert het nummer.",
	[W_NOT_ADVICE] = "Dit stuk is geen juridisch advies. Het zegt wat de tekst van een regel "
		"op een dag omvat. Of een regel voor u geldt en welke uitzondering van "
		"toepassing is, bepaalt u samen met uw jurist.",
	[W_REPLY] = "Recht op weerwoord",
	[W_REPLY_SAYS] = "Wie hier wordt genoemd en het er niet mee eens is, kan het bewijs van "
		"elke regel opvragen en antwoorden. Een antwoord wordt bij het bewijs "
		"bewaard. Verandert daardoor een uitkomst, dan komt er een nieuw stuk in de "
		"plaats van dit stuk, dat zegt wat er veranderde.",
	[W_NOBODYS_INTENT] = "Een merk dat een ander bedrijf noemt dan de fabrikant is in de "
		"handel gewoon. Het zegt niets over iemands bedoeling.",
	[W_NOT_KNOWN] = "niet bekend",
	/* Four numbers */
	[W_SUMMARY] = "In vier getallen",
	[W_FOUND] = "gevonden",
	[W_FOUND_NOTE] = "apparaten die zijn gezien of in een register staan",
	[W_CONFIRMED] = "vastgesteld",
	[W_CONFIRMED_NOTE] = "fabrikant bekend door bewijs of door onafhankelijke aanwijzingen",
	[W_LIKELY] = "waarschijnlijk",
	[W_LIKELY_NOTE] = "sterke aanwijzingen voor één fabrikant, geen bewijs",
	[W_UNRESOLVED] = "niet opgelost",
	[W_UNRESOLVED_NOTE] = "fabrikant niet vastgesteld",
	[W_RELABELLED_NONE] = "Op geen enkel apparaat noemt het merk een ander bedrijf dan de "
		"fabrikant.",
	[W_RELABELLED_ONE] = "Op één apparaat noemt het merk een ander bedrijf dan de fabrikant.",
	[W_RELABELLED_MANY] = "Op {count} apparaten noemt het merk een ander bedrijf dan de "
		"fabrikant.",
	[W_IF_SO] = "De uitkomsten hieronder gelden als elk apparaat is wat de aanwijzingen "
		"zeggen.",
	/* Likelihood */
	[W_VERY_LIKELY] = "zeer waarschijnlijk",
	[W_POSSIBLE] = "mogelijk",
	[W_UNKNOWN] = "onbekend",
	/* What a rule says */
	[W_S_PROHIBITED] = "verboden",
	[W_S_PROHIBITED_NEW] = "verboden bij nieuwe aankoop",
	[W_S_LICENCE] = "vergunning nodig",
	[W_S_RESTRICTED] = "beperkt toegestaan",
	[W_S_UNDETERMINED] = "een feit ontbreekt",
	[W_S_NOT_IN_FORCE] = "niet van kracht",
	[W_S_CLEAR] = "valt er niet onder",
	[W_S_NOT_JUDGED] = "niet getoetst",
	/* Kinds of device */
	[W_C_CAMERA] = "camera",
	[W_C_RECORDER] = "recorder",
	[W_C_DOORBELL] = "deurbel",
	[W_C_LPR] = "kentekenlezer",
	[W_C_INTERCOM] = "intercom",
	[W_C_DRONE] = "drone",
	[W_C_ACCESS] = "toegangscontrole",
	[W_C_NETWORK] = "netwerkapparatuur",
	[W_C_PHONE] = "telefoon",
	[W_C_PRINTER] = "printer",
	[W_C_COMPUTER] = "computer",
	[W_C_APPLIANCE] = "huishoudelijk apparaat",
	[W_C_OTHER] = "anders",
	[W_C_UNKNOWN] = "niet bekend",
	/* Heads of tables */
	[W_T_SITE] = "Locatie",
	[W_T_DEVICES] = "Apparaten",
	[W_T_CONFIRMED] = "Vastgesteld",
	[W_T_LIKELY] = "Waarschijnlijk",
	[W_T_UNRESOLVED] = "Niet opgelost",
	[W_T_KIND] = "Soort apparaat",
	[W_T_LABEL] = "Merk",
	[W_T_MODEL] = "Model op het etiket",
	[W_T_ORIGINAL] = "Model van de fabriek",
	[W_T_MAKER] = "Echte fabrikant",
	[W_T_LIKELIHOOD] = "Zekerheid over de fabrikant",
	[W_T_RULE] = "Regel",
	[W_T_VERSION] = "Van kracht vanaf",
	[W_T_VERDICT] = "Uitkomst",
	[W_T_VERDICTS] = "Apparaten per uitkomst",
	[W_T_DAY] = "Dag",
	[W_T_DAYS_LEFT] = "Dagen te gaan",
	[W_T_ENDS] = "Wat eindigt",
	[W_T_CONTRACT] = "Contract",
	[W_T_SUPPLIER] = "Leverancier",
	[W_T_UNTIL] = "Laatste dag",
	[W_T_MET] = "Beperkt of verboden",
	[W_T_DEVICE] = "Apparaat",
	[W_T_MAC] = "MAC-adres",
	[W_T_ADDRESS] = "Adres",
	[W_T_SIZE] = "Apparaten op één locatie",
	[W_T_SITES] = "Locaties",
	[W_T_NUMBER] = "Nummer",
	[W_T_DECISION] = "Besluit",
	[W_T_BY] = "Door wie",
	[W_T_WHY] = "Waarom",
	[W_T_FROM_UNTIL] = "Vanaf, en tot de dag vóór",
	[W_T_WHAT] = "Wat is weggelaten",
	[W_T_TIMES] = "Aantal",
	[W_T_BECAUSE] = "Waarom",
	/* The annex to a letter to the council */
	[W_ANNEX_TITLE] = "Bijlage bij de raadsbrief: wie maakte onze apparaten",
	[W_ANNEX_TITLE_CLOSED] = "Vertrouwelijke bijlage bij de raadsbrief: wie maakte onze "
		"apparaten, en waar staan ze",
	[W_A_METHOD] = "Werkwijze en grenzen",
	[W_A_METHOD_1] = "Het programma birthmark las wat apparaten op het netwerk zeggen en wat "
		"de administratie erover zegt. Het bewaarde waar elk woord is gezien.",
	[W_A_METHOD_2] = "Kenmerken waaraan apparaten van een fabrikant te herkennen zijn, maken "
		"van wat is gezien uitspraken. Uitspraken die niet van elkaar afhangen "
		"worden samen gewogen.",
	[W_A_METHOD_3] = "Vastgesteld: een zekerheid van 0,99 of meer, en een bewijs of twee "
		"soorten aanwijzingen die niet van elkaar afhangen. Waarschijnlijk: 0,80 of "
		"meer. Al het andere telt als niet opgelost.",
	[W_A_METHOD_4] = "Daarna zijn de regels toegepast, elk zoals die gold op de dag van de "
		"toets.",
	[W_A_LIMIT_1] = "Een apparaat dat zweeg, uitstond of op een netwerk zat dat niet is "
		"gelezen, staat niet in dit stuk. Dat zegt niets over dat apparaat.",
	[W_A_LIMIT_2] = "Camera’s achter een recorder of router kunnen buiten beeld blijven.",
	[W_A_LIMIT_3] = "Namen die mensen hebben ingevoerd kunnen fout zijn. Ze tellen alleen "
		"als hint.",
	[W_A_LIMIT_4] = "Een merk wisselt van leverancier. Wat over één apparaat is gezegd, "
		"geldt niet voor alle apparaten van dat merk.",
	[W_B_SITES] = "Aantallen per locatie en per soort",
	[W_B_SITES_OPEN] = "In deze openbare bijlage staan de locaties niet bij naam. De tabel "
		"zegt hoeveel locaties hoeveel apparaten hebben.",
	[W_B_CAPTION_SITES] = "Apparaten per locatie",
	[W_B_CAPTION_SIZES] = "Locaties naar aantal apparaten",
	[W_B_CAPTION_KINDS] = "Apparaten per soort",
	[W_B_NO_SITE] = "geen locatie bekend",
	[W_B_SIZE_0] = "geen apparaat gezien",
	[W_B_SIZE_1] = "1 tot en met 4",
	[W_B_SIZE_2] = "5 tot en met 19",
	[W_B_SIZE_3] = "20 of meer",
	[W_C_LABELS] = "Merk en echte fabrikant",
	[W_C_LABELS_CAPTION] = "Apparaten naar merk en echte fabrikant",
	[W_C_MORE] = "Apparaten waarvan het paar niet in deze tabel staat: {count}.",
	[W_NO_LABEL] = "geen merk gezien",
	[W_NO_MAKER] = "niet vastgesteld",
	[W_D_RULES] = "Regels die zijn toegepast",
	[W_D_RULES_SAYS] = "Elke regel is toegepast zoals die gold op {day}. Een regel geldt "
		"voor sommigen en voor anderen niet.",
	[W_D_RULES_NONE] = "Er is geen regel gevraagd.",
	[W_D_CAPTION] = "Regels, hun versie en het aantal apparaten per uitkomst",
	[W_E_DUES] = "Termijnen",
	[W_E_DUES_NONE] = "Geen regel stelt een dag vast voor een apparaat dat is gezien.",
	[W_E_CAPTION] = "Dagen die regels en besluiten stellen",
	[W_E_GONE] = "het apparaat moet weg zijn",
	[W_E_LENT] = "een besluit dat het toestaat loopt af",
	[W_E_PASSED] = "is voorbij",
	[W_F_CONTRACTS] = "Contracten",
	[W_F_CONTRACTS_NONE] = "Er is geen contract bekend.",
	[W_F_CAPTION] = "Contracten en hun apparaten",
	[W_F_NUMBERED] = "Contract {number}",
	[W_G_COVERAGE] = "Wat is gezien, en wat niet",
	[W_G_SEEN] = "Bronnen van het bewijs: {sources}. Het eerste apparaat is gezien op {first}, "
		"het laatste op {last}.",
	[W_G_SEEN_UNDATED] = "Bronnen van het bewijs: {sources}. Zij zeggen niet wanneer zij het zagen.",
	[W_G_SITES] = "Op {seen} van de {sites} bekende locaties zijn apparaten gezien.",
	[W_G_NO_SITES] = "Er is geen locatie bekend. Daarom kan niemand zeggen welke plekken "
		"niet zijn gezien.",
	[W_G_NO_SITE] = "Apparaten waarvan de locatie niet bekend is: {count}.",
	[W_G_UNRESOLVED] = "Apparaten waarvan de fabrikant niet is vastgesteld: {count}. Ze kunnen onder "
		"een regel vallen.",
	[W_G_RESOLVED] = "Van elk apparaat dat is gezien is de fabrikant vastgesteld of waarschijnlijk.",
	[W_G_SOURCES] = "Bronnen",
	[W_H_DECISIONS] = "Besluiten",
	[W_H_DECISIONS_NONE] = "Op deze dag geldt geen besluit.",
	[W_H_CAPTION] = "Besluiten die gelden op de dag van de toets",
	[W_K_LICENCE] = "vergunning",
	[W_K_WAIVER] = "ontheffing",
	[W_K_EXEMPTION] = "uitzondering in de regel",
	[W_K_CASE] = "besluit in één geval",
	[W_K_CONFIRM] = "fabrikant bevestigd door een persoon",
	[W_K_REJECT] = "fabrikant weerlegd door een persoon",
	[W_OPEN_END] = "zonder einde",
	[W_I_DEVICES] = "Alle apparaten",
	[W_I_CAPTION] = "Apparaten, hun plaatsen en adressen",
	[W_J_GLOSSARY] = "Woorden in dit stuk",
	[W_J_MAKER] = "Het bedrijf dat het apparaat en de software erin heeft ontworpen.",
	[W_J_LABEL] = "De naam waaronder het apparaat wordt verkocht.",
	[W_J_RULE] = "Een wet, een besluit van een overheid of een beleid dat zegt wat mag "
		"worden gekocht of gebruikt.",
	[W_J_DECISION] = "Wat een persoon of een overheid over een apparaat heeft vastgelegd, "
		"met een reden.",
	[W_J_UNDETERMINED] = "De fabrikant is niet zeker genoeg voor deze regel, of er ontbreekt "
		"een feit waar de regel naar vraagt.",
	[W_L_LOG] = "Lijst van weglatingen",
	[W_L_CAPTION] = "Wat uit deze openbare bijlage is weggelaten",
	[W_L_DEVICES] = "namen van apparaten",
	[W_L_MACS] = "MAC-adressen",
	[W_L_ADDRESSES] = "netwerkadressen",
	[W_L_SITES] = "locaties: naam en plaats",
	[W_L_CONTRACTS] = "contracten: titel en leverancier",
	[W_L_PEOPLE] = "besluiten: wie ze nam, en de redenen",
	[W_L_SOURCES] = "namen van de bronnen",
	[W_L_SAFETY] = "Het zou iemand helpen die de apparaten wil aanvallen.",
	[W_L_TRADE] = "Het gaat over een bedrijf dat nog niet is gehoord.",
	[W_L_PRIVACY] = "Het gaat over een persoon.",
	/* The inventory behind the representation */
	[W_FAR_TITLE] = "Inventarisatie bij de verklaring volgens FAR 52.204-24 en 52.204-26",
	[W_FAR_WHAT] = "Section 889 van de NDAA voor 2019 vraagt een aanbieder of hij bepaalde "
		"telecommunicatieapparatuur levert of gebruikt. Dit stuk is de "
		"inventarisatie waarop het antwoord kan steunen. Het geeft het antwoord "
		"niet: dat doet wie tekent.",
	[W_FAR_SCOPE] = "Reikwijdte",
	[W_FAR_SCOPE_SAYS] = "Apparaten die op de dag van maken zijn vastgelegd: {count}. Ze vallen alle "
		"binnen de reikwijdte.",
	[W_FAR_FOUND] = "Wat is gevonden onder section 889",
	[W_FAR_RULES_NONE] = "Geen van de regels van section 889 is gevraagd. Deze "
		"inventarisatie beantwoordt niets. Vraag met de rol us-federal-contractor.",
	[W_FAR_NONE] = "Er is geen apparaat gevonden dat onder een regel van section 889 valt, "
		"binnen de reikwijdte en op de dag hierboven. Wat niet kon worden gezien "
		"staat hieronder.",
	[W_FAR_LIST_SAYS] = "De lijst bevat elk apparaat waarvoor een van deze regels meer zegt "
		"dan dat het er niet onder valt. FAR 52.204-24(e) vraagt om de producent, "
		"het merk, het modelnummer, een omschrijving en het gebruik.",
	[W_FAR_CAPTION_LIST] = "Apparaten om te bekijken vóór het tekenen",
	[W_FAR_USE] = "Gebruik, en wat daarvoor telt",
	[W_FAR_EXCEPTIONS] = "Uitzonderingen op deze regels",
	[W_FAR_EXCEPTIONS_SAYS] = "Alleen mensen kunnen zeggen of deze gelden. Bij elke staat de "
		"vraag.",
	[W_FAR_EXCEPTIONS_CAPTION] = "Uitzonderingen en hun vragen",
	[W_T_EXCEPTION] = "Uitzondering",
	[W_T_ASK] = "Vraag",
	[W_FAR_INQUIRY] = "FAR 52.204-25(a) vraagt om een redelijk onderzoek: naar alle "
		"informatie die u heeft over wie de producent is. Vergelijk deze "
		"inventarisatie met uw inkoopadministratie voordat u tekent.",
	[W_FAR_SIGN] = "Bekeken door",
	[W_SIGN_NAME] = "Naam en functie",
	[W_SIGN_DAY] = "Plaats en datum",
	[W_SIGN_HAND] = "Handtekening",
	/* The letter to a supplier */
	[W_LETTER_TITLE] = "Brieven aan leveranciers: verzoek om een verklaring",
	[W_LETTER_NONE] = "Er valt geen apparaat onder een bekend contract. Er is dus niemand om "
		"aan te schrijven.",
	[W_LETTER_UNDER_NONE] = "Apparaten die niet onder een bekend contract vallen: {count}. Geen brief "
		"vraagt daarnaar.",
	[W_LETTER_TO] = "Aan {supplier}",
	[W_LETTER_TO_UNKNOWN] = "Aan de leverancier van het contract hieronder",
	[W_LETTER_SUBJECT] = "Contract {id}, {title}: wie maakte de apparaten die u leverde",
	[W_LETTER_DEAR] = "Geachte heer, mevrouw,",
	[W_LETTER_WHY] = "Wij onderzoeken wie de apparaten in onze netwerken maakte. Onder dit "
		"contract zagen wij {count} apparaten. Wij vragen u ons te vertellen wie ze "
		"maakte.",
	[W_LETTER_WHY_ONE] = "Wij onderzoeken wie de apparaten in onze netwerken maakte. Onder "
		"dit contract zagen wij één apparaat. Wij vragen u ons te vertellen wie het "
		"maakte.",
	[W_LETTER_SEEN] = "Wat wij zagen",
	[W_LETTER_SEEN_SAYS] = "De tabel zegt wat de apparaten zelf op het netwerk vertelden en "
		"wat onze administratie zegt. Dat kan fout zijn.",
	[W_LETTER_SEEN_CAPTION] = "Apparaten onder dit contract",
	[W_LETTER_MORE] = "Apparaten die niet in deze tabel staan: {count}.",
	[W_LETTER_RULES] = "Regels waar wij naar kijken",
	[W_LETTER_RULES_SAYS] = "Deze regels zeggen iets over ten minste één van de apparaten, "
		"zoals ze golden op {day}. Wat een regel zegt, geldt alleen als het apparaat "
		"is wat wij denken.",
	[W_LETTER_RULES_NONE] = "Geen regel waar wij naar kijken zegt iets over deze apparaten, "
		"zoals de regels golden op {day}.",
	[W_LETTER_ASK] = "Wat wij u vragen",
	[W_LETTER_ASK_1] = "Verklaar voor elk model wie het ontwierp en maakte, wie de software "
		"erin schreef, in welk land het is gemaakt en wie de belangrijkste chip "
		"maakte. Het formulier staat aan het einde van deze brief.",
	[W_LETTER_ASK_2] = "Vertel ons waar u het niet eens bent met wat wij zagen, en stuur de "
		"stukken die dat laten zien.",
	[W_LETTER_ASK_3] = "Noem alternatieven die u kunt leveren voor apparaten die een regel "
		"beperkt of verbiedt, met prijs en levertijd.",
	[W_LETTER_BY] = "Antwoord alstublieft uiterlijk op {day}. Wij lezen uw antwoord voordat "
		"wij iets over deze apparaten beslissen.",
	[W_LETTER_YOURS] = "Met vriendelijke groet,",
	[W_LETTER_FORM] = "Verklaring van de leverancier",
	[W_LETTER_FORM_CAPTION] = "In te vullen, één regel per model",
	[W_T_DESIGNED] = "Ontworpen en gemaakt door",
	[W_T_FIRMWARE] = "Software van",
	[W_T_COUNTRY] = "Gemaakt in",
	[W_T_CHIP] = "Belangrijkste chip van",
};
