import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { application, CLIENT, freePort, run, SECRET, thunder } from './support';
import { type Answer, type ThunderStubProps, TOKEN } from './thunder-stub';

describe('the Job fails, says why, and changes nothing', () => {
  /** A run against answers in place of Thunder's own, by request, with the client registered with other URLs. */
  async function against(answers: Readonly<Record<string, Answer>>, applications?: ThunderStubProps['applications']) {
    const stub = await thunder({
      applications: applications ?? { ours: application('old', CLIENT, ['https://old']) },
      answer: (what) => answers[what],
    });
    const before = structuredClone(stub.applications);
    const result = await run(stub);
    expect(stub.applications).toEqual(before);
    return { ...result, writes: stub.writes.map(({ what }) => what) };
  }

  test('where the secret is wrong, which Thunder repeats and the Job does not', async () => {
    const stub = await thunder();
    expect(await run(stub, { secret: 'wrong-secret-77' })).toEqual({
      code: 1,
      stdout: '',
      stderr: `Thunder refused the credentials of the client ${CLIENT}: status 401, invalid_client\n`,
    });
    expect(stub.received).toHaveLength(1);
  });

  test.each<[string, Answer]>([
    ['as its code', { status: 401, body: { error: SECRET } }],
    ['within its code', { status: 401, body: { error: `unknown_secret_${SECRET}` } }],
    ['within its text', { status: 400, body: `<h1>${SECRET}</h1>` }],
  ])('where Thunder repeats the secret %s', async (_, answer) => {
    expect(await against({ 'POST /oauth2/token': answer })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`status ${answer.status}`),
    });
  });

  test('where Thunder repeats the token as its code', async () => {
    expect(await against({ 'GET /applications': { status: 403, body: { code: TOKEN } } })).toMatchObject({ code: 1 });
  });

  test.each<[string, string, Answer, string]>([
    [
      'the client may not read applications',
      'GET /applications',
      { status: 403, body: { code: 'AUTHZ-1003', message: 'forbidden' } },
      'the list of applications: status 403, AUTHZ-1003',
    ],
    ['Thunder does not show the application', 'GET /applications/ours', { status: 404 }, 'an application: status 404'],
    [
      'Thunder does not like the change',
      'PUT /applications/ours',
      { status: 400, body: { code: 'APP-1004', message: `secret ${SECRET}`, description: `token ${TOKEN}` } },
      'the change of the application: status 400, APP-1004',
    ],
    [
      'Thunder breaks at the change',
      'PUT /applications/ours',
      { status: 500, body: `<html>${SECRET} ${TOKEN}</html>` },
      'the change of the application: status 500',
    ],
    [
      'codes are no words',
      'PUT /applications/ours',
      { status: 502, body: { code: `see ${SECRET}`, error: { a: 1 } } },
      'the change of the application: status 502',
    ],
  ])('where %s', async (_, what, answer, said) => {
    expect(await against({ [what]: answer })).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `Thunder refused ${said}\n`,
    });
  });

  test('where another application has the name of the new one', async () => {
    const applications = { other: application('old', 'another-client', ['https://other'], 'Backstage') };
    expect(await against({}, applications)).toMatchObject({
      code: 1,
      stderr: 'Thunder refused the new application: status 409, APP-1022\n',
      writes: ['POST /applications'],
    });
  });

  test('where the answer has no token', async () => {
    expect(await against({ 'POST /oauth2/token': { status: 200, body: { expires_in: 3600 } } })).toMatchObject({
      code: 1,
      stderr: `Thunder gave no token to the client ${CLIENT}\n`,
    });
  });

  test.each(['POST /oauth2/token', 'GET /applications', 'GET /applications/ours'])(
    'where the answer to %s is no JSON, as of a page to sign in at',
    async (what) => {
      const result = await against({ [what]: { status: 200, body: '<html>Sign in</html>' } });
      expect(result).toMatchObject({ code: 1, stdout: '', writes: [] });
      expect(result.stderr).not.toBe('');
    },
  );

  test('where it is sent elsewhere: it does not go there with the secret', async () => {
    const elsewhere = await thunder();
    const headers = { location: `${elsewhere.url}/oauth2/token` };
    expect(await against({ 'POST /oauth2/token': { status: 307, headers } })).toMatchObject({ code: 1 });
    expect(elsewhere.received).toEqual([]);
  });

  test.each(['nothing', '{'])('where an answer has %j and no end', async (beginning) => {
    const server = createServer((_, answer) => {
      answer.writeHead(200, { 'content-type': 'application/json' });
      answer.write(beginning === '{' ? beginning : ' ');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    expect(await run({ url })).toEqual({
      code: 1,
      stdout: '',
      stderr: `Thunder does not answer at ${url}: TimeoutError\n`,
    });
    server.closeAllConnections();
    server.close();
  });

  test.each([0, 1])('where Thunder does not answer within %d seconds', async (waitSeconds) => {
    const url = `http://127.0.0.1:${await freePort()}`;
    expect(await run({ url }, { waitSeconds })).toEqual({
      code: 1,
      stdout: '',
      stderr: `Thunder does not answer at ${url}: ECONNREFUSED\n`,
    });
  });
});
