import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Job } from 'kubernetes-types/batch/v1';
import type { EnvVar } from 'kubernetes-types/core/v1';
import {
  BackstageClientRegistration,
  type BackstageClientRegistrationProps,
} from '../../lib/constructs/client-registration';
import type { JsonMap } from '../../lib/util/json';
import { CREDENTIALS, manifestOf, testChart } from '../support';
import { NAMES, type Spelling, ThunderStub, type ThunderStubProps, TOKEN } from './thunder-stub';

export const CLIENT = 'openchoreo-backstage-client';
export const SECRET = 'test-secret-91c2';
export const URLS = ['https://console.example.com/callback', 'https://portal.example.com/callback'];

/** Returns the Job that registers the URLs. */
export function jobOf(props: Partial<BackstageClientRegistrationProps> = {}): Job {
  const least = { thunderUrl: 'http://thunder:8090', credentials: CREDENTIALS, redirectUrls: URLS };
  return manifestOf(new BackstageClientRegistration(testChart(), 'Registration', { ...least, ...props })) as Job;
}

/** Returns the variables of the Job's container. */
export function envOf(job: Job): EnvVar[] {
  return job.spec?.template.spec?.containers[0]?.env ?? [];
}

/** Exit status and output of a run of the Job. */
interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const stubs: ThunderStub[] = [];

afterEach(async () => {
  await Promise.all(stubs.splice(0).map((stub) => stub.stop()));
});

/** Starts a stand-in for Thunder, which is stopped after the test. */
export async function thunder(props: Partial<ThunderStubProps> = {}): Promise<ThunderStub> {
  const stub = await ThunderStub.start({ secret: SECRET, ...props });
  stubs.push(stub);
  return stub;
}

/**
 * Runs the script of the Job with only its variables, against Thunder at the URL. Checks that it prints no secret.
 *
 * `timeout` is the number of milliseconds after which a request fails.
 */
export async function run(
  { url }: { readonly url: string },
  {
    secret = SECRET,
    timeout = 30_000,
    ...props
  }: Partial<BackstageClientRegistrationProps> & { readonly secret?: string; readonly timeout?: number } = {},
  onOutput: () => void = () => {},
): Promise<Run> {
  const job = jobOf({ waitSeconds: 0, ...props });
  const [, ...args] = job.spec?.template.spec?.containers[0]?.command ?? [];
  const given: Record<string, string> = { THUNDER_URL: url, CLIENT_SECRET: secret };
  const env = Object.fromEntries(envOf(job).map(({ name, value }) => [name, given[name] ?? value]));
  // Run the script in this process: a new Node.js process takes longer to start than the script runs. One test starts
  // one.
  const output = { stdout: '', stderr: '' };
  const process = { env, exitCode: 0, exit: () => {} };
  const print = (stream: keyof typeof output) => (line: string) => {
    output[stream] += `${line}\n`;
    onOutput();
  };
  const script = (args.at(-1) ?? '')
    .replace(/^main\(\)/m, 'return $&')
    .replace('TIMEOUT_MS = 30000', `TIMEOUT_MS = ${timeout}`);
  await new Function('process', 'console', script)(process, { log: print('stdout'), error: print('stderr') });
  const code = process.exitCode;
  for (const printed of Object.values(output)) {
    for (const hidden of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), TOKEN]) {
      expect(printed).not.toContain(hidden);
    }
  }
  return { code, ...output };
}

/** Returns an application as Thunder stores it, with members that the Job does not know. */
export function application(
  spelling: Spelling,
  clientId: string,
  redirectUrls: readonly string[],
  name = 'Backstage',
): JsonMap {
  const names = NAMES[spelling];
  return {
    name,
    description: 'made by hand',
    [names.clientId]: clientId,
    url: 'https://console.example.com',
    allowed_user_types: ['person'],
    assertion: { validity: 3600, attributes: null },
    [names.inbound]: [
      {
        type: 'oauth2',
        config: {
          [names.clientId]: clientId,
          [names.secret]: SECRET,
          [names.urls]: redirectUrls,
          scopes: ['openid', 'profile'],
          pkce: { required: true },
        },
      },
    ],
  };
}

/** Returns the settings that Thunder has for the client, from all applications. */
export function registered(stub: ThunderStub, spelling: Spelling = 'old'): JsonMap[] {
  const { inbound, clientId } = NAMES[spelling];
  return [...stub.applications.values()].flatMap((of) =>
    ((of[inbound] ?? []) as { config?: JsonMap }[]).flatMap(({ config }) =>
      config?.[clientId] === CLIENT ? [config] : [],
    ),
  );
}

/** Returns a port on which no server listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
