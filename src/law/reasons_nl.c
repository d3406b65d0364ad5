/*
 * The reasons of verdicts in Dutch, at level B1: short sentences, ordinary words.
 */
#include "law/reasons.h"

const char *const reasons_nl[REASON_COUNT] = {
	/* Who made it */
	[R_CONFIRMED] = "Vastgesteld: gemaakt door {maker} ({id}).",
	[R_CONFIRMED_BY] =
		"Vastgesteld: gemaakt door {maker} ({id}). Dat blijkt vooral uit {field} (kenmerk "
		"{mark}).",
	[R_CONFIRMED_EYES] =
		"Vastgesteld door iemand die het heeft bekeken (besluit {number}): gemaakt door "
		"{maker} ({id}).",
	[R_LIKELY] = "Waarschijnlijk gemaakt door {maker} ({id}).",
	[R_LIKELY_BY] =
		"Waarschijnlijk gemaakt door {maker} ({id}). Daarop wijst vooral {field} "
		"(kenmerk {mark}).",
	[R_POSSIBLE] = "{maker} is mogelijk de fabrikant. Dat is te weinig om op te toetsen.",
	[R_OTHER_SEEN] = "Wat is waargenomen, noemt {maker} ({id}). Dat spreekt dit tegen.",
	[R_RELABELLED] = "Het wordt verkocht als {brand}. Dat is niet de eigen naam van de fabrikant.",
	[R_BRAND_CONFIRMED] = "Vastgesteld: de naam op het apparaat is {brand}.",
	[R_BRAND_LIKELY] = "De naam op het apparaat is waarschijnlijk {brand}.",
	[R_BRAND_POSSIBLE] = "De naam op het apparaat is mogelijk {brand}.",
	[R_OWNED] =
		"{maker} staat zelf niet in de regel. Bedrijven die er wel in staan, hebben genoeg "
		"aandelen in dit bedrijf, direct of via andere bedrijven.",
	/* What is inside, and what was told */
	[R_PART] =
		"Een onderdeel in het apparaat is van {firm} ({id}). Dat staat in de lijst van "
		"onderdelen.",
	[R_CHIP_CONFIRMED] = "Vastgesteld: de chip erin is gemaakt door {firm} ({id}).",
	[R_CHIP_LIKELY] = "De chip erin is waarschijnlijk gemaakt door {firm} ({id}).",
	[R_MADE_IN] = "Het is vervaardigd in dit land: {country}.",
	[R_KIND] = "Preciezer gezegd is het: {kind}.",
	[R_CONTRACT] = "Het valt onder een contract dat eindigt op {day}.",
	[R_CONTRACT_NONE] = "Het valt niet onder een lopend contract.",
	[R_CONTRACT_WORTH] = "De waarde van het contract waar het onder valt, is {amount} of meer.",
	[R_ACQUIRED] = "Het is aangeschaft op {day}.",
	/* What the rule says */
	[R_CLASS] = "Dit soort apparaat, {class}, valt onder bepaling {clause}.",
	[R_DAY] = "De dag die ervoor is gesteld, is {day}.",
	[R_DAY_OF_CONTRACT] =
		"Het contract waar het onder valt, eindigt op {day}. Dat is de dag die ervoor is "
		"gesteld.",
	[R_DAY_WAS_OF_CONTRACT] =
		"Het contract waar het onder viel, is geëindigd op {day}. Dat was de dag die ervoor "
		"was gesteld.",
	[R_DAY_LAST] = "Kon dat niet, dan is {day} de uiterste dag.",
	[R_DAY_NO_CONTRACT] =
		"Het einde van een contract zou een eerdere dag stellen. Er is geen lopend "
		"contract bekend.",
	[R_WEAK] = "De bron van deze regel is zwak. Lees eerst de tekst zelf voordat u zich erop beroept.",
	[R_ASK] = "Te vragen, voor een uitzondering: {ask}",
	[R_CLAUSE_SAYS] = "Wat de bepaling zegt van apparaten die eronder vallen: {because}",
	[R_MAY_SAY_MORE] =
		"Bepaling {clause} zegt misschien meer. Er ontbreekt een feit waar zij naar vraagt.",
	[R_NOT_YET] = "Bepaling {clause} geldt ervoor vanaf {day}, nu nog niet.",
	[R_NO_LONGER] = "Bepaling {clause} gold ervoor tot {day}, nu niet meer.",
	[R_EXCEPTED] = "Door die uitzondering valt het niet onder bepaling {clause}.",
	[R_COVERED_BY_NONE] = "Geen bepaling van deze regel gaat over dit apparaat.",
	[R_NOT_LOOKED_INTO] = "Niet onderzocht: of het onder bepaling {clause} valt.",
	[R_WHOEVER] = "Wie het ook maakte: gezien wat er verder van bekend is, valt het niet onder de regel.",
	[R_WHOEVER_CLASS] = "Wie het ook maakte: de regel gaat niet over dit soort apparaat: {class}.",
	/* How the law stands */
	[R_LAW_NOTICE] =
		"Het is een mededeling en geen regel over apparaten. Het bindt niemand in wat die "
		"koopt, verkoopt of gebruikt.",
	[R_LAW_PROPOSED] = "Het is een voorstel. Het bindt niemand.",
	[R_LAW_COMING] = "De regel geldt vanaf {from}, op {day} nog niet.",
	[R_LAW_ENDED] = "De regel is geëindigd op {day}.",
	[R_LAW_SUSPENDED] = "De regel is geschorst sinds {day}.",
	[R_LAW_SUSPENDED_UNTIL] =
		"De regel is geschorst vanaf {from} tot {day}; die dag zelf telt niet meer mee.",
	/* What is missing, and what would settle it */
	[R_NO_MAKER] =
		"De fabrikant is niet vastgesteld. Het antwoord op een zoekvraag, de webserver en "
		"het certificaat, of de printplaat erin geven uitsluitsel.",
	[R_NO_COUNTRY] =
		"Het is niet bekend in welk land de fabrikant is gevestigd. Zijn inschrijving in "
		"het handelsregister geeft uitsluitsel.",
	[R_NO_SHARES] =
		"Het is niet volledig bekend wie welk deel van de fabrikant bezit. Vraag het "
		"bedrijf of het handelsregister wie hoeveel aandelen heeft.",
	[R_NO_MADE_IN] =
		"Het is niet bekend in welk land het is vervaardigd, en geen netwerk laat dat zien. "
		"Vraag de leverancier om een bewijs van oorsprong, of lees het typeplaatje.",
	[R_NO_SOC] =
		"De fabrikant van de chip is niet bekend. Vraag de leverancier om de lijst van "
		"onderdelen, of bekijk de printplaat.",
	[R_NO_CLASS] = "Het is niet bekend wat voor apparaat het is. Bekijk het: dat geeft uitsluitsel.",
	[R_NO_BRAND] =
		"De naam op het apparaat, of het land van de eigenaar van die naam, is niet "
		"bekend. Het typeplaatje en het handelsregister geven uitsluitsel.",
	[R_NO_WHICH_SOC] =
		"Wat is gezien, noemt de chip maar stelt die niet vast. Een chip die erin kan "
		"zitten, valt onder de regel. Vraag de leverancier om de lijst van onderdelen, of "
		"bekijk de printplaat.",
	[R_NO_COMPONENTS] =
		"Niet alle onderdelen zijn bekend. Vraag de leverancier om de volledige lijst van "
		"onderdelen, of bekijk de printplaten.",
	[R_NO_KIND] =
		"Het is niet precies genoeg bekend wat voor apparaat het is. Bekijk het: dat geeft "
		"uitsluitsel.",
	[R_NO_ACQUIRED] =
		"Het is niet bekend op welke dag het is aangeschaft. De factuur of de pakbon geeft "
		"uitsluitsel.",
	[R_NO_CONTRACT] =
		"Het is niet bekend of het onder een lopend contract valt. Wie de contracten "
		"beheert, weet dat.",
	[R_NO_VALUE] =
		"Het is niet bekend hoeveel het contract waard is, in de valuta van de "
		"regel. Het contract geeft uitsluitsel.",
	/* What people decided */
	[R_DECIDED] = "Besluit {number} is {kind}, genomen door {who} op {day}.",
	[R_DECIDED_ACT] =
		"Besluit {number} is {kind} voor de handeling ‘{act}’, genomen door {who} op {day}.",
	[R_DECIDED_WHY] = "De reden die daarvoor is gegeven: {why}",
	[R_DECIDED_PART] = "Het is genomen over het onderdeel {part}.",
	[R_DECIDED_UNTIL] = "Het geldt tot {day}. Op die dag zelf geldt het niet meer.",
	[R_DECIDED_OPEN] = "Het heeft geen laatste dag.",
	[R_DECIDED_PAPER] = "Het staat in dit stuk: {reference}.",
	[R_DECIDED_WITHOUT] = "Zonder dit besluit zegt de regel ‘{status}’, om wat hierna staat.",
	[R_OTHER] = "Besluit {number}, {kind} van {who}, geldt en verandert niets voor dit apparaat.",
	[R_OTHER_PART] =
		"Besluit {number}, {kind} van {who}, geldt. Het is alleen over een onderdeel "
		"genomen, {part}, en telt niet voor het geheel.",
	[R_OTHER_ACT] =
		"Besluit {number}, {kind} voor de handeling ‘{act}’ van {who}, geldt en verandert "
		"niets voor dit apparaat.",
	[R_OTHER_ACT_ALONE] =
		"Besluit {number}, {kind} voor de handeling ‘{act}’ van {who}, geldt. Het is "
		"alleen voor die handeling; voor de andere blijft de regel staan.",
	[R_OTHER_ACT_PART] =
		"Besluit {number}, {kind} voor de handeling ‘{act}’ van {who}, geldt. Het is "
		"alleen over een onderdeel genomen, {part}, en telt niet voor het geheel.",
	/* What changed between two days */
	[R_BEGAN] = "De regel geldt vanaf {day}.",
	[R_PAUSED] = "De regel is geschorst op {day}.",
	[R_RESUMED] = "De schorsing is geëindigd op {day}.",
	[R_UNSURE_FROM] = "Vanaf {day} is niet bekend of de regel geldt.",
	[R_UNSURE_UNTIL] = "Tot {day} was niet bekend of de regel gold.",
	[R_HAPPENED] = "Op {day}: {what}",
	[R_CLAUSE_BEGAN] = "Bepaling {clause} geldt vanaf {day}.",
	[R_CLAUSE_ENDED] = "Bepaling {clause} is geëindigd op {day}.",
	[R_DAY_PASSED] = "Een dag die voor deze regel telt, is voorbij.",
	[R_NOT_KNOWN_YET] = "Op {day} was het apparaat nog niet bekend.",
	[R_MAKER_WAS] = "De fabrikant was {before}, en is nu {after}.",
	[R_BRAND_WAS] = "Het merk was {before}, en is nu {after}.",
	[R_CLASS_WAS] = "Het soort apparaat was {before}, en is nu {after}.",
	[R_CHIP_WAS] = "De fabrikant van de chip was {before}, en is nu {after}.",
	[R_OBSERVED_OTHERWISE] = "Wat eraan is waargenomen, wijst op iets anders dan eerst.",
	[R_CONTRACT_BEGAN] = "Het contract waar het onder valt, is begonnen op {day}.",
	[R_CONTRACT_ENDED] = "Het contract waar het onder viel, is geëindigd op {day}.",
	[R_HOLDS_NOW] = "Besluit {number} ({kind}) van {who} geldt nu: {why}",
	[R_SUPERSEDED] = "Besluit {number} ({kind}) van {who} is vervangen door besluit {other}.",
	[R_DECISION_ENDED] = "Besluit {number} ({kind}) van {who} is geëindigd op {day}.",
	/* Words that stand in holes */
	[R_A_LICENCE] = "een vergunning",
	[R_A_WAIVER] = "een ontheffing",
	[R_AN_EXEMPTION] = "een vrijstelling",
	[R_A_CASE] = "een besluit in dit geval",
	[R_A_CONFIRMATION] = "een bevestiging",
	[R_A_REJECTION] = "een verwerping",
	[R_BUY] = "kopen",
	[R_USE] = "gebruiken",
	[R_MAKE_CONTRACT] = "contract sluiten",
	[R_SELL] = "verkopen",
	[R_IMPORT] = "invoeren",
	[R_EXPORT] = "uitvoeren",
	[R_IS_CLEAR] = "valt er niet onder",
	[R_IS_NOT_IN_FORCE] = "niet van kracht",
	[R_IS_UNDETERMINED] = "een feit ontbreekt",
	[R_IS_RESTRICTED] = "beperkt toegestaan",
	[R_IS_LICENCE_REQUIRED] = "vergunning nodig",
	[R_IS_PROHIBITED_NEW] = "verboden bij nieuwe aankoop",
	[R_IS_PROHIBITED] = "verboden",
	[R_CAMERA] = "camera",
	[R_RECORDER] = "recorder",
	[R_DOORBELL] = "deurbel",
	[R_LPR] = "kentekenlezer",
	[R_INTERCOM] = "intercom",
	[R_DRONE] = "drone",
	[R_ACCESS] = "toegangscontrole",
	[R_NETWORK] = "netwerkapparatuur",
	[R_PHONE] = "telefoon",
	[R_PRINTER] = "printer",
	[R_COMPUTER] = "computer",
	[R_APPLIANCE] = "huishoudelijk apparaat",
	[R_OTHER_CLASS] = "ander apparaat",
	[R_UNKNOWN] = "niet bekend",
	/* Beliefs, grades, kinds of decisions: they stand in holes */
	[R_BELIEF] = "{id} ({grade})",
	[R_BELIEF_NONE] = "niet bekend",
	[R_GRADE_UNKNOWN] = "onbekend",
	[R_GRADE_POSSIBLE] = "mogelijk",
	[R_GRADE_LIKELY] = "waarschijnlijk",
	[R_GRADE_CONFIRMED] = "vastgesteld",
	[R_LICENCE] = "vergunning",
	[R_WAIVER] = "ontheffing",
	[R_EXEMPTION] = "vrijstelling",
	[R_CASE] = "besluit in dit geval",
	[R_CONFIRM] = "bevestiging",
	[R_REJECT] = "verwerping",
};
