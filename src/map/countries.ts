/**
 * Country names as ClinicalTrials.gov writes and wrote them, with their ISO 3166-1 alpha-2 codes.
 * A data file and not Intl.DisplayNames: its names change with the ICU version, and bytes must not.
 */
const NAMES = `
AF Afghanistan|AX Åland Islands|AL Albania|DZ Algeria|AS American Samoa|AD Andorra|AO Angola|AI Anguilla|AQ Antarctica
AG Antigua and Barbuda|AG Antigua & Barbuda|AR Argentina|AM Armenia|AW Aruba|AU Australia|AT Austria|AZ Azerbaijan
BS Bahamas|BS The Bahamas|BH Bahrain|BD Bangladesh|BB Barbados|BY Belarus|BE Belgium|BZ Belize|BJ Benin|BM Bermuda
BT Bhutan|BO Bolivia|BO Bolivia, Plurinational State of|BQ Bonaire, Sint Eustatius and Saba|BQ Caribbean Netherlands
BA Bosnia and Herzegovina|BA Bosnia & Herzegovina|BW Botswana|BR Brazil|IO British Indian Ocean Territory
VG British Virgin Islands|VG Virgin Islands (British)|VG Virgin Islands, British|BN Brunei|BN Brunei Darussalam
BG Bulgaria|BF Burkina Faso|BI Burundi|KH Cambodia|CM Cameroon|CA Canada|CV Cape Verde|CV Cabo Verde
KY Cayman Islands|CF Central African Republic|TD Chad|CL Chile|CN China|CX Christmas Island|CC Cocos (Keeling) Islands
CO Colombia|KM Comoros|CG Congo|CG Congo - Brazzaville|CG Republic of the Congo
CD Congo, The Democratic Republic of the|CD Congo, Democratic Republic|CD Congo - Kinshasa
CD Democratic Republic of the Congo|CK Cook Islands|CR Costa Rica|CI Côte d’Ivoire|CI Côte D'Ivoire|CI Cote d'Ivoire
CI Côte d'Ivoire|CI Ivory Coast|HR Croatia|CU Cuba|CW Curaçao|CW Curacao|CY Cyprus|CZ Czechia|CZ Czech Republic
DK Denmark|DJ Djibouti|DM Dominica|DO Dominican Republic|EC Ecuador|EG Egypt|SV El Salvador|GQ Equatorial Guinea
ER Eritrea|EE Estonia|SZ Eswatini|SZ Swaziland|ET Ethiopia|FK Falkland Islands|FK Falkland Islands (Malvinas)
FO Faroe Islands|FJ Fiji|FI Finland|FR France|GF French Guiana|PF French Polynesia|TF French Southern Territories
GA Gabon|GM Gambia|GM The Gambia|GE Georgia|DE Germany|GH Ghana|GI Gibraltar|GR Greece|GL Greenland|GD Grenada
GP Guadeloupe|GU Guam|GT Guatemala|GG Guernsey|GN Guinea|GW Guinea-Bissau|GY Guyana|HT Haiti
VA Holy See (Vatican City State)|VA Vatican City|HN Honduras|HK Hong Kong|HU Hungary|IS Iceland|IN India|ID Indonesia
IR Iran|IR Iran, Islamic Republic of|IQ Iraq|IE Ireland|IM Isle of Man|IL Israel|IT Italy|JM Jamaica|JP Japan
JE Jersey|JO Jordan|KZ Kazakhstan|KE Kenya|KI Kiribati|KW Kuwait|KG Kyrgyzstan|LA Laos
LA Lao People's Democratic Republic|LA Lao People’s Democratic Republic|LV Latvia|LB Lebanon|LS Lesotho|LR Liberia
LY Libya|LY Libyan Arab Jamahiriya|LI Liechtenstein|LT Lithuania|LU Luxembourg|MO Macau|MO Macao|MG Madagascar
MW Malawi|MY Malaysia|MV Maldives|ML Mali|MT Malta|MH Marshall Islands|MQ Martinique|MR Mauritania|MU Mauritius
YT Mayotte|MX Mexico|FM Federated States of Micronesia|FM Micronesia, Federated States of|FM Micronesia
MD Moldova|MD Moldova, Republic of|MC Monaco|MN Mongolia|ME Montenegro|MS Montserrat|MA Morocco|MZ Mozambique
MM Myanmar|MM Myanmar (Burma)|NA Namibia|NR Nauru|NP Nepal|NL Netherlands|NL The Netherlands|NC New Caledonia
NZ New Zealand|NI Nicaragua|NE Niger|NG Nigeria|NU Niue|KP North Korea|KP Korea, Democratic People's Republic of
MK North Macedonia|MK Macedonia, The Former Yugoslav Republic of|MK Former Yugoslav Republic of Macedonia
MP Northern Mariana Islands|NO Norway|OM Oman|PK Pakistan|PW Palau|PS Palestinian Territory, occupied
PS Palestinian Territories, Occupied|PS Palestinian Territory|PS Palestine|PA Panama|PG Papua New Guinea|PY Paraguay
PE Peru|PH Philippines|PN Pitcairn|PL Poland|PT Portugal|PR Puerto Rico|QA Qatar|RE Réunion|RE Reunion|RO Romania
RU Russia|RU Russian Federation|RW Rwanda|BL Saint Barthélemy|SH Saint Helena|KN Saint Kitts and Nevis
KN St Kitts & Nevis|KN Saint Kitts & Nevis|LC Saint Lucia|LC St Lucia|MF Saint Martin, French part|MF Saint Martin
PM Saint Pierre and Miquelon|VC Saint Vincent and the Grenadines|VC St Vincent & the Grenadines|WS Samoa|SM San Marino
ST Sao Tome and Principe|ST São Tomé & Príncipe|SA Saudi Arabia|SN Senegal|RS Serbia|SC Seychelles|SL Sierra Leone
SG Singapore|SX Sint Maarten|SX Sint Maarten, Dutch part|SK Slovakia|SI Slovenia|SB Solomon Islands|SO Somalia
ZA South Africa|KR South Korea|KR Korea, Republic of|KR Republic of Korea|SS South Sudan|ES Spain|LK Sri Lanka|SD Sudan
SR Suriname|SJ Svalbard & Jan Mayen|SE Sweden|CH Switzerland|SY Syria|SY Syrian Arab Republic|TW Taiwan
TW Taiwan, Province of China|TJ Tajikistan|TZ Tanzania|TZ Tanzania, United Republic of|TH Thailand|TL Timor-Leste
TG Togo|TK Tokelau|TO Tonga|TT Trinidad and Tobago|TT Trinidad & Tobago|TN Tunisia|TR Turkey|TR Türkiye
TR Turkey (Türkiye)|TM Turkmenistan|TC Turks and Caicos Islands|TV Tuvalu|UG Uganda|UA Ukraine
AE United Arab Emirates|GB United Kingdom|US United States|US United States of America|UM US Minor Outlying Islands
UM United States Minor Outlying Islands|VI U.S. Virgin Islands|VI Virgin Islands (U.S.)|VI Virgin Islands, U.S.
VI US Virgin Islands|UY Uruguay|UZ Uzbekistan|VU Vanuatu|VE Venezuela|VE Venezuela, Bolivarian Republic of|VN Vietnam
VN Viet Nam|WF Wallis and Futuna|EH Western Sahara|XK Kosovo|YE Yemen|ZM Zambia|ZW Zimbabwe
`;

const CODES: ReadonlyMap<string, string> = new Map(
  NAMES.trim()
    .split(/[|\n]/u)
    .map((row) => [row.slice(3).toLowerCase(), row.slice(0, 2)]),
);

/** ISO 3166-1 alpha-2 of a country's name; undefined for names that are no single country of that list. */
export function countryCode(name: string): string | undefined {
  return CODES.get(name.trim().toLowerCase());
}
