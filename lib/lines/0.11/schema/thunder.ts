import { flag, integer, section, text } from '../../../values/node';

/** Values: `thunder`. */
export const thunder = section(
  'The bundled Thunder identity provider: a subchart, whose other keys pass.',
  {
    enabled: flag("Whether Thunder is installed: Backstage's THUNDER_* variables.", { default: true }),
    fullnameOverride: text("First part of the name of Thunder's Service, `<this>-service`.", { default: 'thunder' }),
    service: section(
      'The Service in front of Thunder.',
      { port: integer("Port of Thunder's Service.", { default: 8090 }) },
      { open: true },
    ),
    configuration: section(
      "Thunder's own configuration.",
      {
        server: section(
          'The server that Thunder is.',
          {
            publicUrl: text(
              'URL that browsers reach Thunder at; its host is the Thunder host. Empty: `thunder.` below `global.baseDomain`.',
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
