import { flag, integer, section, text } from '../../../values/node';

/** Values: `thunder`. */
export const thunder = section(
  'The bundled identity provider, Thunder. It is a subchart, so any other key is valid here.',
  {
    enabled: flag('Whether Thunder is installed. If false, the variables THUNDER_* are omitted.', { default: true }),
    fullnameOverride: text("Prefix of the name of Thunder's Service, which ends with `-service`.", {
      default: 'thunder',
    }),
    service: section(
      'Service of Thunder.',
      { port: integer("Port of Thunder's Service.", { default: 8090 }) },
      { open: true },
    ),
    configuration: section(
      'Configuration of Thunder.',
      {
        server: section(
          'Server settings of Thunder.',
          {
            publicUrl: text(
              'URL of Thunder, as browsers reach it. The chart uses only its host; `corrected` keeps protocol, port and path. If empty, the host is `thunder.<global.baseDomain>`.',
              {
                default: '',
              },
            ),
          },
          { open: true },
        ),
      },
      { open: true },
    ),
  },
  { open: true },
);
