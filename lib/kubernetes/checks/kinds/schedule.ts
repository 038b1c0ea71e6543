import { isGoDuration } from '../../duration';

/** Smallest and largest value of each field of a schedule, and names of its values from the smallest on. */
const FIELDS: readonly { readonly least: number; readonly most: number; readonly names?: string }[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, names: 'jan feb mar apr may jun jul aug sep oct nov dec' },
  { least: 0, most: 6, names: 'sun mon tue wed thu fri sat' },
];

/** Checks whether a text is a schedule of a CronJob, such as `0 3 * * *` or `@daily`. */
export function isSchedule(text: string): boolean {
  if (text.startsWith('@')) {
    const [, duration] = /^@every (.+)$/.exec(text) ?? [];
    return duration === undefined
      ? /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)$/.test(text)
      : isGoDuration(duration);
  }
  const fields = text.split(/\s+/).filter((field) => field !== '');
  return fields.length === FIELDS.length && FIELDS.every((field, index) => isField(fields[index] ?? '', field));
}

function isField(text: string, { least, most, names = '' }: (typeof FIELDS)[number]): boolean {
  const values = names === '' ? [] : names.split(' ');
  const numberOf = (part: string) => {
    const index = values.indexOf(part.toLowerCase());
    return index < 0 ? (/^\+?\d+$/.test(part) ? Number(part) : Number.NaN) : index + least;
  };
  const parts = text.split(',').filter((part) => part !== '');
  return parts.every((part) => {
    const [range = '', step = '1', ...others] = part.split('/');
    const [first = '', last = first, ...more] = range.split('-');
    const isAny = first === '*' || first === '?';
    const [from, to] = isAny ? [least, most] : [numberOf(first), numberOf(last)];
    const isRange = more.length === 0 && from >= least && from <= to && to <= most;
    return others.length === 0 && isRange && /^\d+$/.test(step) && Number(step) > 0;
  });
}
