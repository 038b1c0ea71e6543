import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { application, CLIENT, freePort, run, SECRET, thunder } from './support';
import { type Answer, type ThunderStubProps, TOKEN } from './thunder-stub';

describe('the Job fails with a message, and changes nothing,', () => {
  /**
   * Runs the Job against Thunder with different answers to some requests. By default, the client is registered with
   * other URLs than the Job registers.
   */
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

  test('if the secret is wrong, and does not print the secret although Thunder returns it', async () => {
    const stub = await thunder();
    expect(await run(stub, { secret: 'wrong-secret-77' })).toEqual({
      code: 1,
      stdout: '',
      stderr: `Thunder refused the credentials of the client ${CLIENT}: status 401, invalid_client\n`,
    });
    expect(stub.received).toHaveLength(1);
  });

  test.each<[string, Answer]>([
    ['as an error code', { status: 401, body: { error: SECRET } }],
    ['in an error code', { status: 401, body: { error: `unknown_secret_${SECRET}` } }],
    ['in a page', { status: 400, body: `<h1>${SECRET}</h1>` }],
  ])('if Thunder returns the secret %s', async (_, answer) => {
    expect(await against({ 'POST /oauth2/token': answer })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`status ${answer.status}`),
    });
  });

  test('if Thunder returns the token as an error code', async () => {
    expect(await against({ 'GET /applications': { status: 403, body: { code: TOKEN } } })).toMatchObject({ code: 1 });
  });

  test.each<[string, string, Answer, string]>([
    [
      'the client is not allowed to read applications',
      'GET /applications',
      { status: 403, body: { code: 'AUTHZ-1003', message: 'forbidden' } },
      'the list of applications: status 403, AUTHZ-1003',
    ],
    [
      'Thunder does not return the application',
      'GET /applications/ours',
      { status: 404 },
      'an application: status 404',
    ],
    [
      'Thunder rejects the change',
      'PUT /applications/ours',
      { status: 400, body: { code: 'APP-1004', message: `secret ${SECRET}`, description: `token ${TOKEN}` } },
      'the change of the application: status 400, APP-1004',
    ],
    [
      'Thunder fails during the change',
      'PUT /applications/ours',
      { status: 500, body: `<html>${SECRET} ${TOKEN}</html>` },
      'the change of the application: status 500',
    ],
    [
      'the error code is not a known one',
      'PUT /applications/ours',
      { status: 502, body: { code: `see ${SECRET}`, error: { a: 1 } } },
      'the change of the application: status 502',
    ],
  ])('if %s', async (_, what, answer, refused) => {
    expect(await against({ [what]: answer })).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `Thunder refused ${refused}\n`,
    });
  });

  test('if another application has the name of the new one', async () => {
    const applications = { other: application('old', 'another-client', ['https://other'], 'Backstage') };
    expect(await against({}, applications)).toMatchObject({
      code: 1,
      stderr: 'Thunder refused the new application: status 409, APP-1022\n',
      writes: ['POST /applications'],
    });
  });

  test('if the answer has no token', async () => {
    expect(await against({ 'POST /oauth2/token': { status: 200, body: { expires_in: 3600 } } })).toMatchObject({
      code: 1,
      stderr: `Thunder gave no token to the client ${CLIENT}\n`,
    });
  });

  test.each(['POST /oauth2/token', 'GET /applications', 'GET /applications/ours'])(
    'if the answer to %s is not JSON, such as a sign-in page',
    async (what) => {
      const result = await against({ [what]: { status: 200, body: '<html>Sign in</html>' } });
      expect(result).toMatchObject({ code: 1, stdout: '', writes: [] });
      expect(result.stderr).not.toBe('');
    },
  );

  test('if Thunder redirects it, and does not send the secret to the other server', async () => {
    const elsewhere = await thunder();
    const headers = { location: `${elsewhere.url}/oauth2/token` };
    expect(await against({ 'POST /oauth2/token': { status: 307, headers } })).toMatchObject({ code: 1 });
    expect(elsewhere.received).toEqual([]);
  });

  test.each(['nothing', '{'])('if an answer begins with %j and never ends', async (beginning) => {
    const server = createServer((_, answer) => {
      answer.writeHead(200, { 'content-type': 'application/json' });
      answer.write(beginning === '{' ? beginning : ' ');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    expect(await run({ url }, { timeout: 500 })).toEqual({
      code: 1,
      stdout: '',
      stderr: `Thunder does not answer at ${url}: TimeoutError\n`,
    });
    server.closeAllConnections();
    server.close();
  });

  test.each([0, 1])('if Thunder does not answer within %d seconds', async (waitSeconds) => {
    const url = `http://127.0.0.1:${await freePort()}`;
    expect(await run({ url }, { waitSeconds })).toEqual({
      code: 1,
      stdout: '',
      stderr: `Thunder does not answer at ${url}: ECONNREFUSED\n`,
    });
  });
});
