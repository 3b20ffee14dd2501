/** Numbers and dates as the page writes them. */

const NARROW_SPACE = '\u202f';

/** A rate in whole percent; a rate that is not quite nothing or everything never looks like it. */
export function percent(rate: number): string {
  if (rate > 0 && rate < 0.005) return `<1${NARROW_SPACE}%`;
  if (rate < 1 && rate > 0.995) return `>99${NARROW_SPACE}%`;
  return `${Math.round(rate * 100)}${NARROW_SPACE}%`;
}

export function interval(low: number, high: number): string {
  return `${Math.round(low * 100)}–${Math.round(high * 100)}${NARROW_SPACE}%`;
}

/** Decimal, as graphics memory is sold. */
export function megabytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1e6))}${NARROW_SPACE}MB`;
}

/** Time left, rounded the way people say it. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 90) return `${Math.round(seconds / 5) * 5} s`;
  return `${Math.round(seconds / 60)} min`;
}

export function dateTime(iso: string): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

export function date(iso: string): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(new Date(iso));
}

/** `0`, `0 and 1`, `0, 1 and 2`. */
export function list(items: readonly (string | number)[]): string {
  return new Intl.ListFormat('en-GB').format(items.map(String));
}

/** `stage-1` as readers know it. */
export function stageLabel(stage: string): string {
  return stage.replace('-', ' ');
}
