/*
 * The words of the papers in Dutch, at level B1: short sentences, ordinary words, no passive where there is a doer.
 */
#include "show/words.h"

const char *const words_nl[WORD_PAPER_END] = {
	/* What stands on every paper */
	[W_ON_FOR_ALL] = "Getoetst aan de regels zoals die golden op {day}. Alle bekende regels "
		"zijn toegepast.",
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
	[W_NOBODYS_INTENT] = "Een merk dat een ander bedrijf noemt dan de fabrikant, is in de "
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
	[W_UNRESOLVED] = "niet vastgesteld",
	[W_UNRESOLVED_NOTE] = "fabrikant onbekend, of aanwijzingen te zwak",
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
	[W_T_UNRESOLVED] = "Niet vastgesteld",
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
	[W_T_FROM_UNTIL] = "Eerste en laatste dag",
	[W_T_WHAT] = "Wat is weggelaten",
	[W_T_TIMES] = "Aantal",
	[W_T_BECAUSE] = "Waarom",
	[W_T_ADDRESSES] = "Adressen",
	[W_T_MAKER_SURE] = "Echte fabrikant, en hoe zeker",
	[W_T_OF_THEM_SEEN] = "Daarvan gezien",
	/* The annex to a letter to the council */
	[W_ANNEX_TITLE] = "Bijlage bij de raadsbrief: wie maakte onze apparaten",
	[W_ANNEX_TITLE_CLOSED] = "Vertrouwelijke bijlage bij de raadsbrief: wie maakte onze "
		"apparaten, en waar staan ze",
	[W_A_METHOD] = "Werkwijze en grenzen",
	[W_A_METHOD_1] = "Het programma birthmark las wat apparaten op het netwerk zeggen en wat "
		"de administratie erover zegt. Het bewaarde waar elk woord is gezien.",
	[W_A_METHOD_2] = "Kenmerken waaraan apparaten van een fabrikant te herkennen zijn, maken "
		"van wat is gezien uitspraken. Uitspraken die niet van elkaar afhangen, "
		"worden samen gewogen.",
	[W_A_METHOD_3] = "Vastgesteld: een zekerheid van 0,99 of meer, en een bewijs of twee "
		"soorten aanwijzingen die niet van elkaar afhangen. Waarschijnlijk: 0,80 of "
		"meer. Al het andere telt als niet vastgesteld.",
	[W_A_METHOD_4] = "Daarna zijn de regels toegepast, elk zoals die gold op de dag van de "
		"toets.",
	[W_A_LIMIT_1] = "Een apparaat dat zweeg, uitstond of op een netwerk zat dat niet is "
		"gelezen, is niet gezien. Het staat alleen in dit stuk als de administratie het "
		"noemt. Dat een apparaat ontbreekt, zegt niets over dat apparaat.",
	[W_A_LIMIT_2] = "Camera’s achter een recorder of router kunnen buiten beeld blijven.",
	[W_A_LIMIT_3] = "Namen die mensen hebben ingevoerd, kunnen fout zijn. Ze tellen alleen "
		"als zwakke aanwijzing.",
	[W_A_LIMIT_4] = "Een merk wisselt van leverancier. Wat over één apparaat is gezegd, "
		"geldt niet voor alle apparaten van dat merk.",
	[W_B_SITES] = "Aantallen per locatie en per soort",
	[W_B_SITES_OPEN] = "In deze openbare bijlage staan de locaties niet bij naam. De tabel "
		"zegt hoeveel locaties hoeveel bekende apparaten hebben, en hoeveel daarvan "
		"zijn gezien.",
	[W_B_CAPTION_SITES] = "Apparaten per locatie",
	[W_B_CAPTION_SIZES] = "Locaties naar aantal apparaten",
	[W_B_CAPTION_KINDS] = "Apparaten per soort",
	[W_B_NO_SITE] = "geen locatie bekend",
	[W_B_SIZE_0] = "geen apparaat bekend",
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
	[W_D_OTHERS] =
		"Het programma kent {known} regels. Daarvan binden er {asked} de rollen "
		"hierboven; die zijn toegepast. De andere binden anderen.",
	[W_D_RULES_NONE] = "Er is geen regel toegepast.",
	[W_D_SAY] = "Wat deze regels zeggen, en wat zij openlaten",
	[W_D_SAY_OWN_WORDS] = "In onze eigen woorden. De tekst van de regel zelf telt.",
	[W_D_ASK] = "Te vragen:",
	[W_B_NO_DEPARTMENTS] =
		"Afdelingen, stadsdelen en eigenaren zijn niet vastgelegd. De aantallen staan "
		"per locatie en per soort.",
	[W_E_NO_PLAN] =
		"Hier staat geen plan voor vervanging. Wat vervanging kost, per jaar en per "
		"begrotingspost, is niet uitgerekend.",
	[W_F_NO_NOTICE] = "Opzegtermijnen zijn niet vastgelegd.",
	[W_G_ISOLATION] = "Afscherming",
	[W_G_ISOLATION_OPEN] =
		"Niet onderzocht: of de apparaten zijn afgeschermd van het internet en van "
		"andere netwerken. Dit stuk zegt daar niets over, goed noch slecht.",
	[W_H_EGRESS] = "Verbindingen naar buiten",
	[W_H_EGRESS_OPEN] =
		"Niet onderzocht: met wie de apparaten buiten de eigen netwerken praten, en "
		"hoeveel zij versturen. Dat hier geen verbinding staat, betekent niet dat er "
		"geen is.",
	[W_I_CHANGES] = "Wat veranderde sinds een eerder stuk",
	[W_I_CHANGES_OPEN] =
		"Niet vergeleken: dit stuk staat op zichzelf. Het zegt niet welke apparaten "
		"sinds een eerder stuk zijn verplaatst of vervangen, en ook niet welke "
		"uitkomsten veranderden.",
	[W_I_CHANGES_SAID] =
		"Dit stuk verbetert een eerder stuk. Wat veranderde, en waarom, staat aan het "
		"begin.",
	[W_D_CAPTION] = "Regels, hun versie en het aantal apparaten per uitkomst",
	[W_E_DUES] = "Termijnen",
	[W_E_DUES_NONE] = "Geen regel stelt een dag vast voor een bekend apparaat.",
	[W_E_CAPTION] = "Dagen die regels en besluiten stellen",
	[W_E_GONE] = "het apparaat moet weg zijn",
	[W_E_LENT] = "een besluit dat het toestaat loopt af",
	[W_E_CONDITION] = "de regel stelt die dag voor een voorwaarde, die de redenen noemen",
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
	[W_G_BOOKS_ALONE] = "Apparaten die alleen in de administratie staan, en niet zijn gezien: {count}.",
	[W_G_UNRESOLVED] = "Apparaten waarvan de fabrikant niet is vastgesteld: {count}. Ze kunnen onder "
		"een regel vallen.",
	[W_G_RESOLVED] = "Van elk bekend apparaat is de fabrikant vastgesteld of waarschijnlijk.",
	[W_G_SOURCES] = "Bronnen",
	[W_H_DECISIONS] = "Besluiten",
	[W_H_DECISIONS_NONE] = "Op deze dag geldt geen besluit.",
	[W_H_CAPTION] = "Besluiten die gelden op de dag van de toets",
	[W_K_LICENCE] = "vergunning",
	[W_K_WAIVER] = "ontheffing",
	[W_K_EXEMPTION] = "vrijstelling",
	[W_K_CASE] = "besluit in dit geval",
	[W_K_CONFIRM] = "fabrikant bevestigd door een persoon",
	[W_K_REJECT] = "fabrikant verworpen door een persoon",
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
	[W_FAR_WHAT] = "Section 889 van de NDAA voor 2019 vraagt een inschrijver of hij bepaalde "
		"telecommunicatieapparatuur levert of gebruikt. Dit stuk is de "
		"inventarisatie waarop het antwoord kan steunen. Het geeft het antwoord "
		"niet: dat doet wie tekent.",
	[W_FAR_USED_ALONE] =
		"Het gaat over apparatuur die in gebruik is. Het gaat niet over diensten en "
		"niet over wat aan de Amerikaanse overheid wordt geleverd; bekijk die apart.",
	[W_FAR_PARAGRAPHS] = "Welke bepaling wat vraagt",
	[W_FAR_26] =
		"52.204-26(c), elk jaar in SAM, het register van de Amerikaanse overheid: (1) "
		"levert u deze apparatuur of diensten aan de overheid, (2) gebruikt u ze, na "
		"een redelijk onderzoek, of iets waarin ze zitten?",
	[W_FAR_24] =
		"52.204-24(d), bij elke inschrijving: (1) gaat u ze onder het contract leveren, (2) "
		"gebruikt u ze, na een redelijk onderzoek? Wie in 52.204-26 heeft verklaard "
		"dat het antwoord nee is, vult die vraag hier niet in.",
	[W_FAR_24E] =
		"52.204-24(e), als een antwoord ja is: wie de apparatuur produceerde, met UEI- "
		"en CAGE-nummer, en of dat de oorspronkelijke fabrikant of een distributeur "
		"is, voor zover bekend; merk, modelnummer en omschrijving; het gebruik, en wat "
		"telt voor de vraag of dat mag.",
	[W_FAR_25D] =
		"52.204-25(d), als ze tijdens een contract wordt gevonden: binnen één werkdag "
		"de nummers van contract en opdracht, de leverancier met UEI- en CAGE-nummer, "
		"merk, modelnummer, omschrijving, en wat is gedaan of wordt aangeraden; binnen "
		"tien werkdagen wat verder is gedaan, en wat er gebeurt om herhaling te "
		"voorkomen.",
	[W_FAR_ENTITY] = "Fabrikant of distributeur; UEI- en CAGE-nummer",
	[W_FAR_SCOPE] = "Reikwijdte",
	[W_FAR_SCOPE_SAYS] = "Apparaten die op de dag van maken zijn vastgelegd: {count}. Ze vallen alle "
		"binnen de reikwijdte.",
	[W_FAR_FOUND] = "Wat is gevonden onder section 889",
	[W_FAR_RULES_NONE] = "Geen van de regels van section 889 is toegepast. Deze "
		"inventarisatie beantwoordt niets. Maak haar met de rol us-federal-contractor.",
	[W_FAR_NONE] = "Er is geen apparaat gevonden dat onder een regel van section 889 valt, "
		"binnen de reikwijdte en op de dag hierboven. Wat niet kon worden gezien, "
		"staat hieronder.",
	[W_FAR_LIST_SAYS] = "De lijst bevat elk apparaat waarvoor een van deze regels meer zegt "
		"dan dat het er niet onder valt. Lege vakken zijn voor wat geen netwerk laat "
		"zien.",
	[W_FAR_CAPTION_LIST] = "Apparaten om te bekijken vóór het tekenen",
	[W_FAR_USE] = "Gebruik, en wat daarvoor telt",
	[W_FAR_EXCEPTIONS] = "Uitzonderingen op deze regels",
	[W_FAR_EXCEPTIONS_SAYS] = "Alleen mensen kunnen zeggen of deze gelden. Bij elke staat de "
		"vraag.",
	[W_FAR_EXCEPTIONS_CAPTION] = "Uitzonderingen en hun vragen",
	[W_T_EXCEPTION] = "Uitzondering",
	[W_T_ASK] = "Vraag",
	[W_FAR_INQUIRY] = "FAR 52.204-25(a) vraagt om een redelijk onderzoek: naar alle "
		"informatie die u heeft over wie de producent is. Een audit is daarvoor "
		"niet nodig. Vergelijk deze inventarisatie met uw inkoopadministratie voordat "
		"u tekent.",
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
	[W_LETTER_SUBJECT_MANY] = "Uw contracten met ons: wie maakte de apparaten die u leverde",
	[W_LETTER_CONTRACT] = "Contract {id}, {title}",
	[W_LETTER_DEAR] = "Geachte heer of mevrouw,",
	[W_LETTER_WHY] = "Wij onderzoeken wie de apparaten in onze netwerken maakte. Voor zover wij "
		"weten, vallen {count} apparaten onder dit contract. Wij vragen u ons te "
		"vertellen wie ze maakte.",
	[W_LETTER_WHY_ONE] = "Wij onderzoeken wie de apparaten in onze netwerken maakte. Voor "
		"zover wij weten, valt één apparaat onder dit contract. Wij vragen u ons te "
		"vertellen wie het maakte.",
	[W_LETTER_WHY_MANY] = "Wij onderzoeken wie de apparaten in onze netwerken maakte. Voor zover "
		"wij weten, vallen {count} apparaten onder deze contracten. Wij vragen u ons te "
		"vertellen wie ze maakte.",
	[W_LETTER_BOOKS] = "Op onze netwerken gezien: {seen}. Alleen in onze administratie: {told}.",
	[W_LETTER_SEEN] = "Wat wij weten",
	[W_LETTER_SEEN_SAYS] = "De tabel zegt wat de apparaten zelf op het netwerk vertelden en "
		"wat onze administratie zegt. Dat kan fout zijn.",
	[W_LETTER_SEEN_CAPTION] = "Apparaten die u leverde",
	[W_LETTER_MORE] = "Apparaten die niet in deze tabel staan: {count}.",
	[W_LETTER_RULES] = "Regels waar wij naar kijken",
	[W_LETTER_RULES_SAYS] = "Deze regels zeggen iets over ten minste één van de apparaten, "
		"zoals ze golden op {day}. Wat een regel zegt, geldt alleen als het apparaat "
		"is wat wij denken.",
	[W_LETTER_RULES_NONE] = "Geen regel waar wij naar kijken zegt iets over deze apparaten, "
		"zoals de regels golden op {day}.",
	[W_LETTER_ASK] = "Wat wij u vragen",
	[W_LETTER_ASK_1] = "Verklaar voor elk model wie het ontwierp en maakte, wie de software "
		"erin schreef, in welk land het is vervaardigd en wie de belangrijkste chip "
		"maakte. Het formulier staat aan het einde van deze brief.",
	[W_LETTER_ASK_2] = "Vertel ons waar u het niet eens bent met wat hier staat, en stuur de "
		"stukken die dat laten zien.",
	[W_LETTER_ASK_3] = "Noem alternatieven die u kunt leveren voor apparaten die een regel "
		"beperkt of verbiedt, met prijs en levertijd.",
	[W_LETTER_BY] = "Wij vragen u uiterlijk op {day} te antwoorden. Wij lezen uw antwoord voordat "
		"wij iets over deze apparaten beslissen.",
	[W_LETTER_YOURS] = "Met vriendelijke groet,",
	[W_LETTER_FORM] = "Verklaring van de leverancier",
	[W_LETTER_FORM_CAPTION] = "In te vullen, één regel per model",
	[W_T_DESIGNED] = "Ontworpen en gemaakt door",
	[W_T_FIRMWARE] = "Software van",
	[W_T_COUNTRY] = "Vervaardigd in",
	[W_T_CHIP] = "Belangrijkste chip van",

	/* A report that is a summary */
	[W_BRIEF_DEVICES] = "Apparaten en aanwijzingen",
	[W_BRIEF_COUNTED] = "Deze pagina is een samenvatting. Alle {count} apparaten zijn beoordeeld en "
		"geteld, en geen ervan staat hier op een lijst: een pagina met wat er van elk "
		"apparaat is gezien, zou te groot zijn om te openen.",
	[W_BRIEF_WHERE] = "Elk apparaat staat in de werkmap (birthmark report --format xlsx) en in de CSV "
		"(birthmark report --format csv). Met birthmark devices vindt u ze op "
		"fabrikant, merk, locatie, regel en uitkomst. Met birthmark explain leest u van "
		"één apparaat wat er is gezien, wat dat zegt, en wat elke regel ervan zegt.",
	/* What stands behind a number */
	[W_Q_NONE] = "Geen apparaat in het bestand voldoet.",
	[W_Q_ONE] = "Eén apparaat",
	[W_Q_MANY] = "{count} apparaten",
	[W_Q_COUNTED] = "Geteld is elk apparaat waarvoor dit allemaal geldt:",
	[W_Q_COUNTED_ALL] = "Geteld is elk apparaat in het bestand.",
	[W_Q_NOT_SO] = "Niet zo: {rule}",
	[W_Q_AND_MORE] = "en nog {count}",
	[W_Q_YES] = "ja",
	[W_Q_NO] = "nee",
	[W_Q_FROM] = "{from} of later",
	[W_Q_BEFORE] = "vóór {until}",
	[W_Q_DAY] = "{from}",
	[W_Q_SPAN] = "{from} tot en met {last}",
	[W_Q_NAME] = "In de naam staat: {values}",
	[W_Q_MAKER] = "Gemaakt door: {values}",
	[W_Q_LABEL] = "Het merk is: {values}",
	[W_Q_SOC] = "De belangrijkste chip is van: {values}",
	[W_Q_MODEL] = "Model: {values}",
	[W_Q_CLASS] = "Soort apparaat: {values}",
	[W_Q_GRADE] = "Hoe zeker de fabrikant is: {values}",
	[W_Q_RELABELLED] = "Het merk noemt een ander bedrijf dan de fabrikant: {values}",
	[W_Q_VERDICT] = "Wat een regel ervan zegt: {values}",
	[W_Q_LAW] = "Een geldende regel vraagt er iets van: {values}",
	[W_Q_THAT_LAW] = "De regel die dat zegt: {values}",
	[W_Q_SITE] = "Locatie: {values}",
	[W_Q_CONTRACT] = "Contract: {values}",
	[W_Q_MADE_IN] = "Vervaardigd in: {values}",
	[W_Q_KIND] = "Wat het is, volgens opgave: {values}",
	[W_Q_MAC] = "MAC-adres: {values}",
	[W_Q_IP] = "Adres: {values}",
	[W_Q_FIRST] = "Voor het eerst gezien: {values}",
	[W_Q_SEEN] = "Voor het laatst gezien: {values}",
	[W_Q_DECISION] = "Wat erover is besloten: {values}",
	[W_Q_WORST] = "Het zwaarste dat een regel ervan zegt: {values}",
	[W_Q_DUE] = "De dag die de regel stelt: {values}",
	[W_Q_ALLOWED] = "De dag waarop een besluit afloopt dat het toestaat: {values}",
	[W_Q_ON] = "Getoetst aan de regels zoals die golden op {day}.",
	[W_Q_LAWS] = "Alleen deze regels zijn toegepast: {laws}.",
	[W_Q_GRADES] = "Van hun fabrikanten zijn er {confirmed} vastgesteld, {likely} waarschijnlijk en "
		"{unresolved} niet vastgesteld. Onder een ander merk: {relabelled}.",
	[W_Q_EVIDENCE] = "Wat besliste wie ze maakte, elk apparaat één keer:",
	[W_Q_EVIDENCE_LINE] = "{count}: {source}",
	[W_Q_BY_OTHERS] = "Uit iets anders",
	[W_Q_BY_PEOPLE] = "Iemand heeft het apparaat bekeken, en besloten",
	[W_Q_BY_LABEL] = "Alleen het merk, dat een of meer fabrikanten gebruiken",
	[W_Q_BY_NOTHING] = "Niets van wat is gezien noemt een fabrikant",
	[W_Q_PERSON] = "een persoon",
	[W_Q_T_MARK] = "Beslist door",
	[W_Q_T_PLACE] = "Waar dat is gezien",
	[W_Q_MORE] = "Nog {count} apparaten; --all noemt ze, en --json ook.",
	[W_Q_STORY] = "Het hele verhaal van een ervan:",
	[W_Q_T_SURE] = "Hoe zeker",
	[W_N_TITLE] = "Hoe elk getal is na te gaan",
	[W_N_SAYS] = "Elk commando noemt de apparaten achter een getal, met het bewijs dat besliste, "
		"waar dat is gezien, en hoe er is geteld. Geef het in de map van het bestand. Het geeft "
		"hetzelfde getal zolang het bestand en de versie van birthmark dezelfde zijn.",
	[W_N_PARTS] = "Voor wat in een rij vastgesteld, waarschijnlijk of niet vastgesteld is, of door "
		"een regel beperkt of verboden, komt een van deze woorden achter het commando:",
	[W_N_SUM] = "Vastgesteld, waarschijnlijk en niet vastgesteld zijn samen de gevonden apparaten: "
		"{confirmed} + {likely} + {unresolved} = {found}.",
	[W_N_T_WHAT] = "Wat is geteld",
	[W_N_T_COMMAND] = "Commando",
	[W_N_C_SUMMARY] = "Commando’s: de getallen van de samenvatting",
	[W_N_C_FLOWS] = "Commando’s: merken en fabrikanten",
	[W_N_C_SHARES] = "Commando’s: camera’s en recorders per fabrikant",
	[W_N_C_DUES] = "Commando’s: termijnen",
	[W_N_C_SITES] = "Commando’s: apparaten per locatie",
	[W_N_C_RULES] = "Commando’s: apparaten per regel en uitkomst",
	[W_N_C_KINDS] = "Commando’s: apparaten per soort",
	[W_N_C_CONTRACTS] = "Commando’s: apparaten per contract",
	[W_N_RELABELLED] = "gemaakt door een ander bedrijf dan het merk zegt",
	[W_N_MET] = "valt onder minstens één regel",
	[W_N_WORST] = "zwaarste uitkomst: {status}",
	[W_N_FLOW] = "{label} → {maker}",
	[W_N_OTHER_MAKERS] = "andere fabrikanten",
	[W_N_DUE] = "{day}, dan moet het weg zijn: {law}",
	[W_N_LENT] = "{day}, dan eindigt een besluit dat het tot die dag toestaat: {law}",
	[W_N_CONDITION] = "{day}, gesteld voor een voorwaarde: {law}",
	[W_N_RULE] = "{law}: {status}",
	[W_N_OTHER_PAIRS] = "andere paren van merk en fabrikant, tussen alle apparaten",
	[W_N_OTHER_DAYS] = "uitkomsten met een andere dag, tussen alle apparaten",
};
