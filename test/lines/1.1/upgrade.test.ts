import { upgradeValues, type Values } from '../../../lib';

const from = (backstage: Values<'1.0.5'>['backstage']) =>
  upgradeValues({ backstage }, { from: '1.0.5', to: '1.1.6' }).values;

test.each([
  [{ name: 'portal' }, 'http://portal:7007/api/events/http/openchoreo'],
  [{ service: { port: 80 } }, 'http://backstage:80/api/events/http/openchoreo'],
])('the event forwarder sends to the Service of the portal: %j', (backstage, url) => {
  expect(from(backstage)).toMatchObject({ eventForwarder: { config: { webhooks: { endpoints: [{ url }] } } } });
});

test.each([{}, { name: 'backstage' }, { enabled: false, name: 'portal' }])(
  'the event forwarder keeps its default with %j',
  (backstage) => {
    expect(from(backstage)).not.toHaveProperty('eventForwarder');
  },
);
