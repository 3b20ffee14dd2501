/** Numbers, lists and dates as the page writes them, in its language or in that of what it writes for others. */
import { language, type Language } from './language.ts';

const LOCALES: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

const NARROW_SPACE = '\u202f';

/** Made when it is first needed: these take milliseconds each, and a page that opens has none to spare. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function formatsOf(of: Language) {
  const locale = LOCALES[of];
  const numbers = new Intl.NumberFormat(locale, { maximumSignificantDigits: 15 });
  return {
    dates: once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })),
    datesAndTimes: once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })),
    lists: once(() => new Intl.ListFormat(locale)),
    locale,
    /** By how many digits stand behind the point. */
    decimals: new Map<number, Intl.NumberFormat>(),
    wholes: new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
    plain: once(() => new Intl.NumberFormat(locale, { maximumSignificantDigits: 15, useGrouping: false })),
    numbers,
    decimalMark: numbers.formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.',
  };
}

const own = formatsOf(language);
let formats = own;

/** What comes of `write`, with numbers as another language has them. */
export function withFormatsOf<T>(other: Language, write: () => T): T {
  const before = formats;
  formats = other === language ? own : formatsOf(other);
  try {
    return write();
  } finally {
    formats = before;
  }
}

/** A whole number: `12,500`. */
export function count(number: number): string {
  return formats.wholes.format(number);
}

/** With so many digits behind the point, as many as there are of anything measured: `0.031`. */
export function decimal(value: number, digits: number): string {
  const { locale, decimals } = formats;
  let format = decimals.get(digits);
  if (!format) {
    format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    decimals.set(digits, format);
  }
  return format.format(value);
}

/** A number that somebody has chosen, with all its digits: `2.5`. */
export function number(value: number): string {
  return formats.numbers.format(value);
}

/** A number in a message, which may be the name of something: nothing between thousands. */
export function plainNumber(value: number): string {
  return formats.plain().format(value);
}

/** A number as somebody types it, with all its digits: `0.003`. */
export function typed(value: number): string {
  return String(value).replace('.', formats.decimalMark);
}

/**
 * What somebody typed as a number; NaN where it is none. Between thousands may stand what the page writes there, and
 * a point before decimals is understood in every language: with a comma there, `1.000` is a thousand and `0.001` is not.
 */
export function readTyped(text: string): number {
  const isComma = formats.decimalMark === ',';
  const grouped = isComma
    ? /^\s*[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d*)?\s*$/
    : /^\s*[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?\s*$/;
  const plain = grouped.test(text) ? text.replaceAll(isComma ? '.' : ',', '') : text;
  // Not as programs write numbers, such as 0x10.
  return /^[\s\d.,e+-]+$/i.test(plain) && plain.trim() !== ''
    ? Number(plain.replace(formats.decimalMark, '.'))
    : NaN;
}

/** Several numbers, one after the other, told apart from those that have a decimal comma. */
export function numberList(items: readonly string[]): string {
  return items.join(formats.decimalMark === ',' ? '; ' : ', ');
}

/** A rate in whole percent; a rate that is not quite nothing or everything never looks like it. */
export function percent(rate: number): string {
  if (rate > 0 && rate < 0.005) return `<1${NARROW_SPACE}%`;
  if (rate < 1 && rate > 0.995) return `>99${NARROW_SPACE}%`;
  return `${count(rate * 100)}${NARROW_SPACE}%`;
}

/** Decimal, as graphics memory is sold. */
export function megabytes(bytes: number): string {
  return `${count(Math.max(1, bytes / 1e6))}${NARROW_SPACE}MB`;
}

/** Decimal, as storage is counted: `12 kB`, `3.4 MB`. */
export function bytes(size: number): string {
  const [unit, name] = size >= 1e9 ? [1e9, 'GB'] : size >= 1e6 ? [1e6, 'MB'] : [1e3, 'kB'];
  return `${number(Math.round((size / unit) * 10) / 10)}${NARROW_SPACE}${name}`;
}

/** Time left, rounded the way people say it. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 90) return `${Math.round(seconds / 5) * 5} s`;
  return `${count(seconds / 60)} min`;
}

export function dateTime(iso: string): string {
  return formats.datesAndTimes().format(new Date(iso));
}

export function date(iso: string): string {
  return formats.dates().format(new Date(iso));
}

/** `0`, `0 and 1`, `0, 1 and 2`. */
export function list(items: readonly (string | number)[]): string {
  return formats.lists().format(items.map(String));
}
