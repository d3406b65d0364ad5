/*
 * Countries as the Dutch call them; who is not here is called the same as in
 * English. The names are those in common use (Taalunie).
 */
#include "show/names.h"

static const struct { const char *code, *name; } dutch[] = {
	{ "AE", "Verenigde Arabische Emiraten" }, { "AG", "Antigua en Barbuda" }, { "AL", "Albanië" },
	{ "AM", "Armenië" }, { "AQ", "Antarctica" }, { "AR", "Argentinië" }, { "AS", "Amerikaans-Samoa" },
	{ "AT", "Oostenrijk" }, { "AU", "Australië" }, { "AX", "Åland" }, { "AZ", "Azerbeidzjan" },
	{ "BA", "Bosnië en Herzegovina" }, { "BE", "België" }, { "BG", "Bulgarije" }, { "BH", "Bahrein" },
	{ "BQ", "Caribisch Nederland" }, { "BR", "Brazilië" }, { "BS", "Bahama’s" }, { "BV", "Bouveteiland" },
	{ "CC", "Cocoseilanden" }, { "CF", "Centraal-Afrikaanse Republiek" }, { "CH", "Zwitserland" },
	{ "CI", "Ivoorkust" }, { "CK", "Cookeilanden" }, { "CL", "Chili" }, { "CM", "Kameroen" },
	{ "CV", "Kaapverdië" }, { "CX", "Christmaseiland" }, { "CZ", "Tsjechië" }, { "DE", "Duitsland" },
	{ "DK", "Denemarken" }, { "DO", "Dominicaanse Republiek" }, { "DZ", "Algerije" }, { "EE", "Estland" },
	{ "EG", "Egypte" }, { "EH", "Westelijke Sahara" }, { "ES", "Spanje" }, { "ET", "Ethiopië" },
	{ "FK", "Falklandeilanden" }, { "FO", "Faeröer" }, { "FR", "Frankrijk" }, { "GB", "Verenigd Koninkrijk" },
	{ "GE", "Georgië" }, { "GF", "Frans-Guyana" }, { "GL", "Groenland" }, { "GN", "Guinee" },
	{ "GQ", "Equatoriaal-Guinea" }, { "GR", "Griekenland" },
	{ "GS", "Zuid-Georgia en de Zuidelijke Sandwicheilanden" }, { "GW", "Guinee-Bissau" }, { "HK", "Hongkong" },
	{ "HM", "Heard en McDonaldeilanden" }, { "HR", "Kroatië" }, { "HT", "Haïti" }, { "HU", "Hongarije" },
	{ "ID", "Indonesië" }, { "IE", "Ierland" }, { "IL", "Israël" }, { "IM", "Man" },
	{ "IO", "Brits Indische Oceaanterritorium" }, { "IQ", "Irak" }, { "IS", "IJsland" }, { "IT", "Italië" },
	{ "JO", "Jordanië" }, { "KE", "Kenia" }, { "KG", "Kirgizië" }, { "KH", "Cambodja" }, { "KM", "Comoren" },
	{ "KN", "Saint Kitts en Nevis" }, { "KP", "Noord-Korea" }, { "KR", "Zuid-Korea" }, { "KW", "Koeweit" },
	{ "KY", "Kaaimaneilanden" }, { "KZ", "Kazachstan" }, { "LB", "Libanon" }, { "LT", "Litouwen" },
	{ "LU", "Luxemburg" }, { "LV", "Letland" }, { "LY", "Libië" }, { "MA", "Marokko" }, { "MD", "Moldavië" },
	{ "MF", "Sint-Maarten (Frans deel)" }, { "MG", "Madagaskar" }, { "MH", "Marshalleilanden" },
	{ "MK", "Noord-Macedonië" }, { "MN", "Mongolië" }, { "MO", "Macau" }, { "MP", "Noordelijke Marianen" },
	{ "MR", "Mauritanië" }, { "MV", "Maldiven" }, { "MY", "Maleisië" }, { "NA", "Namibië" },
	{ "NC", "Nieuw-Caledonië" }, { "NF", "Norfolk" }, { "NL", "Nederland" }, { "NO", "Noorwegen" },
	{ "NZ", "Nieuw-Zeeland" }, { "PF", "Frans-Polynesië" }, { "PG", "Papoea-Nieuw-Guinea" },
	{ "PH", "Filipijnen" }, { "PL", "Polen" }, { "PM", "Saint-Pierre en Miquelon" },
	{ "PN", "Pitcairneilanden" }, { "PS", "Palestina" }, { "RO", "Roemenië" }, { "RS", "Servië" },
	{ "RU", "Rusland" }, { "SA", "Saoedi-Arabië" }, { "SB", "Salomonseilanden" }, { "SC", "Seychellen" },
	{ "SD", "Soedan" }, { "SE", "Zweden" }, { "SH", "Sint-Helena" }, { "SI", "Slovenië" },
	{ "SJ", "Spitsbergen en Jan Mayen" }, { "SK", "Slowakije" }, { "SO", "Somalië" }, { "SS", "Zuid-Soedan" },
	{ "ST", "Sao Tomé en Principe" }, { "SX", "Sint Maarten" }, { "SY", "Syrië" },
	{ "TC", "Turks- en Caicoseilanden" }, { "TD", "Tsjaad" }, { "TF", "Franse Zuidelijke Gebieden" },
	{ "TJ", "Tadzjikistan" }, { "TL", "Oost-Timor" }, { "TN", "Tunesië" }, { "TR", "Turkije" },
	{ "TT", "Trinidad en Tobago" }, { "UA", "Oekraïne" }, { "UG", "Oeganda" },
	{ "UM", "Kleine afgelegen eilanden van de VS" }, { "US", "Verenigde Staten" }, { "UZ", "Oezbekistan" },
	{ "VA", "Vaticaanstad" }, { "VC", "Saint Vincent en de Grenadines" }, { "VG", "Britse Maagdeneilanden" },
	{ "VI", "Amerikaanse Maagdeneilanden" }, { "WF", "Wallis en Futuna" }, { "YE", "Jemen" },
	{ "ZA", "Zuid-Afrika" }, { "EU", "Europese Unie" },
};

str name_of_country_in(enum tongue language, str code) {
	for (size_t i = 0; language == TONGUE_NL && i < sizeof dutch / sizeof *dutch; i++)
		if (str_eq(code, str_of(dutch[i].code)))
			return str_of(dutch[i].name);
	return name_of_country(code);
}
