import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { checkObject } from '../../../lib/kubernetes/checks';
import { violationText } from '../../../lib/util/violation';
import exceptions from '../verdicts/exceptions.json';

/** Answer of an API server about an object. */
interface Verdict {
  /** Description of the object: a valid object, and its change. */
  readonly what: string;
  readonly object: object;
  readonly ok: boolean;
  /** Message of the server if it refuses the object. */
  readonly message?: string;
}

/** Known difference between the checks and the server. */
interface Exception {
  readonly reason: string;
  /** Pattern of our violations of objects that the server accepts. */
  readonly ours?: string;
  /** Pattern of the server's messages about objects that we accept. */
  readonly server?: string;
}

const EXCEPTIONS: readonly Exception[] = exceptions;
const verdicts = readVerdicts();
/** Verdicts that differ from ours, each with the texts of the side that refuses the object. */
const differing = verdicts.flatMap((verdict) => {
  const violations = checkObject(verdict.object).map(violationText);
  const side: 'ours' | 'server' = verdict.ok ? 'ours' : 'server';
  const texts = verdict.ok ? violations : [verdict.message ?? ''];
  return verdict.ok === (violations.length === 0) ? [] : [{ what: verdict.what, side, texts }];
});

test('the verdicts contain hundreds of accepted and hundreds of refused objects', () => {
  const refused = verdicts.filter(({ ok }) => !ok).length;
  expect(refused).toBeGreaterThan(400);
  expect(verdicts.length - refused).toBeGreaterThan(400);
});

test('the checks answer as the API server does, except for known differences', () => {
  const unknown = differing.filter(
    ({ side, texts }) => !EXCEPTIONS.some((exception) => allows(exception, side, texts)),
  );
  expect(unknown).toEqual([]);
});

test.each(EXCEPTIONS.map((exception) => [exception.reason, exception] as const))(
  'a difference is known: %s',
  (_reason, exception) => {
    expect(differing.filter(({ side, texts }) => allows(exception, side, texts))).not.toEqual([]);
  },
);

function allows(exception: Exception, side: 'ours' | 'server', texts: readonly string[]): boolean {
  const pattern = exception[side];
  return pattern !== undefined && texts.some((text) => new RegExp(pattern).test(text));
}

function readVerdicts(): readonly Verdict[] {
  const file = join(__dirname, '../verdicts/objects.jsonl.gz');
  const [, ...lines] = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}
