import { flag, integer, section, text } from '../node';

/** Values: `thunder`. */
export const thunder = section(
  'The bundled Thunder identity provider: a subchart, whose other keys pass.',
  {
    enabled: flag("Whether Thunder is installed: Backstage's THUNDER_* variables.", { default: true }),
    fullnameOverride: text('First part of the name of its Service, `<this>-service`.', { default: 'thunder' }),
    service: section("Thunder's Service.", { port: integer('Its port.', { default: 8090 }) }, { open: true }),
    configuration: section(
      "Thunder's configuration.",
      {
        server: section(
          "Thunder's server.",
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
