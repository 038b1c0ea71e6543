import { describeName } from '../../util/describe';
import { DATA_KEY } from '../names';
import type { Place } from './place';

/** Values of a ConfigMap or Secret by key. The API server reads a value of null as empty. */
export type Data = Readonly<Record<string, string | undefined>>;

/** Largest size of the data of a ConfigMap or Secret, in bytes. */
const MAX_SIZE = 1024 * 1024;

/** Checks the keys of plain texts. */
export function checkTexts(texts: Data, at: Place): void {
  for (const key of Object.keys(texts).filter((name) => !DATA_KEY.fits(name))) {
    at.at(describeName(key)).refuse(`must have ${DATA_KEY.words}`, DATA_KEY.fix);
  }
}

/** Checks the keys of values in base64, and the values. */
export function checkBase64(values: Data, at: Place): void {
  checkTexts(values, at);
  for (const [key, value = ''] of Object.entries(values)) {
    const digits = value.replace(/[\r\n]/g, '');
    if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(digits)) {
      at.at(describeName(key)).refuse(
        'must be base64',
        'encode it as base64, or move it to the member for plain texts',
      );
    }
  }
}

/** Checks the size of all values. */
export function checkSize(texts: Data, base64: Data, at: Place): void {
  const sizes = [
    ...Object.values(texts).map((text = '') => Buffer.byteLength(text)),
    ...Object.values(base64).map((value = '') => Buffer.byteLength(value, 'base64')),
  ];
  const size = sizes.reduce((sum, next) => sum + next, 0);
  if (size > MAX_SIZE) {
    at.refuse(`must have at most ${MAX_SIZE} bytes of data, got ${size}`, 'shorten the values, or remove some');
  }
}
