import { z } from 'zod';
import { Secret } from './secret.ts';

const hostName = /^(?!.*\.\.)[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9]\d{0,4})?$/;

function address(scheme: RegExp, example: string) {
  return z
    .string()
    .refine((value) => scheme.test(value) && URL.canParse(value), { message: `write an address such as ${example}` })
    .refine((value) => !/^[^/]*\/\/[^/]*@/.test(value), {
      message:
        'it holds credentials: name them in auth of its entry in hosts, so that they stay outside of the sandbox',
    });
}

const webAddress = () => address(/^https?:\/\//, 'https://packages.example.com/npm/');

const Auth = z
  .strictObject({
    bearer: Secret.optional().describe('A token, sent as Authorization: Bearer.'),
    basic: z
      .strictObject({ user: z.union([z.string().min(1), Secret]), password: Secret })
      .optional()
      .describe('A user and a password, sent as Authorization: Basic.'),
    headers: z
      .record(z.string().regex(/^[A-Za-z0-9-]+$/, 'write the name of a header'), Secret)
      .optional()
      .describe('Headers and where their values are.'),
  })
  .refine((auth) => Object.values(auth).some((value) => value !== undefined), {
    message: 'name bearer, basic or headers',
  })
  .refine(({ bearer, basic }) => bearer === undefined || basic === undefined, {
    message: 'name bearer or basic, not both: a request carries one of them',
  });

const Host = z.strictObject({
  host: z
    .string()
    .toLowerCase()
    .regex(hostName, 'write a name such as packages.example.com, with :PORT where it is not the usual one')
    .refine((value) => /[a-z]/.test(value.replace(/:\d+$/, '')), { message: 'write a name; addresses are not taken' }),
  protocol: z.enum(['https', 'http']).default('https'),
  paths: z.array(z.string().startsWith('/', 'write a path, from its first /')).min(1).optional(),
  private: z.boolean().default(false),
  ca: z.string().startsWith('/', 'write an absolute path').optional(),
  auth: Auth.optional(),
});
export type HostEntry = z.infer<typeof Host>;

/** The operator's file that DROVER_REGISTRIES names: which hosts commands with `network: registries` reach, and how tools are pointed at them. */
export const RegistriesFile = z.strictObject({
  defaults: z.boolean().default(true),
  hosts: z.array(Host).default([]),
  npm: z
    .strictObject({
      registry: webAddress().optional(),
      scopes: z.record(z.string().regex(/^@[^\s/:=]+$/, 'write a scope such as @acme'), webAddress()).default({}),
    })
    .optional(),
  python: z.strictObject({ index: webAddress().optional(), extra: z.array(webAddress()).default([]) }).optional(),
  maven: z.strictObject({ mirror: webAddress() }).optional(),
  go: z
    .strictObject({
      proxy: webAddress().optional(),
      private: z.array(z.string().min(1)).default([]),
      sumdb: z.string().min(1).optional(),
    })
    .optional(),
  cargo: z
    .strictObject({
      registries: z.record(
        z.string().regex(/^[A-Za-z][\w-]*$/, 'write a name such as acme'),
        address(/^sparse\+https?:\/\//, 'sparse+https://packages.example.com/cargo/index/'),
      ),
    })
    .optional(),
});
export type RegistriesFile = z.infer<typeof RegistriesFile>;
