const PARTIAL_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** True for a FHIR date (http://hl7.org/fhir/R4/datatypes.html#date) that exists in the calendar. */
export function isPartialDate(text: string): boolean {
  const [whole, year, month, day] = PARTIAL_DATE.exec(text) ?? [];
  if (whole === undefined || year === '0000') return false;
  if (month === undefined) return true;
  if (Number(month) < 1 || Number(month) > 12) return false;
  if (day === undefined) return true;
  return Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month));
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAME =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const MONTH_FIRST = new RegExp(
  `^(${MONTH_NAME})\\.?(?: (\\d{1,2})(?:st|nd|rd|th)?)?,? ?,? (\\d{4})$`,
  'i',
);
const DAY_FIRST = new RegExp(
  `^(\\d{1,2})(?:st|nd|rd|th)?[ -](${MONTH_NAME})\\.?,?[ -](\\d{4})$`,
  'i',
);

/** By number: year first, or day first where points part it; `03/04/2021` may be either and is left alone. */
const YEAR_FIRST =
  /^(\d{4})(?: ?年 ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?[日号])?|([/.])(\d{1,2})(?:\4(\d{1,2}))?)$/;
const DAY_POINT = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/;

const ELSEWHERE: readonly string[] = [
  'januar|jänner|janvier|enero',
  'februar|février|febrero',
  'märz|mars|marzo',
  'avril|abril',
  'mai|mayo',
  'juni|juin|junio',
  'juli|juillet|julio',
  'août|agosto',
  'septembre|septiembre|setiembre',
  'oktober|octobre|octubre',
  'novembre|noviembre',
  'dezember|décembre|diciembre',
];
const DAY_MONTH_YEAR = /^(?:(\d{1,2})(?:\.|er)? (?:de )?)?(\p{L}{3,10}) (?:del? )?(\d{4})$/u;

function dateElsewhere(text: string): string | undefined {
  const [, day, name = '', year] = DAY_MONTH_YEAR.exec(text.toLowerCase()) ?? [];
  const month = ELSEWHERE.findIndex((names) => names.split('|').includes(name)) + 1;
  return month === 0 ? undefined : padded(year, String(month), day);
}

function dateInFigures(text: string): string | undefined {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) {
    const [, year, month, day, , otherMonth, otherDay] = yearFirst;
    return padded(year, month ?? otherMonth, day ?? otherDay);
  }
  const dayPoint = DAY_POINT.exec(text);
  return dayPoint ? padded(dayPoint[3], dayPoint[2], dayPoint[1]) : undefined;
}

function padded(year = '', month = '', day?: string): string | undefined {
  const parts = [year, month.padStart(2, '0'), ...(day ? [day.padStart(2, '0')] : [])];
  const date = parts.join('-');
  return isPartialDate(date) ? date : undefined;
}

/** A date in words or figures as a FHIR date: `October, 2020` is `2020-10`. Never pads what is not said. */
export function dateFromWords(words: string): string | undefined {
  const text = words.trim().replaceAll(/\s+/g, ' ');
  if (text.length > 40) return undefined;
  if (isPartialDate(text)) return text;
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst) return dateOf(monthFirst[3], monthFirst[1], monthFirst[2]);
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) return dateOf(dayFirst[3], dayFirst[2], dayFirst[1]);
  return dateInFigures(text) ?? dateElsewhere(text);
}

function dateOf(year = '', monthName = '', day?: string): string | undefined {
  const month = MONTHS.indexOf(monthName.slice(0, 3).toLowerCase()) + 1;
  return padded(year, String(month), day);
}

/** Source of a regular expression that finds a month and year in words. */
export const MONTH_YEAR = `(?:${MONTH_NAME})\\.?,? \\d{4}`;
